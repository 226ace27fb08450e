#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "support/tree_difference.hpp"
#include "syntax/full_reader.hpp"
#include "syntax/plain_reader.hpp"
#include "unit/syntax/event_tree.hpp"

namespace pinwright::syntax {
namespace {

namespace fs = std::filesystem;

auto contents(const fs::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A case of the YAML test suite (https://github.com/yaml/yaml-test-suite, branch data): what is to be read, and what
/// it is to mean.
struct Case {
  std::string name;
  std::string text;
  bool is_error = false;
  std::vector<Node> expected;
};

auto cases() -> std::vector<Case> {
  const fs::path folder = fs::path(PINWRIGHT_SOURCE_DIR) / "../shared/yaml-test-suite";
  std::vector<Case> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "in.yaml") continue;
    const fs::path of = entry.path().parent_path();
    const bool is_error = fs::exists(of / "error");
    all.push_back({fs::relative(of, folder).string(), contents(entry.path()), is_error,
                   is_error ? std::vector<Node>() : testing::documents_of_events(contents(of / "test.event"))});
  }
  std::sort(all.begin(), all.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return all;
}

/// What the full reader says: `same` nodes as the suite, or others; or the findings.
auto full_result(const Case& one) -> std::string {
  diag::Sink sink;
  const auto documents = read_full({0}, one.text, {}, sink);
  if (sink.diagnostics().empty()) {
    if (one.is_error) return "no finding";
    return testing::same_content(documents, one.expected) ? "same" : "other nodes";
  }
  std::set<std::string> slugs;
  for (const auto& finding : sink.diagnostics()) slugs.emplace(diag::info(finding.code).slug);
  std::string text;
  for (const auto& slug : slugs) text += (text.empty() ? "" : "+") + slug;
  return text;
}

struct Expected {
  std::string line;    ///< "valid|error, result"
  std::string reason;  ///< why it differs from the suite
};

/// tests/unit/syntax/yaml_test_suite.txt: a line a case, `name | suite | result | reason`.
auto table() -> std::map<std::string, Expected> {
  std::map<std::string, Expected> rows;
  const auto text = contents(fs::path(PINWRIGHT_SOURCE_DIR) / "tests/unit/syntax/yaml_test_suite.txt");
  for (const auto line : base::split(text, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = base::split(line, '|');
    REQUIRE(cells.size() == 4);
    const auto cell = [&](std::size_t i) { return std::string(base::trimmed(cells[i])); };
    rows[cell(0)] = {cell(1) + ", " + cell(2), cell(3)};
  }
  return rows;
}

}  // namespace

TEST_CASE("what the full reader says about each case of the YAML test suite is known", "[shared]") {
  auto rows = table();
  for (const auto& one : cases()) {
    CAPTURE(one.name);
    const auto result = full_result(one);
    const auto& row = rows[one.name];
    CHECK(row.line == (one.is_error ? "error, " : "valid, ") + result);
    const bool agrees = one.is_error ? result != "no finding" : result == "same";
    CHECK(row.reason.empty() == agrees);
  }
  CHECK(rows.size() == 402);
}

TEST_CASE("what the plain reader takes of the YAML test suite it reads as the suite and the full reader do",
          "[shared]") {
  std::size_t taken = 0;
  for (const auto& one : cases()) {
    CAPTURE(one.name);
    const auto plain = read_plain({0}, one.text, {});
    if (!plain) continue;
    ++taken;
    CHECK(!one.is_error);
    CHECK(testing::same_content(*plain, one.expected));
    diag::Sink sink;
    CHECK(pinwright::testing::tree_difference(*plain, read_full({0}, one.text, {}, sink)) == std::nullopt);
    CHECK(sink.diagnostics().empty());
  }
  CHECK(taken == 58);
}

}  // namespace pinwright::syntax
