#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// Typed reading of an answer, for the files of this folder.
namespace pinwright::object {

/// An object of a reply and the way to it. The first property that is not as it should be is remembered; what is read
/// after that is worthless and must not be used. Null counts as absent.
class GraphReader {
 public:
  /// `pointer`: the JSON pointer of `json`, "" for the whole answer.
  GraphReader(const nlohmann::json& json, std::string pointer);

  auto text(std::string_view name) -> std::string;
  auto optional_text(std::string_view name) -> std::optional<std::string>;
  auto boolean(std::string_view name) -> bool;
  auto optional_boolean(std::string_view name) -> std::optional<bool>;
  auto int32(std::string_view name) -> std::int32_t;
  auto optional_int32(std::string_view name) -> std::optional<std::int32_t>;
  auto single(std::string_view name) -> float;
  /// nullptr when it is absent.
  auto optional_array(std::string_view name) -> const nlohmann::json*;
  auto object(std::string_view name) -> const nlohmann::json*;

  [[nodiscard]] auto has(std::string_view name) const -> bool;
  [[nodiscard]] auto pointer_of(std::string_view name) const -> std::string;
  /// "`/omaSettings/0/value` of the answer " + what, unless there is an error already.
  auto fail(std::string_view name, std::string_view what) -> void;
  [[nodiscard]] auto failed() const -> bool { return error_.has_value(); }
  [[nodiscard]] auto error() const -> const base::Error& { return *error_; }

 private:
  [[nodiscard]] auto find(std::string_view name) const -> const nlohmann::json*;
  auto find_required(std::string_view name) -> const nlohmann::json*;

  const nlohmann::json& json_;
  std::string pointer_;
  std::optional<base::Error> error_;
};

}  // namespace pinwright::object
