#include "model/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "grammar/domain_name.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/tenant_id.hpp"
#include "model/windows_build.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

/// A list of allowed words of tens of names at most: more would bury the help.
constexpr std::size_t kShown = 8;

auto listed(const std::vector<std::string_view>& names) -> std::string { return base::listed_words(names, kShown); }

/// The names of one kind, once something names none of them: a wrong name may stand in every policy, and there may be
/// many to compare with.
class KnownNames {
 public:
  explicit KnownNames(std::vector<std::string_view> names) : names_(std::move(names)) {}

  auto nearest(std::string_view name) -> std::optional<std::string_view> {
    const auto [known, is_new] = nearest_.try_emplace(std::string(name));
    if (is_new) known->second = search_(name, names_);
    return known->second;
  }
  auto shown() -> const std::string& {
    if (!shown_) shown_ = names_.empty() ? std::string() : "known: " + listed(names_);
    return *shown_;
  }

 private:
  std::vector<std::string_view> names_;
  base::BoundedNearest search_;
  std::optional<std::string> shown_;
  std::unordered_map<std::string, std::optional<std::string_view>> nearest_;
};

/// The edition that Windows shows under this name.
auto edition_shown_as(std::string_view name) -> std::optional<std::string_view> {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 6> kEditions{{{"Pro", "Professional"},
                                           {"Pro Education", "ProfessionalEducation"},
                                           {"Pro for Workstations", "ProfessionalWorkstation"},
                                           {"Home", "Core"},
                                           {"Enterprise LTSC", "EnterpriseS"},
                                           {"LTSC", "EnterpriseS"}}};
  const auto* const found = std::find_if(kEditions.begin(), kEditions.end(),
                                         [&](const Pair& pair) { return base::equal_folded(pair.first, name); });
  return found == kEditions.end() ? std::nullopt : std::optional(found->second);
}

class Linker {
 public:
  Linker(const Workspace& workspace, const csp::Catalog& catalog, diag::Sink& sink)
      : workspace_(workspace), catalog_(catalog), sink_(sink) {}

  auto run() -> void {
    for (const auto& tenant : workspace_.tenants.all()) link_tenant(tenant);
    link_shared("tenantDefaults", workspace_.tenant_defaults);
    for (const auto& policy : workspace_.policies.all()) link_policy(policy);
    for (const auto& group : workspace_.groups.all()) link_name(group.value.display_name, "groups." + group.name.value);
    for (const auto& filter : workspace_.filters.all())
      link_name(filter.value.display_name, "filters." + filter.name.value);
    for (std::size_t i = 0; i < workspace_.waivers.size(); ++i)
      link_waiver(workspace_.waivers[i], fmt::format("waivers[{}]", i));
  }

 private:
  auto report(Code code, const Text& place, std::string path, std::string message, std::string help) -> void {
    auto finding = diag::make(code, place.span, std::move(message), std::move(help));
    finding.path = std::move(path);
    sink_.add(std::move(finding));
  }

