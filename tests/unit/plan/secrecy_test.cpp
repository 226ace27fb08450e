// Which values may be seen: every row of the rules, and what they give for settings.

#include "plan/secrecy.hpp"

#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using object::Secrecy;
using object::Setting;

namespace {

const std::string kKnown = "./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths";
const std::string kUnknown = "./Device/Vendor/MSFT/Policy/Config/Chrome~Policy~googlechrome/HomepageLocation";
const std::string kMarked = "./User/Vendor/MSFT/ActiveSync/Accounts/{3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}/Password";
const std::string kNamed = "./Device/Vendor/MSFT/Accounts/Users/jo/Password";

auto catalog() -> const csp::Catalog& {
  static const auto kCatalog = csp::Catalog::built_in();
  return kCatalog;
}

auto holds_of(const std::string& uri) -> Holds { return holds(object::SettingKey::of_oma_uri(uri), catalog()); }

auto setting(const std::string& uri, object::SettingValue value, std::vector<std::string> secrets = {}) -> Setting {
  Setting one;
  one.key = object::SettingKey::of_oma_uri(uri);
  one.value = std::move(value);
  one.secrets = std::move(secrets);
  return one;
}

/// What is seen of `live`, beside `declared`: the words, or the text with its secrets hidden.
auto seen(const Setting& live, const std::vector<Setting>& declared, Written written) -> std::string {
  const base::Variables variable = [](std::string_view name) -> std::optional<std::string> {
    return name == "KEY" ? std::optional<std::string>("hunter2") : std::nullopt;
  };
  const auto shown = PolicySecrecy(catalog(), &declared, variable, written).live(live);
  return shown.text.empty() ? std::string(object::words(shown.secrecy)) : shown.text;
}

constexpr auto kSecret = "(secret)";
constexpr auto kMaybe = "(may have been a secret)";

}  // namespace

TEST_CASE("each rule decides, and in this order") {
  struct Row {
    LiveValue value;
    Secrecy expected;
  };
  const auto row = [](bool readable, bool in_files, bool is_text, Holds node, Written written, Secrecy expected) {
    return Row{{readable, in_files, is_text, node, written}, expected};
  };
  using enum Holds;
  using enum Written;
  const std::vector<Row> rows{
      // A reader without the right is told that, whatever is behind the mask.
      row(false, false, false, NoSecret, AsItStands, Secrecy::Unreadable),
      row(false, true, false, NoSecret, AsItStands, Secrecy::Unreadable),
      row(false, false, false, Anything, ByOthers, Secrecy::Unreadable),
      // From the environment, or of a node that holds secrets: whoever wrote it.
      row(true, true, true, NoSecret, AsItStands, Secrecy::Secret),
      row(true, false, true, Holds::Secret, AsItStands, Secrecy::Secret),
      row(true, false, true, Holds::Secret, ByOthers, Secrecy::Secret),
      // What the last apply wrote in clear was in the files of then.
      row(true, false, true, NoSecret, AsItStands, Secrecy::Clear),
      row(true, false, true, Anything, AsItStands, Secrecy::Clear),
      // Nothing is known about the node, and somebody wrote it.
      row(true, false, true, Anything, SecretsKnown, Secrecy::Secret),
      row(true, false, true, Anything, SecretsUnknown, Secrecy::Secret),
      row(true, false, true, Anything, ByOthers, Secrecy::Secret),
      row(true, false, false, Anything, ByOthers, Secrecy::Secret),
      // A known node that holds no secrets.
      row(true, false, true, NoSecret, SecretsKnown, Secrecy::Clear),
      row(true, false, true, NoSecret, ByOthers, Secrecy::Clear),
      row(true, false, true, NoSecret, SecretsUnknown, Secrecy::MaybeSecret),
      // The environment fills in no numbers.
      row(true, false, false, NoSecret, SecretsUnknown, Secrecy::Clear),
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("row " << i);
    CHECK(secrecy_of(rows[i].value) == rows[i].expected);
  }
}

TEST_CASE("a node holds secrets by the overlay, or by its name where it takes any text") {
  CHECK(holds_of(kKnown) == Holds::NoSecret);
  CHECK(holds_of(kUnknown) == Holds::Anything);
  CHECK(holds_of(kMarked) == Holds::Secret);
  CHECK(holds_of(kNamed) == Holds::Secret);
  CHECK(holds_of("./Device/Vendor/Contoso/Client/SharedPsk") == Holds::Secret);
  CHECK(holds_of("./Device/Vendor/MSFT/Policy/Config/DeviceLock/MinDevicePasswordLength") == Holds::NoSecret);
  CHECK(holds_of("no uri") == Holds::Anything);
}

