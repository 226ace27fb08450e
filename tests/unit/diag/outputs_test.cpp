#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "diag/finding.hpp"
#include "diag/render.hpp"

using namespace pinwright;
using namespace pinwright::diag;
using Catch::Contains;

namespace {

/// A file with a line for each finding, the finding about the whole line.
class Page {
 public:
  explicit Page(std::string path, std::string text) : file_(sources.add(std::move(path), std::move(text))) {}

  auto add(Code code, std::size_t begin, std::size_t end, std::string message) -> Diagnostic& {
    findings.push_back(
        make(code, {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(message)));
    return findings.back();
  }
  [[nodiscard]] auto render(void (*renderer)(std::ostream&, const Report&), std::size_t max_bytes = 60'000) const
      -> std::string {
    std::ostringstream out;
    renderer(
        out,
        Report{.diagnostics = findings, .sources = sources, .summary = summarise(findings), .max_bytes = max_bytes});
    return out.str();
  }

  source::SourceMap sources;
  std::vector<Diagnostic> findings;

 private:
  source::FileId file_;
};

auto many(std::size_t errors, std::size_t warnings) -> Page {
  Page page("a.yaml", "text\n");
  for (std::size_t i = 0; i < warnings; ++i) page.add(Code::DeprecatedNode, 0, 4, "soft " + std::to_string(i));
  for (std::size_t i = 0; i < errors; ++i) page.add(Code::UnknownKey, 0, 4, "hard " + std::to_string(i));
  return page;
}

auto count(const std::string& text, std::string_view piece) -> std::size_t {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++found;
  return found;
}

/// Lines that an agent would take for a command: what GitHub's runner and Azure's agent look for.
auto commands_in(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find_first_not_of(" \t\r");
    const bool github = first != std::string::npos && line.compare(first, 2, "::") == 0;
    const bool old_form = line.find("##[") != std::string::npos || line.find("##vso[") != std::string::npos;
    if (github || old_form) found.push_back(line);
  }
  return found;
}

const std::vector<std::string> kHostileNames{"<script>alert(1)</script>",
                                             "\"><img src=x onerror=alert(1)>",
                                             "a|b|c",
                                             "`",
                                             "``` x",
                                             "::error::x",
                                             "\n::error file=a::x",
                                             "##vso[task.setvariable variable=x]y",
                                             "##[command]x",
                                             "a\r\nb",
                                             "\x1b]0;title\x07",
                                             "\x1b[2J",
                                             "\xC2\x9B"
                                             "2J",
                                             "\u202Eabc",
                                             "\u2028x",
                                             "]]>",
                                             "&lt;",
                                             "%0A::error::x",
                                             "%",
                                             "a;b]c",
                                             "[x](https://example.org)",
                                             "@everyone",
                                             "#1",
                                             "https://example.org",
                                             "\xFF\xFE"};

}  // namespace

TEST_CASE("a hostile name breaks no format and no terminal") {
  for (const auto& name : kHostileNames) {
    Page page("dir/" + name + ".yaml", name + ": " + name + "\n");
    auto& finding = page.add(Code::UnknownKey, 0, name.size(), "`" + name + "` is no key " + name);
    finding.help = name;
    finding.notes = {name};
    finding.tenants = {name};
    finding.path = name;
    finding.labels = {{{}, name}};
    for (const auto& renderer : kRenderers) {
      const auto text = page.render(renderer.render);
      INFO(renderer.name << ": " << text);
      for (const char c : text) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
      for (const auto* obeyed : {"\x7f", "\xC2\x9B", "\u202E", "\u2028"}) CHECK(text.find(obeyed) == std::string::npos);
      for (const auto& command : commands_in(text)) {
        const auto* own = renderer.name == "azure" ? "##vso[task.logissue type=error;" : "::error file=";
        CHECK(command.starts_with(own));
        CHECK((renderer.name == "azure" || renderer.name == "github"));
      }
      CHECK(commands_in(text).size() == (renderer.name == "azure" || renderer.name == "github" ? 1 : 0));
    }
    const auto html = page.render(render_html);
    CHECK(count(html, "<script>") == 1);
    CHECK(count(html, "<img") == 0);
    const auto markdown = page.render(render_markdown);
    CHECK(count(markdown, "\n") == 5);  // a heading, a blank line, the table's head and one row
    CHECK(count(markdown.substr(markdown.rfind("\n| ") + 1), "|") == 4);
    CHECK(nlohmann::json::accept(page.render(render_sarif)));
    CHECK(nlohmann::json::accept(page.render(render_gitlab)));
  }
}

TEST_CASE("text shows a thousand findings of a kind and counts the others") {
  const auto page = many(1003, 2);
  const auto text = page.render(render_text);
  CHECK(count(text, "unknown-key: hard ") == 1000);
  CHECK(count(text, "deprecated-node: soft ") == 2);
  CHECK_THAT(text, Contains("and 3 more of unknown-key: `--verbose` shows them\n1003 errors, 2 warnings in"));
}

TEST_CASE("github shows ten annotations of a level, the worst first, and says how many are hidden") {
  const auto text = many(12, 11).render(render_github);
  CHECK(count(text, "::error ") == 10);
  CHECK(count(text, "::warning ") == 10);
  CHECK(text.find("::error ") < text.find("::warning "));
  CHECK_THAT(text, Contains("\n2 errors, 1 warning more are hidden: GitHub shows 10 annotations of a level\n"));
  CHECK_THAT(many(10, 0).render(render_github), !Contains("hidden"));
}

TEST_CASE("sarif holds 5,000 results, the worst ones, and says how many are left out") {
  const auto log = nlohmann::json::parse(many(4999, 3).render(render_sarif));
  const auto& run = log.at("runs").at(0);
  CHECK(run.at("results").size() == 5000);
  CHECK(run.at("results").at(4998).at("level") == "error");
  CHECK(run.at("results").at(4999).at("level") == "warning");
  CHECK(run.at("invocations").at(0).at("toolExecutionNotifications").at(0).at("message").at("text") ==
        "2 findings are left out: a run holds 5000 results, the worst ones");
  CHECK(run.at("tool").at("driver").at("rules").size() == 2);  // of the codes that occur
  CHECK(run.at("results").at(0).at("partialFingerprints").at("pinwright/v1").get<std::string>().size() == 32);
}

TEST_CASE("markdown keeps to its limit and sums up what does not fit") {
  const auto page = many(500, 100);
  const auto text = page.render(render_markdown, 20'000);
  CHECK(text.size() <= 20'000);
  const auto rows = count(text, "\n| error |");
  CHECK(rows > 50);
  CHECK_THAT(text, Contains("**" + std::to_string(rows) + " of 600 findings are shown**, the worst ones"));
  CHECK_THAT(text, Contains(std::to_string(500 - rows) + " unknown-key, 100 deprecated-node."));
  CHECK(count(page.render(render_markdown, 1'000'000), "\n| warning |") == 100);
}

TEST_CASE(
    "what a run says beside its findings cannot end the block that it stands in, and is shortened with room for them") {
  const Page page("a.yaml", "text\n");
  std::ostringstream out;
  Report report{.diagnostics = {}, .sources = page.sources};
  report.title = "plan: <b>1</b> to create, @everyone";
  const std::string text = "  ~ update policy a\n      - old ```` x\n      + new\n  -x\n\n";
  report.text = text;
  render_markdown(out, report);
  CHECK(out.str() ==
        "### pinwright: plan: &#60;b&#62;1&#60;/b&#62; to create, @<!-- -->everyone\n\n`````diff\n!   update policy a\n"
        "-       old ```` x\n+       new\n  -x\n`````\n");

  std::ostringstream html;
  report.text = "</pre><script>alert(1)</script>";
  render_html(html, report);
  CHECK(count(html.str(), "<script>") == 0);

  std::ostringstream cut;
  const std::string whole(5000, 'x');
  report.text = whole;
  report.brief = "brief";
  report.max_bytes = 8000;
  render_markdown(cut, report);
  CHECK(count(cut.str(), "brief") == 1);
  CHECK(count(cut.str(), "**Shortened**") == 1);
  CHECK(cut.str().size() < 4100);
  report.max_bytes = 12'000;
  std::ostringstream fits;
  render_markdown(fits, report);
  CHECK(count(fits.str(), whole) == 1);
}

TEST_CASE("a finding below --fail-on is no failure in JUnit, and a run without findings has one test") {
  CHECK_THAT(many(2, 3).render(render_junit), Contains("tests=\"5\" failures=\"2\""));
  CHECK_THAT(many(0, 0).render(render_junit), Contains("tests=\"1\" failures=\"0\""));
}

TEST_CASE("a fingerprint stays when lines are inserted above, and tells equal findings apart") {
  const auto prints = [](const std::string& above) {
    Page page("a.yaml", above + "key: x\nkey: x\n");
    const auto at = above.size();
    page.add(Code::UnknownKey, at, at + 3, "m");
    page.add(Code::UnknownKey, at + 7, at + 10, "m");
    page.add(Code::WrongType, at, at + 3, "m");
    Places places(page.sources);
    Fingerprints fingerprints(page.sources, places);
    std::vector<std::string> all;
    for (const auto& finding : page.findings) all.push_back(fingerprints.of(finding));
    return all;
  };
  const auto before = prints("");
  CHECK(before == prints("# one\n\n# two\n"));
  CHECK(before[0] != before[1]);
  CHECK(before[0] != before[2]);
  CHECK(before[0].size() == 32);
}

TEST_CASE("the page of HTML has the table of what a run does, and no name of it becomes an element") {
  const source::SourceMap sources;
  const Grid grid{
      "tenant", {"<b>pin</b>"}, {{"contoso", {"create"}}, {"fabrikam", {""}}}, "1 more tenant without changes"};
  std::ostringstream out;
  render_html(out, Report{.diagnostics = {}, .sources = sources, .summary = {}, .grid = &grid});
  CHECK_THAT(out.str(), Contains("<th scope=\"col\">&lt;b&gt;pin&lt;/b&gt;</th>"));
  CHECK_THAT(out.str(), Contains("<tr><th scope=\"row\">contoso</th><td>create</td></tr>"));
  CHECK_THAT(out.str(), Contains("<tr><th scope=\"row\">fabrikam</th><td></td></tr>"));
  CHECK_THAT(out.str(), Contains("<p>1 more tenant without changes</p>"));
}
