#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "unit/syntax/both_readers.hpp"

namespace pinwright::syntax {
namespace {

namespace fs = std::filesystem;
using testing::compare_readers;

const fs::path kRoot = PINWRIGHT_SOURCE_DIR;

auto contents(const fs::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// `\n`, `\r`, `\t`, `\\` and `\uFEFF` of the page's examples.
auto decoded(std::string_view example) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < example.size(); ++i) {
    if (example[i] != '\\') {
      text += example[i];
      continue;
    }
    const char c = example[++i];
    if (c == 'u') {
      base::append_utf8(text, static_cast<char32_t>(std::stoul(std::string(example.substr(i + 1, 4)), nullptr, 16)));
      i += 4;
    } else {
      text += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
  }
  return text;
}

/// The pieces of code in the items below a heading of the page.
auto examples_below(std::string_view heading) -> std::vector<std::string> {
  const auto page = contents(kRoot / "docs/decisions/plain-yaml.md");
  std::vector<std::string> examples;
  bool is_below = false;
  for (const auto line : base::split(page, '\n')) {
    if (line.starts_with("## ")) is_below = line.substr(3) == heading;
    if (!is_below || !line.starts_with("- ")) continue;
    const auto pieces = base::split(line, '`');
    for (std::size_t i = 1; i < pieces.size(); i += 2) examples.push_back(decoded(pieces[i]));
  }
  return examples;
}

auto is_yaml(const fs::path& path) -> bool { return path.extension() == ".yaml" || path.extension() == ".yml"; }

/// The blocks between ```yaml and ```.
auto blocks_of(std::string_view markdown) -> std::vector<std::string> {
  std::vector<std::string> blocks;
  bool is_inside = false;
  for (const auto line : base::split(markdown, '\n')) {
    if (is_inside && line.starts_with("```")) {
      is_inside = false;
    } else if (is_inside) {
      blocks.back().append(line) += '\n';
    } else if (line.starts_with("```yaml")) {
      is_inside = true;
      blocks.emplace_back();
    }
  }
  return blocks;
}

struct Tally {
  std::size_t texts = 0;
  std::size_t refused = 0;
};

auto compare_text(const std::string& text, Tally& tally) -> void {
  const auto result = compare_readers(text);
  ++tally.texts;
  if (result == "refused") ++tally.refused;
  if (result != "refused") CHECK(result.empty());
}

/// Every YAML file below a folder, and every block of YAML in its Markdown.
auto compare_folder(const fs::path& folder) -> Tally {
  Tally tally;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    CAPTURE(entry.path());
    if (!entry.is_regular_file()) continue;
    if (is_yaml(entry.path())) compare_text(contents(entry.path()), tally);
    if (entry.path().extension() != ".md") continue;
    for (const auto& block : blocks_of(contents(entry.path()))) compare_text(block, tally);
  }
  return tally;
}

}  // namespace

TEST_CASE("what the page lists is in and out") {
  for (const auto& text : examples_below("In")) {
    CAPTURE(text);
    CHECK(compare_readers(text).empty());
  }
  for (const auto& text : examples_below("Out")) {
    CAPTURE(text);
    CHECK(compare_readers(text) == "refused");
  }
  CHECK(examples_below("In").size() > 40);
  CHECK(examples_below("Out").size() > 50);
}

TEST_CASE("both readers make the same of the files of the tests, the examples and the documentation") {
  for (const auto* folder : {"examples", "docs", "tests"}) {
    CAPTURE(folder);
    const auto tally = compare_folder(kRoot / folder);
    CHECK(tally.texts >= 20);
    // Else the comparison would say little.
    CHECK(tally.refused * 5 < tally.texts);
  }
}

TEST_CASE("both readers make the same of the cases of the field", "[shared]") {
  CHECK(compare_folder(kRoot / "../shared/field").texts > 20);
}

TEST_CASE("an empty file is plain and holds no document") {
  const auto documents = read_plain({0}, "", {});
  REQUIRE(documents.has_value());
  CHECK(documents->empty());
}

TEST_CASE("what is over a limit is left to the full reader") {
  const auto with = [](Limits limits) { return compare_readers("a: [{b: c}, d]\n", limits); };
  CHECK(with({15, 3, 7}).empty());
  CHECK(with({14, 3, 7}) == "refused");
  CHECK(with({15, 2, 7}) == "refused");
  CHECK(with({15, 3, 6}) == "refused");
  CHECK(compare_readers("a: '[[[[[[['\n", {100, 2, 7}).empty());
  CHECK(compare_readers("a: '[[[[[[[['\n", {100, 2, 7}) == "refused");
}

TEST_CASE("a key is plain up to a thousand bytes") {
  const std::string key(1000, 'k');
  CHECK(compare_readers(key + ": a\n").empty());
  CHECK(compare_readers(key + "k: a\n") == "refused");
  CHECK(compare_readers("{" + key + ": a}\n").empty());
  CHECK(compare_readers("{" + key + "k: a}\n") == "refused");
}

TEST_CASE("a long mapping with one key twice is left to the full reader") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "key" + std::to_string(i) + ": a\n";
  CHECK(compare_readers(text).empty());
  CHECK(compare_readers(text + "key7: b\n") == "refused");
}

TEST_CASE("bytes that are not UTF-8 are left to the full reader wherever they stand") {
  for (std::size_t at = 0; at < 80; ++at) {
    std::string text = "a: " + std::string(80, 'x') + "\n";
    CHECK(compare_readers(text).empty());
    for (const std::string bad : {"\xC3", "\xE2\x80\xA8", "\x7F", "\x1B", "\r"}) {
      CHECK(compare_readers(std::string(text).insert(3 + at, bad)) == "refused");
    }
    CHECK(compare_readers(text.insert(3 + at, "é\xF0\x9F\x98\x80")).empty());
  }
}

}  // namespace pinwright::syntax
