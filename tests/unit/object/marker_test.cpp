#include "object/marker.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace pinwright::object;

namespace {

const std::string kText =
    "[pinwright:1 contoso-windows-4f2a91/pin-recovery t=1da54674 s=pc42d25gee424r2l a=- o=uesdq4gkhxe6xbbt p]";

auto sample() -> Marker {
  Marker marker;
  marker.workspace = "contoso-windows-4f2a91";
  marker.key = "pin-recovery";
  marker.tenant = "1da54674";
  marker.settings = "pc42d25gee424r2l";
  marker.rest = "uesdq4gkhxe6xbbt";
  marker.is_protected = true;
  return marker;
}

auto marker_of(const std::string& text) -> Marker { return split_description(text).marker.value_or(Marker{}); }

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
      rc::gen::set(&Marker::rest, any_digest()), rc::gen::set(&Marker::is_protected),
      rc::gen::set(&Marker::secrets,
                   rc::gen::elementOf(std::vector<std::optional<std::string>>{std::nullopt, "-", "0123abcd"})),
      rc::gen::set(&Marker::run, rc::gen::elementOf(std::vector<std::string>{"", "00ff00ff"})),
      rc::gen::set(&Marker::replaces,
                   rc::gen::elementOf(std::vector<std::string>{"", "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5"})));
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
  CHECK(join_description(Kind::Policy, "", sample()) == kText);
  CHECK(join_description(Kind::Policy, "about", sample()) == "about\n" + kText);
  CHECK(join_description(Kind::Group, "", sample()) == kText);
  CHECK(join_description(Kind::Group, "about", sample()) == kText + "\nabout");
  CHECK(kText.starts_with(group_marker_start(sample().workspace)));
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
  CHECK_FALSE(is_marker(kText + "."));
  CHECK_FALSE(is_marker(kText.substr(0, kText.size() - 1)));
  CHECK_FALSE(is_marker(replaced(kText, "pinwright:1", "pinwright:0")));
  CHECK_FALSE(is_marker(replaced(kText, "pinwright:1", "pinwright:")));
  CHECK_FALSE(is_marker(replaced(kText, "pinwright:1", "pinwright:12345")));
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
  CHECK_FALSE(is_marker(replaced(kText, " p]", " e=1 p]")));
  CHECK_FALSE(is_marker(replaced(kText, " p]", " s=- p]")));
  CHECK_FALSE(is_marker(replaced(kText, " p]", " later= p]")));
  CHECK_FALSE(is_marker(replaced(kText, " p]", " p ]")));
  CHECK_FALSE(is_marker(replaced(kText, " a=-", "")));
  CHECK(is_marker(replaced(kText, " p]", "]")));
}

TEST_CASE("what services and people do to the ends of a line does not hide a marker") {
  for (const auto& line : {" " + kText, kText + " ", "\t" + kText + "  \r", replaced(kText, "[", "&#91;"),
                           replaced(replaced(kText, "[", "&#x5B;"), "]", "&#x5d;")}) {
    const auto parts = split_description("about\n" + line);
    CHECK(parts.text == "about");
    CHECK(parts.marker == sample());
    CHECK_FALSE(parts.damaged);
  }
}

TEST_CASE("a marker that somebody edited is told apart from a text without one") {
  CHECK(split_description("about\n" + replaced(kText, "s=pc42", "s=xx")).damaged.has_value());
  CHECK(split_description(kText.substr(0, 40)).damaged == kText.substr(0, 40));
  CHECK_FALSE(split_description("about [pinwright:1 w/k").damaged);
  CHECK(damaged_marker_in("about [pinwright:1 w/k\nmore") == "[pinwright:1 w/k");
  CHECK(damaged_marker_in("about " + kText) == kText);
  CHECK_FALSE(damaged_marker_in("about\n" + kText));
  CHECK_FALSE(damaged_marker_in("about"));
  CHECK_FALSE(split_description("[pinwright:1 w/k\n" + kText).damaged);
}

TEST_CASE("parts of later programs are passed over, those of this one are read") {
  auto expected = sample();
  expected.secrets = "0123abcd";
  expected.run = "00ff00ff";
  expected.replaces = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  const auto read = marker_of(
      replaced(kText, " p]", " later=A-1_b z=9 e=0123abcd r=00ff00ff x=1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5 p]"));
  CHECK(read == expected);
  CHECK(read.run == "00ff00ff");
}

TEST_CASE("the run that made an object is no difference") {
  auto other = sample();
  other.run = "00ff00ff";
  CHECK(other == sample());
  other.secrets = "-";
  CHECK_FALSE(other == sample());
}

TEST_CASE("a marker of a newer form is ours, and says nothing about what was written") {
  const auto read = marker_of("[pinwright:12 contoso/pin-recovery t=1da54674 s=another-form q=1 p]");
  CHECK(read.form == 12);
  CHECK(read.workspace == "contoso");
  CHECK(read.key == "pin-recovery");
  CHECK(read.tenant == "1da54674");
  CHECK(read.is_protected);
  CHECK_FALSE(read.settings);
}

TEST_CASE("the longest marker is not longer than the checks take it for") {
  auto marker = sample();
  marker.assignments = marker.settings;
  marker.secrets = "01234567";
  marker.run = "01234567";
  marker.replaces = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  CHECK(to_text(marker).size() == kLongestMarker.size() + marker.workspace.size() + marker.key.size());
}

TEST_CASE("what is joined is split again, whatever the text") {
  CHECK(rc::check([] {
    const auto text = *rc::gen::suchThat(any_text(), [](const std::string& one) { return !is_marker(one); });
    const auto marker = *any_marker();
    const auto kind = *rc::gen::element(Kind::Policy, Kind::Filter, Kind::Group);
    const auto parts = split_description(join_description(kind, text, marker));
    RC_ASSERT(parts.text == text);
    RC_ASSERT(parts.marker == marker);
    RC_ASSERT(parts.marker->run == marker.run);
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
