#include "grammar/filter_rule.hpp"

#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/filter_rule_grammar.hpp"
#include "unit/grammar/rule_readings.hpp"

namespace pinwright::grammar {
namespace {

using test::Bad;

auto parsed(std::string_view text) -> std::vector<Comparison> {
  return test::comparisons_in(text, parse_filter_rule(text));
}

auto refused(std::string_view text) -> SyntaxError { return test::error_in(text, parse_filter_rule(text)); }

auto nested(std::size_t depth) -> std::string {
  return std::string(depth, '(') + "device.model -eq \"M\"" + std::string(depth, ')');
}

}  // namespace

TEST_CASE("the grammar of filter rules has no rule that loops without progress") {
  CHECK(tao::pegtl::analyze<filter::Grammar>() == 0);
}

TEST_CASE("a filter rule yields its comparisons with their places") {
  const std::string text =
      "(device.deviceOwnership -eq \"Corporate\") and (device.operatingSystemVersion -ge 10.0.19045)";
  const auto comparisons = parsed(text);
  REQUIRE(comparisons.size() == 2);
  const auto& first = comparisons[0];
  const auto piece = [&text](Place place) { return text.substr(place.begin, place.end - place.begin); };
  CHECK(first.entity == "device");
  CHECK(first.property == "deviceOwnership");
  CHECK(piece(first.property_place) == "device.deviceOwnership");
  CHECK(first.op == "eq");
  CHECK(piece(first.op_place) == "-eq");
  REQUIRE(first.values.size() == 1);
  CHECK(first.values[0].text == "Corporate");
  CHECK(piece(first.values[0].place) == "\"Corporate\"");
  CHECK(piece(first.place) == "device.deviceOwnership -eq \"Corporate\"");
  CHECK(comparisons[1].values[0].kind == RuleValue::Kind::Version);
  CHECK(piece(comparisons[1].place) == "device.operatingSystemVersion -ge 10.0.19045");
}

TEST_CASE("filter rules as the documentation and people write them are accepted") {
  const auto [text, count] = GENERATE(table<std::string, std::size_t>({
      {"(device.deviceName -eq \"Scott's Device\")", 1},
      {"(device.deviceName -in [\"Scott's device\", \"Sara's device\"])", 1},
      {"(device.deviceName eq \"X\")", 1},
      {"(DEVICE.DEVICENAME -EQ \"X\")", 1},
      {"(device.model -Contains \"X\") AND (device.model -NOTIN [\"Y\"])", 2},
      {"(device.model -eq \"A\") -and (device.model -eq \"B\") -or (device.model -eq \"C\")", 3},
      {"((device.model -eq \"A\") or (device.model -eq \"B\")) and (device.model -eq \"C\")", 3},
      {"((device.model -eq \"A\"))", 1},
      {"(device.model -eq \"A\")and(device.model -eq \"B\")", 2},
      {"  ( device.model\n -eq\t\"A\" )\n", 1},
      {"(device.enrollmentProfileName -ne $null)", 1},
      {"(device.enrollmentProfileName -eq Null)", 1},
      {"(device.operatingSystemVersion -gt 10.0.22000.1000)", 1},
      {"(device.operatingSystemVersion -eq \"10.0.22000.1000\")", 1},
      {"(device.operatingSystemVersion -eq 14.2)", 1},
      {"(device.deviceName -eq \"a\\b\")", 1},
      {"(device.deviceName -in [\"A\",\"B\",])", 1},
      {"(device.deviceName -contains \"\")", 1},
      {"(app.appVersion -startsWith \"10.0\")", 1},
      {"(app.operatingSystemVersion -gt 10.0.22000.1000)", 1},
      {"(device.isRooted -eq \"True\")", 1},
      {"(device.noSuchProperty -gt \"X\")", 1},
  }));
  CHECK(parsed(text).size() == count);
}

TEST_CASE("a list keeps every value and its kind") {
  const auto comparison = parsed("(device.deviceName -in [\"A\", \"\", \"C\"])")[0];
  REQUIRE(comparison.values.size() == 3);
  CHECK(comparison.values[1].text.empty());
  CHECK(comparison.values[2].text == "C");
  CHECK(parsed("(device.model -eq $NULL)")[0].values[0].kind == RuleValue::Kind::Null);
  CHECK(parsed("(device.model -eq \"null\")")[0].values[0].kind == RuleValue::Kind::Text);
}

TEST_CASE("a mistake in a filter rule is told at its token, with what would be right") {
  constexpr auto kText = "one of `eq ne startsWith contains notContains in notIn`";
  constexpr auto kList = "a list such as `[\"a\", \"b\"]`";
  const auto bad = GENERATE_COPY(values<Bad>({
      {"", "", "the rule is empty", "a comparison such as `(device.deviceName -startsWith \"PC-\")`"},
      {"device.deviceName -eq \"x\"", "device.deviceName", "the comparison is not in parentheses",
       "`(` before `device.deviceName` and `)` behind the comparison"},
      {"(device.deviceName = \"x\")", "=", "`=` is not an operator", kText},
      {"(device.deviceName == \"x\")", "==", "`==` is not an operator", kText},
      {"(device.deviceName -equals \"x\")", "-equals", "`-equals` is not an operator", kText},
      {"(device.deviceName -gt \"x\")", "-gt", "`-gt` is not an operator of `deviceName`", kText},
      {"(device.deviceOwnership -in [\"Personal\"])", "-in", "`-in` is not an operator of `deviceOwnership`",
       "one of `eq ne`"},
      {"(device.operatingSystemVersion -startsWith \"10.0\")", "-startsWith",
       "`-startsWith` is not an operator of `operatingSystemVersion`", "one of `eq ne gt ge lt le`"},
      {"(device.deviceName \"x\")", "\"x\"", "there is no operator before `\"x\"`", kText},
      {"(device.deviceName -eq X)", "X", "`X` is not in quotes", "`\"X\"`"},
      {"(device.deviceName -eq 42)", "42", "`42` is not in quotes", "`\"42\"`"},
      {"(device.deviceName -eq 'X y')", "'X y'", "`'X y'` is in single quotes", "`\"X y\"`"},
      {"(device.deviceName -eq \xE2\x80\x9CX\xE2\x80\x9D)", "\xE2\x80\x9CX\xE2\x80\x9D",
       "`\xE2\x80\x9CX\xE2\x80\x9D` is in typographic quotes", "`\"X\"`"},
      {"(device.deviceName -eq \"X)", "\"X)", "the quote is never closed", "a closing `\"`"},
      {"(device.deviceName -eq)", ")", "`)` stands where a value should", "a value in double quotes"},
      {"(device.deviceName -eq", "", "the rule ends where a value should stand", "a value in double quotes"},
      {"(device.deviceName -startsWith $null)", "$null", "`$null` stands behind `startsWith`",
       "a value in double quotes; null goes with `eq` and `ne` only"},
      {"(device.deviceName -in \"X\")", "\"X\"", "`\"X\"` is a single value behind `in`", kList},
      {"(device.deviceName -in X)", "X", "`X` is not in quotes", kList},
      {"(device.deviceName -eq [\"A\"])", "[", "a list stands behind `eq`",
       "a single value, or `in` or `notIn` for a list"},
      {"(device.deviceName -in [])", "]", "the list is empty", "at least one value in double quotes"},
      {"(device.deviceName -in [A])", "A", "`A` is not in quotes", "`\"A\"`"},
      {"(device.deviceName -in [\"A\" \"B\"])", "\"B\"", "there is no comma before `\"B\"`", "`,` or `]`"},
      {"(device.deviceName -in [\"A\")", ")", "the list is never closed", "`]`"},
      {"(device.operatingSystemVersion -eq 10)", "10", "`10` is not a version",
       "two to four numbers such as `10.0.22631.3235`"},
      {"(device.operatingSystemVersion -eq \"ten\")", "\"ten\"", "`\"ten\"` is not a version",
       "two to four numbers such as `10.0.22631.3235`"},
      {"(device.operatingSystemVersion -eq 10.0.x)", "10.0.x", "`10.0.x` is not a version",
       "two to four numbers such as `10.0.22631.3235`"},
      {"(deviceName -eq \"x\")", "deviceName", "`deviceName` has no entity", "`device.deviceName`"},
      {"(name -eq \"x\")", "name", "`name` is not a property", "`device.` and the name of a property"},
      {"(user.department -eq \"x\")", "user", "`user` is not an entity of filters", "`device` or `app`"},
      {"(device.model -eq \"x\" and device.model -eq \"y\")", "and",
       "`and` stands inside the parentheses of one comparison", "`)`: every comparison has parentheses of its own"},
      {"(device.model -eq \"x\") (device.model -eq \"y\")", "(", "there is no operator between `)` and `(`",
       "`and` or `or`"},
      {"((device.model -eq \"x\") (device.model -eq \"y\"))", "(", "there is no operator between `)` and `(`",
       "`and` or `or`"},
      {"(device.model -eq \"x\") xor (device.model -eq \"y\")", "xor", "`xor` stands behind a comparison",
       "`and`, `or` or the end of the rule"},
      {"(device.model -eq \"x\") // note", "//", "`//` stands behind a comparison",
       "`and`, `or` or the end of the rule"},
      {"(device.model -eq \"x\"))", ")", "`)` closes nothing", "the end of the rule"},
      {"((device.model -eq \"x\")", "", "a parenthesis is never closed", "`)`"},
      {"(device.model -eq \"x\"", "", "a parenthesis is never closed", "`)`"},
      {"(device.model -eq \"x\") or", "", "the rule ends where a comparison should stand",
       "a comparison such as `(device.deviceName -startsWith \"PC-\")`"},
      {"(device.model -eq \"x\") or ()", ")", "`)` stands where a comparison should",
       "a comparison such as `(device.deviceName -startsWith \"PC-\")`"},
      {"-not (device.model -eq \"x\")", "-not", "`-not` is not known in filters",
       "the opposite operator: `ne`, `notIn` or `notContains`"},
      {"(device.model -eq \"say \\\"hi\\\"\")", "hi\\", "`hi\\` stands behind a comparison", "`and`, `or` or `)`"},
  }));
  check_told(bad, parse_filter_rule(bad.rule));
}

TEST_CASE("parentheses of a filter rule may be nested 64 deep and no deeper") {
  CHECK(parsed(nested(64)).size() == 1);
  const auto error = refused(nested(65));
  CHECK(error.message == "parentheses are nested deeper than 64 levels");
  CHECK(error.begin == 64);
  CHECK(refused(std::string(100000, '(')).begin == 64);
}

TEST_CASE("the table of Windows properties names only operators that exist") {
  for (const auto& property : windows_filter_properties()) {
    CAPTURE(property.name);
    REQUIRE_FALSE(property.operators.empty());
    for (const auto op : property.operators) {
      const bool list = op == "in" || op == "notIn";
      const std::string value = property.is_version ? "10.0" : list ? "[\"x\"]" : "\"x\"";
      CHECK(parsed("(device." + std::string(property.name) + " -" + std::string(op) + " " + value + ")").size() == 1);
    }
  }
}

}  // namespace pinwright::grammar
