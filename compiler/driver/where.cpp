#include "driver/where.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "object/from_graph.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/marker.hpp"
#include "plan/secrecy.hpp"

namespace pinwright::driver {

namespace {

using object::Assignment;

/// So many policies of one node are compared with each other.
constexpr std::size_t kMostCompared = 100;

auto text_of_value(const object::Setting& setting) -> std::string {
  if (const auto* number = std::get_if<float>(&setting.value)) return fmt::format("{}", *number);
  return plan::plain_text(setting).value_or("");
}

/// One tenant's answer to `where`.
class TenantSearch {
 public:
  TenantSearch(const Loaded& loaded, const model::Named<model::Tenant>& tenant, plan::Tenant& live,
               const WhereNode& node, const WhereOptions& options)
      : loaded_(loaded), live_(live), options_(options) {
    found_.name = tenant.name.value;
    found_.tenant_id = tenant.value.tenant_id.value;
    node_ = object::node_id(node.key, found_.tenant_id);
    if (!node.definition.text().empty()) definition_ = object::node_id(node.definition, found_.tenant_id);
    any_name_ = {node.any_name.begin(), node.any_name.end()};
  }

  auto run() -> WhereTenant {
    found_.unusable = ask();
    if (!found_.unusable) {
      choose();
      found_.unusable = reveal();
    }
    if (!found_.unusable) found_.unusable = ask_names();
    if (found_.unusable) return std::move(found_);
    for (const auto& setter : setters_) found_.policies.push_back(describe(setter));
    compare();
    found_.not_read = plan::kinds_not_read(answer_);
    auto unread = plan::policies_not_read(answer_);
    std::move(unread.begin(), unread.end(), std::back_inserter(found_.not_read));
    return std::move(found_);
  }

 private:
  auto ask() -> std::optional<base::Error> {
    if (const auto right = plan::expect_tenant(live_, found_.tenant_id); !right.ok()) return right.error();
    plan::Question question;
    question.policies = true;
    question.whole.all = true;
    question.nodes = asked();
    if (!options_.group.empty()) question.group_names = {options_.group};
    answer_ = live_.ask(question);
    if (!answer_.policies.ok()) return answer_.policies.error();
    for (const auto& groups : answer_.groups_by_name) {
      if (!groups.ok()) return groups.error();
    }
    return std::nullopt;
  }

  [[nodiscard]] auto asked() const -> std::set<std::string> {
    std::set<std::string> nodes{node_};
    if (!definition_.empty()) nodes.insert(definition_);
    return nodes;
  }

  /// The node, or those of every instance that a policy sets.
  auto wanted() const -> std::set<std::string> {
    auto nodes = asked();
    if (any_name_.empty()) return nodes;
    plan::for_each_key(answer_, [&](const object::SettingKey& key) {
      auto node = object::node_id(key, found_.tenant_id);
      if (is_instance(node)) nodes.insert(std::move(node));
    });
    return nodes;
  }

