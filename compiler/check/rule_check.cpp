#include "check/rule_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::check {

namespace {

auto path_of_rule(std::string_view kind, const lower::ManagedObject& object) -> std::string {
  return fmt::format("{}.{}.{}", kind, object.key, kind == "groups" ? "membershipRule" : "rule");
}

}  // namespace

auto is_checked(const lower::ManagedObject& object) -> bool { return object.rule && object.rule->secrets.empty(); }

auto rule_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                  const lower::ManagedObject& object, std::string message, std::string help) -> diag::Diagnostic {
  return finding(context, code, lower::place(context.all.sources, *object.rule), path_of_rule(kind, object),
                 std::move(message), std::move(help));
}

auto rule_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                  const lower::ManagedObject& object, grammar::Place place, std::string message, std::string help)
    -> diag::Diagnostic {
  const auto span = lower::place(context.all.sources, *object.rule, place.begin, place.end);
  return finding(context, code, span, path_of_rule(kind, object), std::move(message), std::move(help));
}

auto syntax_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                    const lower::ManagedObject& object, const grammar::SyntaxError& error) -> diag::Diagnostic {
  auto help = error.expected.empty() ? std::string() : "expected: " + error.expected;
  return rule_finding(context, code, kind, object, {error.begin, error.end}, error.message, std::move(help));
}

auto find_filter_property(const grammar::Comparison& comparison) -> const grammar::FilterProperty* {
  const auto& all = grammar::windows_filter_properties();
  const auto is_it = [&](const grammar::FilterProperty& property) {
    return base::equal_folded(property.name, comparison.property);
  };
  const auto found = std::find_if(all.begin(), all.end(), is_it);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace pinwright::check
