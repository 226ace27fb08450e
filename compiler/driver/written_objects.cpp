#include "driver/written_objects.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "driver/journals.hpp"

namespace pinwright::driver {

namespace {

struct Written {
  std::once_flag read;
  base::Status unread = base::Done{};
  std::set<std::string> ids;                                                // folded
  std::set<std::tuple<std::string, object::Target, std::string>> policies;  // tenant and id, folded
  std::set<std::tuple<std::string, object::Kind, std::string>> deleted;     // tenant, folded, and key
  std::map<std::tuple<std::string, object::Kind, std::string>, std::map<std::string, object::Address>>
      places;  // by tenant, folded, and key; by id, folded
};

auto follow_place(const plan::Intent& intent, const plan::Entry& outcome, const std::string& id, Written& written)
    -> void {
  const bool may_be_there =
      outcome.outcome == plan::WriteOutcome::Done || outcome.outcome == plan::WriteOutcome::Unclear;
  if (!may_be_there || id.empty()) return;
  auto& places = written.places[{base::folded(intent.tenant_id), intent.kind, intent.key}];
  if (intent.write != plan::Write::Remove) {
    places.insert_or_assign(base::folded(id), object::Address{intent.kind, id, intent.target});
  } else if (outcome.outcome == plan::WriteOutcome::Done) {
    places.erase(base::folded(id));
  }
}

auto follow(const plan::Intent& intent, const plan::Entry& outcome, Written& written) -> void {
  const auto tenant_id = base::folded(intent.tenant_id);
  const auto& place = outcome.id.empty() ? intent.id : outcome.id;
  const auto id = base::folded(place);
  follow_place(intent, outcome, place, written);
  if (outcome.outcome != plan::WriteOutcome::Done) return;
  const bool is_policy = intent.kind == object::Kind::Policy;
  if (intent.write == plan::Write::Remove) {
    written.deleted.emplace(tenant_id, intent.kind, intent.key);
    if (is_policy) written.policies.erase({tenant_id, intent.target, id});
  } else {
    if (intent.write == plan::Write::Create) written.deleted.erase({tenant_id, intent.kind, intent.key});
    if (is_policy) written.policies.emplace(tenant_id, intent.target, id);
  }
}

/// Of journals that were not read nothing is known, and then nothing tells an object from its copy.
auto read_journals(Env& env, const Loaded& loaded, Written& written) -> void {
  JournalChoice choice;
  choice.is_worth = [](std::string_view, std::string_view) { return true; };
  written.unread = each_journal(env, loaded.root, choice, [&](const plan::JournalFile& journal) {
    if (journal.workspace != loaded.workspace.name.value) return;
    plan::for_each_outcome(journal, [&](const plan::Intent* intent, const plan::Entry& outcome) {
      if (intent != nullptr) follow(*intent, outcome, written);
      if (outcome.outcome == plan::WriteOutcome::Done && !outcome.id.empty())
        written.ids.insert(base::folded(outcome.id));
    });
  });
}

}  // namespace

auto written_objects(Env& env, const Loaded& loaded) -> WrittenObjects {
  auto known = std::make_shared<Written>();
  const auto read = [&env, &loaded, known]() -> const Written& {
    std::call_once(known->read, [&] { read_journals(env, loaded, *known); });
    return *known;
  };
  return {[read](std::string_view id) { return read().ids.contains(base::folded(id)); },
          [read](std::string_view tenant_id, object::Target target) {
            const auto& policies = read().policies;
            const auto found = policies.lower_bound({base::folded(tenant_id), target, std::string()});
            return found != policies.end() && std::get<0>(*found) == base::folded(tenant_id) &&
                   std::get<1>(*found) == target;
          },
          [read](std::string_view tenant_id, object::Kind kind, std::string_view key, std::string_view id) {
            const auto& written = read();
            return written.deleted.contains({base::folded(tenant_id), kind, std::string(key)}) &&
                   !written.ids.contains(base::folded(id));
          },
          [read](std::string_view tenant_id, object::Kind kind, std::string_view key) {
            std::vector<object::Address> addresses;
            const auto& places = read().places;
            const auto found = places.find({base::folded(tenant_id), kind, std::string(key)});
            if (found == places.end()) return addresses;
            for (const auto& [id, address] : found->second) addresses.push_back(address);
            return addresses;
          },
          [known] { return known->unread; }};
}

}  // namespace pinwright::driver
