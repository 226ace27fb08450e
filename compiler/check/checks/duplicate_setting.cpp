#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "check/check.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

namespace {

using List = lower::Where::List;

auto is_from(const lower::Setting& setting, List list) -> bool { return setting.where.list == list; }

/// Both stand in one set: the set is wrong, whoever takes it.
auto in_one_set(const lower::Setting& first, const lower::Setting& second) -> bool {
  return is_from(first, List::Set) && is_from(second, List::Set) && first.where.owner == second.where.owner &&
         first.declared != second.declared;
}

auto place_of(const lower::Policy& policy, const lower::Setting& first, const lower::Setting& second) -> SettingPlace {
  if (!in_one_set(first, second)) return place_in(policy, second);
  return {second.declared->oma_uri.span, lower::path_of(policy, second) + ".omaUri"};
}

auto message(const lower::Setting& first, const lower::Setting& second) -> std::string {
  if (first.declared == second.declared && first.declared != nullptr) {
    return fmt::format("the policy takes the set `{}` twice", second.where.owner);
  }
  const auto uri = shown_uri(second);
  if (first.declared != nullptr && second.declared != nullptr && written_uri(first) != uri) {
    return fmt::format("`{}` is the node of `{}`, which is set already", uri, written_uri(first));
  }
  return fmt::format("`{}` is set twice", uri);
}

auto help(const lower::Setting& first, const lower::Setting& second) -> std::string {
  if (first.declared == second.declared && first.declared != nullptr) return "name each set once";
  if (is_from(first, List::PinRecovery))
    return "`pinRecovery` sets this node: remove the setting, or what `pinRecovery` says of it";
  return "a policy holds one value for a node: remove one of the two";
}

auto label_of(const lower::Setting& first) -> std::string {
  if (is_from(first, List::Set)) return fmt::format("set here first, in the set `{}`", first.where.owner);
  return is_from(first, List::PinRecovery) ? "set here first, by `pinRecovery`" : "set here first";
}

}  // namespace

auto duplicate_setting(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto& settings = context.policy.settings;
  if (settings.size() < 2) return;
  std::unordered_map<std::string_view, const lower::Setting*> seen;
  for (const auto& setting : settings) {
    const auto [at, is_new] = seen.try_emplace(setting.key.canonical(), &setting);
    if (is_new) continue;
    const auto& first = *at->second;
    auto place = place_of(context.policy, first, setting);
    auto found = finding(context.in, diag::Code::DuplicateSetting, place.span, std::move(place.path),
                         message(first, setting), help(first, setting));
    found.labels.push_back({first.declared == nullptr ? first.span : first.declared->oma_uri.span, label_of(first)});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
