#include "plan/diff/compare_settings.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace pinwright::plan {

namespace {

using object::CanonicalRules;
using object::Setting;
using Settings = std::vector<Setting>;

/// So many texts of one policy are tried for having been secrets: twice the work with each.
constexpr std::size_t kMostTexts = 8;

auto is_masked(const Setting& setting) -> bool { return std::holds_alternative<object::Masked>(setting.value); }

/// Digests of canonical settings.
auto digest_of(const Settings& settings, const CanonicalRules& rules) -> std::string {
  return object::digest(object::canonical_settings(settings, rules));
}

class SettingsComparer {
 public:
  SettingsComparer(const Settings& declared, const Settings& filled, const Settings& live, const CanonicalRules& rules)
      : declared_(declared), filled_(filled), live_(live), rules_(rules) {
    for (std::size_t i = 0; i < declared.size(); ++i) by_identity_.emplace(object::identity(declared[i]), i);
  }

  auto run(const std::optional<std::string>& marked) -> SettingsComparison {
    pair();
    SettingsComparison result;
    result.secret_changed = secret_changed();
    const bool has_masks = std::any_of(live_.begin(), live_.end(), is_masked);
    const bool is_equal = all_readable_equal();
    result.reason = has_masks ? masked_reason(is_equal, marked) : plain_reason(is_equal, marked);
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

  /// As the canonical form sees them when the same settings are secret as in the files.
  auto with_secrets(Settings settings) const -> Settings {
    for (auto& setting : settings) {
      const auto found = by_identity_.find(object::identity(setting));
      if (found != by_identity_.end()) setting.secrets = declared_[found->second].secrets;
    }
    return settings;
  }

  /// Everything that could be read is as declared, secret values too.
  auto all_readable_equal() const -> bool {
    auto filled = filled_;
    for (auto& setting : filled) setting.secrets.clear();
    return object::canonical_settings(assumed(), rules_) == object::canonical_settings(filled, rules_);
  }

  auto plain_reason(bool is_equal, const std::optional<std::string>& marked) const -> Reason {
    if (is_equal) return Reason::None;
    if (!marked || is_as_marked(*marked)) return Reason::Config;
    return digest_of(declared_, rules_) == *marked ? Reason::Drift : Reason::Both;
  }

  /// Whether live is what was last written. Which settings were secret then, the marker does not say: most likely those
  /// that are now, else some of those that could be.
  auto is_as_marked(const std::string& marked) const -> bool {
    if (digest_of(with_secrets(live_), rules_) == marked || digest_of(live_, rules_) == marked) return true;
    std::vector<std::size_t> texts;
    for (std::size_t i = 0; i < live_.size(); ++i) {
      if (std::holds_alternative<std::string>(live_[i].value)) texts.push_back(i);
    }
    if (texts.size() > kMostTexts) return false;
    auto settings = live_;
    for (std::size_t choice = 1; choice < std::size_t{1} << texts.size(); ++choice) {
      for (std::size_t i = 0; i < texts.size(); ++i) {
        settings[texts[i]].secrets.assign((choice >> i & 1U) != 0 ? 1 : 0, "");
      }
      if (digest_of(settings, rules_) == marked) return true;
    }
    return false;
  }

  auto masked_reason(bool is_equal, const std::optional<std::string>& marked) const -> Reason {
    if (!marked || digest_of(declared_, rules_) != *marked) return Reason::Config;
    if (is_equal) return Reason::None;
    const bool only_secrets = digest_of(with_secrets(assumed()), rules_) == *marked;
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

auto same_value(const Setting& a, const Setting& b, const CanonicalRules& rules) -> std::optional<bool> {
  if (is_masked(a) || is_masked(b)) return std::nullopt;
  Setting left, right;
  left.type = a.type;
  left.value = a.value;
  right.type = b.type;
  right.value = b.value;
  return object::canonical_setting(left, rules) == object::canonical_setting(right, rules);
}

auto compare_settings(const object::Policy& declared, const object::Policy& filled, const object::Policy& live,
                      const std::optional<std::string>& marked, const CanonicalRules& rules) -> SettingsComparison {
  return SettingsComparer(declared.settings, filled.settings, live.settings, rules).run(marked);
}

}  // namespace pinwright::plan
