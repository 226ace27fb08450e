#include "plan/diff/replaced.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "plan/replacement.hpp"

namespace pinwright::plan {

namespace {

/// When a policy goes, Intune has devices take its settings back: networks, the certificates that open them, and the
/// rules that let traffic through. A device that cannot reach Intune any more does not get the new ones either.
constexpr std::array<std::string_view, 9> kConnecting{"CertificateStore",
                                                      "ClientCertificateInstall",
                                                      "EnterpriseAPN",
                                                      "Firewall",
                                                      "NetworkProxy",
                                                      "VPNv2",
                                                      "RootCATrustedCertificates",
                                                      "WiFi",
                                                      "WiredNetwork"};

auto connecting_csps(const object::Live& live) -> std::set<std::string> {
  std::set<std::string> found;
  for (const auto& setting : std::get<object::Policy>(live.object).settings) {
    const auto* uri = setting.key.parsed();
    if (uri == nullptr || uri->segments.empty()) continue;
    for (const auto csp : kConnecting) {
      if (base::equal_folded(uri->segments.front().text, csp)) found.emplace(csp);
    }
  }
  return found;
}

auto seconds_of(const object::Live& live) -> std::optional<std::int64_t> {
  return grammar::datetime_to_seconds(live.last_modified.empty() ? live.created : live.last_modified);
}

class Judge {
 public:
  Judge(const TenantSnapshot& snapshot, const Desired& desired)
      : options_(snapshot.options.replace),
        now_(snapshot.answer.served_at),
        snapshot_(snapshot),
        desired_(desired),
        old_(*desired.replaced) {
    if (const auto* live = desired.live()) state_.since = seconds_of(*live);
    if (state_.since) state_.due = *state_.since + options_.after;
    state_.connecting = connecting_csps(old_);
  }

  auto run() -> ReplacedState {
    state_.wait = wait();
    return std::move(state_);
  }

 private:
  [[nodiscard]] auto wait() const -> Wait {
    const auto* live = desired_.live();
    if (live == nullptr || old_.unreadable || desired_.lacks_variables || desired_.lacks_definition)
      return Wait::Readable;
    if (!desired_.manages_assignments && !holds_place(*live, old_)) return Wait::Assigned;
    if (!base::equal_folded(snapshot_.owner_of(*live).marker->replaces, old_.id)) return Wait::Linked;
    const bool is_protected = desired_.is_protected || snapshot_.owner_of(old_).marker->is_protected;
    if (is_protected && !options_.allowed.contains(desired_.key)) return Wait::Allowed;
    if (options_.now.contains(desired_.key)) return Wait::None;
    if (!state_.connecting.empty()) return Wait::Now;
    return time();
  }

  [[nodiscard]] auto time() const -> Wait {
    if (options_.after == 0) return Wait::None;
    if (!state_.due || now_ == 0) return Wait::KnownTime;
    return now_ < *state_.due ? Wait::Time : Wait::None;
  }

  const ReplaceOptions& options_;
  std::int64_t now_;
  const TenantSnapshot& snapshot_;
  const Desired& desired_;
  const object::Live& old_;
  ReplacedState state_;
};

}  // namespace

auto replaced_state(const TenantSnapshot& snapshot, const Desired& desired) -> ReplacedState {
  return Judge(snapshot, desired).run();
}

}  // namespace pinwright::plan
