#include "lower/carried.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::lower {

namespace {

/// ./Device/Vendor/MSFT/Policy/Config/{App}~Policy~…/Name
auto is_ingested(const Setting& setting) -> bool {
  constexpr std::size_t kArea = 2;
  if (setting.ingested != nullptr) return true;
  const auto* uri = setting.key.parsed();
  return uri != nullptr && uri->segments.size() > kArea && base::equal_folded(uri->segments.front().text, "Policy") &&
         uri->segments[kArea].text.find('~') != std::string_view::npos;
}

auto why_not(const Setting& setting, const object::Codec& codec) -> std::optional<std::string> {
  if (codec.misfit == nullptr) return std::nullopt;
  if (is_ingested(setting)) return "the settings catalog has another name for the area of an ingested ADMX file";
  if (!setting.typed) return "its value does not fit its type";
  auto misfit = codec.misfit(to_object(setting));
  return misfit ? std::optional(std::move(misfit->reason)) : std::nullopt;
}

}  // namespace

auto misfits(const Policy& policy, object::Target target) -> std::map<std::string, Misfit> {
  const auto& codec = object::codec_of(target);
  std::map<std::string, Misfit> found;
  for (const auto& setting : policy.settings) {
    if (auto why = why_not(setting, codec)) found.emplace(setting.key.text(), Misfit{*std::move(why), setting.span});
  }
  return found;
}

auto essence(const Policy& policy) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const auto& setting : policy.settings) {
    auto text = setting.key.canonical() + '\n';
    if (setting.typed) text += object::canonical_setting(to_object(setting));
    texts.push_back(std::move(text));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace pinwright::lower
