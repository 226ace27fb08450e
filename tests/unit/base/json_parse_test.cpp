#include "base/json_parse.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

using namespace pinwright::base;
using nlohmann::json;

namespace {

auto error_of(std::string_view text, const JsonLimits& limits = {}) -> std::string {
  const auto parsed = parse_json(text, limits);
  const auto ordered = parse_ordered_json(text, limits);
  REQUIRE(parsed.ok() == ordered.ok());
  if (parsed.ok()) return {};
  CHECK(parsed.error().message == ordered.error().message);
  return parsed.error().message;
}

auto nested(std::size_t depth) -> std::string { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("JSON of every kind is read as it stands") {
  const std::string text =
      "\xEF\xBB\xBF {\"a\": [1, -2, 18446744073709551615, 1.5e3, true, false, null, \"\\u00e9\\n\xE2\x82\xAC\"], "
      "\"b\": {}}\r\n";
  const auto parsed = parse_json(text);
  REQUIRE(parsed.ok());
  const auto& list = parsed.value().at("a");
  CHECK(list[0] == 1);
  CHECK(list[1] == -2);
  CHECK(list[2].get<std::uint64_t>() == 18446744073709551615U);
  CHECK(list[3] == 1500.0);
  CHECK(list[4] == true);
  CHECK(list[5] == false);
  CHECK(list[6].is_null());
  CHECK(list[7] == "é\n€");
  CHECK(parsed.value().at("b") == json::object());
  for (const auto* scalar : {"1", "\"x\"", "null", "[]", "[[], {}, [1]]", R"({"a": {"b": [{}]}, "c": 2})"}) {
    CHECK(parse_json(scalar).value() == json::parse(scalar));
  }
}

TEST_CASE("an ordered value keeps the order of its keys") {
  CHECK(parse_ordered_json(R"({"b": 1, "a": {"d": [], "c": 2}})").value().dump() == R"({"b":1,"a":{"d":[],"c":2}})");
}

TEST_CASE("what is wrong with a text is said with line and column") {
  CHECK(error_of("{\n  \"a\": 1,\n  \"b\": 2,\n}") == "is not JSON: a comma stands before `}` (line 4, column 1)");
  CHECK(error_of("[1, 2, ]") == "is not JSON: a comma stands before `]` (line 1, column 8)");
  CHECK(error_of("[1,, 2]") == "is not JSON: a value is missing before a comma (line 1, column 4)");
  CHECK(error_of("{\"a\": 1\n \"b\": 2}") == "is not JSON: a comma is missing (line 2, column 2)");
  CHECK(error_of("[{} {}]") == "is not JSON: a comma is missing (line 1, column 5)");
  CHECK(error_of(R"(["é" "\"x"])") == "is not JSON: a comma is missing (line 1, column 6)");
  CHECK(error_of("{\"a\" 1}") == "is not JSON: a colon is missing after a key (line 1, column 6)");
  CHECK(error_of("{a: 1}") == "is not JSON: a key stands between double quotes (line 1, column 2)");
  CHECK(error_of("{'a': 1}") == "is not JSON: a string stands between double quotes (line 1, column 2)");
  CHECK(error_of("[1] // one") == "is not JSON: something follows the end of the document (line 1, column 5)");
  CHECK(error_of("// one\n[1]") == "is not JSON: JSON has no comments (line 1, column 1)");
  CHECK(error_of("[é]") == "is not JSON: `é` is not expected here (line 1, column 2)");
  CHECK(error_of("[True]") == "is not JSON: `T` is not expected here (line 1, column 2)");
  CHECK(error_of("[1, 2") == "is not JSON: it ends too early (line 1, column 6)");
  CHECK(error_of("{\"a\": \"b") == "is not JSON: it ends too early (line 1, column 9)");
  CHECK(error_of("") == "is not JSON: it ends too early (line 1, column 1)");
  CHECK(error_of("\"a\nb\"") == "is not JSON: a string holds a control character (line 1, column 3)");
  CHECK(error_of(R"("\x41")") == "is not JSON: a string holds an escape that JSON does not have (line 1, column 3)");
  CHECK(error_of("[\n\"\xFF\"]") == "is not JSON: it is not UTF-8 (line 2, column 2)");
  CHECK(error_of("[1e999]") == "is not JSON: a number is too large (line 1, column 7)");
}

TEST_CASE("no value of the text stands in the message") {
  for (const auto* text :
       {R"({"password": "hunter2" "x": 1})", R"({"password": "hunter2)", R"({"password": "hunter2\q"})",
        R"(["hunter2", hunter2])", R"({"a": "hunter2"} "hunter2")"}) {
    CHECK(error_of(text).find("hunter") == std::string::npos);
  }
}

TEST_CASE("a key that stands twice in one object is refused") {
  CHECK(error_of("{\"name\": 1,\n \"name\": 2}") == "has the key `name` twice in one object (line 2, column 7)");
  CHECK(error_of(R"({"a": 1, "\u0061": 2})") == "has the key `a` twice in one object (line 1, column 17)");
  CHECK(error_of(R"([{"a": 1}, {"a": {"a": 2}}])").empty());
}

TEST_CASE("depth and size have limits") {
  CHECK(error_of(nested(100)).empty());
  CHECK(error_of(nested(101)) == "nests deeper than 100 levels (line 1, column 101)");
  CHECK(error_of(R"({"a": {"a": 1}})", {.depth = 1}) == "nests deeper than 1 levels (line 1, column 7)");
  CHECK(error_of(std::string(5'000'000, '[')) == "nests deeper than 100 levels (line 1, column 101)");
  CHECK(error_of(R"(["]]]]", "[[[["])", {.depth = 1}).empty());
  CHECK(error_of(std::string(kMiB, ' ') + "1", {.bytes = kMiB}) == "is larger than 1 MiB");
  CHECK(error_of(std::string(kMiB - 1, ' ') + "1", {.bytes = kMiB}).empty());
}
