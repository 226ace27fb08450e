#include "plan/hidden_parts.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace pinwright::plan;
using Strings = std::vector<std::string>;

TEST_CASE("placeholders of the files are hidden, and a text that is nothing else shows nothing") {
  CHECK(declared_parts("a {env.KEY} b {env.KEY}{env.OTHER} c", {"KEY", "OTHER"}) == "a (secret) b (secret) c");
  CHECK(declared_parts("{env.KEY}", {"KEY"}).empty());
  CHECK(declared_parts("<a><keyMaterial>clear</keyMaterial><b>{env.KEY}</b></a>", {"KEY"}) ==
        "<a><keyMaterial>(secret)</keyMaterial><b>(secret)</b></a>");
}

TEST_CASE("marked elements and attributes are hidden with all that is in them, empty ones stay") {
  CHECK(without_marked_parts("<a Password='x'><b Id='1'/></a>") == "<a Password='(secret)'><b Id='1'/></a>");
  CHECK(without_marked_parts("<a><Password><Value>x</Value></Password></a>") == "<a><Password>(secret)</Password></a>");
  CHECK_FALSE(without_marked_parts("<a><Password/><Password> </Password></a>"));
  CHECK_FALSE(without_marked_parts("Password=x"));
}

TEST_CASE("in XML that is hidden which stands where the files have a placeholder") {
  const auto live = [](std::string_view text, std::string_view declared) {
    return live_parts(text, declared, {"KEY"}, {});
  };
  CHECK(live("<a><k>old</k><e>1</e></a>", "<a><e>2</e><k>{env.KEY}</k></a>") == "<a><k>(secret)</k><e>1</e></a>");
  CHECK(live("<d id='x' value='old'/><d id='y' value='1'/>", "<d id='x' value='{env.KEY}'/><d id='y' value='2'/>") ==
        "<d id='x' value='(secret)'/><d id='y' value='1'/>");
  CHECK(live("<a>pre old post</a>", "<a>pre {env.KEY} post</a>") == "<a>(secret)</a>");
}

TEST_CASE("where the place is another one, all of its name is hidden, and everything where there is none") {
  CHECK(live_parts("<d id='z' value='old'/><d id='y' value='1'/>", "<d id='x' value='{env.KEY}'/>", {"KEY"}, {}) ==
        "<d id='z' value='(secret)'/><d id='y' value='(secret)'/>");
  CHECK(live_parts("<a><other>old</other></a>", "<a><k>{env.KEY}</k></a>", {"KEY"}, {}).empty());
  CHECK(live_parts("<a><k>old</k>", "<a><k>{env.KEY}</k></a>", {"KEY"}, {}).empty());
}

TEST_CASE("in another text that is hidden which stands between its fixed parts") {
  CHECK(live_parts("https://x/old/y", "https://x/{env.KEY}/y", {"KEY"}, {}) == "https://x/(secret)/y");
  CHECK(live_parts("a old b older c", "a {env.KEY} b {env.OTHER} c", {"KEY", "OTHER"}, {}) == "a (secret) c");
  CHECK(live_parts("https://z/old/y", "https://x/{env.KEY}/y", {"KEY"}, {}).empty());
  CHECK(live_parts("old", "{env.KEY}", {"KEY"}, {}).empty());
}

TEST_CASE("a value of the environment is hidden wherever else it stands") {
  CHECK(live_parts("<a><k>hunter2</k><e>hunter2 too</e></a>", "<a><k>{env.KEY}</k><e>1</e></a>", {"KEY"},
                   {"hunter2"}) == "<a><k>(secret)</k><e>(secret) too</e></a>");
}

TEST_CASE("an old secret never comes through, wherever in the files its placeholder stands") {
  CHECK(rc::check([](unsigned shape, const std::string& noise) {
    const Strings declared{"<a><k>{env.KEY}</k><e>x</e></a>", "<a><e>{env.KEY}</e></a>", "<a k='{env.KEY}'/>",
                           "p{env.KEY}s", "{env.KEY}"};
    const Strings live{"<a><k>OLDSECRET</k><e>x</e></a>", "<a><e>OLDSECRET</e></a>", "<a k='OLDSECRET'/>",
                       "pOLDSECRETs", "OLDSECRET"};
    const auto i = shape % declared.size();
    auto text = live[i];
    text.insert(noise.size() % (text.find("OLDSECRET") + 1), noise);
    RC_ASSERT(live_parts(text, declared[i], {"KEY"}, {}).find("OLDSECRET") == std::string::npos);
  }));
}
