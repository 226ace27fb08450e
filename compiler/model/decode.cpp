#include "model/decode.hpp"

#include <fmt/format.h>

#include <utility>

#include "model/codecs.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

/// `rule`, `membershipRule` and `description` change an object; only `create: true` makes it ours to change.
auto require_create(const std::optional<Text>& text, std::string_view key, const std::optional<Located<bool>>& create,
                    diag::Sink& sink) -> void {
  if (!text || (create && create->value)) return;
  sink.add(diag::make(Code::MissingKey, text->span, fmt::format("`{}` is given, but `create: true` is missing", key),
                      "an object that is only looked up is never changed: add `create: true`, or remove the key"));
}

auto check_objects(const Fragment& fragment, diag::Sink& sink) -> void {
  for (const auto& [name, group, broken] : fragment.groups) {
    require_create(group.membership_rule, "membershipRule", group.create, sink);
    require_create(group.description, "description", group.create, sink);
  }
  for (const auto& [name, filter, broken] : fragment.filters) {
    require_create(filter.rule, "rule", filter.create, sink);
    require_create(filter.description, "description", filter.create, sink);
    if (!broken && filter.create && filter.create->value && !filter.rule) {
      sink.add(diag::make(Code::MissingKey, filter.create->span, fmt::format("the filter `{}` is created without a `rule`", name.value),
                          "add `rule`: a filter cannot exist without one"));
    }
  }
}

auto check_excluded_targets(const std::optional<Assignments>& assignments, diag::Sink& sink) -> void {
  if (!assignments) return;
  for (const auto& target : assignments->exclude) {
    if (target.kind == Target::Kind::Group) continue;
    sink.add(diag::make(Code::UnknownValue, target.group.span, fmt::format("`{}` cannot be excluded", target.group.value),
                        "name a group; a policy for nobody has `include: []`"));
  }
}

}  // namespace

auto decode_fragments(std::span<const syntax::Node> documents, diag::Sink& sink) -> std::vector<Fragment> {
  std::vector<Fragment> fragments;
  for (const auto& document : documents) {
    Decoder decoder{sink, nullptr};
    Fragment fragment;
    if (!Codec<Fragment>::decode(document, fragment, decoder) && document.kind != syntax::Kind::Mapping) continue;
    for (const auto& member : document.members) fragment.keys.push_back({member.key.text, member.key.span});
    check_objects(fragment, sink);
    for (const auto& [name, policy, broken] : fragment.policies) {
      check_excluded_targets(policy.assignments, sink);
      for (const auto& exception : policy.overrides) check_excluded_targets(exception.assignments, sink);
    }
    fragments.push_back(std::move(fragment));
  }
  return fragments;
}

}  // namespace pinwright::model
