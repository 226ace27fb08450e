#include "csp/names.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "base/words.hpp"

namespace pinwright::csp {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 11> kFormats = {"node", "chr",  "int",  "bool", "b64",  "bin",
                                                       "xml",  "null", "time", "date", "float"};
constexpr std::array<std::string_view, 10> kAllowed = {"Absent", "Any", "Enum", "Flag", "Range",
                                                       "RegEx",  "Xsd", "Json", "Sddl", "Admx"};
constexpr std::array<std::string_view, 5> kNaming = {"Static", "UniqueName", "ClientInventory", "ServerGenerated",
                                                     "Unspecified"};
constexpr std::array<std::pair<char, Access>, 5> kAccess = {
    {{'A', Access::Add}, {'D', Access::Delete}, {'G', Access::Get}, {'R', Access::Replace}, {'E', Access::Exec}}};

}  // namespace

auto name(Format format) -> std::string_view { return kFormats.at(static_cast<std::size_t>(format)); }
auto format_of(std::string_view text) -> std::optional<Format> { return base::enumerator_of<Format>(kFormats, text); }
auto name(Allowed allowed) -> std::string_view { return kAllowed.at(static_cast<std::size_t>(allowed)); }
auto allowed_of(std::string_view text) -> std::optional<Allowed> {
  return base::enumerator_of<Allowed>(kAllowed, text);
}
auto name(Naming naming) -> std::string_view { return kNaming.at(static_cast<std::size_t>(naming)); }
auto naming_of(std::string_view text) -> std::optional<Naming> { return base::enumerator_of<Naming>(kNaming, text); }

auto access_letters(std::uint8_t bits) -> std::string {
  std::string letters;
  for (const auto& [letter, access] : kAccess) {
    if ((bits & static_cast<std::uint8_t>(access)) != 0) letters += letter;
  }
  return letters;
}

auto access_of(std::string_view letters) -> std::optional<std::uint8_t> {
  unsigned bits = 0;
  for (const char letter : letters) {
    unsigned bit = 0;
    for (const auto& [known, access] : kAccess) {
      if (known == letter) bit = static_cast<unsigned>(access);
    }
    if (bit == 0) return std::nullopt;
    bits |= bit;
  }
  return static_cast<std::uint8_t>(bits);
}

}  // namespace pinwright::csp
