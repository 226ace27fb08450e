#include "object/graph_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

auto is_int32(const Json& json) -> bool {
  if (json.is_number_unsigned()) {
    return json.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int32_t>::max()};
  }
  return json.is_number_integer() && json.get<std::int64_t>() >= std::numeric_limits<std::int32_t>::min() &&
         json.get<std::int64_t>() <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

GraphReader::GraphReader(const Json& json, std::string pointer) : json_(json), pointer_(std::move(pointer)) {
  if (!json_.is_object()) {
    error_ = {pointer_.empty() ? "the answer is no object" : fmt::format("`{}` of the answer is no object", pointer_),
              {}};
  }
}

auto GraphReader::find(std::string_view name) const -> const Json* {
  if (!json_.is_object()) return nullptr;
  const auto found = json_.find(name);
  return found == json_.end() || found->is_null() ? nullptr : &*found;
}

auto GraphReader::find_required(std::string_view name) -> const Json* {
  const auto* found = find(name);
  if (found == nullptr) fail(name, "is missing");
  return found;
}

auto GraphReader::has(std::string_view name) const -> bool { return find(name) != nullptr; }

auto GraphReader::pointer_of(std::string_view name) const -> std::string {
  return fmt::format("{}/{}", pointer_, name);
}

auto GraphReader::fail(std::string_view name, std::string_view what) -> void {
  if (!error_) error_ = {fmt::format("`{}` of the answer {}", pointer_of(name), what), {}};
}

auto GraphReader::optional_text(std::string_view name) -> std::optional<std::string> {
  const auto* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (const auto* text = found->get_ptr<const std::string*>()) return *text;
  fail(name, "is no string");
  return std::nullopt;
}

auto GraphReader::text(std::string_view name) -> std::string {
  find_required(name);
  return optional_text(name).value_or("");
}

auto GraphReader::optional_boolean(std::string_view name) -> std::optional<bool> {
  const auto* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (found->is_boolean()) return found->get<bool>();
  fail(name, "is no Boolean");
  return std::nullopt;
}

auto GraphReader::boolean(std::string_view name) -> bool {
  find_required(name);
  return optional_boolean(name).value_or(false);
}

auto GraphReader::optional_int32(std::string_view name) -> std::optional<std::int32_t> {
  const auto* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (is_int32(*found)) return found->get<std::int32_t>();
  fail(name, "is no 32-bit integer");
  return std::nullopt;
}

auto GraphReader::int32(std::string_view name) -> std::int32_t {
  find_required(name);
  return optional_int32(name).value_or(0);
}

auto GraphReader::single(std::string_view name) -> float {
  const auto* found = find_required(name);
  if (found == nullptr) return 0;
  // Half a unit above the largest Single still rounds to it.
  constexpr double kEnd = 0x1.ffffffp+127;
  if (found->is_number() && std::abs(found->get<double>()) < kEnd) return found->get<float>();
  fail(name, "is no number of single precision");
  return 0;
}

auto GraphReader::optional_array(std::string_view name) -> const Json* {
  const auto* found = find(name);
  if (found != nullptr && !found->is_array()) fail(name, "is no array");
  return found != nullptr && found->is_array() ? found : nullptr;
}

auto GraphReader::object(std::string_view name) -> const Json* {
  const auto* found = find_required(name);
  if (found != nullptr && !found->is_object()) fail(name, "is no object");
  return found != nullptr && found->is_object() ? found : nullptr;
}

}  // namespace pinwright::object
