// Gives every OMA-URI of a table of real ones (`omaUri<TAB>source` a line) its one primary slug, or `ok`, and compares
// the result with docs/real-omauris.md. `corpus TABLE PAGE` compares, `corpus --update TABLE PAGE` writes the page;
// exit 77: the table is absent.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "check/check_uri.hpp"
#include "check/context.hpp"
#include "check/tenant_index.hpp"
#include "lower/look_up.hpp"

namespace {

namespace check = pinwright::check;
namespace csp = pinwright::csp;
namespace diag = pinwright::diag;
namespace lower = pinwright::lower;
namespace model = pinwright::model;

auto read(const std::filesystem::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The world that the OMA-URIs are checked in: one tenant, nothing else.
struct World {
  model::Workspace workspace;
  csp::Catalog catalog = csp::Catalog::built_in();
  pinwright::source::SourceMap sources;
  model::Named<model::Tenant> tenant;
  lower::Deployment deployment;

  World() {
    tenant.name.value = "contoso";
    tenant.value.tenant_id.value = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
    deployment.tenant = &tenant;
  }
};

auto is_partly_settable(const csp::Node& node) -> bool {
  return !node.can(csp::Access::Add) || !node.can(csp::Access::Replace) || !node.can(csp::Access::Get);
}

/// What stands beside a path that can be set, the weightiest first.
auto secondary(const check::UriResult& result) -> std::string_view {
  if (result.found->case_differs) return "case-mismatch";
  if (result.found->node.is_deprecated()) return "deprecated-node";
  if (is_partly_settable(result.found->node)) return "partly-settable";
  return result.uri->unescaped ? "oma-uri-unescaped" : "ok";
}

auto reason(const check::UriResult& result) -> std::string_view {
  if (result.slug != diag::Code::UncheckedNode) return "";
  switch (result.missing->kind) {
    case csp::NotFound::Kind::UnlistedCsp:
      return "in no DDF file";
    case csp::NotFound::Kind::AdmxIngested:
      return "from an ingested ADMX";
    default:
      return "WMI bridge";
  }
}

struct Row {
  std::string uri;
  std::string slug;
  std::string reason;
};

auto row_of(const World& world, const std::string& uri) -> Row {
  const check::WorkspaceContext all{world.workspace, world.catalog, world.sources};
  check::TenantIndex index(world.deployment);
  const check::TenantContext context{all, world.deployment, index};
  lower::Setting setting;
  setting.key = pinwright::object::SettingKey::of_oma_uri(uri);
  lower::look_up(setting, world.catalog);
  const auto result = check::check_uri(context, setting);
  const auto slug = result.slug ? diag::info(*result.slug).slug : secondary(result);
  return {uri, std::string(slug), std::string(reason(result))};
}

auto uris_of(const std::string& table) -> std::vector<std::string> {
  std::vector<std::string> uris;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line.rfind("omaUri\t", 0) == 0) continue;
    uris.push_back(line.substr(0, line.find('\t')));
  }
  return uris;
}

auto page_of(const std::vector<Row>& rows) -> std::string {
  std::map<std::string, int> counts;
  for (const auto& row : rows) ++counts[row.slug];
  std::string page = fmt::format(
      "# Real OMA-URIs and what is found\n\n{} OMA-URIs from public documentation and repositories, good and bad, each "
      "with the one finding that "
      "its path gets.\nMade by a test, so it is what the program does.\n\n| finding | OMA-URIs "
      "|\n|---|---|\n",
      rows.size());
  for (const auto& [slug, count] : counts) page += fmt::format("| {} | {} |\n", slug, count);
  page += "\n| OMA-URI | finding | reason |\n|---|---|---|\n";
  for (const auto& row : rows) page += fmt::format("| `{}` | {} | {} |\n", row.uri, row.slug, row.reason);
  return page;
}

}  // namespace

auto main(int count, char** values) -> int {
  const std::vector<std::string> arguments(values + 1, values + count);
  const bool update = arguments.front() == "--update";
  const auto& table = arguments[arguments.size() - 2];
  const auto& page = arguments.back();
  if (!std::filesystem::exists(table)) {
    std::cout << "SKIP: the table of real OMA-URIs is absent\n";
    return 77;
  }
  const World world;
  std::vector<Row> rows;
  for (const auto& uri : uris_of(read(table))) rows.push_back(row_of(world, uri));
  const auto made = page_of(rows);
  if (update) {
    std::ofstream(page, std::ios::binary) << made;
  } else if (read(page) != made) {
    std::cout << "FAIL " << page
              << " is not what the program finds: run the target update-corpus and review the change\n";
    return 1;
  }
  const auto unchecked =
      std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.slug == "unchecked-node"; });
  std::cout << rows.size() << " OMA-URIs, " << unchecked << " unchecked\n";
  return unchecked <= 12 ? 0 : 1;
}
