#include <catch2/catch.hpp>
#include <cmath>

#include "syntax/scalar.hpp"

namespace pinwright::syntax {
namespace {

auto number(std::int64_t value) -> ScalarValue { return value; }
auto text(std::string value) -> ScalarValue { return value; }

struct Row {
  std::string source;
  ScalarValue value;
  Doubt doubt;
};

const std::vector<Row> kRows = {
    {"", Null{}, Doubt::None},
    {"~", Null{}, Doubt::None},
    {"NULL", Null{}, Doubt::None},
    {"nULL", text("nULL"), Doubt::None},
    {"true", true, Doubt::None},
    {"FALSE", false, Doubt::None},
    {"tRUE", text("tRUE"), Doubt::None},
    {"0", number(0), Doubt::None},
    {"-12", number(-12), Doubt::None},
    {"9223372036854775807", number(9223372036854775807), Doubt::None},
    {"9223372036854775808", 9223372036854775808.0, Doubt::WhereTextMeant},
    {"+1", number(1), Doubt::WhereTextMeant},
    {"-0", number(0), Doubt::WhereTextMeant},
    {"0x1F", number(31), Doubt::WhereTextMeant},
    {"0xFFFFFFFFFFFFFFFF", 18446744073709551615.0, Doubt::WhereTextMeant},
    {"0o17", number(15), Doubt::WhereTextMeant},
    {"0x", text("0x"), Doubt::None},
    {"1.5", 1.5, Doubt::None},
    {".5", 0.5, Doubt::WhereTextMeant},
    {"1.", 1.0, Doubt::WhereTextMeant},
    {"1.10", 1.1, Doubt::WhereTextMeant},
    {"1.0", 1.0, Doubt::WhereTextMeant},
    {"+1.5", 1.5, Doubt::WhereTextMeant},
    {"1e3", 1000.0, Doubt::WhereTextMeant},
    {"1E+3", 1000.0, Doubt::WhereTextMeant},
    {"1e", text("1e"), Doubt::None},
    {".", text("."), Doubt::None},
    {"-", text("-"), Doubt::None},
    {"+-1", text("+-1"), Doubt::None},
    {"1e999", text("1e999"), Doubt::Everywhere},
    {"-.inf", -HUGE_VAL, Doubt::WhereTextMeant},
    {"yes", text("yes"), Doubt::Everywhere},
    {"On", text("On"), Doubt::Everywhere},
    {"OFF", text("OFF"), Doubt::Everywhere},
    {"y", text("y"), Doubt::Everywhere},
    {"N", text("N"), Doubt::Everywhere},
    {"yEs", text("yEs"), Doubt::None},
    {"012", number(12), Doubt::Everywhere},
    {"-08", number(-8), Doubt::Everywhere},
    {"00", number(0), Doubt::Everywhere},
    {"12:30:45", text("12:30:45"), Doubt::Everywhere},
    {"12:30", text("12:30"), Doubt::Everywhere},
    {"1:30.5", text("1:30.5"), Doubt::Everywhere},
    {"12:60", text("12:60"), Doubt::None},
    {"00:15:5d:01", text("00:15:5d:01"), Doubt::None},
    {"1_000", text("1_000"), Doubt::Everywhere},
    {"0b101", text("0b101"), Doubt::Everywhere},
    {"-0x1F", text("-0x1F"), Doubt::Everywhere},
    {"_1", text("_1"), Doubt::None},
    {"1_a", text("1_a"), Doubt::None},
    {"10.0.19045", text("10.0.19045"), Doubt::None},
    {"2027-01-31", text("2027-01-31"), Doubt::None},
    {"3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63", text("3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63"), Doubt::None},
    {"./Device/Vendor/MSFT", text("./Device/Vendor/MSFT"), Doubt::None},
};

}  // namespace

TEST_CASE("plain scalars are read by the core schema of YAML 1.2") {
  for (const Row& row : kRows) {
    CAPTURE(row.source);
    const Resolved resolved = resolve_plain(row.source);
    CHECK(resolved.value.index() == row.value.index());
    CHECK((resolved.value == row.value));
    CHECK(resolved.doubt == row.doubt);
  }
}

TEST_CASE("a quick look calls text only what is text without a doubt") {
  for (const Row& row : kRows) {
    CAPTURE(row.source);
    const bool is_text = std::holds_alternative<std::string>(row.value) && row.doubt == Doubt::None;
    CHECK((is_text || !is_surely_text(row.source)));
  }
  CHECK(is_surely_text("customer-00001"));
  CHECK(!is_surely_text("false"));
  CHECK(!is_surely_text(""));
}

TEST_CASE("what is not a number is one") {
  const Resolved resolved = resolve_plain(".nan");
  REQUIRE(std::holds_alternative<double>(resolved.value));
  CHECK(std::isnan(std::get<double>(resolved.value)));
}

TEST_CASE("quoted and block scalars are text") {
  for (const Style style : {Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded}) {
    Node node;
    node.style = style;
    node.text = "12";
    CHECK((resolve(node).value == ScalarValue(std::string("12"))));
    CHECK(resolve(node).doubt == Doubt::None);
  }
}

}  // namespace pinwright::syntax
