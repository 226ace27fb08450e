// Each rule makes two objects equal that differ in one thing; switched off alone, it makes them differ.

#include <catch2/catch.hpp>

#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

namespace {

auto same(const Policy& a, const Policy& b, const CanonicalRules& rules) -> bool {
  const Object before = a;
  const Object after = b;
  const bool equal = canonical_content(before, rules) == canonical_content(after, rules) &&
                     canonical_rest(before, after, rules) == canonical_rest(after, after, rules);
  CHECK(differences(&before, &after, rules).empty() == equal);
  return equal;
}

auto same(const std::vector<Assignment>& a, const std::vector<Assignment>& b, const CanonicalRules& rules) -> bool {
  const bool equal = canonical_assignments(a, rules) == canonical_assignments(b, rules);
  CHECK(differences(a, b, rules).empty() == equal);
  return equal;
}

template <class T>
auto check_rule(const T& a, const T& b, bool CanonicalRules::*rule) -> void {
  CHECK(same(a, b, {}));
  CanonicalRules off;
  off.*rule = false;
  CHECK_FALSE(same(a, b, off));
  CanonicalRules alone{false, false, false, false, false, false, false, false, false, false, false};
  alone.*rule = true;
  CHECK(same(a, b, alone));
}

auto tagged(std::vector<std::string> ids) -> Policy {
  auto made = policy({});
  made.scope_tags.emplace();
  for (auto& id : ids) made.scope_tags->push_back({"", "", std::move(id)});
  return made;
}

auto with_texts(std::string name, std::string description) -> Setting {
  auto made = text("1", "./Vendor/MSFT/A");
  made.display_name = std::move(name);
  made.description = std::move(description);
  return made;
}

auto filtered(const std::string& id) -> Assignment {
  auto made = to_group(kGroupId);
  made.filter = FilterUse{{"", "", id}, false};
  return made;
}

}  // namespace

TEST_CASE("the order of settings is a rule") {
  const auto a = text("1", "./Vendor/MSFT/A");
  const auto b = text("2", "./Vendor/MSFT/B");
  check_rule(policy({a, b}), policy({b, a}), &CanonicalRules::sort_settings);
}

TEST_CASE("the order of assignments is a rule") {
  const std::vector<Assignment> one{to_group(kGroupId), to_all(Assignment::Target::AllUsers)};
  check_rule(one, std::vector<Assignment>{one[1], one[0]}, &CanonicalRules::sort_assignments);
}

TEST_CASE("the order of scope tags is a rule") {
  check_rule(tagged({"0", "7"}), tagged({"7", "0"}), &CanonicalRules::sort_scope_tags);
}

TEST_CASE("an absent description of a setting and an empty one are one by a rule") {
  auto empty = text("1");
  empty.description = "";
  check_rule(policy({empty}), policy({text("1")}), &CanonicalRules::absent_text_is_empty);
}

TEST_CASE("an absent description of a policy and an empty one are one by a rule") {
  auto empty = policy({});
  empty.description = "";
  check_rule(policy({}), empty, &CanonicalRules::absent_text_is_empty);
}

TEST_CASE("an absent filter and the zero GUID are one by a rule") {
  check_rule(std::vector<Assignment>{filtered(kZeroId)}, std::vector<Assignment>{to_group(kGroupId)},
             &CanonicalRules::absent_filter_is_none);
}

TEST_CASE("the letter case of a GUID is a rule") {
  check_rule(std::vector<Assignment>{to_group("AAAABBBB-CCCC-4DDD-8EEE-FFFF00001111")},
             std::vector<Assignment>{to_group("aaaabbbb-cccc-4ddd-8eee-ffff00001111")}, &CanonicalRules::fold_guids);
  check_rule(std::vector<Assignment>{filtered("AAAABBBB-CCCC-4DDD-8EEE-FFFF00001111")},
             std::vector<Assignment>{filtered("aaaabbbb-cccc-4ddd-8eee-ffff00001111")}, &CanonicalRules::fold_guids);
}

TEST_CASE("the spelling of an instant is a rule") {
  check_rule(policy({setting(DataType::DateTime, "2026-03-01T07:30:00Z")}),
             policy({setting(DataType::DateTime, "2026-03-01T08:30:00.0000000+01:00")}),
             &CanonicalRules::normalise_date_times);
}

TEST_CASE("the sign of zero is a rule") {
  check_rule(policy({setting(DataType::FloatingPoint, -0.0F)}), policy({setting(DataType::FloatingPoint, 0.0F)}),
             &CanonicalRules::normalise_floats);
}

TEST_CASE("white space in base64 is a rule") {
  check_rule(policy({setting(DataType::Base64, "AAEC\r\nAwQF\n")}), policy({setting(DataType::Base64, "AAECAwQF")}),
             &CanonicalRules::ignore_base64_white_space);
}

