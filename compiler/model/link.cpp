#include "model/link.hpp"

#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

/// A list of allowed words of tens of names at most: more would bury the help.
constexpr std::size_t kShown = 8;

auto listed(const std::vector<std::string_view>& names) -> std::string {
  std::vector<std::string> copies;
  copies.reserve(names.size());
  for (const auto name : names) copies.push_back(fmt::format("`{}`", name));
  return base::listed(copies, kShown);
}

class Linker {
 public:
  Linker(const Workspace& workspace, const csp::Catalog& catalog, diag::Sink& sink)
      : workspace_(workspace), catalog_(catalog), sink_(sink) {}

  auto run() -> void {
    for (const auto& tenant : workspace_.tenants.all()) link_tenant(tenant);
    link_shared("tenantDefaults", workspace_.tenant_defaults);
    for (const auto& policy : workspace_.policies.all()) link_policy(policy);
    for (std::size_t i = 0; i < workspace_.waivers.size(); ++i)
      link_waiver(workspace_.waivers[i], fmt::format("waivers[{}]", i));
  }

 private:
  auto report(Code code, const Text& place, std::string path, std::string message, std::string help) -> void {
    auto finding = diag::make(code, place.span, std::move(message), std::move(help));
    finding.path = std::move(path);
    sink_.add(std::move(finding));
  }

  auto report_near(Code code, const Text& place, std::string path, std::string_view kind,
                   const std::vector<std::string_view>& known) -> void {
    report_near(code, place, std::move(path), kind, known, base::nearest(place.value, known));
  }

  auto report_near(Code code, const Text& place, std::string path, std::string_view kind,
                   const std::vector<std::string_view>& known, std::optional<std::string_view> near) -> void {
    auto finding = diag::make(code, place.span, fmt::format("there is no {} {}", kind, base::quoted(place.value)),
                              known.empty() ? fmt::format("define the {} first", kind) : "known: " + listed(known));
    finding.path = std::move(path);
    if (near) {
      finding.help = fmt::format("did you mean `{}`?", *near);
      finding.fixes.push_back({fmt::format("write `{}`", *near), {{place.span, std::string(*near)}}});
    }
    sink_.add(std::move(finding));
  }

  auto link_selector(const Selector& selector, const std::string& path) -> void {
    if (selector.names) link_tenant_names(*selector.names, path);
    link_tenant_names(selector.exclude, path);
  }

  auto link_tenant_names(const std::vector<Text>& names, const std::string& path) -> void {
    for (const auto& name : names) {
      if (workspace_.tenants.find(name.value) == nullptr) report_unknown_tenant(name, path);
    }
  }

  /// One wrong name may stand in every policy, and there may be many tenants: the nearest is looked for once.
  auto report_unknown_tenant(const Text& name, const std::string& path) -> void {
    const auto [known, is_new] = unknown_tenants_.try_emplace(name.value);
    if (is_new) known->second = base::nearest(name.value, tenant_names());
    report_near(Code::UnknownReference, name, path, "tenant", tenant_names(), known->second);
  }

  auto tenant_names() -> const std::vector<std::string_view>& {
    if (!tenant_names_) tenant_names_ = workspace_.tenants.names();
    return *tenant_names_;
  }

  auto link_guid(const Text& text, const std::string& path, std::string_view what) -> void {
    if (grammar::is_guid(text.value)) return;
    report(Code::UnknownValue, text, path, fmt::format("{} is not {}", base::quoted(text.value), what),
           "write a GUID without braces: 8-4-4-4-12 hexadecimal digits");
  }

  auto link_tenant(const Named<Tenant>& tenant) -> void { link_shared("tenants." + tenant.name.value, tenant.value); }

  auto link_shared(const std::string& path, const TenantSettings& settings) -> void {
    for (const auto& [name, binding, broken] : settings.groups) {
      if (workspace_.groups.find(name.value) == nullptr && workspace_.filters.find(name.value) == nullptr) {
        auto known = workspace_.groups.names();
        for (const auto filter : workspace_.filters.names()) known.push_back(filter);
        report_near(Code::UnknownReference, name, path + ".groups", "group or filter", known);
      }
      if (binding.id) link_guid(*binding.id, path + ".groups." + name.value, "an object ID");
    }
    if (settings.auth && settings.auth->client_id)
      link_guid(*settings.auth->client_id, path + ".auth.clientId", "an application ID");
    if (settings.fleet) link_fleet(path + ".fleet", *settings.fleet);
  }

  auto link_fleet(const std::string& path, const Fleet& fleet) -> void {
    if (fleet.minimum_build && !csp::parse_os_build(fleet.minimum_build->value)) {
      report(Code::UnknownValue, *fleet.minimum_build, path + ".minimumBuild",
             fmt::format("{} is not a Windows build", base::quoted(fleet.minimum_build->value)),
             "write it as `winver` prints it, such as `10.0.19045`");
    }
    if (!fleet.editions) return;
    for (const auto& edition : *fleet.editions) {
      if (!catalog_.edition_sku(edition.value)) {
        report_near(Code::UnknownValue, edition, path + ".editions", "Windows edition", catalog_.edition_names());
      }
    }
  }

