#include "diag/codes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace pinwright::diag {
namespace {

/// The registry spells a slug as a name of C++; people read it with dashes.
template <std::size_t N>
constexpr auto dashed(const char (&name)[N]) -> std::array<char, N> {
  std::array<char, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = name[i] == '_' ? '-' : name[i];
  return out;
}

template <std::size_t N>
constexpr auto view(const std::array<char, N>& text) -> std::string_view {
  return {text.data(), N - 1};
}

namespace slugs {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name is being declared
#define PW_CODE(id, name, slug, severity, scope, title) constexpr auto name = dashed(#slug);
#include "diag/codes.def"
#undef PW_CODE
}  // namespace slugs

constexpr std::array kCodes{
#define PW_CODE(id, name, slug, severity, scope, title) \
  CodeInfo{Code::name, "PW" #id, view(slugs::name), Severity::severity, Scope::scope, title},
#include "diag/codes.def"
#undef PW_CODE
};

}  // namespace

auto name(Severity severity) -> std::string_view { return kSeverityNames[static_cast<std::size_t>(severity)]; }

auto info(Code code) -> const CodeInfo& { return kCodes[static_cast<std::size_t>(code)]; }

auto all_codes() -> std::span<const CodeInfo> { return kCodes; }

auto find_code(std::string_view id_or_slug) -> std::optional<Code> {
  const auto* const found = std::find_if(kCodes.begin(), kCodes.end(), [&](const CodeInfo& row) {
    return base::equal_folded(row.id, id_or_slug) || row.slug == id_or_slug;
  });
  if (found == kCodes.end()) return std::nullopt;
  return found->code;
}

auto can_be_waived(Code code) -> bool {
  // The phase is in the two digits behind "PW". A finding about a waiver cannot be waived: the waiver of it could be
  // the one that it is about.
  constexpr std::array<std::string_view, 4> kNever{"01", "02", "10", "11"};
  return std::find(kNever.begin(), kNever.end(), info(code).id.substr(2, 2)) == kNever.end();
}

}  // namespace pinwright::diag
