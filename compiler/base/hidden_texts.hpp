#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwright::base {

/// Texts that must not be seen, and what stands in their place. They are found however they are spelled: as they are,
/// as base64, also in the midst of more base64, and in the escapes of JSON, XML, HTML and URLs, a character at a time
/// and up to three times over.
class HiddenTexts {
 public:
  enum class Cut : std::uint8_t {
    Whole,       ///< only the whole text is hidden
    AtEitherEnd  ///< so is what is left of one that was cut in front or behind, from 6 characters on
  };
  explicit HiddenTexts(Cut cut = Cut::Whole) : cut_(cut) {}

  /// An empty text is passed over.
  auto add(std::string_view text, std::string_view stand_in) -> void;
  [[nodiscard]] auto empty() const -> bool { return hidden_.empty(); }
  [[nodiscard]] auto hidden_in(std::string_view text) const -> std::string;

 private:
  struct Hidden {
    std::string text;
    std::vector<std::string> base64;  ///< how its bytes look in base64, by their place in it
    std::string stand_in;
  };

  Cut cut_;
  std::vector<Hidden> hidden_;  ///< the longest first: one may be a part of another
};

}  // namespace pinwright::base
