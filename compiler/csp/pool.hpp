#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pinwright::csp {

/// Texts and lists of a packed catalogue, each held once. layout.hpp says how they lie.
class Pool {
 public:
  Pool();
  auto text(std::string_view text) -> std::uint32_t;
  auto list(const std::vector<std::uint32_t>& items) -> std::uint32_t;
  auto texts(const std::vector<std::string>& items) -> std::uint32_t;

  [[nodiscard]] auto strings() const -> const std::string& { return strings_; }
  [[nodiscard]] auto words() const -> const std::vector<std::uint32_t>& { return words_; }

 private:
  std::string strings_;
  std::vector<std::uint32_t> words_;
  std::unordered_map<std::string, std::uint32_t> text_index_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> list_index_;
};

}  // namespace pinwright::csp
