#include "graph/json_repair.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "graph/json.hpp"

namespace pinwright::graph {

using nlohmann::json;

TEST_CASE("what is JSON stays as it is, byte by byte") {
  for (const char* text :
       {R"({"a": [1, -2.5e3, true, false, null], "b": "x\\y\"\u00e9\ud83d\ude00", "ü": {}})", "[]", "7", R"("}{")", ""})
    CHECK(repaired_json(text) == text);
}

TEST_CASE("half of a surrogate pair and bytes that are no UTF-8 become U+FFFD") {
  CHECK(repaired_json(R"("\ud83d")") == R"("\ufffd")");
  CHECK(repaired_json(R"("\ud83dx")") == R"("\ufffdx")");
  CHECK(repaired_json(R"("\ude00\ud83d")") == R"("\ufffd\ufffd")");
  CHECK(repaired_json(R"("\ud83d\u0041")") == R"("\ufffd\u0041")");
  CHECK(repaired_json("\"a\xff\"") == R"("a\ufffd")");
}

TEST_CASE("escapes that JSON does not have, and control characters, are escaped") {
  CHECK(repaired_json(R"("C:\q")") == R"("C:\\q")");
  CHECK(repaired_json(R"("\u12")") == R"("\\u12")");
  CHECK(repaired_json("\"a\nb\"") == R"("a\u000ab")");
}

TEST_CASE("numbers that no double holds, and bare words, become strings") {
  CHECK(repaired_json("[NaN,Infinity,-Infinity,1e400,-1e400,undefined,1e5]") ==
        R"(["NaN","Infinity","-Infinity","1e400","-1e400","undefined",1e5])");
}

TEST_CASE("what stands too deep is an empty object") {
  const std::string deep = std::string(1'000'000, '[') + "\"]\"" + std::string(1'000'000, ']');
  const auto read = parse_answer(R"({"value": [{"x": )" + deep + R"(}, {"y": 1}]})");
  REQUIRE(read);
  CHECK((*read)["value"][1] == json{{"y", 1}});
}

TEST_CASE("an answer that is not whole is still refused") {
  for (const char* text : {R"({"value": [1)", R"({"value": "x)", R"({"value": [{"a": 1]})", "<html>busy</html>"})
    CHECK_FALSE(parse_answer(text));
}

}  // namespace pinwright::graph
