#include "plan/diff/compare_settings.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "object/canonical.hpp"

namespace pinwright::plan {

namespace {

using object::CanonicalRules;
using object::Setting;
using Settings = std::vector<Setting>;

/// Digests of canonical settings.
auto digest_of(const Settings& settings, const CanonicalRules& rules) -> std::string {
  return object::digest(object::canonical_settings(settings, rules));
}

/// Live settings as the canonical form sees them when those are secret that are so in the files.
auto with_secrets(Settings live, const Settings& declared) -> Settings {
  std::map<std::string_view, const Setting*> by_identity;
  for (const auto& setting : declared) by_identity.emplace(object::identity(setting), &setting);
  for (auto& setting : live) {
    const auto found = by_identity.find(object::identity(setting));
    if (found != by_identity.end()) setting.secrets = found->second->secrets;
  }
  return live;
}

/// Which live settings were secrets when the marker was written.
enum class SecretsThen : std::uint8_t { AsDeclared, None, Unknown };

/// `like_declared`: the live settings with_secrets().
auto secrets_then(const Settings& declared, const Settings& live, const Settings& like_declared,
                  const object::Marker& marker, const CanonicalRules& rules) -> SecretsThen {
  if (marker.secrets) {
    // A setting that the files add is not in the tenant yet: then it was no secret of the last apply either.
    if (*marker.secrets == secrets_mark(declared) || *marker.secrets == secrets_mark(like_declared))
      return SecretsThen::AsDeclared;
    return *marker.secrets == "-" ? SecretsThen::None : SecretsThen::Unknown;
  }
  if (digest_of(like_declared, rules) == marker.settings || digest_of(declared, rules) == marker.settings)
    return SecretsThen::AsDeclared;
  return digest_of(live, rules) == marker.settings ? SecretsThen::None : SecretsThen::Unknown;
}

class SettingsComparer {
 public:
  SettingsComparer(const Settings& declared, const Settings& filled, const Settings& live, const CanonicalRules& rules)
      : declared_(declared), filled_(filled), live_(live), rules_(rules) {
    for (std::size_t i = 0; i < declared.size(); ++i) by_identity_.emplace(object::identity(declared[i]), i);
  }

  auto run(const std::optional<object::Marker>& marker) -> SettingsComparison {
    pair();
    SettingsComparison result;
    if (marker) result.written = written_of(declared_, live_, *marker, rules_);
    result.secret_changed = secret_changed();
    const bool has_masks = std::any_of(live_.begin(), live_.end(), object::is_masked);
    const bool is_equal = all_readable_equal();
    result.reason = has_masks ? masked_reason(is_equal, marker) : plain_reason(is_equal, marker, result.written);
    // Of masks in a section whose files changed nothing is known, and the paths say so.
    const bool assume = result.reason == Reason::None || result.reason == Reason::Drift;
    result.shown = assume ? assumed() : live_;
    return result;
  }

 private:
  /// The live setting of each declared one.
  auto pair() -> void {
    pairs_.assign(declared_.size(), nullptr);
    for (const auto& setting : live_) {
      const auto found = by_identity_.find(object::identity(setting));
      if (found != by_identity_.end() && pairs_[found->second] == nullptr) pairs_[found->second] = &setting;
    }
  }

  auto secret_changed() const -> std::vector<std::optional<bool>> {
    std::vector<std::optional<bool>> changed(declared_.size());
    for (std::size_t i = 0; i < declared_.size(); ++i) {
      if (declared_[i].secrets.empty()) continue;
      if (pairs_[i] == nullptr) {
        changed[i] = true;
      } else if (const auto same = same_value(filled_[i], *pairs_[i], rules_)) {
        changed[i] = !*same;
      }
    }
    return changed;
  }

  /// The live settings, with declared values in the place of masks.
  auto assumed() const -> Settings {
    auto settings = live_;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const auto found = by_identity_.find(object::identity(settings[i]));
      if (!is_masked(settings[i]) || found == by_identity_.end()) continue;
      const auto& filled = filled_[found->second];
      // A value of another type is no value of this setting.
      if (filled.type == settings[i].type) settings[i].value = filled.value;
    }
    return settings;
  }

  /// Everything that could be read is as declared, secret values too.
  auto all_readable_equal() const -> bool {
    auto filled = filled_;
    for (auto& setting : filled) setting.secrets.clear();
    return object::canonical_settings(assumed(), rules_) == object::canonical_settings(filled, rules_);
  }

  auto plain_reason(bool is_equal, const std::optional<object::Marker>& marker, Written written) const -> Reason {
    if (is_equal) return Reason::None;
    if (!marker || !marker->settings || written == Written::AsItStands) return Reason::Config;
    if (digest_of(declared_, rules_) == *marker->settings) return Reason::Drift;
    // The files changed which settings are secrets: whether somebody else changed a value too, nothing tells.
    if (marker->secrets && written == Written::SecretsUnknown) return Reason::Config;
    return Reason::Both;
  }

  auto masked_reason(bool is_equal, const std::optional<object::Marker>& marker) const -> Reason {
    if (!marker || digest_of(declared_, rules_) != marker->settings) return Reason::Config;
    if (is_equal) return Reason::None;
    const bool only_secrets = digest_of(with_secrets(assumed(), declared_), rules_) == marker->settings;
    return only_secrets ? Reason::Config : Reason::Drift;
  }

  const Settings& declared_;
  const Settings& filled_;
  const Settings& live_;
  const CanonicalRules& rules_;
  std::map<std::string, std::size_t> by_identity_;
  std::vector<const Setting*> pairs_;
};

}  // namespace

auto value_text(const Setting& setting, const CanonicalRules& rules) -> std::string {
  Setting alone;
  alone.type = setting.type;
  alone.value = setting.value;
  return object::canonical_setting(alone, rules);
}

auto same_value(const Setting& a, const Setting& b, const CanonicalRules& rules) -> std::optional<bool> {
  if (is_masked(a) || is_masked(b)) return std::nullopt;
  return value_text(a, rules) == value_text(b, rules);
}

auto compare_settings(const object::Policy& declared, const object::Policy& filled, const object::Policy& live,
                      const std::optional<object::Marker>& marker, const CanonicalRules& rules) -> SettingsComparison {
  return SettingsComparer(declared.settings, filled.settings, live.settings, rules).run(marker);
}

auto written_of(const Settings& declared, const Settings& live, const object::Marker& marker,
                const CanonicalRules& rules) -> Written {
  const auto like_declared = with_secrets(live, declared);
  switch (secrets_then(declared, live, like_declared, marker, rules)) {
    case SecretsThen::AsDeclared:
      return digest_of(like_declared, rules) == marker.settings ? Written::AsItStands : Written::SecretsKnown;
    case SecretsThen::None:
      return digest_of(live, rules) == marker.settings ? Written::AsItStands : Written::SecretsKnown;
    case SecretsThen::Unknown:
      break;
  }
  return Written::SecretsUnknown;
}

}  // namespace pinwright::plan
