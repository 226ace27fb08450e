#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/csp_import.hpp"
#include "cli/report.hpp"
#include "csp/catalog.hpp"
#include "csp/node.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr Option kOptions[] = {{"output", "FORMAT", "text or json", false, "text"},
                               {"edition", "NAME", "import: name of the DDF edition, such as \"February 2025\""},
                               {"out", "FOLDER", "import: folder to write"}};

constexpr std::pair<csp::Access, std::string_view> kAccess[] = {{csp::Access::Add, "Add"},
                                                                {csp::Access::Delete, "Delete"},
                                                                {csp::Access::Exec, "Exec"},
                                                                {csp::Access::Get, "Get"},
                                                                {csp::Access::Replace, "Replace"}};

auto access_of(const csp::Node& node) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& [access, name] : kAccess) {
    if (node.can(access)) names.emplace_back(name);
  }
  return names;
}

auto word(csp::Allowed allowed) -> std::string_view {
  switch (allowed) {
    case csp::Allowed::Absent:
      return "";
    case csp::Allowed::Any:
      return "any";
    case csp::Allowed::Enum:
      return "enum";
    case csp::Allowed::Flag:
      return "flag";
    case csp::Allowed::Range:
      return "range";
    case csp::Allowed::RegEx:
      return "regEx";
    case csp::Allowed::Xsd:
      return "xsd";
    case csp::Allowed::Json:
      return "json";
    case csp::Allowed::Sddl:
      return "sddl";
    case csp::Allowed::Admx:
      return "admx";
  }
  return "";
}

auto text_of(const csp::OsBuild& build) -> std::string {
  auto text = fmt::format("{}.{}.{}", build.major, build.minor, build.build);
  return build.revision == 0 ? text : fmt::format("{}.{}", text, build.revision);
}

auto builds_of(const csp::Node& node) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const auto& build : node.os_builds()) texts.push_back(text_of(build));
  return texts;
}

auto editions_of(const csp::Node& node, const csp::Catalog& catalog) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto sku : node.editions()) {
    const auto name = catalog.edition_name(sku);
    names.push_back(name.empty() ? fmt::format("0x{:X}", sku) : std::string(name));
  }
  return names;
}

auto allowed_text(const csp::Node& node) -> std::string {
  if (const auto range = node.allowed_range()) return fmt::format("{} to {}", range->low, range->high);
  if (node.allowed() == csp::Allowed::RegEx) return std::string(node.pattern());
  std::vector<std::string> values;
  for (const auto value : node.allowed_values()) values.emplace_back(value);
  return base::joined(values, ", ");
}

auto to_json(const csp::Node& node, const csp::Catalog& catalog) -> Json {
  Json json{{"omaUri", node.uri()}, {"format", csp::name(node.format())}, {"access", access_of(node)}};
  if (const auto value = node.default_value()) json["default"] = *value;
  if (node.allowed() != csp::Allowed::Absent)
    json["allowed"] = {{"kind", word(node.allowed())}, {"values", allowed_text(node)}};
  json["osBuilds"] = builds_of(node);
  json["cspVersion"] = node.csp_version();
  json["editions"] = editions_of(node, catalog);
  json["deprecated"] = node.is_deprecated();
  Json children = Json::array();
  for (const auto& child : node.children()) children.push_back(child.uri());
  json["children"] = std::move(children);
  return json;
}

auto print_row(std::ostream& out, std::string_view key, std::string_view value) -> void {
  if (!value.empty()) fmt::print(out, "  {:<14} {}\n", key, diag::visible(value));
}

auto print_node(std::ostream& out, const csp::Node& node, const csp::Catalog& catalog) -> void {
  out << diag::visible(node.uri()) << "\n";
  print_row(out, "format", csp::name(node.format()));
  print_row(out, "access", base::joined(access_of(node), ", "));
  print_row(out, "default", node.default_value().value_or(""));
  print_row(
      out, "allowed",
      node.allowed() == csp::Allowed::Absent ? "" : fmt::format("{} {}", word(node.allowed()), allowed_text(node)));
  print_row(out, "list",
            node.list_delimiter().empty() ? "" : fmt::format("separated by {}", base::quoted(node.list_delimiter())));
  print_row(out, "since build", base::joined(builds_of(node), ", "));
  print_row(out, "editions", base::joined(editions_of(node, catalog), ", "));
  print_row(out, "deprecated", node.is_deprecated() ? fmt::format("yes {}", node.deprecated_since()) : "");
  print_row(out, "use instead", node.replaced_by());
  for (const auto& child : node.children()) print_row(out, "child", child.uri());
}

/// One line a node, or a JSON array.
auto print_list(const std::vector<csp::Node>& nodes, const csp::Catalog& catalog, bool as_json, driver::Env& env)
    -> void {
  if (!as_json) {
    for (const auto& node : nodes)
      fmt::print(env.out, "{}  ({})\n", diag::visible(node.uri()), csp::name(node.format()));
    return;
  }
  Json list = Json::array();
  for (const auto& node : nodes) list.push_back(to_json(node, catalog));
  env.out << diag::json_text(list, 2) << "\n";
}

auto show(const std::string& text, const csp::Catalog& catalog, bool as_json, driver::Env& env) -> ExitCode {
  const auto parsed = grammar::parse_oma_uri(text);
  const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
  if (uri == nullptr)
    return fail(env, {fmt::format("{} is not an OMA-URI", base::quoted(text)), "write it as `./Device/Vendor/MSFT/…`"},
                ExitCode::Usage);
  const auto answer = catalog.find(*uri);
  if (const auto* found = std::get_if<csp::Found>(&answer)) {
    if (as_json) {
      env.out << diag::json_text(to_json(found->node, catalog), 2) << "\n";
    } else {
      print_node(env.out, found->node, catalog);
    }
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
  const auto catalog = csp::Catalog::built_in();
  if (words[0] == "import") return import_csps(args, env);
  if (words[0] == "list" && words.size() == 1) {
    print_list(catalog.roots(), catalog, as_json, env);
    return ExitCode::Success;
  }
  if (words[0] == "show" && words.size() == 2) return show(words[1], catalog, as_json, env);
  if (words[0] == "search" && words.size() > 1) {
    const auto found = catalog.search(base::joined({words.begin() + 1, words.end()}, " "));
    print_list(found, catalog, as_json, env);
    return found.empty() ? ExitCode::Findings : ExitCode::Success;
  }
  return fail(
      env,
      {"`csp` does not know this call",
       "use `csp list`, `csp show OMA-URI`, `csp search WORD…` or `csp import DIR --edition NAME --out FOLDER`"},
      ExitCode::Usage);
}

}  // namespace

auto csp_command() -> Command {
  return {"csp",
          "list | show OMA-URI | search WORD… | import DIR --edition NAME --out FOLDER",
          "the catalogue of configuration service providers",
          "list      every CSP\n"
          "show      what a node is: format, access, allowed values, builds, editions, children\n"
          "search    nodes whose OMA-URI holds every WORD\n"
          "import    facts of Microsoft's DDF files, for schemas/csp or a folder that `catalog:` names",
          kOptions,
          1,
          64,
          run_csp};
}

}  // namespace pinwright::cli