TEST_CASE("the line ends of XML are a rule") {
  check_rule(policy({setting(DataType::StringXml, "<a>\r\n<b/>\r</a>\n")}),
             policy({setting(DataType::StringXml, "<a>\n<b/>\n</a>\n")}), &CanonicalRules::fold_xml_line_ends);
  CHECK_FALSE(same(policy({text("a\r\nb")}), policy({text("a\nb")}), {}));
  // A node that takes XML in a text, as most do.
  check_rule(policy({text("<a>\r\n<b/>\r</a>\r\n")}), policy({text("<a>\n<b/>\n</a>\n")}),
             &CanonicalRules::fold_xml_line_ends);
  CHECK_FALSE(same(policy({text("<a>\r\nb")}), policy({text("<a>\nb")}), {}));  // no XML
}

TEST_CASE("the byte order mark of a StringXml is a rule") {
  check_rule(policy({setting(DataType::StringXml, "\xEF\xBB\xBF<a/>")}), policy({setting(DataType::StringXml, "<a/>")}),
             &CanonicalRules::ignore_xml_byte_order_mark);
  CHECK_FALSE(same(policy({text("\xEF\xBB\xBF<a/>")}), policy({text("<a/>")}), {}));  // sent as it is written
}

TEST_CASE("the spelling of an ADMX payload is a rule") {
  const AdmxPayload payload{true, {{"B", "1"}, {"a", "x\xEF\x80\x80y"}}};
  const auto spelled = [](const std::string& xml) { return policy({text(xml)}); };
  for (const char* xml : {
           "<Enabled/> <Data value=\"x&#xF000;y\" id='A'/>\n<data id=\"b\" value=\"1\"></data>",
           "<![CDATA[<enabled/><data id=\"b\" value=\"1\"/><data id=\"a\" value=\"x&#61440;y\"/>]]>",
       }) {
    INFO(xml);
    check_rule(spelled(xml), policy({setting(DataType::String, payload)}), &CanonicalRules::fold_admx_payloads);
    check_rule(spelled(xml), spelled(to_xml(payload)), &CanonicalRules::fold_admx_payloads);
  }
  CHECK_FALSE(same(spelled("<enabled/>"), spelled("<disabled/>"), {}));
  CHECK_FALSE(same(spelled("<enabled/>"), spelled("<enabled/><data id=\"a\" value=\"\"/>"), {}));
  CHECK_FALSE(
      same(spelled("<enabled/><data id=\"a\" value=\"x\"/>"), spelled("<enabled/><data id=\"a\" value=\"X\"/>"), {}));
  // What is no payload is a text.
  CHECK_FALSE(same(spelled("<enabled/><other/>"), spelled("<enabled/> <other/>"), {}));
}

TEST_CASE("no rule makes two values equal that a device would tell apart") {
  const CanonicalRules rules;
  CHECK_FALSE(same(policy({text("a b")}), policy({text("ab")}), rules));
  CHECK_FALSE(same(policy({text("AB")}), policy({text("ab")}), rules));
  CHECK_FALSE(same(policy({text("1")}), policy({setting(DataType::Integer, 1)}), rules));
  CHECK_FALSE(same(policy({text("2026-03-01T07:30:00Z")}), policy({text("2026-03-01T08:30:00+01:00")}), rules));
  CHECK_FALSE(same(policy({setting(DataType::FloatingPoint, 0.1F)}),
                   policy({setting(DataType::FloatingPoint, 0.10000001F)}), rules));
  CHECK_FALSE(same({to_group(kGroupId)}, {to_group(kGroupId, true)}, rules));
  CHECK_FALSE(same({filtered(kFilterId)}, {to_group(kGroupId)}, rules));
}

TEST_CASE("white space at the ends of names and descriptions, their line breaks and composition are a rule") {
  const auto named = [](std::string name) {
    auto made = policy({});
    made.display_name = std::move(name);
    return made;
  };
  const auto described = [](std::string description) {
    auto made = policy({});
    made.description = std::move(description);
    return made;
  };
  check_rule(named(" Hello "), named("Hello"), &CanonicalRules::fold_texts);
  check_rule(described("  One\nTwo\n"), described("One\nTwo"), &CanonicalRules::fold_texts);
  check_rule(described("One  \nTwo"), described("One\nTwo"), &CanonicalRules::fold_texts);
  check_rule(described("One\nTwo"), described("One\r\nTwo"), &CanonicalRules::fold_texts);
  // Unicode, UAX 15: e and the combining acute accent are U+00E9 in form C.
  check_rule(described("Cafe\u0301"), described("Caf\u00e9"), &CanonicalRules::fold_texts);
  check_rule(policy({with_texts(" Name", "Why ")}), policy({with_texts("Name", "Why")}), &CanonicalRules::fold_texts);
}

TEST_CASE("white space within a line, and an empty line, are no rule") {
  const auto described = [](std::string description) {
    auto made = policy({});
    made.description = std::move(description);
    return made;
  };
  CHECK_FALSE(same(described("One  two"), described("One two"), {}));
  CHECK_FALSE(same(described("One\n  two"), described("One\ntwo"), {}));
  CHECK_FALSE(same(described("One\n\ntwo"), described("One\ntwo"), {}));
}
