#include "base/json_reader.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>

using namespace pinwright::base;
using nlohmann::json;

namespace {

/// What reading `text` with `read` is told.
auto error_of(const std::string& text, const std::function<void(const JsonReader&)>& read) -> std::string {
  const auto value = json::parse(text);
  JsonErrors errors("the file", "look");
  const JsonReader reader(value, errors);
  read(reader);
  if (!errors.failed()) return {};
  CHECK(errors.error().help == "look");
  return errors.error().message;
}

}  // namespace

TEST_CASE("typed gets give what is there") {
  const auto value = json::parse(R"({"text": "x", "yes": true, "least": -2147483648, "long": 9223372036854775807,
      "count": 3, "half": 0.5, "texts": ["a", "b"], "numbers": [1, -1], "null": null, "word": "two",
      "list": [{"a": 1}, {"a": 2}], "object": {"a": 3}})");
  JsonErrors errors("the file");
  const JsonReader reader(value, errors);
  CHECK(reader.text("text") == "x");
  CHECK(reader.optional_text("text") == "x");
  CHECK(reader.boolean("yes"));
  CHECK(reader.int32("least") == std::numeric_limits<std::int32_t>::min());
  CHECK(reader.int64("long") == std::numeric_limits<std::int64_t>::max());
  CHECK(reader.count("count") == 3);
  CHECK(reader.single("half") == 0.5F);
  CHECK(reader.number("count") == 3.0);
  CHECK(reader.texts("texts") == std::vector<std::string>{"a", "b"});
  CHECK(reader.optional_int64s("numbers") == std::vector<std::int64_t>{1, -1});
  constexpr std::array<std::string_view, 2> kWords{"one", "two"};
  CHECK(reader.choice("word", kWords) == 1);
  std::vector<std::int32_t> seen;
  for (const auto& item : reader.items("list")) seen.push_back(item.int32("a"));
  CHECK(seen == std::vector<std::int32_t>{1, 2});
  CHECK(reader.object("object").int32("a") == 3);
  CHECK_FALSE(errors.failed());
}

TEST_CASE("absent and null are one, and no error where a key may be absent") {
  const auto value = json::parse(R"({"null": null})");
  JsonErrors errors("the file");
  const JsonReader reader(value, errors);
  for (const auto* key : {"null", "absent"}) {
    CHECK_FALSE(reader.has(key));
    CHECK(reader.find(key) == nullptr);
    CHECK_FALSE(reader.optional_text(key));
    CHECK_FALSE(reader.optional_boolean(key));
    CHECK_FALSE(reader.optional_int32(key));
    CHECK_FALSE(reader.optional_int64(key));
    CHECK_FALSE(reader.optional_count(key));
    CHECK_FALSE(reader.optional_object(key));
    CHECK(reader.optional_items(key).empty());
    CHECK(reader.optional_texts(key).empty());
    CHECK(reader.optional_array(key) == nullptr);
  }
  reader.expect_present("null");
  CHECK_FALSE(errors.failed());
  reader.expect_present("absent");
  CHECK(errors.error().message == "`/absent` of the file is missing");
}

TEST_CASE("what is not as asked for is named by its pointer") {
  const std::string text = R"({"a": 1, "t": "x", "l": ["x", 1], "o": {"a/b~c": true}, "i": [{}, {"n": []}, 4]})";
  const auto error = [&](const auto& read) { return error_of(text, read); };
  using R = const JsonReader&;
  CHECK(error([](R r) { (void)r.text("no"); }) == "`/no` of the file is missing");
  CHECK(error([](R r) { (void)r.text("a"); }) == "`/a` of the file is not a string");
  CHECK(error([](R r) { (void)r.boolean("a"); }) == "`/a` of the file is not a Boolean");
  CHECK(error([](R r) { (void)r.int32("t"); }) == "`/t` of the file is not a 32-bit integer");
  CHECK(error([](R r) { (void)r.count("t"); }) == "`/t` of the file is not a count");
  CHECK(error([](R r) { (void)r.number("t"); }) == "`/t` of the file is not a number");
  CHECK(error([](R r) { (void)r.array("t"); }) == "`/t` of the file is not an array");
  CHECK(error([](R r) { (void)r.object("t"); }) == "`/t` of the file is not an object");
  CHECK(error([](R r) { (void)r.object("no"); }) == "`/no` of the file is missing");
  CHECK(error([](R r) { (void)r.texts("l"); }) == "`/l/1` of the file is not a string");
  CHECK(error([](R r) { (void)r.optional_int64s("l"); }) == "`/l/0` of the file is not a whole number of 64 bits");
  CHECK(error([](R r) { (void)r.items("i"); }) == "`/i/2` of the file is not an object");
  CHECK(error([](R r) { (void)r.items("no"); }) == "`/no` of the file is missing");
  CHECK(error([](R r) {
          const auto inner = r.object("o");
          (void)inner.text("a/b~c");
        }) == "`/o/a~1b~0c` of the file is not a string");
  const std::string deep = R"({"i": [{}, {"n": [{"x": 1}]}]})";
  CHECK(error_of(deep, [](R r) {
          const auto items = r.items("i");
          for (const auto& inner : items[1].items("n")) (void)inner.text("x");
        }) == "`/i/1/n/0/x` of the file is not a string");
  CHECK(error_of("[]", [](R) {}) == "the file is not an object");
  CHECK(error([](R r) { r.fail("is odd"); }) == "the file is odd");
}

