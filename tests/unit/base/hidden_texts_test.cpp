#include "base/hidden_texts.hpp"

#include <catch2/catch.hpp>

#include "base/base64.hpp"

using pinwright::base::base64_encode;
using pinwright::base::HiddenTexts;

namespace {

const std::string kCanary = "ca&<>\"'%\u00e9\nry";

auto hide(const std::string& text, HiddenTexts::Cut cut = HiddenTexts::Cut::Whole) -> std::string {
  HiddenTexts hidden(cut);
  hidden.add(kCanary, "#");
  return hidden.hidden_in(text);
}

}  // namespace

TEST_CASE("a text is hidden as it is, wherever and however often it stands") {
  CHECK(hide(kCanary) == "#");
  CHECK(hide("a" + kCanary + "b" + kCanary) == "a#b#");
  CHECK(hide("nothing of it") == "nothing of it");
  CHECK(hide("") == "");
}

TEST_CASE("it is hidden in the escapes of JSON, XML, HTML and URLs, also when they are mixed") {
  for (const std::string spelled : {
           R"(ca&<>\"'%é\nry)",                                       // JSON
           R"(ca\u0026\u003c\u003e\u0022\u0027%\u00e9\u000ary)",      // JSON of .NET
           R"(ca&amp;&lt;&gt;&quot;&apos;%é&#10;ry)",                 // XML
           R"(ca&amp;&lt;&gt;&#34;&#x27;%&#233;&#xA;ry)",             // HTML
           R"(ca%26%3C%3E%22%27%25%C3%A9%0Ary)",                      // URL
           R"(ca%26&lt;\u003e%22&#39;%25%c3%a9\nry)",                 // all of them
           R"(ca\\u0026\\u003c>\\\"'%é\\nry)",                        // JSON in JSON
           R"(ca&amp;amp;&amp;lt;&amp;gt;&amp;quot;'%é&amp;#10;ry)",  // XML in XML
       }) {
    CAPTURE(spelled);
    CHECK(hide("<" + spelled + ">") == "<#>");
  }
}

TEST_CASE("escapes are taken away five times over") {
  std::string spelled = kCanary;
  for (int level = 0; level < 5; ++level) {
    std::string escaped;
    for (const char c : spelled) escaped += c == '&' ? std::string("&amp;") : c == '<' ? "&lt;" : std::string(1, c);
    spelled = escaped;
    CAPTURE(spelled);
    CHECK(hide(spelled) == "#");
  }
}

TEST_CASE("a text of less than four bytes is not hidden: what stood in its place would tell it") {
  HiddenTexts hidden;
  hidden.add("4", "{env.PIN}");
  hidden.add("404", "{env.PIN}");
  CHECK(hidden.empty());
  CHECK(hidden.hidden_in("answered 404") == "answered 404");
  hidden.add("4041", "{env.PIN}");
  CHECK(hidden.hidden_in("answered 4041") == "answered {env.PIN}");
}

TEST_CASE("it is hidden in base64, at whatever place of the bytes it begins") {
  for (const std::string front : {"", "x", "xy", "xyz"}) {
    const auto text = base64_encode(front + kCanary + "!");
    CAPTURE(text);
    const auto shown = hide(text);
    CHECK(shown.find('#') != std::string::npos);
    CHECK(shown.size() < text.size() - kCanary.size());
  }
}

TEST_CASE("what a cut at both ends left is hidden from eight characters on, where that is asked for") {
  const auto cut = [](const std::string& text) {
    HiddenTexts hidden(HiddenTexts::Cut::AtEitherEnd);
    hidden.add("Tr0ub4dor&3'<x/QwZ+9%", "#");
    return hidden.hidden_in(text);
  };
  CHECK(cut("near '…ub4dor&3'<x/Qw…'") == "near '…#…'");
  CHECK(cut("near '…ub4dor&amp;3&#39;&lt;x/Qw…'") == "near '…#…'");
  CHECK(cut("near '…ub4dor&'") == "near '…ub4dor&'");
}

TEST_CASE("it is hidden as base64url") {
  HiddenTexts hidden;
  const std::string secret = "\xFB\xEF\xBE\xFB\xEF\xBE\xFF\xFF\xFF";
  hidden.add(secret, "#");
  auto url = base64_encode(secret);
  for (auto& c : url) c = c == '+' ? '-' : c == '/' ? '_' : c;
  CHECK(url.find_first_of("-_") != std::string::npos);
  CHECK(hidden.hidden_in("'" + url + "'") == "'#'");
}

TEST_CASE("what is left of a text that was cut is hidden from six characters on, where that is asked for") {
  const auto cut = [](const std::string& text) {
    HiddenTexts hidden(HiddenTexts::Cut::AtEitherEnd);
    hidden.add("correct-horse", "#");
    return hidden.hidden_in(text);
  };
  CHECK(cut("key 'correct-ho…' is bad") == "key '#…' is bad");
  CHECK(cut("key 'correc' is bad") == "key '#' is bad");
  CHECK(cut("key '…ct-horse' is bad") == "key '…#' is bad");
  CHECK(cut("that is corre") == "that is corre");
  CHECK(cut("correct-horse") == "#");
  HiddenTexts whole;
  whole.add("correct-horse", "#");
  CHECK(whole.hidden_in("correct-ho") == "correct-ho");
}

TEST_CASE("of texts that hold each other the longest is hidden, and a text that looks like an escape is one") {
  HiddenTexts hidden;
  hidden.add("abcd", "1");
  hidden.add("xabcdx", "2");
  hidden.add("%41\\n", "3");
  CHECK(hidden.hidden_in("abcd xabcdx %41\\n") == "1 2 3");
}
