#include "check/claims.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

constexpr auto kCode = diag::Code::DuplicateDefinition;

class Claims {
 public:
  Claims(const TenantContext& context, diag::Sink& sink) : context_(context), sink_(sink) {
    for (const auto& policy : context.deployment.policies) names_.insert(policy.name());
  }

  auto add(const lower::Policy& policy) -> void {
    const auto& declared = policy.declared->value;
    if (const auto* adopted = model::find(declared.adopt, context_.tenant_name()); adopted != nullptr)
      claim(ids_, policy, adopted->value, ".adopt", "one live policy can be taken over by one policy only");
    for (const auto& former : declared.formerly) {
      if (names_.contains(former.value)) {
        report_present(policy, former);
      } else {
        claim(former_names_, policy, former, ".formerly", "what was one policy can become one policy only");
      }
    }
  }

 private:
  struct Claim {
    std::string_view policy;
    source::Span span;
  };
  using ClaimsByText = std::unordered_map<std::string, Claim>;

  auto claim(ClaimsByText& all, const lower::Policy& policy, const model::Text& what, std::string_view key,
             std::string help) -> void {
    const auto [known, is_new] = all.try_emplace(base::folded(what.value), Claim{policy.name(), what.span});
    if (is_new) return;
    auto found =
        finding(context_, kCode, what.span, fmt::format("policies.{}{}", policy.name(), key),
                fmt::format("{} stands in the policy `{}` too", base::quoted(what.value), known->second.policy),
                std::move(help) + ": keep it in one place");
    found.labels.push_back({known->second.span, "first written here"});
    sink_.add(std::move(found));
  }

  auto report_present(const lower::Policy& policy, const model::Text& former) -> void {
    auto found = finding(context_, kCode, former.span, fmt::format("policies.{}.formerly", policy.name()),
                         fmt::format("{} is a policy of this tenant, so that it is no former name of `{}`",
                                     base::quoted(former.value), policy.name()),
                         "remove it: it has no effect where that policy is");
    found.severity = diag::Severity::Note;
    sink_.add(std::move(found));
  }

  const TenantContext& context_;
  diag::Sink& sink_;
  std::unordered_set<std::string_view> names_;
  ClaimsByText ids_, former_names_;
};

}  // namespace

auto check_claims(const TenantContext& context, diag::Sink& sink) -> void {
  Claims claims(context, sink);
  for (const auto& policy : context.deployment.policies) claims.add(policy);
}

}  // namespace pinwright::check
