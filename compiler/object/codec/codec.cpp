#include "object/codec/codec.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>

#include "object/codec/custom.hpp"
#include "object/codec/settings_catalog.hpp"

namespace pinwright::object {

namespace {

constexpr std::array kCodecs{kCustomCodec, kSettingsCatalogCodec};

constexpr auto in_order() -> bool {
  for (std::size_t i = 0; i < kCodecs.size(); ++i) {
    if (kCodecs.at(i).target != static_cast<Target>(i)) return false;
  }
  return true;
}
static_assert(in_order());

template <class Is>
auto find(const Is& is) -> const Codec* {
  const auto* const found = std::find_if(kCodecs.begin(), kCodecs.end(), is);
  return found == kCodecs.end() ? nullptr : found;
}

}  // namespace

auto codecs() -> std::span<const Codec> { return kCodecs; }

auto codec_of(Target target) -> const Codec& { return kCodecs.at(static_cast<std::size_t>(target)); }

auto codec_for(const nlohmann::json& entity) -> const Codec* {
  if (!entity.is_object()) return nullptr;
  const auto type = entity.find("@odata.type");
  if (type != entity.end()) return find([&](const Codec& one) { return *type == one.odata_type; });
  return entity.contains("technologies") ? &codec_of(Target::SettingsCatalog) : nullptr;
}

}  // namespace pinwright::object
