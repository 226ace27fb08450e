#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Typed reading of a file that anybody may have written.
namespace pinwright::plan {

/// The first thing that is not as a plan has it.
struct Mistake {
  std::optional<base::Error> error;

  auto note(const std::string& pointer, std::string_view what) -> void;
};

/// An object of the file and the way to it. What is wrong is noted, and an empty value stands in for it.
class FileReader {
 public:
  FileReader(const nlohmann::ordered_json& json, std::string pointer, Mistake& mistake);

  [[nodiscard]] auto text(std::string_view key) const -> std::string;
  [[nodiscard]] auto flag(std::string_view key) const -> bool;
  /// nullopt for null.
  [[nodiscard]] auto optional_flag(std::string_view key) const -> std::optional<bool>;
  [[nodiscard]] auto optional_count(std::string_view key) const -> std::optional<std::size_t>;
  [[nodiscard]] auto texts(std::string_view key) const -> std::vector<std::string>;
  /// The index in `words` of the text.
  template <class Words>
  [[nodiscard]] auto choice(std::string_view key, const Words& words) const -> std::size_t {
    const auto found = text(key);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] == found) return i;
    }
    wrong(key, "is none of the words that a plan has here");
    return 0;
  }

  [[nodiscard]] auto has(std::string_view key) const -> bool;
  [[nodiscard]] auto at(std::string_view key) const -> const nlohmann::ordered_json&;
  [[nodiscard]] auto inner(std::string_view key) const -> FileReader { return {at(key), pointer_of(key), mistake_}; }
  /// A reader for each item.
  [[nodiscard]] auto items(std::string_view key) const -> std::vector<FileReader>;
  /// For a key that says nothing that is needed.
  auto pass_over(std::string_view key) const -> void { static_cast<void>(at(key)); }
  /// Every key was asked for: one that was not is a mistake too.
  auto finish() const -> void;

  auto wrong(std::string_view key, std::string_view what) const -> void { mistake_.note(pointer_of(key), what); }
  auto take(std::string_view key, const base::Status& status) const -> void {
    if (!status.ok()) wrong(key, status.error().message);
  }

 private:
  [[nodiscard]] auto list(std::string_view key) const -> const nlohmann::ordered_json&;
  [[nodiscard]] auto pointer_of(std::string_view key) const -> std::string;

  const nlohmann::ordered_json& json_;
  std::string pointer_;
  Mistake& mistake_;
  mutable std::set<std::string, std::less<>> asked_;
};

}  // namespace pinwright::plan
