#include "driver/left_tenants.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text.hpp"
#include "driver/journals.hpp"

namespace pinwright::driver {

namespace {

/// What the journals say of one tenant.
struct Trail {
  std::string name;
  std::set<std::string> objects;  ///< folded ids
};

class Trails {
 public:
  explicit Trails(const model::Workspace& workspace) {
    for (const auto& tenant : workspace.tenants.all()) known_.insert(base::folded(tenant.value.tenant_id.value));
  }

  /// Whether some line names a tenant that the files do not: most journals need no more than this look.
  [[nodiscard]] auto names_another(std::string_view bytes) const -> bool {
    constexpr std::string_view kKey = R"("tenantId":")";
    for (auto at = bytes.find(kKey); at != std::string_view::npos; at = bytes.find(kKey, at)) {
      at += kKey.size();
      if (!known_.contains(base::folded(bytes.substr(at, bytes.find('"', at) - at)))) return true;
    }
    return false;
  }

  auto follow(const plan::JournalFile& journal) -> void {
    written_.clear();
    plan::for_each_outcome(journal, [&](const plan::Intent* intent, const plan::Entry& outcome) {
      if (intent != nullptr) settle(*intent, outcome);
    });
  }

  [[nodiscard]] auto left() const -> std::vector<LeftTenant> {
    std::vector<LeftTenant> tenants;
    for (const auto& [id, trail] : trails_) {
      if (!trail.objects.empty()) tenants.push_back({trail.name, id, trail.objects.size()});
    }
    std::sort(tenants.begin(), tenants.end(), [](const LeftTenant& a, const LeftTenant& b) {
      return std::tie(a.name, a.tenant_id) < std::tie(b.name, b.tenant_id);
    });
    return tenants;
  }

 private:
  auto settle(const plan::Intent& intent, const plan::Entry& outcome) -> void {
    const auto tenant_id = base::folded(intent.tenant_id);
    if (known_.contains(tenant_id) || outcome.outcome != plan::WriteOutcome::Done) return;
    auto& trail = trails_[tenant_id];
    trail.name = intent.tenant;
    const auto id = base::folded(outcome.id.empty() ? intent.id : outcome.id);
    switch (intent.write) {
      case plan::Write::Create:
      case plan::Write::Update:
      case plan::Write::Assign:
        trail.objects.insert(id);
        written_.insert(id);
        return;
      // Where a description is all that a run writes, it may have given the object up.
      case plan::Write::Describe:
        if (!written_.contains(id)) trail.objects.erase(id);
        return;
      case plan::Write::Remove:
        trail.objects.erase(id);
    }
  }

  std::set<std::string> known_;
  std::map<std::string, Trail> trails_;  // by folded tenant ID
  std::set<std::string> written_;        // objects of the journal that is being followed
};

}  // namespace

auto left_tenants(Env& env, const Loaded& loaded) -> std::vector<LeftTenant> {
  Trails trails(loaded.workspace);
  JournalChoice choice;
  choice.is_worth = [&](std::string_view /*name*/, std::string_view bytes) { return trails.names_another(bytes); };
  tell_unread(
      env, each_journal(env, loaded.root, choice, [&](const plan::JournalFile& journal) { trails.follow(journal); }));
  return trails.left();
}

}  // namespace pinwright::driver
