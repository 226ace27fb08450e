#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "object/to_graph.hpp"
#include "property/both_targets.hpp"
#include "property/scene.hpp"
#include "property/settings_by_chance.hpp"
#include "property/world.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

using namespace pinwright;
using namespace pinwright::property;

namespace {

constexpr int kWorkspaces = 300;

using Files = std::map<std::string, std::string>;

/// Sound settings of nodes that the list of definitions does not know.
constexpr std::string_view kNowhere[] = {
    "- {omaUri: ./Device/Vendor/MSFT/VPNv2/Office/AlwaysOn, value: true}",
    "- {omaUri: ./Device/Vendor/MSFT/VPNv2/Office/RememberCredentials, value: true}",
    "- {omaUri: ./Device/Vendor/MSFT/VPNv2/Office/DnsSuffix, value: contoso.com}",
};

/// Policies in the spellings that people use: block and flow, comments, keys in any order, targets said and unsaid.
class Writer {
 public:
  Writer(const std::vector<csp::Node>& nodes, std::mt19937& random) : nodes_(nodes), random_(random) {}

  auto files() -> Files {
    Files files;
    files["pinwright.yaml"] =
        "pinwright: 1\nworkspace: " + kWorkspace + "\ntenants: {contoso: {tenantId: " + kTenantId + "}}\n";
    for (std::size_t i = 1 + below(3); i > 0; --i) {
      auto& text = files[fmt::format("policies/{}.yaml", i)] = "# File " + std::to_string(i) + "\npolicies:\n";
      for (std::size_t left = 1 + below(3); left > 0; --left) text += policy();
      if (below(4) == 0) text = with_carriage_returns(text);
    }
    return files;
  }
  [[nodiscard]] auto with_misfit() const -> std::size_t { return with_misfit_; }

 private:
  auto below(std::size_t limit) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }
  auto comment() -> std::string { return below(3) == 0 ? fmt::format("   # note {}", ++comments_) : std::string(); }

  static auto with_carriage_returns(const std::string& text) -> std::string {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  }

  auto settings() -> std::vector<std::string> {
    auto lines = settings_by_chance(nodes_, random_);
    if (below(4) == 0) {
      ++with_misfit_;
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(below(lines.size() + 1)),
                   std::string(kNowhere[below(std::size(kNowhere))]));
    }
    return lines;
  }

  auto policy() -> std::string {
    const auto key = fmt::format("p{}", ++policies_);
    const auto lines = settings();
    if (below(5) == 0) {
      std::string items;
      for (const auto& line : lines) items += (items.empty() ? "" : ", ") + line.substr(2);
      return fmt::format("  {}: {{displayName: \"{}\", settings: [{}]}}{}\n", key, key, items, comment());
    }
    std::vector<std::string> parts;
    parts.push_back(fmt::format("    displayName: {}{}\n", below(2) == 0 ? key : "'" + key + " it''s'", comment()));
    if (below(3) == 0) parts.push_back("    description: |\n      several\n      # lines, no comment\n");
    if (below(3) == 0) parts.push_back(fmt::format("    \"target\": custom{}\n", comment()));
    std::string list = "    settings:" + comment() + "\n";
    for (const auto& line : lines) list += "      " + line + comment() + "\n";
    parts.push_back(list);
    if (below(2) == 0) parts.push_back("    assignments: {include: [allDevices]}" + comment() + "\n");
    std::shuffle(parts.begin(), parts.end(), random_);
    return fmt::format("  {}:{}\n{}", key, comment(), base::joined(parts, ""));
  }

  const std::vector<csp::Node>& nodes_;
  std::mt19937& random_;
  std::size_t comments_ = 0;
  std::size_t policies_ = 0;
  std::size_t with_misfit_ = 0;
};

struct Converted {
  cli::ExitCode exit;
  std::string out;
  Files files;
};

auto convert(const Files& before, const std::vector<std::string>& flags) -> Converted {
  source::MemoryFileSystem disk;
  for (const auto& [path, text] : before) disk.put("/workspace/" + path, text);
  std::ostringstream out;
  std::ostringstream err;
  auto env = support::offline_env(disk, out, err);
  std::vector<std::string> arguments{"convert", "."};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  Converted converted{cli::run(arguments, env), out.str() + err.str(), {}};
  for (const auto& [path, text] : disk.files()) converted.files[path.substr(std::string("/workspace/").size())] = text;
  return converted;
}

auto has_errors(const Workspace& workspace) -> bool {
  const auto findings = workspace.findings();
  return std::any_of(findings.begin(), findings.end(),
                     [](const auto& one) { return one.severity == diag::Severity::Error; });
}

auto texts(const Files& files) -> std::string {
  std::string all;
  for (const auto& [path, text] : files) all += "=== " + path + "\n" + text;
  return all;
}

using Policies = std::map<std::string, const lower::Policy*>;

auto policies_of(const Workspace& workspace) -> Policies {
  Policies policies;
  for (const auto& policy : workspace.deployment().policies) policies.emplace(policy.name(), &policy);
  return policies;
}