TEST_CASE("the mark is of the OMA-URIs, in canonical form and order, and of none without a secret") {
  const auto digest = [](const std::string& text) { return base::hex(base::sha256(text)).substr(0, 8); };
  const auto one = setting(kKnown, std::string("{env.A}"), {"A"});
  const auto other = setting(kMarked, std::string("{env.B}"), {"B"});
  CHECK(secrets_mark({}) == "-");
  CHECK(secrets_mark({setting(kKnown, std::string("x"))}) == "-");
  CHECK(secrets_mark({one}) == digest(one.key.canonical()));
  auto uris = std::vector{one.key.canonical(), other.key.canonical()};
  std::sort(uris.begin(), uris.end());
  CHECK(secrets_mark({one, setting(kUnknown, std::string("x")), other}) == digest(uris[0] + "\n" + uris[1]));
  CHECK(secrets_mark({other, one}) == secrets_mark({one, other}));
}

TEST_CASE("a value that Intune keeps encrypted is no secret for that") {
  auto live = setting(kKnown, std::string("C:\\Build"));
  live.revealed_from = "reference";
  CHECK(seen(live, {setting(kKnown, std::string("C:\\"))}, Written::SecretsKnown).empty());
}

TEST_CASE("whether the files declare a setting makes no difference where nothing is known about it") {
  const auto live = setting(kUnknown, std::string("theirs"));
  CHECK(seen(live, {}, Written::SecretsKnown) == kSecret);
  CHECK(seen(live, {setting(kUnknown, std::string("mine"))}, Written::SecretsKnown) == kSecret);
  CHECK(seen(live, {setting(kUnknown, std::string("mine"))}, Written::AsItStands).empty());
}

TEST_CASE("a text that may have been a secret is not shown, a number is") {
  CHECK(seen(setting(kKnown, std::string("x")), {setting(kKnown, std::string("y"))}, Written::SecretsUnknown) ==
        kMaybe);
  CHECK(seen(setting(kKnown, 1), {}, Written::SecretsUnknown).empty());
}

TEST_CASE("of a text that is a secret in parts the rest is seen, where it is known what else was one") {
  const auto declared = setting(kKnown, std::string("<a><u>jo</u><p>{env.KEY}</p></a>"), {"KEY"});
  const auto live = setting(kKnown, std::string("<a><u>al</u><p>old-one</p></a>"));
  CHECK(seen(live, {declared}, Written::AsItStands) == "<a><u>al</u><p>(secret)</p></a>");
  CHECK(seen(live, {declared}, Written::SecretsUnknown) == kSecret);
  CHECK(seen(live, {declared}, Written::ByOthers) == kSecret);
}

TEST_CASE("elements that hold secrets are hidden in what is clear otherwise, on both sides") {
  const auto xml =
      setting(kKnown, std::string("<WLAN><protected>false</protected><keyMaterial>pass</keyMaterial></WLAN>"));
  const auto hidden = "<WLAN><protected>false</protected><keyMaterial>(secret)</keyMaterial></WLAN>";
  CHECK(seen(xml, {}, Written::ByOthers) == hidden);
  const std::vector<Setting> declared{xml};
  const PolicySecrecy secrecy(catalog(), &declared, {}, Written::ByOthers);
  CHECK(secrecy.declared(xml).secrecy == Secrecy::Secret);
  CHECK(secrecy.declared(xml).text == hidden);
  CHECK(secrecy.hidden_among(declared) == std::vector{xml.key.canonical()});
}

TEST_CASE("of the files everything is seen but secrets, whatever is known about the node") {
  const std::vector<Setting> declared{setting(kUnknown, std::string("mine")),
                                      setting(kKnown, std::string("https://x/{env.KEY}/y"), {"KEY"}),
                                      setting(kMarked, std::string("clear"))};
  const PolicySecrecy secrecy(catalog(), &declared, {}, Written::ByOthers);
  CHECK(secrecy.declared(declared[0]).secrecy == Secrecy::Clear);
  // Asked with the value in the place of the placeholder, as a comparison has it.
  const auto filled = setting(kKnown, std::string("https://x/hunter2/y"), {"KEY"});
  CHECK(secrecy.declared(filled).text == "https://x/(secret)/y");
  CHECK(secrecy.declared(declared[2]).secrecy == Secrecy::Secret);
  CHECK(secrecy.declared(declared[2]).text.empty());
}