  auto is_instance(std::string_view node) const -> bool {
    const auto asked = base::split(node_, '/');
    const auto pieces = base::split(node, '/');
    if (pieces.size() != asked.size()) return false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i] != asked[i] && !any_name_.contains(i)) return false;
    }
    return true;
  }

  /// The names in the policy's node that the question leaves open.
  auto instance_of(const plan::NodeSetter& setter) const -> std::string {
    std::vector<std::string> names;
    const auto* uri = setter.key.parsed();
    // What is kept under the id of its definition does not tell the name, or has none.
    if (setter.setting->key.parsed() == nullptr) return {};
    const auto count = base::split(node_, '/').size();
    if (uri == nullptr || uri->segments.size() > count) return {};
    for (const auto piece : any_name_) {
      const auto at = piece - (count - uri->segments.size());
      if (at < uri->segments.size()) names.push_back(grammar::decoded_segment(uri->segments[at].text));
    }
    return base::joined(names, "/");
  }

  auto take_group() -> void {
    if (options_.group.empty()) return;
    for (const auto& group : answer_.groups_by_name.front().value()) {
      auto& one = to_group_.emplace_back();
      one.group.id = group.id;
    }
    found_.lacks_group = to_group_.empty();
  }
  auto reaches_group(const std::vector<Assignment>& assignments) const -> bool {
    return options_.group.empty() || plan::overlap_of(to_group_, assignments) == plan::Overlap::Certain;
  }

  /// Those that set the node, and of them those that reach the group.
  auto choose() -> void {
    take_group();
    for (auto& [node, row] : plan::setters_of(wanted(), answer_, found_.tenant_id)) {
      for (auto& setter : row) {
        if (!reaches_group(*setter.assignments)) continue;
        setters_.push_back(std::move(setter));
        setter_nodes_.push_back(node);
      }
    }
  }

  auto is_ours_to_read(const object::Setting& setting) const -> bool {
    return plan::holds(setting.key, loaded_.catalog) == plan::Holds::NoSecret;
  }

  /// Texts of custom policies come as masks: what is behind those that may be shown is asked for.
  auto reveal() -> std::optional<base::Error> {
    plan::Question question;
    std::vector<const plan::NodeSetter*> asked;
    for (const auto& setter : setters_) {
      const auto* mask = std::get_if<object::Masked>(&setter.setting->value);
      if (mask == nullptr || mask->reference.empty() || !is_ours_to_read(*setter.setting) || !options_.shows_live)
        continue;
      question.masked.push_back({*setter.id, mask->reference});
      asked.push_back(&setter);
    }
    if (asked.empty()) return std::nullopt;
    auto answer = live_.ask(question);
    for (std::size_t i = 0; i < asked.size() && i < answer.plain_texts.size(); ++i) {
      if (plan::is_gone(answer.plain_texts[i])) return answer.plain_texts[i].error();
      if (!answer.plain_texts[i].ok()) continue;
      auto setting = *asked[i]->setting;
      object::reveal(setting, std::move(answer.plain_texts[i]).value());
      revealed_.emplace(asked[i]->setting, std::move(setting));
    }
    return std::nullopt;
  }

  /// People know groups by name.
  auto ask_names() -> std::optional<base::Error> {
    std::set<std::string> ids;
    for (const auto& setter : setters_) {
      for (const auto& one : *setter.assignments) {
        if (one.target == Assignment::Target::Group) ids.insert(base::folded(one.group.id));
      }
    }
    if (ids.empty()) return std::nullopt;
    plan::Question question;
    question.group_ids = {ids.begin(), ids.end()};
    const auto answer = live_.ask(question);
    for (const auto& group : answer.groups_by_id) {
      if (plan::is_gone(group)) return group.error();
      if (group.ok()) names_[base::folded(group.value().id)] = object::display_name_of(group.value().object);
    }
    return std::nullopt;
  }

  auto setting_of(const plan::NodeSetter& setter) const -> const object::Setting& {
    const auto found = revealed_.find(setter.setting);
    return found == revealed_.end() ? *setter.setting : found->second;
  }

  auto written(const plan::NodeSetter& setter, const std::optional<object::Marker>& marker) const -> plan::Written {
    if (setter.live == nullptr || !marker) return plan::Written::ByOthers;
    return plan::written_of({}, std::get<object::Policy>(setter.live->object).settings, *marker, {});
  }

  auto describe(const plan::NodeSetter& setter) const -> WherePolicy {
    WherePolicy policy;
    policy.kind = setter.kind;
    policy.id = *setter.id;
    policy.display_name = *setter.display_name;
    policy.uri = setter.key.text();
    policy.instance = instance_of(setter);
    policy.has_value = setter.has_value;
    policy.is_whole = setter.is_whole;
    const auto marker = marker_of(setter);
    if (marker) policy.owner = marker->workspace;
    for (const auto& one : *setter.assignments) policy.assignments.push_back(text_of(one));
    if (setter.has_value) show(setter, marker, policy);
    return policy;
  }

  auto marker_of(const plan::NodeSetter& setter) const -> std::optional<object::Marker> {
    if (setter.live == nullptr) return std::nullopt;
    auto marker = plan::marker_in(setter.live->object);
    if (marker && !object::is_of_tenant(*marker, found_.tenant_id)) marker.reset();
    return marker;
  }

  auto show(const plan::NodeSetter& setter, const std::optional<object::Marker>& marker, WherePolicy& policy) const
      -> void {
    const auto& setting = setting_of(setter);
    const plan::PolicySecrecy secrecy(loaded_.catalog, nullptr, {}, written(setter, marker));
    const auto shown = secrecy.live(setting);
    policy.secrecy = shown.secrecy;
    // Nobody was asked for what is behind the mask: that says nothing of the credential.
    if (shown.secrecy == object::Secrecy::Unreadable && !is_ours_to_read(setting))
      policy.secrecy = object::Secrecy::Secret;
    const bool is_asked = policy.secrecy == object::Secrecy::Clear || policy.secrecy == object::Secrecy::Unreadable;
    if (is_asked && !options_.shows_live) policy.secrecy = object::Secrecy::Hidden;
    if (policy.secrecy == object::Secrecy::Clear) policy.value = text_of_value(setting);
    if (options_.shows_live && policy.secrecy == object::Secrecy::Secret && !shown.text.empty())
      policy.value = shown.text;
  }

  auto text_of(const Assignment& one) const -> std::string {
    auto text = std::string(one.exclude ? "not " : "");
    switch (one.target) {
      case Assignment::Target::AllDevices:
        text += "all devices";
        break;
      case Assignment::Target::AllUsers:
        text += "all users";
        break;
      case Assignment::Target::Group: {
        const auto name = names_.find(base::folded(one.group.id));
        text += fmt::format("the group {}", base::quoted(name == names_.end() ? one.group.id : name->second));
        break;
      }
      case Assignment::Target::Other:
        text += "a target that this program does not know";
        break;
    }
    if (one.filter) {
      text += fmt::format(", {} the filter {}", one.filter->exclude ? "without" : "with",
                          base::quoted(one.filter->filter.id));
    }
    return text;
  }

  auto compare() -> void {
    const auto count = std::min(setters_.size(), kMostCompared);
    found_.has_more_pairs = setters_.size() > kMostCompared;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t k = i + 1; k < count; ++k) {
        if (node_of(i) != node_of(k)) continue;  // two instances do not meet
        const auto overlap = overlap_between(setters_[i], setters_[k]);
        if (overlap != plan::Overlap::None) found_.pairs.push_back({i, k, overlap, same_value(i, k)});
      }
    }
  }

  auto node_of(std::size_t index) const -> const std::string& { return setter_nodes_[index]; }

  static auto overlap_between(const plan::NodeSetter& a, const plan::NodeSetter& b) -> plan::Overlap {
    const auto overlap = plan::overlap_of(*a.assignments, *b.assignments);
    return a.is_whole && b.is_whole ? overlap : std::max(overlap, plan::Overlap::Possible);
  }

  /// Of a value that is not to be seen it is not told either which one it equals.
  auto same_value(std::size_t first, std::size_t second) const -> std::optional<bool> {
    for (const auto at : {first, second}) {
      if (!setters_[at].has_value || found_.policies[at].secrecy != object::Secrecy::Clear) return std::nullopt;
    }
    return plan::is_same_value(setting_of(setters_[first]), setting_of(setters_[second]));
  }

  const Loaded& loaded_;
  plan::Tenant& live_;
  const WhereOptions& options_;
  std::string node_;
  std::string definition_;            // the same, of an ingested policy in the settings catalog; empty: none
  std::vector<Assignment> to_group_;  // what `--group` asks about
  std::set<std::size_t> any_name_;    // pieces of node_ that stand for any name
  WhereTenant found_;
  plan::Answer answer_;
  std::vector<plan::NodeSetter> setters_;                       // they point into answer_
  std::vector<std::string> setter_nodes_;                       // of setters_, one each
  std::map<const object::Setting*, object::Setting> revealed_;  // by what stands in answer_
  std::map<std::string, std::string> names_;                    // of groups, by id in lower case
};

}  // namespace

auto find_setters(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants, Connections& connections,
                  const WhereNode& node, const WhereOptions& options) -> std::vector<WhereTenant> {
  std::vector<WhereTenant> found(tenants.size());
  base::parallel_for(tenants.size(), options.parallel, [&](std::size_t i) {
    const auto live = connections.to(tenants[i]);
    found[i] = TenantSearch(loaded, *tenants[i], *live, node, options).run();
  });
  return found;
}

}  // namespace pinwright::driver
