#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "grammar/datetime.hpp"
#include "grammar/filter_rule.hpp"
#include "grammar/membership_rule.hpp"
#include "grammar/oma_uri.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/placeholder.hpp"
#include "grammar/tenant_id.hpp"
#include "grammar/xml.hpp"
#include "unit/grammar/oma_uri_text.hpp"

namespace pinwright::grammar {
namespace {

using Texts = std::vector<std::string>;

auto join(const Texts& parts, std::string_view separator) -> std::string {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

auto any_of(const Texts& texts) -> rc::Gen<std::string> { return rc::gen::elementOf(texts); }

/// One to eight pieces, side by side.
auto run_of(const rc::Gen<std::string>& piece) -> rc::Gen<std::string> {
  return rc::gen::map(rc::gen::resize(8, rc::gen::nonEmpty(rc::gen::container<Texts>(piece))),
                      [](const Texts& parts) { return join(parts, ""); });
}

auto segment() -> rc::Gen<std::string> {
  return run_of(any_of({"a", "B", "7", ".", "_", "-", "~", "%20", "%2f", "(", "{x}", "\xC3\xA9", " b", "%tenant%x"}));
}

/// Pieces of every language of the folder, and bytes that belong to none.
auto soup() -> rc::Gen<std::string> {
  return run_of(any_of({"./",
                        "Device",
                        "Vendor",
                        "/MSFT",
                        "//",
                        "*",
                        "%",
                        "%7B",
                        "(",
                        ")",
                        "[",
                        "]",
                        "\"",
                        "'",
                        "device.",
                        "user.",
                        "deviceName",
                        "department",
                        " -eq ",
                        " -in ",
                        " and ",
                        "-or",
                        " not ",
                        "10.0",
                        ",",
                        "null",
                        "-any",
                        "_",
                        "<a>",
                        "</a>",
                        "<!",
                        "<?xml ",
                        "?>",
                        "&lt;",
                        "&",
                        "]]>",
                        "=",
                        "\xC2\xA0",
                        "\xFF",
                        "\xE2\x80\x9C",
                        "Direct Reports for",
                        "2026-03-01",
                        "T08:30:00",
                        "Z",
                        "\\",
                        std::string(1, '\0')}));
}

auto print_value(const RuleValue& value) -> std::string {
  return value.kind == RuleValue::Kind::Text ? "\"" + value.text + "\"" : value.text;
}

auto print_comparison(const Comparison& comparison) -> std::string {
  Texts values;
  for (const auto& value : comparison.values) values.push_back(print_value(value));
  const bool list = comparison.op == "in" || comparison.op == "notIn";
  const auto joined = list ? "[" + join(values, ", ") + "]" : join(values, ", ");
  return "(" + comparison.entity + "." + comparison.property + " -" + comparison.op + " " + joined + ")";
}

auto print_rule(const Rule& rule) -> std::string {
  Texts parts;
  for (const auto& comparison : rule.comparisons) parts.push_back(print_comparison(comparison));
  return join(parts, " and ");
}

auto text_value() -> rc::Gen<std::string> {
  return run_of(any_of({"a", "B", " ", "'", "\\", "(", "]", ".", "\xC3\xA9"}));
}

auto make_comparison() -> Comparison {
  Comparison made;
  const auto property = *rc::gen::elementOf(windows_filter_properties());
  made.entity = "device";
  made.property = property.name;
  made.op = *rc::gen::elementOf(property.operators);
  const bool list = made.op == "in" || made.op == "notIn";
  const auto count = list ? *rc::gen::inRange(1, 4) : 1;
  for (int i = 0; i < count; ++i) {
    RuleValue value;
    value.kind = property.is_version ? RuleValue::Kind::Version : RuleValue::Kind::Text;
    value.text = property.is_version ? std::to_string(*rc::gen::inRange(0, 99)) + ".0.19045" : *text_value();
    made.values.push_back(value);
  }
  return made;
}

auto is_inside(std::size_t begin, std::size_t end, const std::string& text) -> bool {
  return begin <= end && end <= text.size() && (begin < end || begin == text.size());
}

template <typename T>
auto has_good_place(const std::variant<T, SyntaxError>& result, const std::string& text) -> bool {
  const auto* error = std::get_if<SyntaxError>(&result);
  return error == nullptr || (is_inside(error->begin, error->end, text) && !error->message.empty());
}

}  // namespace

TEST_CASE("an OMA-URI that is printed from its parts parses into these parts") {
  CHECK(rc::check([] {
    const auto root = *any_of({"./Device/Vendor/MSFT", "./User/Vendor/MSFT", "./Vendor/MSFT", "./DevDetail"});
    const auto segments = *rc::gen::container<Texts>(segment());
    const auto query = *any_of({"", "?list=StructData"});
    auto text = root;
    for (const auto& name : segments) text += "/" + name;
    text += query;
    RC_PRE(text.back() != ' ');
    const auto result = parse_oma_uri(text);
    RC_ASSERT(std::holds_alternative<OmaUri>(result));
    const auto& uri = std::get<OmaUri>(result);
    RC_ASSERT(test::printed(uri) == text);
    RC_ASSERT(uri.query == query);
    for (const auto& part : uri.segments) RC_ASSERT(text.substr(part.begin, part.text.size()) == part.text);
  }));
}

TEST_CASE("the canonical form of a good OMA-URI is its own canonical form") {
  CHECK(rc::check([] {
    const auto text = "./Vendor/MSFT/" + *segment();
    const auto once = canonical_oma_uri(text);
    RC_ASSERT(canonical_oma_uri(once) == once);
  }));
}

TEST_CASE("a filter rule that is printed from its comparisons parses into them") {
  CHECK(rc::check([] {
    Rule made;
    const auto count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) made.comparisons.push_back(make_comparison());
    const auto text = print_rule(made);
    const auto result = parse_filter_rule(text);
    RC_ASSERT(std::holds_alternative<Rule>(result));
    const auto& rule = std::get<Rule>(result);
    RC_ASSERT(print_rule(rule) == text);
    RC_ASSERT(rule.comparisons.size() == made.comparisons.size());
    for (std::size_t i = 0; i < rule.comparisons.size(); ++i) {
      const auto& place = rule.comparisons[i].place;
      RC_ASSERT("(" + text.substr(place.begin, place.end - place.begin) + ")" == print_comparison(made.comparisons[i]));
    }
  }));
}

TEST_CASE("no text makes a parser throw, and every error has a place inside the text") {
  CHECK(rc::check([] {
    const auto text = *rc::gen::oneOf(soup(), rc::gen::string<std::string>());
    const auto uri = parse_oma_uri(text);
    if (const auto* error = std::get_if<OmaUriError>(&uri))
      RC_ASSERT(error->begin <= error->end && error->end <= text.size());
    RC_ASSERT(has_good_place(parse_filter_rule(text), text));
    RC_ASSERT(has_good_place(parse_membership_rule(text), text));
    RC_ASSERT(has_good_place(parse_xml(text), text));
    const auto mark = find_documentation_placeholder(text);
    RC_ASSERT(!mark || (mark->begin < mark->end && mark->end <= text.size()));
    RC_ASSERT(decoded_segment(text).size() <= text.size());
    static_cast<void>(canonical_oma_uri(text));
    static_cast<void>(classify_tenant_id(text));
    static_cast<void>(datetime_to_utc(text));
    static_cast<void>(parse_date(text));
  }));
}

}  // namespace pinwright::grammar
