#include "check/oddity.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace pinwright::check;
using Kind = Oddity::Kind;

namespace {

/// The text that is blamed, behind the number of its kind; "-": nothing is odd.
auto found(std::string_view text, TextKind kind = TextKind::Plain) -> std::string {
  const auto oddity = find_oddity(text, kind);
  if (!oddity) return "-";
  return std::to_string(static_cast<int>(oddity->kind)) + " " +
         std::string(text.substr(oddity->begin, oddity->end - oddity->begin));
}

auto is(Kind kind, std::string_view text) -> std::string {
  return std::to_string(static_cast<int>(kind)) + " " + std::string(text);
}

}  // namespace

TEST_CASE("a mask is one whatever the text is") {
  for (const auto kind : {TextKind::Plain, TextKind::Unknown, TextKind::MarkedUp}) {
    CHECK(found("****", kind) == is(Kind::Mask, "****"));
    CHECK(found(" ********\n", kind) == is(Kind::Mask, "********"));
    CHECK(found("PGEvPg==", kind) == is(Kind::Mask, "PGEvPg=="));
  }
  CHECK(found("***") == "-");
  CHECK(found("*S-1-5-19") == "-");
}

TEST_CASE("SyncML is told from addresses in angle brackets and from other XML") {
  CHECK(found("<Data>24H2</Data>") == is(Kind::SyncMl, "<Data>"));
  CHECK(found("\n<Replace xmlns=\"SYNCML:SYNCML1.2\"><CmdID>2</CmdID></Replace>") ==
        is(Kind::SyncMl, "<Replace xmlns=\"SYNCML:SYNCML1.2\">"));
  CHECK(found("<Data>x</Data>", TextKind::Unknown) == is(Kind::SyncMl, "<Data>"));
  CHECK(found("<www.contoso.com><data.contoso.com>") == "-");
  CHECK(found("<data>x</data>") == "-");  // XML is case-sensitive, and so is SyncML
  CHECK(found("<Data>x</Data>", TextKind::MarkedUp) == "-");
  CHECK(found("<Data") == "-");
}

TEST_CASE("CDATA belongs round the whole value") {
  CHECK(found("<![CDATA[*S-1-5-19&#xF000;*S-1-5-20]]>") == "-");
  CHECK(found("<![CDATA[]]>") == "-");
  CHECK(found("<![CDATA[24H2") == is(Kind::Cdata, "<![CDATA["));
  CHECK(found("x <![CDATA[24H2]]>") == is(Kind::Cdata, "<![CDATA["));
  CHECK(found("<![CDATA[<![CDATA[24H2]]>]]>") == is(Kind::Cdata, "<![CDATA["));
}

TEST_CASE("references are letters in a text that is no XML") {
  CHECK(found("R&amp;D") == is(Kind::Entity, "&amp;"));
  CHECK(found("a&#44;b") == is(Kind::Entity, "&#44;"));
  CHECK(found("a&#x2C;b") == is(Kind::Entity, "&#x2C;"));
  CHECK(found("*S-1-5-19&#xF000;*S-1-5-20") == is(Kind::Separator, "&#xF000;"));
  CHECK(found("a&amp;#xf000;b") == is(Kind::Separator, "&amp;#xf000;"));
  CHECK(found("a#xF000;b") == is(Kind::Separator, "#xF000;"));
  CHECK(found("a&#61440;b") == is(Kind::Separator, "&#61440;"));
  CHECK(found("&lt;a&gt;") == is(Kind::EncodedXml, "&lt;a&gt;"));
  CHECK(found("R&D; a & b &; &# &#x; &copy; https://x/?a=1&lt=2 C# #1;") == "-");
  CHECK(found("R&amp;D", TextKind::Unknown) == "-");
  CHECK(found("&lt;a&gt;", TextKind::MarkedUp) == "-");
}

TEST_CASE("UTF-8 that was read as Windows-1252 is found in any text") {
  for (const auto kind : {TextKind::Plain, TextKind::Unknown, TextKind::MarkedUp}) {
    CHECK(found("MICROSOFT\u00C2\u00AE WINDOWS", kind) == is(Kind::Mojibake, "\u00C2\u00AE"));
    CHECK(found("B\u00C3\u00BCro", kind) == is(Kind::Mojibake, "\u00C3\u00BC"));
    CHECK(found("a \u00E2\u20AC\u201C b", kind) == is(Kind::Mojibake, "\u00E2\u20AC\u201C"));
    CHECK(found("x\u00E2\u201E\u00A2", kind) == is(Kind::Mojibake, "\u00E2\u201E\u00A2"));
    CHECK(found("\u00D0\u00BF\u00D1\u20AC", kind) == is(Kind::Mojibake, "\u00D0\u00BF\u00D1\u20AC"));
  }
}

TEST_CASE("letters with marks before other signs are words") {
  for (const std::string_view text :
       {"B\u00FCro S\u00FCd", "N\u00C3O", "AMANH\u00C3\u2026", "NESCAF\u00C9\u00AE", "\u201Ccaf\u00E9\u2026\u201D x",
        "\u00AB\u00C2\u00BB x", "\u00C5ngstr\u00F6m 5 \u00B5m", "Microsoft\u00AE Windows\u2122", "\u30D4\u30F3 \u00E3"})
    CHECK(found(text) == "-");
}

TEST_CASE("XML carries no control character but tab and line break") {
  CHECK(found("a\vb") == is(Kind::Control, "\v"));
  CHECK(found("a\x1F") == is(Kind::Control, "\x1F"));
  CHECK(found(std::string_view("a\0b", 3)) == is(Kind::Control, std::string_view("\0", 1)));
  CHECK(found("a\tb\r\nc") == "-");
  CHECK(found("{\x01}", TextKind::MarkedUp) == "-");
}

TEST_CASE("curly quotation marks belong into sentences") {
  CHECK(found("\u201C24H2\u201D") == is(Kind::CurlyQuotes, "\u201C"));
  CHECK(found("\u201CWindows 11\u201D") == is(Kind::CurlyQuotes, "\u201C"));
  CHECK(found("\u201CW. Europe Standard Time\u201D") == is(Kind::CurlyQuotes, "\u201C"));
  CHECK(found("\u201Csts.contoso.com or none\u201D") == is(Kind::CurlyQuotes, "\u201C"));
  CHECK(found("\u201CFor staff only. All use is logged\u201D") == "-");
  CHECK(found("\u201CFor staff only.\u201D") == "-");
  CHECK(found("\u201CZero trust\u201D and \u201Cleast privilege\u201D") == "-");
  CHECK(found("a=\u201Db\u201D") == is(Kind::CurlyQuotes, "\u201D"));
  CHECK(found("Read \u201CAcceptable use\u201D first.") == "-");
  CHECK(found("\u201CAcceptable use\u201D is what you agree to") == "-");
  CHECK(found("user\u2019s") == "-");
  CHECK(found("<a b=\"\u201Cx\u201D\"/>", TextKind::MarkedUp) == "-");
}
