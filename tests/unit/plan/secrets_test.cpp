#include "plan/secrets.hpp"

#include <catch2/catch.hpp>

#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;

TEST_CASE("a value of the environment is hidden in every form in which a message may quote it") {
  const auto variable = [](std::string_view name) {
    return name == "KEY" ? std::optional<std::string>("hunter2") : std::nullopt;
  };
  auto whole = secret("K", "KEY");
  auto part = secret("L", "KEY");
  part.value = std::string("<a>{env.KEY}</a>");
  const plan::SecretTexts secrets(plan_of({create("a", policy("A", {whole, part}))}), variable);
  CHECK(secrets.hidden_in("'hunter2' is refused") == "'{env.KEY}' is refused");
  CHECK(secrets.hidden_in("<a>hunter2</a> is refused") == "{env.KEY} is refused");
  // RFC 4648 of `hunter2` and of `<a>hunter2</a>`: Graph carries XML like this.
  CHECK(secrets.hidden_in("'aHVudGVyMg==' is refused") == "'{env.KEY}' is refused");
  CHECK(secrets.hidden_in("PGE+aHVudGVyMjwvYT4= is refused") == "{env.KEY} is refused");
  CHECK(secrets.hidden_in("nothing to hide") == "nothing to hide");
}
