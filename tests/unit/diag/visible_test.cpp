#include "diag/visible.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "diag/json_text.hpp"

using namespace pinwright::diag;

TEST_CASE("what a terminal obeys is drawn") {
  CHECK(visible("a\x1b[31mb") == "a␛[31mb");
  CHECK(visible("a\r\nb") == "a␍␊b");
  CHECK(visible("a\xC2\x9B"
                "1mb") == "a<U+009B>1mb");
  CHECK(visible("a\u202Eb\u2066c\u200Fd") == "a<U+202E>b<U+2066>c<U+200F>d");
  CHECK(visible("a\uFFFEb") == "a<U+FFFE>b");
  CHECK(visible_lines("a\r\n\nb") == "a␍\n\nb");
}

TEST_CASE("what the agent of a pipeline obeys is broken") {
  CHECK(visible("x ##vso[task.setvariable variable=a]b") == "x ##vso\\[task.setvariable variable=a]b");
  CHECK(visible("##VSO[task.complete]") == "##VSO\\[task.complete]");
  CHECK(visible("##[error]x ###[y") == "##\\[error]x ###\\[y");
  CHECK(visible("##teamcity[message]") == "##teamcity\\[message]");
  CHECK(visible("::error::x") == ":\\:error::x");
  CHECK(visible("  ::set-output name=a::b") == "  :\\:set-output name=a::b");
  CHECK(visible("\u00A0::add-mask::x") == "\u00A0:\\:add-mask::x");
}

TEST_CASE("text that only looks a little like a command stays") {
  for (const auto* text : {"a::b", ": a", "#1 [x]", "## a [x]", "settings[0]", "#[x]", "C:\\a", "é ␛"}) {
    CHECK(visible(text) == text);
  }
}

TEST_CASE("JSON that is printed is ASCII where a terminal would obey, and the same value") {
  const std::string text = "\x1b[0m \xC2\x9B \u202E \U000E0001 ##vso[task] ü \u2028";
  const auto printed = json_text(nlohmann::ordered_json(text));
  CHECK(printed == R"("\u001b[0m \u009b \u202e \udb40\udc01 #\u0023vso[task] ü \u2028")");
  CHECK(nlohmann::json::parse(printed) == text);
}
