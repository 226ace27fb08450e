// Every slug that can be found offline has a golden case, a near miss that stays silent, and a page whose failing
// example yields exactly it and whose fixed example yields nothing; live slugs have a page. A warning, live or not, may
// be wrong where an error would have been proved wrong long ago: it has at least two near misses. `coverage ROOT`.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/pages.hpp"
#include "diag/codes.hpp"
#include "source/memory_file_system.hpp"

namespace {

namespace fs = std::filesystem;
namespace base = pinwright::base;
namespace diag = pinwright::diag;

using Files = std::map<std::string, std::string>;

int failures = 0;

auto fail(std::string_view slug, std::string_view what) -> void {
  fmt::print("FAIL {}: {}\n", slug, what);
  ++failures;
}

auto read(const fs::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto from_hex(std::string_view text) -> std::string {
  std::string bytes;
  int high = -1;
  for (const char c : text) {
    const int digit = base::hex_value(c);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      bytes += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  return bytes;
}

/// A line with `{{1..1001}}` stands for 1,001 lines, one for each number: some mistakes are long.
auto expanded(const std::string& line) -> std::string {
  const auto open = line.find("{{1..");
  const auto close = open == std::string::npos ? open : line.find("}}", open);
  if (close == std::string::npos) return line + "\n";
  const auto count = base::to_int(std::string_view(line).substr(open + 5, close - open - 5)).value_or(0);
  std::string lines;
  for (std::int64_t i = 1; i <= count; ++i)
    lines += fmt::format("{}{}{}\n", line.substr(0, open), i, line.substr(close + 2));
  return lines;
}

/// The fences of a page with the word `failing` or `fixed`: "```yaml failing policies/a.yaml".
auto example(std::string_view page, std::string_view word) -> Files {
  Files files;
  std::istringstream lines{std::string(page)};
  std::string* open = nullptr;
  bool hex = false;
  std::string path;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("```", 0) != 0) {
      if (open != nullptr) *open += expanded(line);
      continue;
    }
    if (open != nullptr && hex) *open = from_hex(*open);
    open = nullptr;
    const auto info = base::split(std::string_view(line).substr(3), ' ');
    if (info.size() < 2 || info[1] != word) continue;
    path = info.size() > 2 ? std::string(info[2]) : "pinwright.yaml";
    hex = info[0] == "hex";
    open = &files[path];
  }
  return files;
}

struct Run {
  std::set<std::string> slugs;
  int exit = 0;
  std::string text;
};

auto validate(const Files& example) -> Run {
  pinwright::source::MemoryFileSystem files;
  for (const auto& [path, bytes] : example) files.put("/workspace/" + path, bytes);
  std::ostringstream out;
  std::ostringstream err;
  const auto no_variable = [](std::string_view) { return std::optional<std::string>(); };
  pinwright::driver::Env env{files,
                             out,
                             err,
                             "/workspace",
                             no_variable,
                             [] { return std::int64_t{1'780'272'000}; },
                             [] { return std::uint64_t{1}; }};
  Run run;
  run.exit = static_cast<int>(pinwright::cli::run({"validate", ".", "--output", "json"}, env));
  run.text = out.str() + err.str();
  const auto json = nlohmann::json::parse(out.str(), nullptr, false);
  if (json.is_discarded()) return run;
  for (const auto& finding : json["diagnostics"]) run.slugs.insert(finding["slug"].get<std::string>());
  return run;
}

auto is_offline(const diag::CodeInfo& code) -> bool {
  return code.scope != diag::Scope::Live && code.scope != diag::Scope::Act;
}

auto check_example(const diag::CodeInfo& code, std::string_view page) -> void {
  const auto failing = example(page, "failing");
  const auto fixed = example(page, "fixed");
  if (failing.empty() || fixed.empty()) return fail(code.slug, "its page lacks a failing or a fixed example");
  const auto bad = validate(failing);
  if (bad.slugs != std::set<std::string>{std::string(code.slug)})
    fail(code.slug, "its failing example does not yield exactly it:\n" + bad.text);
  const auto good = validate(fixed);
  if (!good.slugs.empty() || good.exit != 0) fail(code.slug, "its fixed example is not clean:\n" + good.text);
}

auto capitalised(std::string_view word) -> std::string {
  std::string text(word);
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

auto check_page(const diag::CodeInfo& code) -> void {
  for (const auto& page : pinwright::cli::pages()) {
    if (page.slug != code.slug) continue;
    const auto title = fmt::format("# {} {}\n", code.id, code.slug);
    if (page.text.substr(0, title.size()) != title) fail(code.slug, "its page does not begin with " + title);
    const auto severity = "\n" + capitalised(diag::name(code.severity));
    if (page.text.substr(title.size()).rfind(severity, 0) != 0)
      fail(code.slug, "its page does not go on with its severity in codes.def:" + severity);
    if (is_offline(code)) check_example(code, page.text);
    return;
  }
  fail(code.slug, "it has no page in docs/diagnostics");
}

/// `<slug>` or `<slug>-variant`, in any group.
auto golden_cases(const fs::path& golden, std::string_view slug) -> std::vector<fs::path> {
  std::vector<fs::path> cases;
  for (const auto& group : fs::directory_iterator(golden)) {
    if (!group.is_directory() || group.path().filename() == "near-miss") continue;
    for (const auto& entry : fs::directory_iterator(group.path())) {
      const auto name = entry.path().filename().string();
      if (name == slug || name.rfind(std::string(slug) + "-", 0) == 0) cases.push_back(entry.path());
    }
  }
  return cases;
}

auto mentions(const std::string& expected, std::string_view slug) -> bool {
  return expected.find(fmt::format("] {}:", slug)) != std::string::npos ||
         expected.find(fmt::format("] {} (", slug)) != std::string::npos ||
         expected.find(fmt::format("\"slug\":\"{}\"", slug)) != std::string::npos;
}

/// The cases `near-miss/<slug>` and `near-miss/<slug>-variant` that are silent about it. `code` is the longest slug
/// that the name begins with: `value-content-list` is none of `value`.
auto silent_near_misses(const fs::path& golden, const diag::CodeInfo& code) -> std::size_t {
  const auto is_of = [](const std::string& name, std::string_view slug) {
    return name == slug || name.rfind(std::string(slug) + "-", 0) == 0;
  };
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(golden / "near-miss")) {
    const auto name = entry.path().filename().string();
    const auto& all = diag::all_codes();
    const bool is_anothers = std::any_of(all.begin(), all.end(), [&](const diag::CodeInfo& one) {
      return one.slug.size() > code.slug.size() && is_of(name, one.slug);
    });
    const auto expected = entry.path() / "expected.out";
    if (is_of(name, code.slug) && !is_anothers && fs::exists(expected) && !mentions(read(expected), code.slug)) ++count;
  }
  return count;
}

constexpr std::size_t kWarningNearMisses = 2;

auto check_near_misses(const fs::path& golden, const diag::CodeInfo& code) -> void {
  if (code.severity != diag::Severity::Warning) return;
  const auto count = silent_near_misses(golden, code);
  if (count < kWarningNearMisses)
    fail(code.slug, fmt::format("a warning has at least {} near misses, and this one {}", kWarningNearMisses, count));
}

auto check_golden(const fs::path& golden, const diag::CodeInfo& code) -> void {
  bool found = false;
  for (const auto& folder : golden_cases(golden, code.slug))
    found = found || mentions(read(folder / "expected.out"), code.slug);
  if (!found) fail(code.slug, "no golden case shows it");
  const auto near_miss = golden / "near-miss" / code.slug;
  if (!fs::exists(near_miss / "expected.out")) return fail(code.slug, "it has no near miss");
  if (read(near_miss / "expected.out").rfind("no findings", 0) != 0) fail(code.slug, "its near miss is not silent");
}

}  // namespace

auto main(int, char** values) -> int {
  const fs::path root = values[1];
  for (const auto& code : diag::all_codes()) {
    check_page(code);
    if (is_offline(code)) check_golden(root / "tests/golden", code);
    check_near_misses(root / "tests/golden", code);
  }
  fmt::print("{} slugs, {} failures\n", diag::all_codes().size(), failures);
  return failures == 0 ? 0 : 1;
}
