#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/csp_diff.hpp"
#include "cli/commands/csp_import.hpp"
#include "cli/commands/csp_show.hpp"
#include "cli/report.hpp"
#include "csp/catalog.hpp"
#include "csp/node.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"
#include "driver/workspace_catalog.hpp"

namespace pinwright::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr Option kOptions[] = {
    {"output", "FORMAT", "text or json", false, "text"},
    {"yaml", "", "show: the setting as YAML to paste"},
    {"edition", "NAME", "import: name of the DDF edition, or of the list of definitions, such as \"February 2026\""},
    {"keep", "FOLDER",
     "import: the folder of an earlier import; nodes that only it has are kept and marked as retired"},
    {"admx", "ADMX", "import: ADMX files, a folder or an archive, that say what payloads hold"},
    {"admx-edition", "NAME", "import: of when the ADMX files are, such as \"August 2026\""},
    {"definitions", "FILE",
     "import: definitions of the settings catalog, in place of DDF: what Microsoft Graph answers to "
     "deviceManagement/configurationSettings"},
    {"out", "FOLDER", "import: folder to write"}};

/// One line a node, or a JSON array.
auto print_list(const std::vector<csp::Node>& nodes, const csp::Catalog& catalog, bool as_json, driver::Env& env)
    -> void {
  if (!as_json) {
    for (const auto& node : nodes)
      base::print(env.out, "{}  ({}{})\n", diag::visible(node.uri()), csp::name(node.format()),
                  node.is_retired() ? ", retired" : "");
    return;
  }
  Json list = Json::array();
  for (const auto& node : nodes) list.push_back(to_json(node, catalog));
  env.out << diag::json_text(list, 2) << "\n";
}

auto print_found(const csp::Node& node, const csp::Catalog& catalog, const Args& args, driver::Env& env) -> void {
  if (args.has("yaml")) {
    print_yaml(env.out, node);
  } else if (args.get("output") == "json") {
    env.out << to_json(node, catalog).dump(2) << "\n";
  } else {
    print_node(env.out, node, catalog);
  }
}

/// Microsoft's own nodes need no workspace, which may be large.
auto show(const Args& args, driver::Env& env) -> ExitCode {
  const auto& text = args.positional()[1];
  const auto parsed = grammar::parse_oma_uri(text);
  const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
  if (uri == nullptr)
    return fail(env, {fmt::format("{} is not an OMA-URI", base::quoted(text)), "write it as `./Device/Vendor/MSFT/…`"},
                ExitCode::Usage);
  auto catalog = csp::Catalog::built_in();
  auto answer = catalog.find(*uri);
  if (std::holds_alternative<csp::NotFound>(answer)) {
    catalog = driver::workspace_catalog(env);
    answer = catalog.find(*uri);
  }
  if (const auto* found = std::get_if<csp::Found>(&answer)) {
    print_found(found->node, catalog, args, env);
    return ExitCode::Success;
  }
  const auto near = catalog.suggest(*uri);
  return fail(env,
              {fmt::format("{} is not in the catalogue", base::quoted(text)),
               near.empty() ? "" : fmt::format("did you mean `{}`?", near)},
              ExitCode::Findings);
}

auto run_csp(const Args& args, driver::Env& env) -> ExitCode {
  const auto& words = args.positional();
  const auto output = args.get("output");
  if (output != "text" && output != "json")
    return fail(env, {fmt::format("there is no output format `{}`", output), "known: text, json"}, ExitCode::Usage);
  const bool as_json = output == "json";
  if (words[0] == "import") return import_csps(args, env);
  if (words[0] == "diff") return diff_csps(args, as_json, env);
  if (words[0] == "list" && words.size() == 1) {
    const auto catalog = csp::Catalog::built_in();
    print_list(catalog.roots(), catalog, as_json, env);
    return ExitCode::Success;
  }
  if (words[0] == "show" && words.size() == 2) return show(args, env);
  if (words[0] == "search" && words.size() > 1) {
    const auto catalog = driver::workspace_catalog(env);
    const auto found = catalog.search(base::joined({words.begin() + 1, words.end()}, " "));
    if (!found.empty() || as_json) print_list(found, catalog, as_json, env);
    if (!found.empty()) return ExitCode::Success;
    return fail(env, {words.size() > 2 ? "no node has all of these words" : "no node has this word", ""},
                ExitCode::Findings);
  }
  return fail(
      env,
      {"`csp` does not know this call",
       "use `csp list`, `csp show OMA-URI`, `csp search WORD…`, `csp diff OLD NEW`, `csp import DDF --edition NAME "
       "--out FOLDER` or `csp import --definitions FILE --edition NAME --out FOLDER`"},
      ExitCode::Usage);
}

}  // namespace

auto csp_command() -> Command {
  return {
      "csp",
      "list | show OMA-URI | search WORD… | diff OLD NEW | import [DDF] --edition NAME --out FOLDER",
      "the catalogue of configuration service providers",
      "list      every CSP\n"
      "show      what a node is: format, access, values and what they mean, ADMX elements, builds, editions, children, "
      "id in\n"
      "          the settings catalog\n"
      "search    nodes whose OMA-URI holds every WORD\n"
      "          both know the `nodes` and the installed ADMX files of the workspace that the working folder lies in\n"
      "diff      what the edition NEW has added, dropped and changed since OLD; exit 1 when they differ\n"
      "import    facts of Microsoft's DDF files, for schemas/csp or a folder that `catalog:` names; or, with "
      "--definitions,\n"
      "          which nodes the settings catalog has, for such a folder\n"
      "DDF, OLD and NEW are a folder, however deep, or Microsoft's zip archive; OLD and NEW may be what import wrote",
      kOptions,
      1,
      64,
      run_csp};
}

}  // namespace pinwright::cli
