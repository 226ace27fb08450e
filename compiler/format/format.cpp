#include "format/format.hpp"

#include <utility>

#include "base/utf8.hpp"
#include "format/document.hpp"
#include "format/lines.hpp"
#include "format/spaces.hpp"

namespace pinwright::format {
namespace {

/// A layout that moves a nested collection may bring another rule to bear; a few passes settle it.
constexpr int kMostPasses = 4;

auto one_pass(std::string text) -> std::optional<std::string> {
  const Document raw(std::move(text));
  if (!raw.is_yaml()) return std::nullopt;
  const Document spaced(with_spaces(raw));
  if (!spaced.is_yaml()) return std::nullopt;
  return with_lines(spaced);
}

}  // namespace

auto format(std::string_view text) -> std::optional<std::string> {
  const Document before{std::string(text)};
  if (!before.is_yaml()) return std::nullopt;
  auto result = std::string(text.starts_with(base::kByteOrderMark) ? text.substr(base::kByteOrderMark.size()) : text);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    auto next = one_pass(result);
    if (!next || !same_nodes(before, Document(*next))) break;
    if (*next == result) return result;
    result = std::move(*next);
  }
  return std::string(text);
}

}  // namespace pinwright::format
