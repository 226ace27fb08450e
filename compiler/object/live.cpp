#include "object/live.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"

namespace pinwright::object {

namespace {

constexpr std::array<std::string_view, 3> kWords{"customPolicy", "group", "filter"};
constexpr std::string_view kCatalogPolicy = "settingsCatalogPolicy";
static_assert(std::variant_size_v<Object> == kWords.size());

}  // namespace

auto is_for_windows(const Filter& filter) -> bool { return base::equal_folded(filter.platform, kWindowsPlatform); }

auto word(Kind kind, Target target) -> std::string_view {
  const bool is_catalog = kind == Kind::Policy && target == Target::SettingsCatalog;
  return is_catalog ? kCatalogPolicy : kWords.at(static_cast<std::size_t>(kind));
}

auto kind_from_word(std::string_view word) -> std::optional<Kind> {
  if (word == kCatalogPolicy) return Kind::Policy;
  return base::enumerator_of<Kind>(kWords, word);
}

auto target_of(const Object& object) -> Target {
  const auto* policy = std::get_if<Policy>(&object);
  return policy != nullptr ? policy->target : Target::Custom;
}

auto address_of(const Live& live) -> Address { return {kind_of(live.object), live.id, target_of(live.object)}; }

auto target_from_kind_word(std::string_view word) -> Target {
  return word == kCatalogPolicy ? Target::SettingsCatalog : Target::Custom;
}

auto display_name_of(const Object& object) -> const std::string& {
  return std::visit([](const auto& one) -> const std::string& { return one.display_name; }, object);
}

auto description_of(const Object& object) -> const std::optional<std::string>& {
  return std::visit([](const auto& one) -> const std::optional<std::string>& { return one.description; }, object);
}

auto set_description(Object& object, std::optional<std::string> description) -> void {
  std::visit([&](auto& one) { one.description = std::move(description); }, object);
}

}  // namespace pinwright::object
