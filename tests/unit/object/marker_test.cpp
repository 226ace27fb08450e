#include "object/marker.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace pinwright::object;

namespace {

const std::string kText =
    "[pinwright:1 contoso-windows-4f2a91/pin-recovery t=1da54674 s=pc42d25gee424r2l a=- o=uesdq4gkhxe6xbbt p]";

auto sample() -> Marker {
  return {
      "contoso-windows-4f2a91", "pin-recovery", "1da54674", "pc42d25gee424r2l", std::nullopt, "uesdq4gkhxe6xbbt", true};
}

auto is_marker(const std::string& text) -> bool { return split_description(text).marker.has_value(); }

auto replaced(std::string text, const std::string& from, const std::string& to) -> std::string {
  return text.replace(text.find(from), from.size(), to);
}

/// Pieces that texts and markers are made of, and line breaks of every kind.
auto any_text() -> rc::Gen<std::string> {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{"a", " ", "\n", "\r\n", "\r", "\n\n",
                                                                 "[pinwright:1 w/k t=01234567 s=- a=- o=-]", kText,
                                                                 "[pinwright:1 ", " p]", "\xC3\xA9"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string joined;
    for (const auto& one : pieces) joined += one;
    return joined;
  });
}

auto any_name() -> rc::Gen<std::string> {
  return rc::gen::elementOf(std::vector<std::string>{"a", "0", "pin-recovery", "A_b-9", std::string(63, 'x')});
}

auto any_digest() -> rc::Gen<std::optional<std::string>> {
  return rc::gen::elementOf(std::vector<std::optional<std::string>>{std::nullopt, "pc42d25gee424r2l",
                                                                    "aaaaaaaaaaaaaaaa", "7777777777777777"});
}

auto any_marker() -> rc::Gen<Marker> {
  return rc::gen::build<Marker>(
      rc::gen::set(&Marker::workspace, any_name()), rc::gen::set(&Marker::key, any_name()),
      rc::gen::set(&Marker::tenant, rc::gen::elementOf(std::vector<std::string>{"00000000", "1da54674", "ffffffff"})),
      rc::gen::set(&Marker::settings, any_digest()), rc::gen::set(&Marker::assignments, any_digest()),
      rc::gen::set(&Marker::rest, any_digest()), rc::gen::set(&Marker::is_protected));
}

}  // namespace

TEST_CASE("a marker is one line of fixed form") { CHECK(to_text(sample()) == kText); }

TEST_CASE("the mark of a tenant is the front of the SHA-256 of its id in lower case") {
  // printf 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63 | sha256sum
  CHECK(tenant_mark("3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63") == "1da54674");
  CHECK(tenant_mark("3F2B9A54-6C1D-4E8A-9B7E-2D5C8F1A0E63") == "1da54674");
}

TEST_CASE("a marker is read back") {
  const auto parts = split_description("Non-destructive PIN reset\n" + kText);
  CHECK(parts.text == "Non-destructive PIN reset");
  REQUIRE(parts.marker);
  CHECK(*parts.marker == sample());
}

TEST_CASE("a description may be the marker alone") {
  CHECK(split_description(kText).text.empty());
  CHECK(join_description("", sample()) == kText);
}

TEST_CASE("a description without marker is a text") {
  for (const std::string text : {"", "\n", "a", "a\n", "\r\n", "[pinwright:1 ]"}) {
    const auto parts = split_description(text);
    CHECK(parts.text == text);
    CHECK_FALSE(parts.marker);
  }
}

TEST_CASE("line breaks of Windows do not hide a marker") {
  CHECK(split_description("about\r\n" + kText).text == "about");
  CHECK(split_description("about\r\n" + kText + "\r\n").text == "about\r\n");
  CHECK(split_description("a\r\nb\r\n" + kText + "\r\nc").text == "a\r\nb\r\nc");
}

TEST_CASE("only the last of several markers counts") {
  auto other = sample();
  other.key = "other";
  const auto parts = split_description(to_text(other) + "\nabout\n" + kText);
  CHECK(parts.text == to_text(other) + "\nabout");
  CHECK(parts.marker->key == "pin-recovery");
}

TEST_CASE("text behind the marker is kept") {
  const auto parts = split_description("before\n" + kText + "\nafter\n");
  CHECK(parts.text == "before\nafter\n");
  CHECK(parts.marker);
  CHECK(split_description(kText + "\nafter").text == "after");
}

TEST_CASE("a line that is almost a marker is none") {
  REQUIRE(is_marker(kText));
  CHECK_FALSE(is_marker(" " + kText));
  CHECK_FALSE(is_marker(kText + " "));
  CHECK_FALSE(is_marker(kText + "."));
  CHECK_FALSE(is_marker(kText.substr(0, kText.size() - 1)));
  CHECK_FALSE(is_marker(replaced(kText, "pinwright:1", "pinwright:2")));
  CHECK_FALSE(is_marker(replaced(kText, "pinwright:1", "Pinwright:1")));
  CHECK_FALSE(is_marker(replaced(kText, "/pin-recovery", "/")));
  CHECK_FALSE(is_marker(replaced(kText, "/pin-recovery", "")));
  CHECK_FALSE(is_marker(replaced(kText, "/pin-recovery", "/-pin")));
  CHECK_FALSE(is_marker(replaced(kText, "/pin-recovery", "/pin.recovery")));
  CHECK_FALSE(is_marker(replaced(kText, "/pin-recovery", "/" + std::string(64, 'x'))));
  CHECK_FALSE(is_marker(replaced(kText, "1da54674", "1DA54674")));
  CHECK_FALSE(is_marker(replaced(kText, "1da54674", "1da5467")));
  CHECK_FALSE(is_marker(replaced(kText, "1da54674", "1da546740")));
  CHECK_FALSE(is_marker(replaced(kText, "s=pc42", "s=pc41")));
  CHECK_FALSE(is_marker(replaced(kText, "a=-", "a=")));
  CHECK_FALSE(is_marker(replaced(kText, "a=-", "a=--")));
  CHECK_FALSE(is_marker(replaced(kText, " a=- ", "  a=- ")));
  CHECK_FALSE(is_marker(replaced(kText, " p]", " q]")));
  CHECK_FALSE(is_marker(replaced(kText, " p]", " p p]")));
  CHECK(is_marker(replaced(kText, " p]", "]")));
}

TEST_CASE("what is joined is split again, whatever the text") {
  CHECK(rc::check([] {
    const auto text = *any_text();
    const auto marker = *any_marker();
    const auto parts = split_description(join_description(text, marker));
    RC_ASSERT(parts.text == text);
    RC_ASSERT(parts.marker == marker);
  }));
}

TEST_CASE("splitting takes one line and nothing else") {
  CHECK(rc::check([] {
    const auto before = *any_text();
    const auto after = *rc::gen::suchThat(any_text(), [](const std::string& text) { return !is_marker(text); });
    const auto marker = *any_marker();
    const auto line_break = *rc::gen::elementOf(std::vector<std::string>{"\n", "\r\n"});
    const auto parts = split_description(before + "\n" + to_text(marker) + line_break + after);
    RC_ASSERT(parts.text == before + "\n" + after);
    RC_ASSERT(parts.marker == marker);
  }));
}
