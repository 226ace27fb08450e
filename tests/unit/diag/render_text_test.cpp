#include <catch2/catch.hpp>
#include <sstream>

#include "diag/render.hpp"

using namespace pinwright;
using namespace pinwright::diag;
using Catch::Contains;

namespace {

/// One file, findings about it, and the text that comes out.
class Page {
 public:
  explicit Page(std::string text) : file_(sources.add("policies/hello.yaml", std::move(text))) {}

  [[nodiscard]] auto span_of(std::string_view piece) const -> source::Span {
    const auto at = sources.text(file_).find(piece);
    REQUIRE(at != std::string_view::npos);
    return span(at, at + piece.size());
  }
  [[nodiscard]] auto span(std::size_t begin, std::size_t end) const -> source::Span {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  [[nodiscard]] auto draw(const Diagnostic& diagnostic, bool verbose = false) const -> std::string {
    std::ostringstream out;
    render_text(out, Report{{&diagnostic, 1}, sources, {}, false, true, verbose});
    return out.str();
  }
  /// The lines below the code of a finding without remarks.
  [[nodiscard]] auto below(source::Span place) const -> std::string {
    const auto text = draw(make(Code::UnknownNode, place, "m"));
    const auto code = text.find(" |\n") + 3;
    return text.substr(text.find('\n', code) + 1);
  }

  source::SourceMap sources;

 private:
  source::FileId file_;
};

}  // namespace

TEST_CASE("a finding shows place, line, caret, help, notes, fixes and tenants") {
  const Page page(std::string(11, '\n') + "       - omaUri: ./Vendor/EnablePinRecovry\n");
  auto finding = make(Code::UnknownNode, page.span_of("EnablePinRecovry"), "`EnablePinRecovry` is not in the CSP",
                      "did you mean `EnablePinRecovery`?");
  finding.notes = {"first line\nsecond line"};
  finding.fixes = {{"write `EnablePinRecovery`", {}}};
  finding.tenants = {"a", "b", "c", "d"};
  CHECK(page.draw(finding) == R"(error[PW0501] unknown-node: `EnablePinRecovry` is not in the CSP
  --> policies/hello.yaml:12:27
   |
12 |        - omaUri: ./Vendor/EnablePinRecovry
   |                           ^^^^^^^^^^^^^^^^
   = help: did you mean `EnablePinRecovery`?
   = note: first line
           second line
   = fix: write `EnablePinRecovery`
   = in 4 tenants: a, b, c, … (1 more)

)");
  CHECK_THAT(page.draw(finding, true), Contains("= in 4 tenants: a, b, c, d\n"));
}

TEST_CASE("the caret stands at display width") {
  CHECK(Page("日本: x").below({source::FileId{0}, 8, 9}) == "  |       ^\n\n");
  CHECK(Page("e\u0301: x").below({source::FileId{0}, 5, 6}) == "  |    ^\n\n");
  CHECK(Page("\t- x").below({source::FileId{0}, 3, 4}) == "  |       ^\n\n");
  CHECK(Page("日本").below({source::FileId{0}, 0, 6}) == "  | ^^^^\n\n");
}

TEST_CASE("an empty span has one caret") {
  const Page page("key: value");
  CHECK(page.below(page.span(5, 5)) == "  |      ^\n\n");
}

TEST_CASE("a span at the end of the file and in an empty file has one caret") {
  CHECK(Page("key:\n").below({source::FileId{0}, 5, 5}) == "  | ^\n\n");
  CHECK(Page("key").below({source::FileId{0}, 3, 3}) == "  |    ^\n\n");
  CHECK(Page("key").below({source::FileId{0}, 90, 95}) == "  |    ^\n\n");
  CHECK(Page("").draw(make(Code::YamlSyntax, {source::FileId{0}, 0, 0}, "the file is empty")) ==
        "error[PW0101] yaml-syntax: the file is empty\n --> policies/hello.yaml:1:1\n  |\n1 |\n  | ^\n\n");
}

TEST_CASE("a span over several lines has carets to the end of its first") {
  const Page page("a: |\n  one\n  two\n");
  CHECK(page.below(page.span(3, 16)) == "  |    ^…\n\n");
  CHECK(page.below(page.span(0, 5)) == "  | ^^^^\n\n");
}

TEST_CASE("a line break of Windows is not drawn") {
  const Page page("key: bad\r\nnext: 1\r\n");
  CHECK(page.below(page.span(5, 10)) == "  |      ^^^\n\n");
}

TEST_CASE("control and invisible characters of a line are shown and not sent") {
  const Page page("a\x1b[31m\u200Bb\u202E\xFF");
  const auto text = page.draw(make(Code::YamlSyntax, page.span_of("\u200B"), "odd \x1b[2J text"));
  CHECK_THAT(text, Contains("1 | a␛[31m<U+200B>b<U+202E>\uFFFD\n  |       ^^^^^^^^\n"));
  CHECK_THAT(text, Contains("odd ␛[2J text"));
  CHECK_THAT(text, !Contains("\x1b"));
}

TEST_CASE("a very long line is cut around the span") {
  const Page page(std::string(5000, 'a') + "HERE" + std::string(5000, 'b'));
  const auto text = page.draw(make(Code::UnknownNode, page.span_of("HERE"), "m"));
  const auto lead = std::string(60, 'a');
  CHECK_THAT(text, Contains(":1:5001\n"));
  CHECK_THAT(text, Contains("1 | …" + lead + "HERE" + std::string(134, 'b') + "…\n"));
  CHECK_THAT(text, Contains("  |  " + std::string(60, ' ') + "^^^^\n"));
}

TEST_CASE("a span that is longer than a cut line has carets to the cut") {
  const Page page(std::string(1000, 'a'));
  CHECK(page.below(page.span(0, 1000)) == "  | " + std::string(200, '^') + "\n\n");
}

TEST_CASE("a line of 200 cells is shown whole") {
  const Page page(std::string(200, 'a'));
  CHECK_THAT(page.draw(make(Code::UnknownNode, page.span(0, 1), "m")), Contains("1 | " + std::string(200, 'a') + "\n"));
}

TEST_CASE("a label at the place of the finding stands behind the carets") {
  const Page page("key: value");
  auto finding = make(Code::UnknownNode, page.span_of("value"), "m");
  finding.labels = {{page.span_of("value"), "not this"}};
  CHECK_THAT(page.draw(finding), Contains("1 | key: value\n  |      ^^^^^ not this\n\n"));
}

TEST_CASE("labels of the same line stand beside the carets, or below when there is no room") {
  const Page page("min: 8, max: 6");
  auto finding = make(Code::PinLengthOrder, page.span_of("8"), "m");
  finding.labels = {{page.span_of("6"), "the maximum"}, {page.span_of("min"), "the minimum"}};
  CHECK_THAT(page.draw(finding),
             Contains("1 | min: 8, max: 6\n  |      ^       - the maximum\n  | --- the minimum\n\n"));
}

TEST_CASE("labels of other lines are drawn in the order of the file, with gaps marked") {
  const Page page("a: 1\nb: 2\nc: 3\nd: 4\n");
  auto finding = make(Code::DuplicateKey, page.span_of("d"), "m");
  finding.labels = {{page.span_of("b"), "second"}, {page.span_of("a"), "first"}};
  CHECK_THAT(page.draw(finding), Contains(R"(
 --> policies/hello.yaml:4:1
  |
1 | a: 1
  | - first
2 | b: 2
  | - second
...
4 | d: 4
  | ^

)"));
}

TEST_CASE("a label in another file has a block of its own, in a gutter of one width") {
  Page page("a: 1\n");
  const auto other = page.sources.add("other.yaml", std::string(99, '\n') + "b: 2\n");
  auto finding = make(Code::DuplicateDefinition, page.span_of("a"), "m");
  finding.labels = {{{other, 99, 100}, "first defined here"}, {{}, "a label without a place"}};
  CHECK_THAT(page.draw(finding), Contains(R"(
   --> policies/hello.yaml:1:1
    |
  1 | a: 1
    | ^
   ::: other.yaml:100:1
    |
100 | b: 2
    | - first defined here
    = note: a label without a place

)"));
}

TEST_CASE("a finding without a place shows none, but its path") {
  auto finding = make(Code::TenantMismatch, {}, "the credential belongs to another tenant", "use the right one");
  finding.path = "tenants.contoso";
  CHECK(Page("").draw(finding) == R"(error[PW1101] tenant-mismatch: the credential belongs to another tenant
 = at: tenants.contoso
 = help: use the right one

)");
}

TEST_CASE("a waived finding is drawn only when asked for, and marked") {
  const Page page("key");
  auto finding = make(Code::DeprecatedNode, page.span(0, 3), "m");
  finding.waived = true;
  CHECK(page.draw(finding).empty());
  CHECK_THAT(page.draw(finding, true), Contains("warning[PW0511] deprecated-node (waived): m\n"));
}

TEST_CASE("colours are written only when asked for, and always reset") {
  const Page page("key");
  const auto finding = make(Code::UnknownKey, page.span(0, 3), "m", "h");
  std::ostringstream out;
  render_text(out, Report{{&finding, 1}, page.sources, {}, true, true, false});
  CHECK_THAT(out.str(), Contains("\x1b[1;31merror[PW0201]\x1b[0m\x1b[1m unknown-key: m\x1b[0m\n"));
  CHECK_THAT(out.str(), Contains("\x1b[1;31m^^^\x1b[0m\n"));
}

TEST_CASE("the summary counts what was found and where") {
  const source::SourceMap sources;
  const auto line = [&](Summary summary) {
    std::ostringstream out;
    render_text(out, Report{{}, sources, summary, false, false, false});
    return out.str();
  };
  CHECK(line({2, 1, 0, 0, 3, 5, 12}) == "2 errors, 1 warning in 3 files (5 tenants, 12 policies)\n");
  CHECK(line({0, 0, 0, 0, 1, 1, 1}) == "no findings in 1 file (1 tenant, 1 policy)\n");
  CHECK(line({0, 0, 2, 3, 1, 0, 0}) == "2 notes, 3 waived in 1 file\n");
}

TEST_CASE("counting leaves waived findings out of their severity") {
  std::vector<Diagnostic> findings{make(Code::UnknownNode, {}, "m"), make(Code::DeprecatedNode, {}, "m"),
                                   make(Code::AssignmentNone, {}, "m"), make(Code::UnknownNode, {}, "m")};
  findings[3].waived = true;
  const auto summary = summarise(findings);
  CHECK(summary.errors == 1);
  CHECK(summary.warnings == 1);
  CHECK(summary.notes == 1);
  CHECK(summary.waived == 1);
}
