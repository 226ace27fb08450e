#include "base/json_line.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using pinwright::base::json_line;

TEST_CASE("JSON in one line replaces what is not UTF-8") {
  CHECK(json_line(nlohmann::ordered_json{{"b", 1}, {"a", "x\n"}}) == R"({"b":1,"a":"x\n"})");
  CHECK(json_line(nlohmann::json("\xFF")) == "\"\xEF\xBF\xBD\"");
}
