#include "base/line_diff.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

using namespace pinwright::base;

namespace {

auto shown(std::string_view before, std::string_view after) -> std::string {
  std::string text;
  for (const auto& edit : diff_lines(before, after)) {
    text += edit.kind == LineEdit::Kind::Same ? ' ' : edit.kind == LineEdit::Kind::Added ? '+' : '-';
    text += edit.line;
    text += '\n';
  }
  return text;
}

/// The text of one side.
auto side(const std::vector<LineEdit>& edits, LineEdit::Kind without) -> std::string {
  std::string text;
  for (const auto& edit : edits) {
    if (edit.kind != without) text.append(edit.line).append("\n");
  }
  return text.substr(0, text.size() - 1);
}

}  // namespace

TEST_CASE("lines that differ stand between those that do not") {
  CHECK(shown("a\nb\nc", "a\nx\nc") == " a\n-b\n+x\n c\n");
  CHECK(shown("a", "a") == " a\n");
  CHECK(shown("a\nb", "b") == "-a\n b\n");
  CHECK(shown("b", "a\nb") == "+a\n b\n");
  CHECK(shown("", "a") == "-\n+a\n");
}

TEST_CASE("as few lines as can be are removed and added") {
  // The example of Myers' paper: ABCABBA becomes CBABAC with five edits.
  const auto text = shown("A\nB\nC\nA\nB\nB\nA", "C\nB\nA\nB\nA\nC");
  CHECK(std::count_if(text.begin(), text.end(), [](char c) { return c == '-' || c == '+'; }) == 5);
}

TEST_CASE("CR LF and LF end a line alike") { CHECK(shown("a\r\nb", "a\nb") == " a\n b\n"); }

TEST_CASE("texts that have nothing in common are taken as wholes") {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "b" + std::to_string(i) + "\n";
    after += "a" + std::to_string(i) + "\n";
  }
  const auto edits = diff_lines(before, after);
  CHECK(side(edits, LineEdit::Kind::Added) == before);
  CHECK(side(edits, LineEdit::Kind::Removed) == after);
}

TEST_CASE("both texts can be told from the edits, whatever they are") {
  CHECK(rc::check([](const std::vector<bool>& a, const std::vector<bool>& b) {
    const auto text = [](const std::vector<bool>& bits) {
      std::string made = "begin";
      for (const bool bit : bits) made += bit ? "\nx" : "\ny";
      return made;
    };
    const auto before = text(a);
    const auto after = text(b);
    const auto edits = diff_lines(before, after);
    RC_ASSERT(side(edits, LineEdit::Kind::Added) == before);
    RC_ASSERT(side(edits, LineEdit::Kind::Removed) == after);
  }));
}