TEST_CASE("the first error is the one that is kept") {
  CHECK(error_of("{}", [](const JsonReader& reader) {
          (void)reader.text("first");
          (void)reader.int32("second");
          reader.fail("third", "is odd");
        }) == "`/first` of the file is missing");
}

TEST_CASE("a number is never cut to fit") {
  const auto refuses = [](const std::string& number, const auto& read) {
    return !error_of(R"({"n": )" + number + "}", read).empty();
  };
  const auto int32 = [](const JsonReader& r) { (void)r.int32("n"); };
  const auto int64 = [](const JsonReader& r) { (void)r.int64("n"); };
  const auto count = [](const JsonReader& r) { (void)r.count("n"); };
  const auto single = [](const JsonReader& r) { (void)r.single("n"); };
  CHECK_FALSE(refuses("2147483647", int32));
  CHECK(refuses("2147483648", int32));
  CHECK(refuses("-2147483649", int32));
  CHECK(refuses("18446744073709551615", int32));
  CHECK(refuses("1.0", int32));
  CHECK_FALSE(refuses("-9223372036854775808", int64));
  CHECK(refuses("9223372036854775808", int64));
  CHECK_FALSE(refuses("0", count));
  CHECK(refuses("-1", count));
  CHECK(refuses("18446744073709551615", count));
  CHECK_FALSE(refuses("3.4028235e38", single));
  CHECK(refuses("3.5e38", single));
  CHECK(int32_of(json(4294967297)) == std::nullopt);
  CHECK(int32_of(json(-7)) == -7);
}

TEST_CASE("a word that is not known is quoted") {
  constexpr std::array<std::string_view, 2> kWords{"one", "two"};
  const std::string message = "`/w` of the file is `three`, which is not a word that is known here";
  CHECK(error_of(R"({"w": "three"})", [&](const JsonReader& r) { (void)r.choice("w", kWords); }) == message);
  const auto parse = [](std::string_view word) { return word == "one" ? std::optional(1) : std::nullopt; };
  CHECK(error_of(R"({"w": "three"})", [&](const JsonReader& r) { (void)r.word("w", parse); }) == message);
  CHECK(error_of("{}", [&](const JsonReader& r) { (void)r.word("w", parse); }) == "`/w` of the file is missing");
  CHECK(error_of("{}", [&](const JsonReader& r) { CHECK_FALSE(r.optional_word("w", parse)); }).empty());
  CHECK(error_of(R"({"w": "one"})", [&](const JsonReader& r) { CHECK(r.word("w", parse) == 1); }).empty());
}

TEST_CASE("a key that is not expected is an error, with the one that was meant") {
  constexpr std::array<std::string_view, 2> kKeys{"name", "version"};
  const auto expect = [&](const JsonReader& reader) { reader.expect_only(kKeys); };
  CHECK(error_of(R"({"name": 1, "version": null})", expect).empty());
  CHECK(error_of(R"({"nmae": 1})", expect) == "`/nmae` of the file is not a key that is known here; is `name` meant?");
  CHECK(error_of(R"({"x": 1})", expect) == "`/x` of the file is not a key that is known here");
}

TEST_CASE("ordered JSON is read alike") {
  const auto value = nlohmann::ordered_json::parse(R"({"b": [{"x": 1}], "a": "t"})");
  JsonErrors errors("the plan");
  const OrderedJsonReader reader(value, errors);
  CHECK(reader.text("a") == "t");
  for (const auto& item : reader.items("b")) CHECK(item.text("x").empty());
  CHECK(errors.error().message == "`/b/0/x` of the plan is not a string");
}
