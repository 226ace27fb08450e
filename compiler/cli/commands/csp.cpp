#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
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

constexpr std::size_t kMostWords = 64;

constexpr Option kOptions[] = {
    {"output", "FORMAT", "{}", false, "text", kTextAndJson},
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

auto is_json(const Args& args) -> bool { return args.get("output") == "json"; }

auto print_found(const csp::Node& node, const csp::Catalog& catalog, const Args& args, driver::Env& env) -> void {
  if (args.has("yaml")) {
    print_yaml(env.out, node);
  } else if (is_json(args)) {
    env.out << diag::json_text(to_json(node, catalog), 2) << "\n";
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

auto list(const Args& args, driver::Env& env) -> ExitCode {
  const auto catalog = csp::Catalog::built_in();
  print_list(catalog.roots(), catalog, is_json(args), env);
  return ExitCode::Success;
}

auto search(const Args& args, driver::Env& env) -> ExitCode {
  const auto& words = args.positional();
  const auto catalog = driver::workspace_catalog(env);
  const auto found = catalog.search(base::joined({words.begin() + 1, words.end()}, " "));
  if (!found.empty() || is_json(args)) print_list(found, catalog, is_json(args), env);
  if (!found.empty()) return ExitCode::Success;
  return fail(env, {words.size() > 2 ? "no node has all of these words" : "no node has this word", ""},
              ExitCode::Findings);
}

auto diff(const Args& args, driver::Env& env) -> ExitCode { return diff_csps(args, is_json(args), env); }

/// What the first argument can be. Where the number of the others does not fit, the call is not known.
struct Call {
  std::string_view word;
  std::size_t least, most;
  auto(*run)(const Args&, driver::Env&) -> ExitCode;
};
/// diff and import say themselves what they lack.
constexpr std::array kCalls{Call{"list", 0, 0, list}, Call{"show", 1, 1, show}, Call{"search", 1, kMostWords, search},
                            Call{"diff", 0, kMostWords, diff}, Call{"import", 0, kMostWords, import_csps}};
constexpr auto kWords = [] {
  std::array<std::string_view, kCalls.size()> words;
  std::transform(kCalls.begin(), kCalls.end(), words.begin(), [](const Call& call) { return call.word; });
  return words;
}();

auto run_csp(const Args& args, driver::Env& env) -> ExitCode {
  const auto format = args.word("output");
  if (!format.ok())
    return fail(env, {fmt::format("there is no output format `{}`", args.get("output")), format.error().help},
                ExitCode::Usage);
  const auto& words = args.positional();
  const auto others = words.size() - 1;
  const auto* const call = std::find_if(kCalls.begin(), kCalls.end(), [&](const Call& row) {
    return row.word == words.front() && others >= row.least && others <= row.most;
  });
  if (call != kCalls.end()) return call->run(args, env);
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
      kMostWords,
      run_csp,
      kWords};
}

}  // namespace pinwright::cli
