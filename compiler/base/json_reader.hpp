#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.hpp"

/// Typed reading of parsed JSON (json_parse.hpp): the one reader for catalogue files, exports, answers of Graph, plans
/// and journals.
///
///     JsonErrors errors("the plan", "make a new plan");
///     const JsonReader reader(json, errors);
///     Plan plan{reader.text("workspace"), reader.optional_boolean("strict").value_or(false)};
///     for (const auto& tenant : reader.items("tenants")) plan.tenants.push_back(read_tenant(tenant));
///     if (errors.failed()) return errors.error();  // "`/tenants/3/name` of the plan is not a string"
///
/// The first thing that is not as asked for is kept with its JSON pointer (RFC 6901). After it every get goes on and
/// gives an empty value, so that no call needs a check of its own; what was read is then worthless as a whole.
namespace pinwright::base {

/// The first error of a document. It is shared by all readers of it and must outlive them.
class JsonErrors {
 public:
  /// `document` is how messages call it: "the answer". `help` is that of the Error.
  explicit JsonErrors(std::string_view document, std::string_view help = {}) : document_(document), help_(help) {}

  [[nodiscard]] auto failed() const -> bool { return first_.has_value(); }
  [[nodiscard]] auto error() const -> const Error& { return *first_; }
  /// Keeps "`pointer` of the document `what`", unless there is an error already. `pointer` "": the document itself.
  auto add(std::string_view pointer, std::string_view what) -> void;

 private:
  std::string document_;
  std::string help_;
  std::optional<Error> first_;
};

/// The number of `value` when it is whole and fits, else nullopt: a number is never cut.
template <class Json>
[[nodiscard]] auto int32_of(const Json& value) -> std::optional<std::int32_t>;

/// An object of a document. It costs nothing to make: the JSON pointer is put together only for an error. It refers to
/// the value, to the reader of the object around it and to the keys that led to it, which must outlive it; so a reader
/// is made from a named one, never from a temporary.
///
/// Null counts as absent. A plain get asks for a key that has to be there, `optional_…` for one that may be absent.
template <class Json>
class BasicJsonReader {
 public:
  /// The document. A value that is not an object is an error.
  BasicJsonReader(const Json& value, JsonErrors& errors);

  [[nodiscard]] auto text(std::string_view key) const -> std::string;
  [[nodiscard]] auto optional_text(std::string_view key) const -> std::optional<std::string>;
  [[nodiscard]] auto boolean(std::string_view key) const -> bool;
  [[nodiscard]] auto optional_boolean(std::string_view key) const -> std::optional<bool>;
  /// Whole numbers: 5, not 5.0 and not "5".
  [[nodiscard]] auto int32(std::string_view key) const -> std::int32_t;
  [[nodiscard]] auto optional_int32(std::string_view key) const -> std::optional<std::int32_t>;
  [[nodiscard]] auto int64(std::string_view key) const -> std::int64_t;
  [[nodiscard]] auto optional_int64(std::string_view key) const -> std::optional<std::int64_t>;
  /// Not negative.
  [[nodiscard]] auto count(std::string_view key) const -> std::size_t;
  [[nodiscard]] auto optional_count(std::string_view key) const -> std::optional<std::size_t>;
  /// The nearest single to the number; an error when it lies beyond the largest.
  [[nodiscard]] auto single(std::string_view key) const -> float;
  [[nodiscard]] auto number(std::string_view key) const -> double;

  /// The index in `words` of the text.
  [[nodiscard]] auto choice(std::string_view key, std::span<const std::string_view> words) const -> std::size_t;
  /// What `parse(text)` makes of the text; its nullopt is an error. Nullopt too when the key is absent.
  template <class Parse>
  [[nodiscard]] auto optional_word(std::string_view key, const Parse& parse) const
      -> std::invoke_result_t<Parse, std::string_view> {
    const auto found = optional_text(key);
    if (!found) return std::nullopt;
    const auto value = parse(*found);
    if (!value) fail_word(key, *found);
    return value;
  }
  template <class Parse>
  [[nodiscard]] auto word(std::string_view key, const Parse& parse) const
      -> std::invoke_result_t<Parse, std::string_view> {
    require(key);
    return optional_word(key, parse);
  }

  [[nodiscard]] auto texts(std::string_view key) const -> std::vector<std::string>;
  [[nodiscard]] auto optional_texts(std::string_view key) const -> std::vector<std::string>;
  [[nodiscard]] auto optional_int64s(std::string_view key) const -> std::vector<std::int64_t>;
  /// A reader for each element; each has to be an object. Empty when it is absent.
  [[nodiscard]] auto items(std::string_view key) const& -> std::vector<BasicJsonReader>;
  [[nodiscard]] auto optional_items(std::string_view key) const& -> std::vector<BasicJsonReader>;
  /// The object of a key; one without members after an error.
  [[nodiscard]] auto object(std::string_view key) const& -> BasicJsonReader;
  [[nodiscard]] auto optional_object(std::string_view key) const& -> std::optional<BasicJsonReader>;
  auto items(std::string_view key) const&& = delete;
  auto optional_items(std::string_view key) const&& = delete;
  auto object(std::string_view key) const&& = delete;
  auto optional_object(std::string_view key) const&& = delete;

  /// Whether the key is there and not null.
  [[nodiscard]] auto has(std::string_view key) const -> bool { return find(key) != nullptr; }
  /// The value of a key, of whatever kind; nullptr when it is absent or null.
  [[nodiscard]] auto find(std::string_view key) const -> const Json*;
  /// nullptr when it is absent, or after an error.
  [[nodiscard]] auto array(std::string_view key) const -> const Json*;
  [[nodiscard]] auto optional_array(std::string_view key) const -> const Json*;
  [[nodiscard]] auto value() const -> const Json& { return *value_; }

  /// Every key is one of these: a key that the reader does not know may change what the others mean.
  auto expect_only(std::span<const std::string_view> keys) const -> void;
  /// The key is there, and be it null.
  auto expect_present(std::string_view key) const -> void;

  /// "`/tenants/0/name` of the plan " + `what`.
  auto fail(std::string_view key, std::string_view what) const -> void;
  /// The same of the object itself.
  auto fail(std::string_view what) const -> void;
  /// What a Result of a value that was read otherwise says of it.
  auto take(std::string_view key, const Status& status) const -> void {
    if (!status.ok()) fail(key, status.error().message);
  }
  [[nodiscard]] auto failed() const -> bool { return errors_->failed(); }
  [[nodiscard]] auto error() const -> const Error& { return errors_->error(); }
  [[nodiscard]] auto pointer() const -> std::string;
  [[nodiscard]] auto pointer_of(std::string_view key) const -> std::string;

 private:
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  BasicJsonReader(const Json& value, const BasicJsonReader& outer, std::string_view key, std::size_t index = kNoIndex);
  auto require(std::string_view key) const -> void;
  auto fail_word(std::string_view key, std::string_view word) const -> void;
  /// Every element of the array.
  template <class T, class Read>
  auto elements(std::string_view key, std::string_view what, const Read& read) const -> std::vector<T>;

  const Json* value_;
  JsonErrors* errors_;
  const BasicJsonReader* outer_ = nullptr;  // null: the document
  std::string_view key_;                    // in outer_
  std::size_t index_ = kNoIndex;            // in the array of that key
};

using JsonReader = BasicJsonReader<nlohmann::json>;
using OrderedJsonReader = BasicJsonReader<nlohmann::ordered_json>;

extern template class BasicJsonReader<nlohmann::json>;
extern template class BasicJsonReader<nlohmann::ordered_json>;

}  // namespace pinwright::base
