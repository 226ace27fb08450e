#include "base/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/json.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

namespace pinwright::base {
namespace {

/// RFC 6901.
auto append_token(std::string& pointer, std::string_view key) -> void {
  pointer += '/';
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

template <class Json>
auto int64_of(const Json& value) -> std::optional<std::int64_t> {
  if (value.is_number_unsigned()) {
    const auto number = value.template get<std::uint64_t>();
    if (number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (!value.is_number_integer()) return std::nullopt;
  return value.template get<std::int64_t>();
}

template <class Json>
auto count_of(const Json& value) -> std::optional<std::size_t> {
  const auto number = int64_of(value);
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

template <class Json>
auto text_of(const Json& value) -> std::optional<std::string> {
  if (const auto* text = value.template get_ptr<const std::string*>()) return *text;
  return std::nullopt;
}

template <class Json>
auto boolean_of(const Json& value) -> std::optional<bool> {
  if (!value.is_boolean()) return std::nullopt;
  return value.template get<bool>();
}

template <class Json>
auto single_of(const Json& value) -> std::optional<float> {
  // Half a unit above the largest single still rounds to it.
  constexpr double kEnd = 0x1.ffffffp+127;
  if (!value.is_number() || !(std::abs(value.template get<double>()) < kEnd)) return std::nullopt;
  return value.template get<float>();
}

template <class Json>
auto number_of(const Json& value) -> std::optional<double> {
  if (!value.is_number()) return std::nullopt;
  return value.template get<double>();
}

constexpr std::string_view kMissing = "is missing";
constexpr std::string_view kText = "is not a string";
constexpr std::string_view kBoolean = "is not a Boolean";
constexpr std::string_view kInt32 = "is not a 32-bit integer";
constexpr std::string_view kInt64 = "is not a whole number of 64 bits";
constexpr std::string_view kCount = "is not a count";
constexpr std::string_view kSingle = "is not a number of single precision";
constexpr std::string_view kNumber = "is not a number";
constexpr std::string_view kArray = "is not an array";
constexpr std::string_view kObject = "is not an object";

/// The value of `key` as `convert` reads it; nullopt when it is absent, and when it is another kind, which is an error.
template <class Json, class Convert>
auto optional_of(const BasicJsonReader<Json>& reader, std::string_view key, std::string_view wrong,
                 const Convert& convert) -> decltype(convert(std::declval<const Json&>())) {
  const auto* found = reader.find(key);
  if (found == nullptr) return std::nullopt;
  auto value = convert(*found);
  if (!value) reader.fail(key, wrong);
  return value;
}

}  // namespace

auto JsonErrors::add(std::string_view pointer, std::string_view what) -> void {
  if (first_) return;
  auto subject = pointer.empty() ? std::string(document_) : fmt::format("{} of {}", quoted(pointer), document_);
  first_ = Error{fmt::format("{} {}", subject, what), std::string(help_)};
}

template <class Json>
auto int32_of(const Json& value) -> std::optional<std::int32_t> {
  using Limits = std::numeric_limits<std::int32_t>;
  const auto number = int64_of(value);
  if (!number || *number < Limits::min() || *number > Limits::max()) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}
template auto int32_of(const nlohmann::json& value) -> std::optional<std::int32_t>;
template auto int32_of(const nlohmann::ordered_json& value) -> std::optional<std::int32_t>;

template <class Json>
BasicJsonReader<Json>::BasicJsonReader(const Json& value, JsonErrors& errors) : value_(&value), errors_(&errors) {
  if (!value.is_object()) fail(kObject);
}

template <class Json>
BasicJsonReader<Json>::BasicJsonReader(const Json& value, const BasicJsonReader& outer, std::string_view key,
                                       std::size_t index)
    : value_(&value), errors_(outer.errors_), outer_(&outer), key_(key), index_(index) {
  if (!value.is_object()) fail(kObject);
}

template <class Json>
auto BasicJsonReader<Json>::find(std::string_view key) const -> const Json* {
  if (!value_->is_object()) return nullptr;
  const auto found = value_->find(key);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

template <class Json>
auto BasicJsonReader<Json>::require(std::string_view key) const -> void {
  if (!has(key)) fail(key, kMissing);
}

template <class Json>
auto BasicJsonReader<Json>::text(std::string_view key) const -> std::string {
  require(key);
  return optional_text(key).value_or("");
}
template <class Json>
auto BasicJsonReader<Json>::optional_text(std::string_view key) const -> std::optional<std::string> {
  return optional_of(*this, key, kText, &text_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::boolean(std::string_view key) const -> bool {
  require(key);
  return optional_boolean(key).value_or(false);
}
template <class Json>
auto BasicJsonReader<Json>::optional_boolean(std::string_view key) const -> std::optional<bool> {
  return optional_of(*this, key, kBoolean, &boolean_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::int32(std::string_view key) const -> std::int32_t {
  require(key);
  return optional_int32(key).value_or(0);
}
template <class Json>
auto BasicJsonReader<Json>::optional_int32(std::string_view key) const -> std::optional<std::int32_t> {
  return optional_of(*this, key, kInt32, &int32_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::int64(std::string_view key) const -> std::int64_t {
  require(key);
  return optional_int64(key).value_or(0);
}
template <class Json>
auto BasicJsonReader<Json>::optional_int64(std::string_view key) const -> std::optional<std::int64_t> {
  return optional_of(*this, key, kInt64, &int64_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::count(std::string_view key) const -> std::size_t {
  require(key);
  return optional_count(key).value_or(0);
}
template <class Json>
auto BasicJsonReader<Json>::optional_count(std::string_view key) const -> std::optional<std::size_t> {
  return optional_of(*this, key, kCount, &count_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::single(std::string_view key) const -> float {
  require(key);
  return optional_of(*this, key, kSingle, &single_of<Json>).value_or(0);
}
template <class Json>
auto BasicJsonReader<Json>::number(std::string_view key) const -> double {
  require(key);
  return optional_of(*this, key, kNumber, &number_of<Json>).value_or(0);
}

template <class Json>
auto BasicJsonReader<Json>::choice(std::string_view key, std::span<const std::string_view> words) const -> std::size_t {
  const auto found = text(key);
  const auto word = std::find(words.begin(), words.end(), found);
  if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
  fail_word(key, found);
  return 0;
}

template <class Json>
auto BasicJsonReader<Json>::array(std::string_view key) const -> const Json* {
  require(key);
  return optional_array(key);
}
template <class Json>
auto BasicJsonReader<Json>::optional_array(std::string_view key) const -> const Json* {
  const auto* found = find(key);
  if (found == nullptr || found->is_array()) return found;
  fail(key, kArray);
  return nullptr;
}

template <class Json>
template <class T, class Read>
auto BasicJsonReader<Json>::elements(std::string_view key, std::string_view what, const Read& read) const
    -> std::vector<T> {
  std::vector<T> out;
  const auto* list = optional_array(key);
  if (list == nullptr) return out;
  out.reserve(list->size());
  for (const auto& element : *list) {
    auto value = read(element);
    if (value) {
      out.push_back(*std::move(value));
    } else if (!failed()) {
      errors_->add(fmt::format("{}/{}", pointer_of(key), &element - &list->front()), what);
    }
  }
  return out;
}

template <class Json>
auto BasicJsonReader<Json>::texts(std::string_view key) const -> std::vector<std::string> {
  require(key);
  return optional_texts(key);
}
template <class Json>
auto BasicJsonReader<Json>::optional_texts(std::string_view key) const -> std::vector<std::string> {
  return elements<std::string>(key, kText, &text_of<Json>);
}
template <class Json>
auto BasicJsonReader<Json>::optional_int64s(std::string_view key) const -> std::vector<std::int64_t> {
  return elements<std::int64_t>(key, kInt64, &int64_of<Json>);
}

template <class Json>
auto BasicJsonReader<Json>::items(std::string_view key) const& -> std::vector<BasicJsonReader> {
  require(key);
  return optional_items(key);
}
template <class Json>
auto BasicJsonReader<Json>::optional_items(std::string_view key) const& -> std::vector<BasicJsonReader> {
  std::vector<BasicJsonReader> all;
  const auto* list = optional_array(key);
  if (list == nullptr) return all;
  all.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i) all.push_back(BasicJsonReader((*list)[i], *this, key, i));
  return all;
}

template <class Json>
auto BasicJsonReader<Json>::object(std::string_view key) const& -> BasicJsonReader {
  static const Json kEmpty = Json::object();
  require(key);
  return optional_object(key).value_or(BasicJsonReader(kEmpty, *this, key));
}
template <class Json>
auto BasicJsonReader<Json>::optional_object(std::string_view key) const& -> std::optional<BasicJsonReader> {
  const auto* found = find(key);
  if (found == nullptr) return std::nullopt;
  return BasicJsonReader(*found, *this, key);
}

template <class Json>
auto BasicJsonReader<Json>::expect_only(std::span<const std::string_view> keys) const -> void {
  if (failed() || !value_->is_object()) return;
  for (const auto& member : value_->items()) {
    if (std::find(keys.begin(), keys.end(), member.key()) != keys.end()) continue;
    const auto meant = nearest(member.key(), keys);
    return fail(member.key(), meant ? fmt::format("is not a key that is known here; is {} meant?", quoted(*meant))
                                    : "is not a key that is known here");
  }
}

template <class Json>
auto BasicJsonReader<Json>::expect_present(std::string_view key) const -> void {
  if (value_->is_object() && !value_->contains(key)) fail(key, kMissing);
}

template <class Json>
auto BasicJsonReader<Json>::fail(std::string_view key, std::string_view what) const -> void {
  if (!failed()) errors_->add(pointer_of(key), what);
}
template <class Json>
auto BasicJsonReader<Json>::fail(std::string_view what) const -> void {
  if (!failed()) errors_->add(pointer(), what);
}
template <class Json>
auto BasicJsonReader<Json>::fail_word(std::string_view key, std::string_view word) const -> void {
  fail(key, fmt::format("is {}, which is not a word that is known here", quoted(word)));
}

template <class Json>
auto BasicJsonReader<Json>::pointer() const -> std::string {
  if (outer_ == nullptr) return {};
  auto pointer = outer_->pointer_of(key_);
  if (index_ != kNoIndex) pointer += fmt::format("/{}", index_);
  return pointer;
}

template <class Json>
auto BasicJsonReader<Json>::pointer_of(std::string_view key) const -> std::string {
  auto pointer = this->pointer();
  append_token(pointer, key);
  return pointer;
}

template class BasicJsonReader<nlohmann::json>;
template class BasicJsonReader<nlohmann::ordered_json>;

}  // namespace pinwright::base
