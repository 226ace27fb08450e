#include "driver/variable_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "lower/fill.hpp"

namespace pinwright::driver {

namespace {

auto is_variable_name(std::string_view text) -> bool {
  const auto is_of_name = [](char c) { return base::is_alnum(c) || std::string_view("_.-()").find(c) < 5; };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_of_name);
}

/// The name in `$NAME`, `%NAME%` and the like; empty: it is none of them.
auto named_variable(std::string_view text) -> std::string_view {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 6> kWays{{{"${", "}"}, {"$(", ")"}, {"$env:", ""}, {"{env.", "}"}, {"$", ""}, {"%", "%"}}};
  for (const auto& [begin, end] : kWays) {
    if (text.size() <= begin.size() + end.size() || !base::starts_with_folded(text, begin) || !text.ends_with(end))
      continue;
    const auto name = text.substr(begin.size(), text.size() - begin.size() - end.size());
    if (is_variable_name(name)) return name;
  }
  return {};
}

class VariableNames {
 public:
  explicit VariableNames(Loaded& loaded) : loaded_(loaded) {}

  auto run() -> void {
    const auto& workspace = loaded_.workspace;
    check(workspace.tenant_defaults, "tenantDefaults");
    for (const auto& tenant : workspace.tenants.all()) check(tenant.value, "tenants." + tenant.name.value);
    for (const auto& set : workspace.setting_sets.all()) check(set.value.settings, "settingSets." + set.name.value);
    for (const auto& policy : workspace.policies.all()) {
      const auto path = "policies." + policy.name.value;
      check(policy.value.settings, path + ".settings");
      for (std::size_t i = 0; i < policy.value.overrides.size(); ++i)
        check(policy.value.overrides[i].settings, fmt::format("{}.overrides[{}].settings", path, i));
    }
  }

 private:
  auto check(const model::TenantSettings& tenant, const std::string& path) -> void {
    for (const auto& variable : tenant.vars) {
      if (const auto* from = std::get_if<model::Environment>(&variable.value))
        check(from->env, fmt::format("{}.vars.{}.env", path, variable.name.value));
    }
  }

  auto check(const std::vector<model::Setting>& settings, const std::string& path) -> void {
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const auto& from = settings[i].value_from;
      if (from && from->env && !lower::has_placeholder(from->env->value))
        check(*from->env, fmt::format("{}[{}].valueFrom.env", path, i));
    }
  }

  /// What tenants share has one place in the files.
  auto check(const model::Text& name, std::string path) -> void {
    // A name that is missing or no text was reported.
    if (!name.span.known() || !reported_.insert(name.span).second) return;
    auto found = variable_name_finding(name);
    if (!found) return;
    found->path = std::move(path);
    loaded_.sink.add(*std::move(found));
  }

  Loaded& loaded_;
  std::set<source::Span> reported_;
};

}  // namespace

auto variable_name_finding(const model::Text& name) -> std::optional<diag::Diagnostic> {
  if (is_variable_name(name.value)) return std::nullopt;
  auto found = diag::make(
      diag::Code::UnknownReference, name.span,
      fmt::format("{} cannot be the name of an environment variable", base::quoted(name.value)),
      "name the variable that holds the secret, such as `CONTOSO_SECRET`; the secret itself stands in no file");
  if (const auto bare = named_variable(name.value); !bare.empty()) {
    found.help = fmt::format("write the name alone: `{}`", bare);
    found.fixes.push_back({fmt::format("write `{}`", bare), {{name.span, std::string(bare)}}});
  }
  return found;
}

auto check_variable_names(Loaded& loaded) -> void { VariableNames(loaded).run(); }

}  // namespace pinwright::driver
