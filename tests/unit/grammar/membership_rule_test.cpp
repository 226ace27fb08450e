#include "grammar/membership_rule.hpp"

#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/membership_rule_grammar.hpp"
#include "unit/grammar/rule_readings.hpp"

namespace pinwright::grammar {
namespace {

using test::Bad;

auto parsed(std::string_view text) -> std::vector<Comparison> {
  return test::comparisons_in(text, parse_membership_rule(text));
}

auto refused(std::string_view text) -> SyntaxError { return test::error_in(text, parse_membership_rule(text)); }

}  // namespace

TEST_CASE("the grammar of membership rules has no rule that loops without progress") {
  CHECK(tao::pegtl::analyze<membership::Grammar>() == 0);
}

TEST_CASE("membership rules as the documentation writes them are accepted") {
  const auto [text, count] = GENERATE(table<std::string, std::size_t>({
      {"user.department -eq \"Sales\"", 1},
      {"(device.deviceOwnership -eq \"Company\")", 1},
      {"user.accountEnabled -eq true", 1},
      {"user.employeeId -ne \"null\"", 1},
      {"user.mail \xE2\x80\x93ne null", 1},
      {"user.mail -notEndsWith \"@Contoso.com\"", 1},
      {"user.mailNickname -endsWith \"-vendor\"", 1},
      {"user.otherMails -endsWith\"@contoso.com\"", 1},
      {"user.department -in [\"50001\",\"50002\",\"50003\"]", 1},
      {"user.employeehiredate -ge system.now -plus p1d ", 1},
      {"user.employeehiredate -le 2020-06-10T18:13:20Z", 1},
      {"user.displayName -match \"^Da.*\"", 1},
      {"(user.department -eq \"Sales\") -or (user.department -eq \"Marketing\")", 2},
      {"(user.department -eq \"Sales\") -and -not (user.jobTitle -startsWith \"SDE\")", 2},
      {"user.department \xE2\x80\x93"
       "eq \"Marketing\" \xE2\x80\x93"
       "and user.country \xE2\x80\x93"
       "eq \"US\"",
       2},
      {"user.country -eq \"US\" -and (user.department -eq \"Marketing\" -or user.department -eq \"Sales\")", 3},
      {"user.assignedPlans -any (assignedPlan.servicePlanId -eq \"efb87545\" -and assignedPlan.capabilityStatus -eq "
       "\"Enabled\")",
       3},
      {"user.assignedPlans -all (assignedPlan.servicePlanId -eq null)", 2},
      {"(user.proxyAddresses -any (_ -startsWith \"contoso\"))", 2},
      {"Direct Reports for \"aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb\"", 1},
      {"(user.objectId -ne null) -and (user.userType -eq \"Member\")", 2},
      {"(user.extensionAttribute15 -eq \"Marketing\")", 1},
      {"user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq \"123\"", 1},
      {"device.deviceManagementAppId -eq \"0000000a-0000-0000-c000-000000000000\"", 1},
      {"(device.devicePhysicalIDs -any _ -startsWith \"[ZTDId]\")", 2},
      {"(device.devicePhysicalIds -any (_ -eq \"[OrderID]:179887111881\"))", 2},
      {"user.memberof -any (group.objectId -in ['a1', 'a2'])", 2},
      {"device.memberOf -any (group.objectId -in ['value'])", 2},
      {"device.isRooted -eq true", 1},
      {"user.department eq \"Sales\" and not (user.city -eq \"Rome\")", 2},
      {"-not user.department -eq \"Sales\"", 1},
      {"not not (user.department -eq \"Sales\")", 1},
      {"user.department -eq \"say \\\"hi\\\"\"", 1},
      {"user.department -eq $null", 1},
  }));
  CHECK(parsed(text).size() == count);
}

TEST_CASE("a collection is a comparison of its own before those of its condition") {
  const std::string text = "user.memberOf -any (group.objectId -in ['a', 'b'])";
  const auto comparisons = parsed(text);
  REQUIRE(comparisons.size() == 2);
  CHECK(comparisons[0].property == "memberOf");
  CHECK(comparisons[0].op == "any");
  CHECK(comparisons[0].values.empty());
  CHECK(comparisons[1].entity == "group");
  CHECK(comparisons[1].property == "objectId");
  REQUIRE(comparisons[1].values.size() == 2);
  CHECK(comparisons[1].values[1].text == "b");
}

TEST_CASE("a rule of direct reports is one comparison whose pieces do not overlap") {
  const std::string text = "Direct Reports for \"x\"";
  const auto comparison = parsed(text).at(0);
  const auto piece = [&text](Place place) { return text.substr(place.begin, place.end - place.begin); };
  CHECK(comparison.property == "directReports");
  CHECK(piece(comparison.property_place) == "Direct Reports");
  CHECK(piece(comparison.op_place) == "for");
  CHECK(piece(comparison.place) == text);
}

TEST_CASE("values of membership rules have kinds and lose quotes and escapes") {
  const auto value = [](const std::string& rule) { return parsed(rule)[0].values.at(0); };
  CHECK(value("user.department -eq \"a \\\"b\\\" \\d\"").text == "a \"b\" \\d");
  CHECK(value("user.department -eq 'it''s'").text == "it's");
  CHECK(value("user.accountEnabled -eq True").kind == RuleValue::Kind::Boolean);
  CHECK(value("user.department -eq null").kind == RuleValue::Kind::Null);
  CHECK(value("user.employeeId -eq 42").kind == RuleValue::Kind::Number);
  CHECK(value("user.employeeHireDate -ge system.now -minus P3D").text == "system.now -minus P3D");
  CHECK(value("Direct Reports for \"x\"").text == "x");
}

TEST_CASE("a mistake in a membership rule is told at its token, with what would be right") {
  constexpr auto kOperators =
      "one of `eq ne startsWith notStartsWith endsWith notEndsWith contains notContains match notMatch in notIn`";
  constexpr auto kExample = "a comparison such as `user.department -eq \"Sales\"`";
  const auto bad = GENERATE_COPY(values<Bad>({
      {" ", "", "the rule is empty", kExample},
      {"device.deviceownership -eq \"Company\"", "device.deviceownership",
       "`device.deviceownership` is not in the letter case that Entra ID knows", "`device.deviceOwnership`"},
      {"user.EXTENSIONATTRIBUTE3 -eq \"x\"", "user.EXTENSIONATTRIBUTE3",
       "`user.EXTENSIONATTRIBUTE3` is not in the letter case that Entra ID knows", "`user.extensionAttribute3`"},
      {"user.departement -eq \"x\"", "user.departement", "`user.departement` is not a property of membership rules",
       "`user.department`"},
      {"device.organizationalUnit -eq \"x\"", "device.organizationalUnit",
       "`device.organizationalUnit` is not a property of membership rules", ""},
      {"user.department -eq \"x\" -and device.deviceModel -eq \"y\"", "device.deviceModel",
       "a property of a device stands in a rule about a user",
       "only `user.` properties: a rule selects users or devices"},
      {"users.department -eq \"x\"", "users", "`users` is not an object of membership rules", "`user` or `device`"},
      {"department -eq \"x\"", "department", "`department` has no object", "`user.department`"},
      {"devicemodel -eq \"x\"", "devicemodel", "`devicemodel` has no object", "`device.deviceModel`"},
      {"foo -eq \"x\"", "foo", "`foo` is not a property", "`user.` or `device.` and the name of a property"},
      {"user.department = \"x\"", "=", "`=` is not an operator", kOperators},
      {"user.department -like \"x\"", "-like", "`-like` is not an operator", kOperators},
      {"user.department -ge \"x\"", "-ge", "`-ge` is an operator of `employeeHireDate` only", kOperators},
      {"user.employeeHireDate = \"x\"", "=", "`=` is not an operator", "one of `eq ne le ge`"},
      {"user.mail -not null", "-not", "`-not` is not an operator", kOperators},
      {"user.mail -contains null", "null", "`null` stands behind `contains`",
       "a value in double quotes; null goes with `eq` and `ne` only"},
      {"user.department -eq Sales", "Sales", "`Sales` is not in quotes", "`\"Sales\"`"},
      {"user.department -eq \"Sales", "\"Sales", "the quote is never closed", "a closing `\"`"},
      {"user.department -in \"Sales\"", "\"Sales\"", "`\"Sales\"` is a single value behind `in`",
       "a list such as `[\"a\", \"b\"]`"},
      {"user.department -eq [\"Sales\"]", "[", "a list stands behind `eq`",
       "a single value, or `in` or `notIn` for a list"},
      {"user.department -in []", "]", "the list is empty", "at least one value in double quotes"},
      {"(user.department -eq \"x\"", "", "a parenthesis is never closed", "`)`"},
      {"user.department -eq \"x\")", ")", "`)` closes nothing", "the end of the rule"},
      {"(user.department -eq \"x\") (user.city -eq \"y\")", "(", "there is no operator between `)` and `(`",
       "`and` or `or`"},
      {"user.department -eq \"x\" user.city -eq \"y\"", "user.city", "`user.city` stands behind a comparison",
       "`and`, `or` or the end of the rule"},
      {"user.department -eq \"x\" -and", "", "the rule ends where a comparison should stand", kExample},
      {"user.department -eq \"x\" -and -or user.city -eq \"y\"", "-or", "`-or` stands where a comparison should",
       kExample},
      {"()", ")", "`)` stands where a comparison should", kExample},
      {"user.proxyAddresses -any (-startsWith \"x\")", "-startsWith",
       "`-startsWith` is not an element of the collection",
       "`_`, or a property such as `assignedPlan.servicePlanId` or `group.objectId`"},
      {"user.proxyAddresses -any", "", "the rule ends where a condition should stand", "a condition in parentheses"},
      {"Direct Reports for x", "x", "`x` is not in quotes", "the manager's object ID in double quotes"},
      {"Direct Reports of \"x\"", "Direct", "`Direct` is not a property",
       "`Direct Reports for \"manager's object ID\"`"},
      {"Direct Reports for \"x\" -and user.city -eq \"y\"", "-and", "`-and` stands behind `Direct Reports for`",
       "the end of the rule: it cannot be combined"},
  }));
  check_told(bad, parse_membership_rule(bad.rule));
}

TEST_CASE("parentheses of a membership rule may be nested 64 deep and no deeper") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "user.city -eq \"M\"" + std::string(depth, ')');
  };
  CHECK(parsed(nested(64)).size() == 1);
  CHECK(refused(nested(65)).message == "parentheses are nested deeper than 64 levels");
  CHECK(refused("user.proxyAddresses -any " + std::string(100000, '(')).begin == 89);
}

}  // namespace pinwright::grammar
