#include <catch2/catch.hpp>
#include <string>

#include "check/content.hpp"

using pinwright::check::content::pins_problem;

TEST_CASE("the pins of Start: a list of objects with Microsoft's keys") {
  CHECK(pins_problem(R"({"pinned": []})").message == "the JSON has no `pinnedList`");
  CHECK(pins_problem(R"({"pinnedList": {"packagedAppId": "x"}})").message == "`pinnedList` is no list");
  CHECK(pins_problem(R"({"pinnedList": ["x"]})").message == "a pin of `pinnedList` is no object");
  const auto misspelt = pins_problem(R"({"pinnedList": [{}, {"desktopAppLinks": "x"}]})");
  CHECK(misspelt.message == "a pin of `pinnedList` has the key `desktopAppLinks`");
  CHECK(misspelt.help == "did you mean `desktopAppLink`?");
  CHECK(pins_problem(R"({"pinnedList": [{"desktopAppLink": "%APPDATA%\Microsoft"}]})").message ==
        "the text of the pins is not JSON: a string holds an escape that JSON does not have (line 1, column 47)");
}

TEST_CASE("the pins of Start: what is right, and what may be newer than the list of keys") {
  for (const std::string text :
       {R"({"pinnedList": []})", R"({"pinnedList": [{}]})", R"({})", R"({"applyOnce": true, "pinnedList": []})",
        R"({"pinnedList": [{"packagedAppID": "x"}, {"desktopAppId": "x"}, {"secondaryTile": {"tileId": "x"}}]})",
        R"({"pinnedList": [{"folder": {"name": "x"}}]})"}) {
    INFO(text);
    CHECK(pins_problem(text).message.empty());
  }
}
