#include "contract/support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "object/difference.hpp"
#include "object/from_graph.hpp"

namespace pinwright::contract {

namespace {

template <class T>
auto value(base::Result<T> result) -> T {
  INFO((result.ok() ? std::string() : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

}  // namespace

auto setting(object::DataType type, object::SettingValue value, std::string_view name) -> object::Setting {
  object::Setting made;
  made.key =
      pinwright::object::SettingKey::of_oma_uri(fmt::format("./Device/Vendor/MSFT/Policy/Config/Contract/{}", name));
  made.display_name = name;
  made.type = type;
  made.value = std::move(value);
  return made;
}

auto plain_policy(std::string display_name) -> object::Policy {
  object::Policy made;
  made.display_name = std::move(display_name);
  made.description = "about";
  made.settings = {setting(object::DataType::Boolean, true, "Flag")};
  return made;
}

auto full_policy() -> object::Policy {
  using object::DataType;
  auto made = plain_policy("Everything");
  made.scope_tags = {{"Default", "Default", "0"}, {"Field", "Field", std::string(kScopeTag)}};
  made.settings.push_back(setting(DataType::Integer, std::int32_t{-2147483647 - 1}, "Number"));
  made.settings.push_back(setting(DataType::String, "a \"text\", ends with a backslash\\", "Text"));
  made.settings.push_back(setting(DataType::StringXml, "<WLANProfile name=\"caf\xC3\xA9\"/>", "Xml"));
  made.settings.back().file_name = "wifi.xml";
  made.settings.push_back(setting(DataType::DateTime, "2026-03-01T07:30:00Z", "Instant"));
  made.settings.push_back(setting(DataType::FloatingPoint, 0.1F, "Single"));
  made.settings.push_back(setting(DataType::Base64, "AAECAwQFBgcICQ==", "Bytes"));
  made.settings.back().file_name = "blob.bin";
  made.settings.front().description = "why";
  return made;
}

auto to_group(std::string_view id, bool exclude) -> object::Assignment {
  object::Assignment made;
  made.group.id = id;
  made.exclude = exclude;
  return made;
}

auto created(plan::Tenant& tenant, const object::Object& object) -> object::Live {
  auto answer = tenant.create(object);
  INFO(answer.error.message);
  REQUIRE(answer.ok());
  return *std::move(answer.made);
}

auto policy(plan::Tenant& tenant, const std::string& id) -> object::Live {
  plan::Question question;
  question.policy_ids = {{id}};
  auto answer = tenant.ask(question);
  REQUIRE(answer.policies_by_id.size() == 1);
  return value(std::move(answer.policies_by_id[0]));
}

auto listed(plan::Tenant& tenant) -> std::vector<object::Live> {
  plan::Question question;
  question.policies = true;
  return value(tenant.ask(question).policies);
}

auto filters(plan::Tenant& tenant) -> std::vector<object::Live> {
  plan::Question question;
  question.filters = true;
  return value(tenant.ask(question).filters);
}

auto groups_named(plan::Tenant& tenant, std::string name) -> std::vector<object::Live> {
  plan::Question question;
  question.group_names = {std::move(name)};
  auto answer = tenant.ask(question);
  REQUIRE(answer.groups_by_name.size() == 1);
  return value(std::move(answer.groups_by_name[0]));
}

auto revealed(plan::Tenant& tenant, object::Live live) -> object::Live {
  auto& settings = std::get<object::Policy>(live.object).settings;
  plan::Question question;
  std::vector<object::Setting*> masks;
  for (auto& one : settings) {
    const auto* mask = std::get_if<object::Masked>(&one.value);
    if (mask == nullptr) continue;
    question.masked.push_back({live.id, mask->reference});
    masks.push_back(&one);
  }
  auto answer = tenant.ask(question);
  REQUIRE(answer.plain_texts.size() == masks.size());
  for (std::size_t i = 0; i < masks.size(); ++i) object::reveal(*masks[i], value(std::move(answer.plain_texts[i])));
  return live;
}

auto count_named(plan::Tenant& tenant, std::string_view display_name) -> std::size_t {
  const auto list = listed(tenant);
  return static_cast<std::size_t>(std::count_if(
      list.begin(), list.end(), [&](const object::Live& one) { return display_name_of(one.object) == display_name; }));
}

auto holds(const std::vector<object::Live>& list, const std::string& id) -> bool {
  return std::any_of(list.begin(), list.end(), [&](const object::Live& one) { return base::equal_folded(one.id, id); });
}

auto check_kind(const plan::WriteAnswer& answer, base::ErrorKind kind) -> void {
  REQUIRE_FALSE(answer.ok());
  INFO(answer.error.message);
  CHECK(answer.error.kind == kind);
  CHECK_FALSE(answer.error.message.empty());
}

auto as_policy(const object::Live& live) -> const object::Policy& {
  REQUIRE(std::holds_alternative<object::Policy>(live.object));
  return std::get<object::Policy>(live.object);
}

auto paths(const object::Object& before, const object::Object& after) -> std::vector<std::string> {
  std::vector<std::string> found;
  for (const auto& one : object::differences(&before, &after)) found.push_back(one.path);
  return found;
}

}  // namespace pinwright::contract