  /// `names` gives all of the kind, and is asked once. `meant`: which of them, where that is known.
  template <class Names>
  auto report_near(Code code, const Text& place, std::string path, std::string_view kind, Names names,
                   std::optional<std::string_view> meant = std::nullopt) -> void {
    if (sink_.is_full(code)) return;
    auto known = known_.find(kind);
    if (known == known_.end()) known = known_.emplace(kind, KnownNames(names())).first;
    const auto& shown = known->second.shown();
    auto finding = diag::make(code, place.span, fmt::format("there is no {} {}", kind, base::quoted(place.value)),
                              shown.empty() ? fmt::format("define the {} first", kind) : shown);
    finding.path = std::move(path);
    if (const auto near = meant ? meant : known->second.nearest(place.value)) {
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
    for (const auto& name : names) link_tenant_name(name, path);
  }

  auto link_tenant_name(const Text& name, const std::string& path) -> void {
    if (workspace_.tenants.find(name.value) == nullptr) report_unknown_tenant(name, path);
  }

  auto report_unknown_tenant(const Text& name, const std::string& path) -> void {
    report_near(Code::UnknownReference, name, path, "tenant", [&] { return workspace_.tenants.names(); });
  }

  auto link_guid(const Text& text, const std::string& path, std::string_view what) -> void {
    if (grammar::is_guid(text.value)) return;
    report(Code::UnknownValue, text, path, fmt::format("{} is not {}", base::quoted(text.value), what),
           "write a GUID without braces: 8-4-4-4-12 hexadecimal digits");
  }

  auto link_tenant(const Named<Tenant>& tenant) -> void {
    const auto path = "tenants." + tenant.name.value;
    if (tenant.value.primary_domain) link_domain(*tenant.value.primary_domain, path + ".primaryDomain");
    link_shared(path, tenant.value);
  }

  auto link_domain(const Text& domain, const std::string& path) -> void {
    if (grammar::is_domain(domain.value)) return;
    auto finding = diag::make(Code::UnknownValue, domain.span,
                              fmt::format("{} is not the name of a domain", base::quoted(domain.value)),
                              "write the name alone, such as `contoso.com`: no scheme, port, path or dot at the end");
    finding.path = path;
    const auto name = domain_in(domain.value);
    if (grammar::is_domain(name))
      finding.fixes.push_back({fmt::format("write `{}`", name), {{domain.span, std::string(name)}}});
    sink_.add(std::move(finding));
  }

  /// What stands between a scheme and a path.
  static auto domain_in(std::string_view address) -> std::string_view {
    if (const auto scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
    address = address.substr(0, address.find('/'));
    return address.ends_with('.') ? address.substr(0, address.size() - 1) : address;
  }

  auto link_shared(const std::string& path, const TenantSettings& settings) -> void {
    for (const auto& [name, binding, broken] : settings.groups) {
      if (workspace_.groups.find(name.value) == nullptr && workspace_.filters.find(name.value) == nullptr) {
        report_near(Code::UnknownReference, name, path + ".groups", "group or filter", [&] {
          auto known = workspace_.groups.names();
          for (const auto filter : workspace_.filters.names()) known.push_back(filter);
          return known;
        });
      }
      if (binding.id) link_guid(*binding.id, path + ".groups." + name.value, "an object ID");
    }
    if (settings.auth && settings.auth->client_id)
      link_guid(*settings.auth->client_id, path + ".auth.clientId", "an application ID");
    if (settings.fleet) link_fleet(path + ".fleet", *settings.fleet);
  }

  auto link_fleet(const std::string& path, const Fleet& fleet) -> void {
    if (fleet.minimum_build && !csp::parse_os_build(fleet.minimum_build->value)) {
      const auto& text = *fleet.minimum_build;
      auto finding =
          diag::make(Code::UnknownValue, text.span, fmt::format("{} is not a Windows build", base::quoted(text.value)),
                     "write it as `ver` prints it, such as `10.0.19045` or `10.0.19045.3803`");
      finding.path = path + ".minimumBuild";
      if (auto build = full_windows_build(text.value); !build.empty()) {
        finding.help = fmt::format("write `{}`", build);
        finding.fixes.push_back({finding.help, {{text.span, std::move(build)}}});
      }
      sink_.add(std::move(finding));
    }
    if (!fleet.editions) return;
    for (const auto& edition : *fleet.editions) {
      if (!catalog_.edition_sku(edition.value)) {
        report_near(
            Code::UnknownValue, edition, path + ".editions", "Windows edition",
            [&] { return catalog_.edition_names(); }, edition_shown_as(edition.value));
      }
    }
  }

  /// Graph refuses an object without a name.
  auto link_name(const Text& name, const std::string& path) -> void {
    // A name that is missing or no text was reported.
    if (!name.span.known() || !base::trimmed(name.value).empty()) return;
    report(Code::BadName, name, path + ".displayName", "the display name is empty",
           "write the name that administrators are to see in Intune");
  }
  auto link_name(const std::optional<Text>& name, const std::string& path) -> void {
    if (name) link_name(*name, path);
  }

  auto link_policy(const Named<Policy>& policy) -> void {
    const std::string path = "policies." + policy.name.value;
    link_name(policy.value.display_name, path);
    link_selector(policy.value.tenants, path + ".tenants");
    for (const auto& set : policy.value.setting_sets) {
      if (workspace_.setting_sets.find(set.value) == nullptr) {
        report_near(Code::UnknownReference, set, path + ".settingSets", "setting set",
                    [&] { return workspace_.setting_sets.names(); });
      }
    }
    if (policy.value.assignments) link_assignments(*policy.value.assignments, path);
    for (const auto& [tenant, id, broken] : policy.value.adopt) {
      link_tenant_name(tenant, path + ".adopt");
      if (!broken) link_guid(id, path + ".adopt." + tenant.value, "an object ID");
    }
    link_overrides(policy.value, path);
  }

  auto link_assignments(const Assignments& assignments, const std::string& path) -> void {
    for (const auto& target : assignments.include) link_target(target, path + ".assignments.include");
    for (const auto& target : assignments.exclude) link_target(target, path + ".assignments.exclude");
  }

  auto link_target(const Target& target, const std::string& path) -> void {
    if (target.kind != Target::Kind::Group || workspace_.groups.find(target.group.value) != nullptr) {
      // There is such a group, or it is one of Intune's own.
    } else if (grammar::is_guid(target.group.value)) {
      report(Code::UnknownReference, target.group, path,
             fmt::format("there is no group {}", base::quoted(target.group.value)),
             "groups go by names here: define one under the top-level key `groups`, with its display name, and where "
             "that is not enough, write `{id: …}` for it under `groups` of the tenant");
    } else {
      report_near(Code::UnknownReference, target.group, path, "group", [&] {
        auto known = workspace_.groups.names();
        known.insert(known.end(), {"allDevices", "allUsers"});
        return known;
      });
    }
    if (target.filter && workspace_.filters.find(target.filter->value) == nullptr) {
      report_near(Code::UnknownReference, *target.filter, path, "filter", [&] { return workspace_.filters.names(); });
    }
  }

  auto link_overrides(const Policy& policy, const std::string& path) -> void {
    std::optional<std::unordered_set<std::string>> own;
    for (std::size_t i = 0; i < policy.overrides.size(); ++i) {
      const auto& exception = policy.overrides[i];
      const std::string here = fmt::format("{}.overrides[{}]", path, i);
      link_selector(exception.tenants, here + ".tenants");
      if (exception.assignments) link_assignments(*exception.assignments, here);
      link_name(exception.display_name, here);
      for (const auto& uri : exception.remove_settings) {
        if (!own) own = uris_before(policy, i);
        const auto canonical = grammar::canonical_oma_uri(uri.value);
        if (own->contains(canonical) || is_in_a_set(policy, canonical)) continue;
        report(Code::UnknownReference, uri, here + ".removeSettings",
               fmt::format("the policy has no setting {}", base::quoted(uri.value)),
               removal_help(uri.value, policy, i));
      }
      if (own) add_uris(exception.settings, *own);
    }
  }

  /// `overrides`: how many of the policy's stand before the one that removes.
  auto removal_help(std::string_view uri, const Policy& policy, std::size_t overrides) -> std::string {
    std::vector<std::string_view> known;
    const auto add = [&](const std::vector<Setting>& settings) {
      for (const auto& setting : settings) known.emplace_back(setting.oma_uri.value);
    };
    if (!sink_.is_full(Code::UnknownReference)) {
      add(policy.settings);
      for (std::size_t i = 0; i < overrides; ++i) add(policy.overrides[i].settings);
      for (const auto& name : policy.setting_sets) {
        if (const auto* set = workspace_.setting_sets.find(name.value)) add(set->value.settings);
      }
    }
    const auto near = base::nearest(uri, known);
    return near ? fmt::format("did you mean `{}`?", *near)
                : std::string("write the OMA-URI of one of its settings, or remove the line");
  }

  static auto add_uris(const std::vector<Setting>& settings, std::unordered_set<std::string>& uris) -> void {
    for (const auto& setting : settings) uris.insert(grammar::canonical_oma_uri(setting.oma_uri.value));
  }

  /// Those of the policy and of its first `overrides` overrides.
  static auto uris_before(const Policy& policy, std::size_t overrides) -> std::unordered_set<std::string> {
    std::unordered_set<std::string> uris;
    add_uris(policy.settings, uris);
    for (std::size_t i = 0; i < overrides; ++i) add_uris(policy.overrides[i].settings, uris);
    return uris;
  }

  /// A large set may stand in every policy: it is read once.
  auto is_in_a_set(const Policy& policy, const std::string& canonical) -> bool {
    return std::any_of(policy.setting_sets.begin(), policy.setting_sets.end(), [&](const Text& name) {
      const auto* set = workspace_.setting_sets.find(name.value);
      if (set == nullptr) return false;
      const auto [known, is_new] = uris_of_sets_.try_emplace(set);
      if (is_new) add_uris(set->value.settings, known->second);
      return known->second.contains(canonical);
    });
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
    report_near(Code::UnknownValue, slug, path, "finding with the slug", [] {
      std::vector<std::string_view> known;
      for (const auto& info : diag::all_codes()) {
        if (diag::can_be_waived(info.code)) known.push_back(info.slug);
      }
      return known;
    });
  }

  const Workspace& workspace_;
  const csp::Catalog& catalog_;
  diag::Sink& sink_;
  std::unordered_map<std::string_view, KnownNames> known_;  // by kind
  std::unordered_map<const Named<SettingSet>*, std::unordered_set<std::string>> uris_of_sets_;
};

}  // namespace

auto link(const Workspace& workspace, const csp::Catalog& catalog, diag::Sink& sink) -> void {
  Linker(workspace, catalog, sink).run();
}

}  // namespace pinwright::model
