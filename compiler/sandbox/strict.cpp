#include "sandbox/strict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

auto Mistakes::add(std::string_view pointer, std::string_view what, std::string_view help) -> void {
  if (first_) return;
  first_ = base::Error{fmt::format("the {} is wrong at {}: {}", subject_,
                                   base::quoted(pointer.empty() ? std::string_view("/") : pointer), what),
                       std::string(help)};
}

auto Place::keys(std::initializer_list<std::string_view> known) const -> void {
  keys(std::span<const std::string_view>(known.begin(), known.size()));
}

auto Place::keys(std::span<const std::string_view> known) const -> void {
  if (!value_->is_object()) return wrong(fmt::format("{} stands where an object is expected", named_type(*value_)));
  for (const auto& [key, value] : value_->items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto near = base::nearest(key, known);
    mistakes_->add(pointer_ + pointer_piece(key), fmt::format("unknown key {}", base::quoted(key)),
                   near ? fmt::format("did you mean `{}`?", *near) : std::string());
  }
}

auto Place::has(std::string_view key) const -> bool { return value_->is_object() && value_->contains(key); }

auto Place::at(std::string_view key, bool required) const -> std::optional<Place> {
  if (has(key)) return Place(*value_->find(key), pointer_ + pointer_piece(key), *mistakes_);
  if (required) wrong(fmt::format("the key {} is missing", base::quoted(key)));
  return std::nullopt;
}

auto Place::text(std::string_view key, bool required) const -> std::string {
  const auto place = at(key, required);
  if (!place) return {};
  if (place->value().is_string()) return place->value().get<std::string>();
  place->wrong(fmt::format("{} stands where a string is expected", named_type(place->value())));
  return {};
}

auto Place::guid(std::string_view key, bool required) const -> std::string {
  auto value = text(key, required);
  if (has(key) && !is_guid(value)) at(key)->wrong(fmt::format("{} is no GUID", base::quoted(value)));
  return base::folded(value);
}

auto Place::word(std::string_view key, std::initializer_list<std::string_view> words, std::string_view fallback) const
    -> std::string {
  if (!has(key)) return std::string(fallback);
  auto value = text(key);
  if (std::find(words.begin(), words.end(), value) == words.end()) {
    std::vector<std::string> allowed(words.begin(), words.end());
    at(key)->wrong(fmt::format("unknown value {}", base::quoted(value)), "one of " + base::joined(allowed, ", "));
  }
  return value;
}

auto Place::flag(std::string_view key, bool fallback) const -> bool {
  const auto place = at(key);
  if (!place) return fallback;
  if (place->value().is_boolean()) return place->value().get<bool>();
  place->wrong(fmt::format("{} stands where true or false is expected", named_type(place->value())));
  return fallback;
}

auto Place::number(std::string_view key, std::int64_t fallback, std::int64_t least, std::int64_t most) const
    -> std::int64_t {
  const auto place = at(key);
  if (!place) return fallback;
  const auto& value = place->value();
  const bool fits = value.is_number_integer() && (!value.is_number_unsigned() ||
                                                  value.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
  if (fits && value.get<std::int64_t>() >= least && value.get<std::int64_t>() <= most) return value.get<std::int64_t>();
  place->wrong(fmt::format("a whole number from {} to {} is expected", least, most));
  return fallback;
}

auto Place::list(std::string_view key) const -> std::vector<Place> {
  const auto place = at(key);
  if (!place) return {};
  if (!place->value().is_array()) {
    place->wrong(fmt::format("{} stands where a list is expected", named_type(place->value())));
    return {};
  }
  std::vector<Place> items;
  std::size_t index = 0;
  for (const auto& item : place->value())
    items.emplace_back(item, fmt::format("{}/{}", place->pointer(), index++), *mistakes_);
  return items;
}

auto Place::texts(std::string_view key) const -> std::vector<std::string> {
  std::vector<std::string> values;
  for (const auto& item : list(key)) {
    if (item.value().is_string()) {
      values.push_back(item.value().get<std::string>());
    } else {
      item.wrong(fmt::format("{} stands where a string is expected", named_type(item.value())));
    }
  }
  return values;
}

}  // namespace pinwright::sandbox
