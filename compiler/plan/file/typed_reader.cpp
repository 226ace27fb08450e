#include "plan/file/typed_reader.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

auto Mistake::note(const std::string& pointer, std::string_view what) -> void {
  if (error) return;
  error = base::Error{fmt::format("`{}` of the plan {}", pointer.empty() ? "/" : pointer, what),
                      "make a new plan with this version of pinwright"};
}

FileReader::FileReader(const Json& json, std::string pointer, Mistake& mistake)
    : json_(json), pointer_(std::move(pointer)), mistake_(mistake) {
  if (!json.is_object()) mistake_.note(pointer_, "is no object");
}

auto FileReader::finish() const -> void {
  // A key that this version does not know may change what the others mean.
  if (mistake_.error || !json_.is_object()) return;
  for (const auto& [key, value] : json_.items()) {
    if (!asked_.contains(key)) return wrong(key, "is no key that a plan of this version has");
  }
}

auto FileReader::text(std::string_view key) const -> std::string {
  const auto& value = at(key);
  if (value.is_string()) return value.get<std::string>();
  wrong(key, "is no text");
  return {};
}

auto FileReader::flag(std::string_view key) const -> bool {
  const auto& value = at(key);
  if (value.is_boolean()) return value.get<bool>();
  wrong(key, "is neither true nor false");
  return false;
}

auto FileReader::optional_flag(std::string_view key) const -> std::optional<bool> {
  if (at(key).is_null()) return std::nullopt;
  return flag(key);
}

auto FileReader::optional_count(std::string_view key) const -> std::optional<std::size_t> {
  const auto& value = at(key);
  if (value.is_null()) return std::nullopt;
  if (value.is_number_unsigned()) return value.get<std::size_t>();
  wrong(key, "is neither a count nor null");
  return std::nullopt;
}

auto FileReader::texts(std::string_view key) const -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& value : list(key)) {
    if (!value.is_string()) wrong(key, "is no list of texts");
    all.push_back(value.is_string() ? value.get<std::string>() : std::string());
  }
  return all;
}

auto FileReader::has(std::string_view key) const -> bool { return json_.is_object() && json_.contains(key); }

auto FileReader::at(std::string_view key) const -> const Json& {
  static const Json kNull;
  asked_.emplace(key);
  if (json_.is_object()) {
    const auto found = json_.find(key);
    if (found != json_.end()) return *found;
  }
  wrong(key, "is missing");
  return kNull;
}

auto FileReader::items(std::string_view key) const -> std::vector<FileReader> {
  std::vector<FileReader> all;
  const auto& values = list(key);
  all.reserve(values.size());
  for (const auto& value : values) all.emplace_back(value, fmt::format("{}/{}", pointer_of(key), all.size()), mistake_);
  return all;
}

auto FileReader::list(std::string_view key) const -> const Json& {
  static const Json kNone = Json::array();
  const auto& value = at(key);
  if (value.is_array()) return value;
  wrong(key, "is no list");
  return kNone;
}

auto FileReader::pointer_of(std::string_view key) const -> std::string { return fmt::format("{}/{}", pointer_, key); }

}  // namespace pinwright::plan
