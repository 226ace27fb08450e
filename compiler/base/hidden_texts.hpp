#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pinwright::base {

/// Texts that must not be seen, and what stands in their place. They are found however they are spelled: as they are,
/// as base64 and base64url, also in the midst of more base64, and in the escapes of JSON, XML, HTML and URLs, a
/// character at a time and up to five times over.
class HiddenTexts {
 public:
  enum class Cut : std::uint8_t {
    Whole,  ///< only the whole text is hidden
    /// So is what is left of one that was cut in front or behind, from 6 bytes on, and of one that was cut at both
    /// ends, from 8 on.
    AtEitherEnd
  };
  static constexpr std::size_t kShortest = 4;

  explicit HiddenTexts(Cut cut = Cut::Whole) : cut_(cut) {}

  /// A text of less than kShortest bytes is passed over: it stands everywhere, and what stood in its place would tell
  /// what it is.
  auto add(std::string_view text, std::string_view stand_in) -> void;
  [[nodiscard]] auto empty() const -> bool { return hidden_.empty(); }
  [[nodiscard]] auto hidden_in(std::string_view text) const -> std::string;

  /// What some bytes look like in the midst of base64.
  struct Base64Core {
    std::string text;                  ///< the characters that depend on these bytes alone
    bool begins_in_character = false;  ///< the character before it holds a part of the first byte
    bool ends_in_character = false;    ///< the character behind it holds a part of the last one
  };

 private:
  struct Hidden {
    std::string text;
    std::vector<Base64Core> base64;  ///< by the place of its first byte
    std::string stand_in;
  };

  Cut cut_;
  std::vector<Hidden> hidden_;  ///< the longest first: one may be a part of another
};

}  // namespace pinwright::base
