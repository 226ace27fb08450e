#include "sandbox/filter.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace pinwright::sandbox;
using nlohmann::json;

namespace {

auto parse(std::string_view text, std::string_view type = "group") {
  return parse_filter(text, *find_type(type), Api::Beta);
}

auto lets_through(std::string_view text, const json& object, std::string_view type = "group") -> bool {
  const auto parsed = parse(text, type);
  if (const auto* error = std::get_if<FilterError>(&parsed)) FAIL(error->message);
  return matches(std::get<Filter>(parsed), object);
}

auto error_of(std::string_view text) -> std::string {
  const auto parsed = parse(text);
  const auto* error = std::get_if<FilterError>(&parsed);
  return error == nullptr ? "" : error->message;
}

const json kGroup = {{"displayName", "O'Brien's"}, {"mailEnabled", false}, {"description", nullptr}};

}  // namespace

TEST_CASE("a doubled quote stands for one, and letter case does not matter") {
  CHECK(lets_through("displayName eq 'o''brien''S'", kGroup));
  CHECK_FALSE(lets_through("displayName eq 'O''Brien'", kGroup));
}

TEST_CASE("and binds closer than or, and parentheses closer than both") {
  CHECK(lets_through("mailEnabled eq false or mailEnabled eq true and displayName eq 'x'", kGroup));
  CHECK_FALSE(lets_through("(mailEnabled eq false or mailEnabled eq true) and displayName eq 'x'", kGroup));
  CHECK(lets_through("not (displayName eq 'x')", kGroup));
}

TEST_CASE("functions of strings work on parts") {
  CHECK(lets_through("startswith(displayName, 'o''b')", kGroup));
  CHECK(lets_through("endswith(displayName,'''s')", kGroup));
  CHECK(lets_through("contains(displayName,'BRI')", kGroup));
  CHECK_FALSE(lets_through("startswith(displayName,'b')", kGroup));
}

TEST_CASE("null equals nothing but null") {
  CHECK(lets_through("description eq null", kGroup));
  CHECK(lets_through("description ne 'x'", kGroup));
  CHECK_FALSE(lets_through("description gt 'x'", kGroup));
}

TEST_CASE("in takes any of its values") {
  CHECK(lets_through("displayName in ('x', 'O''Brien''s')", kGroup));
  CHECK_FALSE(lets_through("displayName in ('x')", kGroup));
}

TEST_CASE("isof tells a derived type from its siblings, with and without quotes") {
  const json custom = {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"}};
  const json other = {{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"}};
  for (const auto* filter :
       {"isof('microsoft.graph.windows10CustomConfiguration')", "isof(microsoft.graph.windows10CustomConfiguration)"}) {
    CHECK(lets_through(filter, custom, "deviceConfiguration"));
    CHECK_FALSE(lets_through(filter, other, "deviceConfiguration"));
  }
  CHECK(lets_through("isof('microsoft.graph.deviceConfiguration')", custom, "deviceConfiguration"));
}

TEST_CASE("numbers compare as numbers") {
  const json policy = {{"version", 10}};
  CHECK(lets_through("version gt 9", policy, "deviceConfiguration"));
  CHECK(lets_through("version le 10", policy, "deviceConfiguration"));
}

TEST_CASE("a property that the type does not have is named") {
  CHECK(error_of("displayname eq 'x'") ==
        "Could not find a property named 'displayname' on type 'microsoft.graph.group'.");
}

TEST_CASE("what is no filter is refused") {
  for (const auto* text : {"", "displayName", "displayName eq", "displayName eq x", "displayName eq 'x",
                           "displayName eq 'x' and", "(displayName eq 'x'", "displayName eq 'x')",
                           "startswith(displayName)", "any(displayName,'x')", "displayName in ()"}) {
    CAPTURE(text);
    CHECK_FALSE(error_of(text).empty());
  }
}

TEST_CASE("a filter that nests without end is refused") {
  CHECK_FALSE(error_of(std::string(5000, '(')).empty());
  std::string nots;
  for (int at = 0; at < 1000; ++at) nots += "not ";
  CHECK(error_of(nots + "(displayName eq 'x')") == "The filter nests too deep.");
}
