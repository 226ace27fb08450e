#include "fix/edits.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <utility>

#include "fix/difference.hpp"
#include "fix/round.hpp"

using namespace pinwright;
using namespace pinwright::fix;

namespace {

auto edit(std::uint32_t begin, std::uint32_t end, std::string text) -> diag::Edit {
  return {{{0}, begin, end}, std::move(text)};
}

}  // namespace

TEST_CASE("of two fixes that overlap, touch or insert at one place the first is made") {
  Selection selection;
  CHECK(selection.take({"", {edit(2, 4, "x")}}));
  CHECK_FALSE(selection.take({"", {edit(3, 5, "y")}}));
  CHECK_FALSE(selection.take({"", {edit(4, 4, "y")}}));
  CHECK_FALSE(selection.take({"", {edit(0, 2, "y")}}));
  CHECK_FALSE(selection.take({"", {edit(6, 7, "y"), edit(2, 3, "y")}}));  // all or nothing
  CHECK(selection.take({"", {edit(5, 6, "z"), edit(0, 1, "w")}}));
  CHECK(edited("abcdefg", selection.edits().at({0})) == "wbxezg");
}

TEST_CASE("a fix that gets in its own way is not made") {
  Selection selection;
  CHECK_FALSE(selection.take({"", {edit(0, 2, ""), edit(1, 3, "")}}));
  CHECK_FALSE(selection.take({"", {}}));
  CHECK(selection.edits().empty());
}

TEST_CASE("a fix after which the file is not YAML is left out, the others are made") {
  source::SourceMap sources;
  const auto file = sources.add("a.yaml", "a: 1\nb: 2\n");
  std::vector<diag::Diagnostic> findings{diag::make(diag::Code::UnknownKey, {file, 0, 1}, "m"),
                                         diag::make(diag::Code::UnknownKey, {file, 5, 6}, "m")};
  findings[0].fixes = {{"break it", {{{file, 3, 4}, "[1"}}}};
  findings[1].fixes = {{"rename it", {{{file, 5, 6}, "c"}}}};
  Refused refused;
  const auto all = [](const diag::Diagnostic&) { return true; };
  const auto round = make_round(findings, sources, all, refused);
  CHECK(round.made == 1);
  CHECK(round.files.at(file) == "a: 1\nc: 2\n");
  CHECK(refused.size() == 1);
  findings.pop_back();
  CHECK(make_round(findings, sources, all, refused).made == 0);
}

namespace {

/// What `patch` does with a unified difference.
auto patched(const std::string& before, const std::string& difference) -> std::string {
  std::string out;
  std::size_t at = 0;  // in `before`
  std::size_t line_begin = difference.find("@@ ");
  while (line_begin < difference.size()) {
    const auto line_end = difference.find('\n', line_begin);
    const auto line = difference.substr(line_begin, line_end - line_begin);
    line_begin = line_end + 1;
    if (line.starts_with("@@ -")) {
      const auto count_at = line.find(',') + 1;
      const auto number = std::stoul(line.substr(4));
      const auto lines_before = number - (line[count_at] == '0' && line[count_at + 1] == ' ' ? 0 : 1);
      std::size_t hunk = 0;
      for (std::size_t i = 0; i < lines_before; ++i) hunk = before.find('\n', hunk) + 1;
      out += before.substr(at, hunk - at);
      at = hunk;
    } else if (line.front() == '+') {
      out += line.substr(1) + "\n";
    } else {
      if (line.front() == ' ') out += line.substr(1) + "\n";
      at += line.size();
    }
  }
  return out + before.substr(at);
}

}  // namespace

TEST_CASE("a difference turns the old text into the new one") {
  CHECK(unified("a", "x\n", "x\n").empty());
  CHECK(unified("a.yaml", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\nsix\n") ==
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -3,4 +3,4 @@\n 3\n 4\n 5\n-6\n+six\n");
  CHECK(unified("a", "x", "y\n") == "--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n");
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    const auto text_of = [](const std::vector<std::uint8_t>& bytes) {
      std::string text;
      for (const auto byte : bytes) text += std::string(1, static_cast<char>('a' + byte % 5)) + "\n";
      return text;
    };
    const auto before = text_of(a);
    const auto after = text_of(b);
    RC_ASSERT(patched(before, unified("f", before, after)) == after);
  }));
}
