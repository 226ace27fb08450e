#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::plan {

/// What makes a journal one that nobody else can have written: each line ends with an HMAC-SHA256 over itself and the
/// HMAC of the line before. So no line can be altered, put in, taken out or moved; lines that are missing at the end
/// are those that a run which was killed did not write.
class JournalSeal {
 public:
  explicit JournalSeal(std::string key) : key_(std::move(key)) {}

  /// A line without its line break: `record`, a JSON object of one line, with `"mac"` as its last member.
  [[nodiscard]] auto seal(std::string_view record) -> std::string;
  /// The record of the next line; nullopt when its HMAC is not right.
  [[nodiscard]] auto open(std::string_view line) -> std::optional<std::string>;

 private:
  [[nodiscard]] auto mac_of(std::string_view record) const -> std::string;

  std::string key_;
  std::string last_;  // of the line before
};

/// Names a key without telling it: 16 hexadecimal digits.
[[nodiscard]] auto journal_key_id(std::string_view key) -> std::string;

}  // namespace pinwright::plan
