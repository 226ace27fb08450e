#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace pinwright::sandbox {

/// Strict reading of a seed or a fault script. The first mistake is kept with its JSON pointer; from then on every read
/// gives a default, so that reading needs no checks in between.
class Mistakes {
 public:
  explicit Mistakes(std::string_view subject) : subject_(subject) {}
  auto add(std::string_view pointer, std::string_view what, std::string_view help = {}) -> void;
  [[nodiscard]] auto first() const -> const std::optional<base::Error>& { return first_; }

 private:
  std::string subject_;
  std::optional<base::Error> first_;
};

/// A value with its place. Refers to the document, which must outlive it.
class Place {
 public:
  Place(const nlohmann::json& value, std::string pointer, Mistakes& mistakes)
      : value_(&value), pointer_(std::move(pointer)), mistakes_(&mistakes) {}

  [[nodiscard]] auto value() const -> const nlohmann::json& { return *value_; }
  [[nodiscard]] auto pointer() const -> const std::string& { return pointer_; }
  auto wrong(std::string_view what, std::string_view help = {}) const -> void { mistakes_->add(pointer_, what, help); }

  /// An object with no other keys than these; the nearest one is suggested.
  auto keys(std::initializer_list<std::string_view> known) const -> void;
  auto keys(std::span<const std::string_view> known) const -> void;
  [[nodiscard]] auto has(std::string_view key) const -> bool;
  /// nullopt: the key is missing, which is a mistake when `required`.
  [[nodiscard]] auto at(std::string_view key, bool required = false) const -> std::optional<Place>;

  [[nodiscard]] auto text(std::string_view key, bool required = false) const -> std::string;
  [[nodiscard]] auto guid(std::string_view key, bool required = false) const -> std::string;
  /// One of these words.
  [[nodiscard]] auto word(std::string_view key, std::initializer_list<std::string_view> words,
                          std::string_view fallback) const -> std::string;
  [[nodiscard]] auto flag(std::string_view key, bool fallback) const -> bool;
  [[nodiscard]] auto number(std::string_view key, std::int64_t fallback, std::int64_t least, std::int64_t most) const
      -> std::int64_t;
  [[nodiscard]] auto list(std::string_view key) const -> std::vector<Place>;
  [[nodiscard]] auto texts(std::string_view key) const -> std::vector<std::string>;

 private:
  const nlohmann::json* value_;
  std::string pointer_;
  Mistakes* mistakes_;
};

}  // namespace pinwright::sandbox