/// What a policy sets, read from its body.
auto nodes_of(const lower::Policy& policy, const DefinitionList& definitions) -> Nodes {
  const auto body = nlohmann::json::parse(object::to_graph(lower::to_object(policy)).dump());
  return policy.target == object::Target::Custom ? nodes_of_custom(body) : definitions.nodes_of(body);
}

/// The lines of all files without the key `target`, which is all that a conversion may add or change.
auto lines_without_target(const Files& files) -> std::vector<std::string> {
  std::vector<std::string> lines;
  for (const auto& [path, text] : files) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      for (const std::string_view added : {"target: settingsCatalog, ", ", target: settingsCatalog"}) {
        if (const auto at = line.find(added); at != std::string::npos) line.erase(at, added.size());
      }
      if (line.find("target:") == std::string::npos && line.find("\"target\":") == std::string::npos)
        lines.push_back(path + ": " + line);
    }
  }
  return lines;
}

auto comments_of(const Files& files) -> std::set<std::string> {
  std::set<std::string> comments;
  for (const auto& [path, text] : files) {
    for (auto at = text.find("# note "); at != std::string::npos; at = text.find("# note ", at + 1))
      comments.insert(path + text.substr(at, text.find_first_of("\r\n", at) - at));
  }
  return comments;
}

/// All that a key and the policies split off from it set.
auto nodes_with_parts(const Policies& policies, const std::string& key, const DefinitionList& definitions) -> Nodes {
  Nodes nodes;
  for (const auto& [name, policy] : policies) {
    if (name == key || name.starts_with(key + "-")) nodes.merge(nodes_of(*policy, definitions));
  }
  return nodes;
}

}  // namespace

TEST_CASE("convert changes targets alone, and each policy sets what it set", "[shared]") {
  const DefinitionList definitions(definitions_tsv());
  const auto catalog = csp::Catalog::built_in();  // the nodes are views of it
  const auto nodes = settable_by_both(catalog);
  std::size_t moved = 0;
  std::size_t stayed = 0;
  for (int seed = 0; seed < kWorkspaces; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    Writer writer(nodes, random);
    const auto before = writer.files();
    const Workspace workspace_before(before);
    INFO(seed);
    REQUIRE(workspace_before.errors().empty());
    const auto converted = convert(before, {});
    INFO(converted.out);
    REQUIRE(converted.exit == cli::ExitCode::Success);
    REQUIRE(lines_without_target(converted.files) == lines_without_target(before));
    const Workspace workspace_after(converted.files);
    REQUIRE(workspace_after.errors().empty());
    const auto old_policies = policies_of(workspace_before);
    const auto new_policies = policies_of(workspace_after);
    REQUIRE(new_policies.size() == old_policies.size());
    std::size_t custom = 0;
    for (const auto& [key, policy] : new_policies) {
      const auto was = nodes_of(*old_policies.at(key), definitions);
      INFO(key);
      if (policy->target == object::Target::Custom) {
        ++custom;
        REQUIRE(converted.out.find(key + " stays custom: ") != std::string::npos);
        REQUIRE(nodes_of(*policy, definitions) == was);
      } else {
        ++moved;
        REQUIRE(first_difference(was, nodes_of(*policy, definitions)) == std::string());
      }
    }
    REQUIRE(custom == writer.with_misfit());
    stayed += custom;
    REQUIRE(convert(converted.files, {}).files == converted.files);
    REQUIRE(convert(before, {"--dry-run"}).files == before);
  }
  CHECK(moved > kWorkspaces);
  CHECK(stayed > kWorkspaces / 3);
}

TEST_CASE("convert --split leaves custom only what has no definition, and no comment is lost", "[shared]") {
  const DefinitionList definitions(definitions_tsv());
  const auto catalog = csp::Catalog::built_in();  // the nodes are views of it
  const auto nodes = settable_by_both(catalog);
  std::size_t split = 0;
  std::size_t refused = 0;
  for (int seed = 0; seed < kWorkspaces; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(10'000 + seed));
    Writer writer(nodes, random);
    const auto before = writer.files();
    const Workspace workspace_before(before);
    const auto converted = convert(before, {"--split"});
    INFO(seed << "\n" << converted.out);
    if (has_errors(workspace_before)) {
      ++refused;
      REQUIRE(converted.files == before);
      continue;
    }
    REQUIRE(converted.exit == cli::ExitCode::Success);
    const Workspace workspace_after(converted.files);
    REQUIRE(workspace_after.errors().empty());
    // A comment at the key of a list that is taken apart stands in both parts.
    REQUIRE(comments_of(converted.files) == comments_of(before));
    const auto new_policies = policies_of(workspace_after);
    for (const auto& [key, policy] : policies_of(workspace_before)) {
      INFO(key);
      REQUIRE(first_difference(nodes_of(*policy, definitions), nodes_with_parts(new_policies, key, definitions)) ==
              std::string());
    }
    for (const auto& [key, policy] : new_policies) {
      if (policy->target == object::Target::Custom) ++split;
    }
    const auto again = convert(converted.files, {"--split"});
    INFO(again.out);
    REQUIRE(texts(again.files) == texts(converted.files));
  }
  CHECK(refused < kWorkspaces / 2);
  CHECK(split > kWorkspaces / 5);
}