  auto link_policy(const Named<Policy>& policy) -> void {
    const std::string path = "policies." + policy.name.value;
    link_selector(policy.value.tenants, path + ".tenants");
    for (const auto& set : policy.value.setting_sets) {
      if (workspace_.setting_sets.find(set.value) == nullptr) {
        report_near(Code::UnknownReference, set, path + ".settingSets", "setting set", workspace_.setting_sets.names());
      }
    }
    if (policy.value.assignments) link_assignments(*policy.value.assignments, path);
    for (const auto& [tenant, id, broken] : policy.value.adopt) {
      link_tenant_names({tenant}, path + ".adopt");
      if (!broken) link_guid(id, path + ".adopt." + tenant.value, "an object ID");
    }
    link_overrides(policy.value, path);
  }

  auto link_assignments(const Assignments& assignments, const std::string& path) -> void {
    for (const auto& target : assignments.include) link_target(target, path + ".assignments.include");
    for (const auto& target : assignments.exclude) link_target(target, path + ".assignments.exclude");
  }

  auto link_target(const Target& target, const std::string& path) -> void {
    if (target.kind == Target::Kind::Group && workspace_.groups.find(target.group.value) == nullptr) {
      auto known = workspace_.groups.names();
      known.insert(known.end(), {"allDevices", "allUsers"});
      report_near(Code::UnknownReference, target.group, path, "group", known);
    }
    if (target.filter && workspace_.filters.find(target.filter->value) == nullptr) {
      report_near(Code::UnknownReference, *target.filter, path, "filter", workspace_.filters.names());
    }
  }

  auto link_overrides(const Policy& policy, const std::string& path) -> void {
    if (policy.overrides.empty()) return;
    auto known = setting_uris(policy);
    for (std::size_t i = 0; i < policy.overrides.size(); ++i) {
      const auto& exception = policy.overrides[i];
      const std::string here = fmt::format("{}.overrides[{}]", path, i);
      link_selector(exception.tenants, here + ".tenants");
      if (exception.assignments) link_assignments(*exception.assignments, here);
      for (const auto& uri : exception.remove_settings) {
        if (known.count(grammar::canonical_oma_uri(uri.value)) != 0) continue;
        report(Code::UnknownReference, uri, here + ".removeSettings",
               fmt::format("the policy has no setting {}", base::quoted(uri.value)),
               "write the OMA-URI of one of its settings, or remove the line");
      }
      for (const auto& setting : exception.settings) known.insert(grammar::canonical_oma_uri(setting.oma_uri.value));
    }
  }

  [[nodiscard]] auto setting_uris(const Policy& policy) const -> std::unordered_set<std::string> {
    std::unordered_set<std::string> uris;
    const auto add = [&](const std::vector<Setting>& settings) {
      for (const auto& setting : settings) uris.insert(grammar::canonical_oma_uri(setting.oma_uri.value));
    };
    add(policy.settings);
    for (const auto& name : policy.setting_sets) {
      if (const auto* set = workspace_.setting_sets.find(name.value)) add(set->value.settings);
    }
    return uris;
  }

  auto link_waiver(const Waiver& waiver, const std::string& path) -> void {
    link_selector(waiver.tenants, path + ".tenants");
    if (waiver.expires && !grammar::parse_date(waiver.expires->value)) {
      report(Code::UnknownValue, *waiver.expires, path + ".expires",
             fmt::format("{} is not a date", base::quoted(waiver.expires->value)),
             "write a calendar date such as `2027-01-31`");
    }
    link_slug(waiver.slug, path + ".slug");
  }

  auto link_slug(const Text& slug, const std::string& path) -> void {
    const auto code = diag::find_code(slug.value);
    if (code && diag::can_be_waived(*code)) return;
    if (code) {
      report(Code::UnknownValue, slug, path, fmt::format("`{}` cannot be waived", slug.value),
             "findings about YAML, about the shape of a file and about the live tenant have to be fixed");
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& info : diag::all_codes()) {
      if (diag::can_be_waived(info.code)) known.push_back(info.slug);
    }
    report_near(Code::UnknownValue, slug, path, "finding with the slug", known);
  }

  const Workspace& workspace_;
  const csp::Catalog& catalog_;
  diag::Sink& sink_;
  std::optional<std::vector<std::string_view>> tenant_names_;                              // once a name is unknown
  std::unordered_map<std::string_view, std::optional<std::string_view>> unknown_tenants_;  // and the nearest
};

}  // namespace

auto link(const Workspace& workspace, const csp::Catalog& catalog, diag::Sink& sink) -> void {
  Linker(workspace, catalog, sink).run();
}

}  // namespace pinwright::model
