#include "driver/import_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "driver/added_folder.hpp"
#include "driver/analyse.hpp"
#include "driver/paths.hpp"
#include "emit/import/waivers.hpp"

namespace pinwright::driver {

namespace {

/// "pilot", of `policies.pilot.assignments` and `policies`; empty: the place is in no such thing.
auto name_in(std::string_view path, std::string_view list) -> std::string_view {
  if (!path.starts_with(list) || !path.substr(list.size()).starts_with('.')) return {};
  path.remove_prefix(list.size() + 1);
  return path.substr(0, path.find_first_of(".["));
}

auto names_group(const model::Policy& policy, std::string_view group) -> bool {
  const auto is_it = [&](const model::Target& target) { return target.group.value == group; };
  const auto& assignments = policy.assignments;
  return assignments && (std::any_of(assignments->include.begin(), assignments->include.end(), is_it) ||
                         std::any_of(assignments->exclude.begin(), assignments->exclude.end(), is_it));
}

auto names_filter(const model::Policy& policy, std::string_view filter) -> bool {
  const auto& assignments = policy.assignments;
  return assignments && std::any_of(assignments->include.begin(), assignments->include.end(), [&](const auto& target) {
           return target.filter && target.filter->value == filter;
         });
}

/// To which of the imported policies a finding belongs.
class Owners {
 public:
  Owners(const Loaded& loaded, const std::string& folder, const emit::Imported& imported)
      : loaded_(loaded), imported_(imported) {
    for (const auto& policy : imported.policies) {
      by_key_.emplace(policy.key, &policy);
      by_path_.emplace(join(folder, policy.path), &policy);
    }
  }

  /// Empty: it is about the rest of the workspace.
  [[nodiscard]] auto of(const diag::Diagnostic& finding) const -> std::vector<const emit::ImportedPolicy*> {
    if (const auto found = by_key_.find(name_in(finding.path, "policies")); found != by_key_.end())
      return {found->second};
    if (const auto* policy = at(finding.span)) return {policy};
    for (const auto& label : finding.labels) {
      if (const auto* policy = at(label.span)) return {policy};
    }
    if (const auto group = name_in(finding.path, "groups"); !group.empty())
      return with([&](const model::Policy& policy) { return names_group(policy, group); });
    if (const auto filter = name_in(finding.path, "filters"); !filter.empty())
      return with([&](const model::Policy& policy) { return names_filter(policy, filter); });
    return {};
  }

 private:
  [[nodiscard]] auto at(source::Span span) const -> const emit::ImportedPolicy* {
    if (!span.known() || span.file.value >= loaded_.root_paths.size()) return nullptr;
    const auto found = by_path_.find(loaded_.root_paths[span.file.value]);
    return found == by_path_.end() ? nullptr : found->second;
  }

  template <class Fits>
  [[nodiscard]] auto with(const Fits& fits) const -> std::vector<const emit::ImportedPolicy*> {
    std::vector<const emit::ImportedPolicy*> owners;
    for (const auto& policy : imported_.policies) {
      const auto* declared = loaded_.workspace.policies.find(policy.key);
      if (declared != nullptr && fits(declared->value)) owners.push_back(&policy);
    }
    return owners;
  }

  const Loaded& loaded_;
  const emit::Imported& imported_;
  std::map<std::string, const emit::ImportedPolicy*, std::less<>> by_key_, by_path_;
};

struct Errors {
  std::vector<emit::ImportWaiver> waivers;
  emit::Unfit unfit;
};

/// `loaded`: with the imported files, analysed.
auto errors_of(const Loaded& loaded, const std::string& folder, const emit::Imported& imported) -> Errors {
  const Owners owners(loaded, folder, imported);
  Errors errors;
  std::set<std::pair<std::string_view, std::string_view>> waived;
  for (const auto& finding : loaded.sink.diagnostics()) {
    if (finding.severity != diag::Severity::Error || finding.waived) continue;
    const auto policies = owners.of(finding);
    if (policies.empty()) continue;
    const auto slug = diag::info(finding.code).slug;
    if (!diag::can_be_waived(finding.code) || finding.path.empty()) {
      for (const auto* policy : policies)
        errors.unfit.emplace(policy->source, fmt::format("{} ({}, which no waiver accepts)", finding.message, slug));
    } else if (waived.emplace(slug, finding.path).second) {
      errors.waivers.push_back({policies.front()->key, std::string(slug), finding.path, finding.message});
    }
  }
  return errors;
}

auto check(Env& env, const Loaded& loaded, const std::string& tenant, const emit::Imported& imported) -> Errors {
  // A name of its own: where the files will lie, `ignore` may take them for now.
  const auto folder = fmt::format("import-{:016x}", env.random());
  AddedFolder files(env.files, loaded.root, folder, imported.files);
  auto aside = env.with_files(files);
  const auto with_import = load(aside, loaded.root, 1);
  analyse(aside, *with_import, {.jobs = 1, .tenants = {{tenant}, {}}});
  return errors_of(*with_import, folder, imported);
}

}  // namespace

auto import_checked(Env& env, const Loaded& loaded, const model::Named<model::Tenant>& tenant,
                    const ImportSource& source) -> emit::Imported {
  const auto target = import_target(loaded.workspace, tenant);
  emit::Unfit unfit;
  for (;;) {
    auto imported = emit::import_policies(source.policies, target, source.names, loaded.catalog, source.notes, unfit);
    auto errors = check(env, loaded, tenant.name.value, imported);
    // Each round leaves out policies that the one before wrote.
    if (errors.unfit.empty()) {
      emit::add_waivers(imported, tenant.name.value, std::move(errors.waivers));
      return imported;
    }
    unfit.merge(errors.unfit);
  }
}

}  // namespace pinwright::driver
