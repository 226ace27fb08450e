#include "object/difference.hpp"

#include <cassert>
#include <iterator>
#include <utility>

#include "object/canonical_value.hpp"
#include "object/difference_assignments.hpp"
#include "object/difference_settings.hpp"

namespace pinwright::object {

namespace {

using Side = std::optional<std::string>;
using Settings = std::vector<Setting>;

/// null and, where that is the same, "" are nothing to show.
auto shown(std::string json, const CanonicalRules& rules) -> Side {
  if (json == "null" || (rules.absent_text_is_empty && json == R"("")")) return std::nullopt;
  return json;
}

class ObjectDifferences {
 public:
  ObjectDifferences(const Object* before, const Object* after, const CanonicalRules& rules, const ShowValues& show)
      : before_(before), after_(after), rules_(rules), show_(show) {}

  auto run() -> std::vector<Difference> {
    add("displayName", [&](const Object& one) -> Side { return canonical_name(display_name_of(one), rules_); });
    if (after_ == nullptr || description_of(*after_)) {
      add("description",
          [&](const Object& one) { return shown(canonical_description(description_of(one), rules_), rules_); });
    }
    const auto* one = after_ != nullptr ? after_ : before_;
    if (one != nullptr) std::visit([&](const auto& object) { add_own(object); }, *one);
    return std::move(found_);
  }

 private:
  template <class Show>
  auto add(std::string path, const Show& show) -> void {
    auto before = before_ != nullptr ? show(*before_) : Side();
    auto after = after_ != nullptr ? show(*after_) : Side();
    if (before != after) found_.push_back({std::move(path), std::move(before), std::move(after), false});
  }

  auto add_own(const Policy& policy) -> void {
    if (policy.scope_tags) add("roleScopeTagIds", [&](const Object& one) { return scope_tags(one); });
    const Settings none;
    const auto settings = [&](const Object* one) -> const Settings& {
      return one != nullptr ? std::get<Policy>(*one).settings : none;
    };
    auto more = setting_differences(settings(before_), settings(after_), rules_, show_);
    found_.insert(found_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  auto add_own(const Group& /*group*/) -> void {
    add("membershipRule", [&](const Object& one) {
      return shown(canonical_optional(std::get<Group>(one).membership_rule, rules_), rules_);
    });
  }
  auto add_own(const Filter& /*filter*/) -> void {
    add("platform", [](const Object& one) -> Side { return json_text(std::get<Filter>(one).platform); });
    add("rule", [](const Object& one) -> Side { return json_text(std::get<Filter>(one).rule); });
  }
  auto scope_tags(const Object& object) const -> Side {
    const auto& tags = std::get<Policy>(object).scope_tags;
    return json_array(canonical_scope_tags(tags.value_or(std::vector<Reference>()), rules_));
  }

  const Object* before_;
  const Object* after_;
  const CanonicalRules& rules_;
  const ShowValues& show_;
  std::vector<Difference> found_;
};

}  // namespace

auto append(std::vector<Difference>& paths, std::vector<Difference> more) -> void {
  paths.insert(paths.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

auto differences(const Object* before, const Object* after, const CanonicalRules& rules, const ShowValues& show)
    -> std::vector<Difference> {
  assert(before == nullptr || after == nullptr || before->index() == after->index());
  return ObjectDifferences(before, after, rules, show).run();
}

auto differences(const std::vector<Assignment>& before, const std::vector<Assignment>& after,
                 const CanonicalRules& rules) -> std::vector<Difference> {
  return assignment_differences(before, after, rules);
}

}  // namespace pinwright::object
