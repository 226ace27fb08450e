#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwright::csp {

/// Reads the keys of one JSON object and keeps the first thing that is wrong; after that every read gives a default.
/// `place` names the object in the message ("node 3 (`./…`)").
class JsonReader {
 public:
  JsonReader(const nlohmann::json& object, std::string place);

  [[nodiscard]] auto has(const char* key) const -> bool;
  auto text(const char* key) -> std::string;  ///< "" when absent
  auto required_text(const char* key) -> std::string;
  auto flag(const char* key) -> bool;
  auto number(const char* key) -> std::optional<std::int64_t>;
  auto texts(const char* key) -> std::vector<std::string>;
  auto numbers(const char* key) -> std::vector<std::int64_t>;
  /// nullptr when absent or not of the kind.
  auto array(const char* key) -> const nlohmann::json*;
  auto object(const char* key) -> const nlohmann::json*;

  auto fail(std::string_view what) -> void;
  /// Every key that is there has been asked for.
  auto finish() -> void;
  [[nodiscard]] auto error() const -> const std::string& { return error_; }  ///< empty: all well
  [[nodiscard]] auto place() const -> const std::string& { return place_; }

 private:
  auto get(const char* key) -> const nlohmann::json*;
  auto wrong(const char* key, std::string_view wanted) -> void;

  const nlohmann::json& object_;
  std::string place_;
  std::vector<std::string_view> asked_;
  std::string error_;
};

}  // namespace pinwright::csp
