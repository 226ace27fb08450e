#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/journal/live_records.hpp"
#include "unit/plan/apply_support.hpp"

/// Objects as a journal holds them.
using namespace pinwright;
using namespace pinwright::plan::test;

namespace {

auto all_types() -> object::Policy {
  using object::DataType;
  auto number = boolean("Number", true);
  number.type = DataType::Integer;
  number.value = std::int32_t{-7};
  auto real = boolean("Real", true);
  real.type = DataType::FloatingPoint;
  real.value = 0.1F;
  auto xml = text("Xml", "<a>\xff</a>");  // what no JSON text can hold
  xml.type = DataType::StringXml;
  xml.file_name = "a.xml";
  auto bytes = text("Bytes", "AAEC");
  bytes.type = DataType::Base64;
  auto moment = text("Moment", "2026-03-01T07:30:00Z");
  moment.type = DataType::DateTime;
  auto result = policy("All types", {boolean("Flag", true), number, real, xml, bytes, moment, text("Text", "a\nb")});
  result.description = "text\n[pinwright:1 w/k t=00000000 s=- a=- o=-]";
  result.scope_tags = std::vector<object::Reference>{{{}, {}, "0"}, {{}, {}, "3"}};
  return result;
}

auto round_trip(const object::Live& live) -> object::Live {
  auto json = nlohmann::json::parse(plan::live_to_json(live).dump());
  auto read = plan::live_from_json(object::kind_of(live.object), std::move(json));
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  return std::move(read).value();
}

}  // namespace

TEST_CASE("every kind of object and every type of value survives the journal") {
  auto live = live_of(all_types());
  live.assignments = {
      with_filter(to_group("0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16"), "", "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27"),
      all_devices()};
  live.assignments.front().exclude = false;
  object::Assignment foreign;
  foreign.target = object::Assignment::Target::Other;
  foreign.foreign =
      R"({"@odata.type":"#microsoft.graph.configurationManagerCollectionAssignmentTarget","collectionId":"7"})";
  live.assignments.push_back(foreign);
  CHECK(object::live_hash(round_trip(live)) == object::live_hash(live));
  for (const auto& object : {object::Object(object::Group{"G", "text", "(device.model -eq \"A\")"}),
                             object::Object(object::Group{"G", {}, {}}),
                             object::Object(object::Filter{"F", "text", "(device.model -eq \"A\")"})}) {
    const auto other = live_of(object);
    const auto back = round_trip(other);
    CHECK(object::live_hash(back) == object::live_hash(other));
    CHECK(back.created == other.created);
  }
}

TEST_CASE("a masked value of any type is a mask again") {
  auto all = all_types();
  for (auto& setting : all.settings) setting.value = object::Masked{"reference"};
  const auto back = round_trip(live_of(all));
  for (const auto& setting : std::get<object::Policy>(back.object).settings) {
    CHECK(setting.value == object::SettingValue(object::Masked{}));
  }
}

TEST_CASE("a journal holds encrypted values that are no secrets, and of a secret where it comes from") {
  auto before =
      live_of(policy("A", {text("Rotated", "canary-1"), text("Same", "canary-2"), text("Hidden", "canary-3"),
                           text("Read", "canary-4"), text("Kept", ""), text("Clear", "open"), text("Unread", "")}));
  auto& settings = std::get<object::Policy>(before.object).settings;
  for (auto& setting : settings) setting.value = object::Masked{"mask of " + setting.key.text()};
  settings[5].value = "open";
  auto change = create("a", policy("A", {secret("Rotated", "OLD"), secret("Same", "KEY"), text("Read", "new"),
                                         text("Kept", "declared"), text("Clear", "open")}));
  change.secret_changed = {true, false, std::nullopt, std::nullopt, std::nullopt};
  change.paths = {{"omaSettings[" + settings[3].key.text() + "].value", "1", "2", false}};
  const auto reveal = [&](std::size_t index, const std::string& value) {
    auto setting = settings[index];
    setting.revealed_from = std::get<object::Masked>(setting.value).reference;
    setting.value = value;
    change.revealed.push_back(setting);
  };
  for (const std::size_t i : {0U, 1U, 2U}) reveal(i, "canary");
  reveal(3, "what was there");
  change.hidden = {object::identity(settings[2])};
  const auto kept = plan::without_secrets(before, change);
  const auto& left = std::get<object::Policy>(kept.object).settings;
  const object::SettingValue hidden = object::Masked{};
  CHECK(left[0].value == hidden);
  CHECK(left[1].value == object::SettingValue("{env.KEY}"));
  CHECK(left[1].secrets == std::vector<std::string>{"KEY"});
  CHECK(left[2].value == hidden);
  CHECK(left[3].value == object::SettingValue("what was there"));
  CHECK(left[4].value == object::SettingValue("declared"));
  CHECK(left[5].value == object::SettingValue("open"));
  CHECK(left[6].value == hidden);
  CHECK_THAT(plan::live_to_json(kept).dump(), !Catch::Contains("canary"));
  const auto back = round_trip(kept);
  const auto& read = std::get<object::Policy>(back.object).settings;
  for (std::size_t i = 0; i < left.size(); ++i) {
    CHECK(read[i].value == left[i].value);
    CHECK(read[i].secrets == left[i].secrets);
  }
}

TEST_CASE("the variable of an ADMX payload stands in a journal, and the payload is one again") {
  auto payload = secret("Proxy", "PROXY_KEY");
  payload.value = object::AdmxPayload{true, {{"Key", "{env.PROXY_KEY}"}, {"Name", "a & b"}}};
  const auto live = live_of(policy("A", {payload}));
  CHECK_THAT(plan::live_to_json(live).dump(), Catch::Contains("PROXY_KEY\"]"));
  const auto back = round_trip(live);
  const auto& read = std::get<object::Policy>(back.object).settings.front();
  CHECK(read.value == payload.value);
  CHECK(read.secrets == payload.secrets);
}
