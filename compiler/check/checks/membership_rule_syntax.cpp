#include "check/check.hpp"
#include "check/rule_check.hpp"
#include "grammar/membership_rule.hpp"

namespace pinwright::check::checks {

auto membership_rule_syntax(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& group : context.deployment.groups) {
    if (!is_checked(group)) continue;
    const auto parsed = grammar::parse_membership_rule(group.rule->text);
    if (const auto* error = std::get_if<grammar::SyntaxError>(&parsed)) {
      sink.add(syntax_finding(context, diag::Code::MembershipRuleSyntax, "groups", group, *error));
    }
  }
}

}  // namespace pinwright::check::checks
