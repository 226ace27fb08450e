#include "plan/rollback/live_scene.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

auto question_about(const std::vector<History>& histories) -> Question {
  Question question;
  for (const auto& history : histories) {
    if (history.kind == Kind::Policy) {
      question.policies = true;
      question.whole.keys.insert(history.key);
      question.whole.ids.insert(base::folded(history.id));
      question.targets.insert(history.target);
    }
    question.filters = question.filters || history.kind == Kind::Filter;
    if (history.kind != Kind::Group) continue;
    // A group whose POST got no answer is known by its name alone.
    (history.id.empty() ? question.group_names : question.group_ids)
        .push_back(history.id.empty() ? history.name : history.id);
  }
  return question;
}

auto strangers_in(const std::vector<object::Live>& lives, const std::vector<History>& histories) -> Lives {
  std::set<std::string> known;
  for (const auto& history : histories) known.insert(base::folded(history.id));
  Lives strangers;
  for (const auto& live : lives) {
    if (!known.contains(base::folded(live.id))) strangers.push_back(&live);
  }
  return strangers;
}

}  // namespace

auto LiveScene::of(Tenant& tenant, const std::vector<History>& histories, const std::string& workspace,
                   const std::string& tenant_id) -> base::Result<LiveScene> {
  auto lives = lives_in(tenant.ask(question_about(histories)));
  if (!lives.ok()) return lives.error();
  return LiveScene(std::move(lives).value(), histories, workspace, tenant_id);
}

LiveScene::LiveScene(std::vector<object::Live> lives, const std::vector<History>& histories,
                     const std::string& workspace, const std::string& tenant_id)
    : lives_(std::move(lives)),
      index_(lives_, workspace, tenant_id),
      strangers_(strangers_in(lives_, histories)),
      stranger_index_(strangers_, workspace, tenant_id) {}

auto LiveScene::replaced_and_gone(const object::Live& live) const -> std::optional<std::string> {
  const auto marker = marker_in(live.object);
  if (!marker || marker->replaces.empty()) return std::nullopt;
  const bool is_there =
      index_.find(Kind::Policy, marker->replaces) != nullptr || index_.counterpart_of(live) != nullptr;
  return is_there ? std::nullopt : std::optional(marker->replaces);
}

auto LiveScene::successor_of(const History& history) const -> const object::Live* {
  if (history.id.empty()) return nullptr;
  const auto& ours = index_.owned(Kind::Policy, history.key);
  const auto found = std::find_if(ours.begin(), ours.end(), [&](const object::Live* live) {
    return base::equal_folded(marker_in(live->object)->replaces, history.id);
  });
  return found == ours.end() ? nullptr : *found;
}

}  // namespace pinwright::plan
