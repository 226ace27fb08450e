// How what YAML says of an element becomes what Windows takes, and back. Expected values: "Understanding ADMX policies"
// of Microsoft's documentation.

#include "lower/admx_words.hpp"

#include <catch2/catch.hpp>

using namespace pinwright;
using csp::AdmxKind;
using lower::AdmxEntry;
using Form = AdmxEntry::Form;
using Texts = std::vector<std::string>;

namespace {

constexpr const char* kSeparated =
    "1\xEF\x80\x80one\xEF\x80\x80"
    "2\xEF\x80\x80two";

auto element(AdmxKind kind) -> csp::AdmxElement {
  csp::AdmxElement made;
  made.id = "E";
  made.kind = kind;
  return made;
}

auto list(std::optional<std::string_view> prefix, bool explicit_value = false) -> csp::AdmxElement {
  auto made = element(AdmxKind::List);
  made.value_prefix = prefix;
  made.explicit_value = explicit_value;
  return made;
}

auto entry(Form form, Texts parts) -> AdmxEntry {
  AdmxEntry made;
  made.form = form;
  made.parts = std::move(parts);
  return made;
}

auto worded(const csp::AdmxElement& one, Form form, Texts parts) -> std::string {
  return lower::worded(&one, entry(form, std::move(parts))).value_or("(no room)");
}

}  // namespace

TEST_CASE("scalars are worded by the kind of the element") {
  CHECK(worded(element(AdmxKind::Boolean), Form::Boolean, {"True"}) == "true");
  CHECK(worded(element(AdmxKind::Boolean), Form::Text, {"True"}) == "True");
  CHECK(worded(element(AdmxKind::Decimal), Form::Number, {"0x10"}) == "16");
  CHECK(worded(element(AdmxKind::Decimal), Form::Text, {"16"}) == "16");
  CHECK(worded(element(AdmxKind::Text), Form::Number, {"1.10"}) == "1.10");
  CHECK(worded(element(AdmxKind::Text), Form::Boolean, {"true"}) == "true");
  CHECK(worded(element(AdmxKind::Text), Form::List, {"a"}) == "(no room)");
  CHECK(worded(element(AdmxKind::Boolean), Form::Pairs, {"a", "b"}) == "(no room)");
}

TEST_CASE("an item of an enum is named by its value, as number or text") {
  auto choice = element(AdmxKind::Enum);
  choice.items = {{"Zero", "0"}, {"None", std::nullopt}, {"Signed", "AllSigned"}};
  CHECK(worded(choice, Form::Number, {"0"}) == "0");
  CHECK(worded(choice, Form::Text, {"00"}) == "0");
  CHECK(worded(choice, Form::Text, {"AllSigned"}) == "AllSigned");
  CHECK(worded(choice, Form::Text, {"allsigned"}) == "AllSigned");
  CHECK(worded(choice, Form::Text, {"Zero"}) == "Zero");
}

TEST_CASE("the lines of a multiText are joined") {
  const auto lines = element(AdmxKind::MultiText);
  CHECK(worded(lines, Form::List, {"a", "b"}) ==
        "a\xEF\x80\x80"
        "b");
  CHECK(worded(lines, Form::Text, {"a\nb\n"}) ==
        "a\xEF\x80\x80"
        "b");
  CHECK(worded(lines, Form::Text, {"a"}) == "a");
  CHECK(worded(lines, Form::List, {}).empty());
  CHECK(worded(lines, Form::Pairs, {"a", "b"}) == "(no room)");
}

TEST_CASE("the items of a list get the names that the Group Policy editor gives") {
  CHECK(worded(list(""), Form::List, {"one", "two"}) == kSeparated);
  CHECK(worded(list("Site"), Form::List, {"one"}) == "Site1\xEF\x80\x80one");
  CHECK(worded(list(std::nullopt), Form::List, {"http://name1"}) == "http://name1\xEF\x80\x80http://name1");
  CHECK(worded(list(std::nullopt, true), Form::List, {"one"}) == "(no room)");
  CHECK(worded(list(std::nullopt, true), Form::Pairs, {"1", "one", "2", "two"}) == kSeparated);
  CHECK(worded(list(""), Form::Text, {kSeparated}) == kSeparated);
  CHECK(worded(list(""), Form::Text, {""}).empty());
  CHECK(worded(list(""), Form::Text, {"one"}) == "(no room)");
  CHECK(worded(list(""), Form::Number, {"1"}) == "(no room)");
}

TEST_CASE("without an ADMX file a scalar is its text, pairs are pairs, and a list has no form") {
  CHECK(lower::worded(nullptr, entry(Form::Boolean, {"true"})) == "true");
  CHECK(lower::worded(nullptr, entry(Form::Pairs, {"1", "one", "2", "two"})) == std::string(kSeparated));
  CHECK_FALSE(lower::worded(nullptr, entry(Form::List, {"one"})));
}

TEST_CASE("a value is said in the form that suits its element") {
  const auto form = [](const csp::AdmxElement& one, std::string_view value) {
    return lower::entry_of(one, value).form;
  };
  CHECK(form(element(AdmxKind::Boolean), "true") == Form::Boolean);
  CHECK(form(element(AdmxKind::Boolean), "True") == Form::Text);
  CHECK(form(element(AdmxKind::Decimal), "5") == Form::Number);
  CHECK(form(element(AdmxKind::Decimal), "05") == Form::Text);
  CHECK(form(element(AdmxKind::Text), "5") == Form::Text);
  CHECK(form(list(""), kSeparated) == Form::List);
  CHECK(form(list(std::nullopt), kSeparated) == Form::Pairs);
  CHECK(form(list("", true), kSeparated) == Form::Pairs);
  CHECK(form(list(""), "2\xEF\x80\x80one") == Form::Pairs);
  // An odd count, and a name twice, are no mapping.
  CHECK(form(list(""),
             "1\xEF\x80\x80one\xEF\x80\x80"
             "2") == Form::Text);
  CHECK(form(list(""),
             "a\xEF\x80\x80one\xEF\x80\x80"
             "a\xEF\x80\x80two") == Form::Text);
}
