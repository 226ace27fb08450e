#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "diag/visible.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "grammar/domain_name.hpp"
#include "grammar/tenant_id.hpp"
#include "model/names.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"tenant-id", "GUID", "the tenant's directory ID; without it, a made-up one to replace"},
                               {"domain", "NAME", "the tenant's primary domain"}};

/// A GUID of the kind that documentation uses; it is nobody's.
constexpr std::string_view kSampleTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";

constexpr std::string_view kTemplate =
    R"(# yaml-language-server: $schema=https://raw.githubusercontent.com/pinwright/pinwright/main/schemas/pinwright.schema.json
pinwright: 1
workspace: {workspace}    # marks what apply makes as yours: never change it later

tenants:
  {tenant}:
    tenantId: {tenant_id}{tenant_note}
    primaryDomain: {domain}

groups:
  pilot-devices: {{displayName: SG Intune Pilot Devices, members: devices}}

policies:
  pin-recovery:
    displayName: Windows Hello - PIN recovery
    description: Non-destructive PIN reset for Windows devices
    pinRecovery: {{enabled: true}}
    assignments:
      include: [pilot-devices]
)";

/// The folder's name as a workspace name, with random digits: two teams that both start from "intune" stay apart.
auto workspace_name(const std::string& folder, std::uint64_t random) -> std::string {
  std::string stem;
  for (const char c : folder.substr(folder.rfind('/') + 1)) stem += base::is_alnum(c) ? base::fold(c) : '-';
  while (!stem.empty() && stem.front() == '-') stem.erase(0, 1);
  stem = stem.substr(0, 40);
  if (!model::name_problem(stem + "-000000").empty()) stem = "intune";
  return fmt::format("{}-{:06x}", stem, random & 0xFFFFFFU);
}

auto tenant_name(const std::string& domain) -> std::string {
  const auto stem = domain.substr(0, domain.find('.'));
  return model::name_problem(stem).empty() ? stem : "contoso";
}

/// A letter beyond ASCII would have to be told from an invisible one: such a domain has its `xn--` form.
auto is_plain_domain(const std::string& text) -> bool {
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  return is_ascii && grammar::is_domain(text);
}

/// What is written into the template has to be what it is called: anything else could bring keys of its own.
auto option_error(const Args& args) -> std::optional<base::Error> {
  if (args.has("tenant-id") && !grammar::is_guid(args.get("tenant-id"))) {
    return base::Error{fmt::format("`--tenant-id {}` is no GUID", args.get("tenant-id")),
                       "Entra admin center, Overview, Tenant ID"};
  }
  if (args.has("domain") && !is_plain_domain(args.get("domain"))) {
    return base::Error{fmt::format("`--domain {}` is no domain name", args.get("domain")),
                       "such as contoso.com: letters, digits and hyphens between dots"};
  }
  return std::nullopt;
}

/// What apply notes for itself: values, digests, and the journal that rollback needs.
constexpr std::string_view kIgnored = ".pinwright/\n";
constexpr std::string_view kIgnoreFile = ".gitignore";

/// Whether something of that name is there; a link that leads nowhere is.
auto holds(driver::Env& env, const std::string& folder, std::string_view name) -> bool {
  const auto entries = env.files.list(folder);
  return entries.ok() && std::any_of(entries.value().begin(), entries.value().end(),
                                     [&](const source::Entry& entry) { return entry.name == name; });
}

/// New files only: what somebody else has put there is neither followed nor written over.
auto write_workspace(driver::Env& env, const std::string& folder, std::string_view root) -> base::Status {
  if (auto made = env.files.make_folders(folder); !made.ok()) return made;
  auto written = env.files.write_new(driver::join(folder, driver::kRootFile), root);
  if (!written.ok() || holds(env, folder, kIgnoreFile)) return written;
  return env.files.write_new(driver::join(folder, kIgnoreFile), kIgnored);
}

auto run_init(const Args& args, driver::Env& env) -> ExitCode {
  if (const auto error = option_error(args)) return fail(env, *error, ExitCode::Usage);
  const std::string shown = args.path();
  const auto folder = driver::absolute(env.working_folder, shown);
  const auto file = driver::join(folder, driver::kRootFile);
  if (holds(env, folder, driver::kRootFile)) {
    return fail(env, {fmt::format("there is a `{}` in `{}` already", driver::kRootFile, shown), "nothing was changed"},
                ExitCode::Findings);
  }
  const bool has_id = args.has("tenant-id");
  const auto domain = args.has("domain") ? args.get("domain") : "contoso.com";
  const auto text =
      fmt::format(fmt::runtime(kTemplate), fmt::arg("workspace", workspace_name(folder, env.random())),
                  fmt::arg("tenant", tenant_name(domain)),
                  fmt::arg("tenant_id", has_id ? args.get("tenant-id") : std::string(kSampleTenant)),
                  fmt::arg("tenant_note", has_id ? "" : "    # replace it: Entra admin center, Overview, Tenant ID"),
                  fmt::arg("domain", domain));
  const auto written = write_workspace(env, folder, text);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  base::print(env.out, "wrote {}\nnext: edit it, then run `pinwright validate {}`\n",
              diag::visible(driver::shown(env.working_folder, file)), diag::visible(shown));
  return ExitCode::Success;
}

}  // namespace

auto init_command() -> Command {
  return {
      "init", "[DIR]", "write a small working workspace", "Never overwrites a workspace that is there.", kOptions, 0,
      1,      run_init};
}

}  // namespace pinwright::cli
