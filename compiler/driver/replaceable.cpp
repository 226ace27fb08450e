#include "driver/replaceable.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/json_parse.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

namespace {

/// As large as the index of a hundred thousand policies.
constexpr std::size_t kIndexLimit = std::size_t{256} << 20;
/// Compile writes two levels.
constexpr std::size_t kMaxDepth = 4;

/// null where there is none.
auto member(const nlohmann::json& object, const char* key) -> const nlohmann::json& {
  static const nlohmann::json kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

auto add_files(const nlohmann::json& policies, std::set<std::string>& files) -> void {
  for (const auto& policy : policies) {
    for (const auto* key : {"file", "assignmentsFile"}) {
      if (policy.is_object() && policy.contains(key) && policy[key].is_string()) files.insert(policy[key]);
    }
  }
}

/// What an index.json names, and the file itself; empty when the file is none of ours.
auto files_of_index(Env& env, const std::string& folder) -> std::set<std::string> {
  const auto path = join(folder, "index.json");
  const auto head = env.files.read_head(path, kIndexHead.size());
  if (!head.ok() || head.value() != kIndexHead) return {};
  const auto bytes = env.files.read(path, kIndexLimit);
  if (!bytes.ok()) return {};
  const auto parsed = base::parse_json(bytes.value(), {.bytes = kIndexLimit});
  std::set<std::string> files;
  if (!parsed.ok() || !parsed.value().is_object()) return files;
  const auto& index = parsed.value();
  files.insert("index.json");
  for (const auto& tenant : member(index, "tenants")) {
    add_files(member(tenant, "policies"), files);
  }
  return files;
}

/// The first entry, below `folder`, that is not in `ours`.
auto foreign_entry(Env& env, const std::string& folder, const std::string& below, const std::set<std::string>& ours,
                   std::size_t depth) -> std::string {
  const auto listed = env.files.list(join(folder, below));
  if (!listed.ok() || depth > kMaxDepth) return below.empty() ? std::string(".") : below;
  for (const auto& entry : listed.value()) {
    auto path = below.empty() ? entry.name : join(below, entry.name);
    if (entry.kind == source::FileKind::Folder && !entry.is_link) {
      if (auto found = foreign_entry(env, folder, path, ours, depth + 1); !found.empty()) return found;
    } else if (!ours.contains(path)) {
      return path;
    }
  }
  return {};
}

}  // namespace

auto why_not_replaceable(Env& env, const std::string& folder, const std::string& workspace) -> std::string {
  if (is_within(folder, env.working_folder)) return "it is or holds the working folder";
  if (is_within(folder, workspace)) return "it is or holds the workspace";
  const auto kind = env.files.kind(folder);
  if (kind == source::FileKind::Missing) return {};
  if (kind != source::FileKind::Folder) return "it is no folder";
  const auto listed = env.files.list(folder);
  if (!listed.ok()) return listed.error().message;
  if (listed.value().empty()) return {};
  const auto ours = files_of_index(env, folder);
  if (ours.empty()) return "it holds files, and no `index.json` that compile wrote";
  const auto foreign = foreign_entry(env, folder, "", ours, 0);
  return foreign.empty() ? std::string() : fmt::format("it holds `{}`, which compile did not write", foreign);
}

}  // namespace pinwright::driver
