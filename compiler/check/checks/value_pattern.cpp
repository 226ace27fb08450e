#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::ValuePattern;

/// Pieces between commas: DeviceUnlock/GroupA takes a list of GUIDs, although its DDF node is no list and its pattern
/// is that of one.
auto pieces_of(const std::string& text) -> std::vector<Element> {
  std::vector<Element> pieces;
  for (const auto part : base::split(text, ',')) {
    const auto piece = base::trimmed(part);
    if (piece.empty()) continue;
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    pieces.push_back({std::string(piece), begin, begin + piece.size()});
  }
  return pieces;
}

auto text_of(const Element& element) -> const std::string& { return std::get<std::string>(element.value); }

/// Where the pattern is that of one piece, every piece must fit it; a pattern that describes something else is left
/// alone.
auto misfits(const Pattern& pattern, std::vector<Element> pieces) -> std::vector<Element> {
  const auto is_whole = [&](const Element& piece) { return pattern.fits_whole(text_of(piece)) == Fit::Yes; };
  const auto is_fit = [&](const Element& piece) { return pattern.fits(text_of(piece)) != Fit::No; };
  if (std::none_of(pieces.begin(), pieces.end(), is_whole)) return {};
  pieces.erase(std::remove_if(pieces.begin(), pieces.end(), is_fit), pieces.end());
  return pieces;
}

auto check(const Pattern& pattern, const csp::Node& node, const lower::Setting& setting) -> std::vector<Element> {
  const Element whole{setting.value.text.text, 0, setting.value.text.text.size()};
  const auto fit = pattern.fits(base::trimmed(text_of(whole)));
  if (fit == Fit::Unknown) return {};
  const auto is_fit = [&](const Element& element) { return pattern.fits(text_of(element)) != Fit::No; };
  if (fit == Fit::Yes) return misfits(pattern, pieces_of(text_of(whole)));
  if (node.list_delimiter().empty()) return {whole};
  auto elements = elements_of(node, setting);
  elements.erase(std::remove_if(elements.begin(), elements.end(), is_fit), elements.end());
  return elements;
}

}  // namespace

auto value_pattern(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* pattern = pattern_for(context);
  if (pattern == nullptr) return;
  const auto& node = *context.node();
  auto wrong = check(*pattern, node, context.setting);
  const auto is_standard = [&](const Element& element) { return is_default(node, element.value); };
  wrong.erase(std::remove_if(wrong.begin(), wrong.end(), is_standard), wrong.end());
  if (wrong.empty()) return;
  sink.add(elements_finding(context, kCode, wrong,
                            fmt::format("{} {} fit the pattern of `{}` ({})", shown(context, wrong),
                                        wrong.size() == 1 ? "does not" : "do not", node.name(), edition_of(node)),
                            fmt::format("write a text that fits {}", base::quoted(node.pattern()))));
}

}  // namespace pinwright::check::checks
