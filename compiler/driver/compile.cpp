#include "driver/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "driver/fresh_folder.hpp"
#include "driver/replaceable.hpp"

namespace pinwright::driver {

using Json = nlohmann::ordered_json;

namespace {

auto indented(std::string_view json, std::string_view indent) -> std::string {
  std::string text(indent);
  for (const char c : json) {
    text += c;
    if (c == '\n') text += indent;
  }
  return text;
}

constexpr std::string_view kIndex = "index.json";

/// An entry of `unresolved` and the tenants that share it.
struct Unresolved {
  emit::Unresolved what;
  std::vector<std::string> tenants;
};

}  // namespace

struct OutputFolder::State {
  State(Env& world, std::string folder, std::string name)
      : env(world), fresh(world, std::move(folder)), workspace(std::move(name)) {}

  Env& env;
  FreshFolder fresh;
  std::string workspace;
  std::mutex mutex;
  bool first_entry = true;
  std::optional<base::Error> failure;
  std::map<std::size_t, std::string> entries;  // index -> JSON, until it is flushed
  std::map<std::tuple<std::string, std::string, std::string>, Unresolved> unresolved;
  CompileResult result;

  auto check(const base::Status& status) -> bool {
    if (!status.ok() && !failure) failure = status.error();
    return status.ok();
  }

  auto start() -> void {
    if (fresh.has_begun()) return;
    check(fresh.begin());
    if (failure) return;
    check(env.files.write_new(fresh.path(kIndex), fmt::format("{}  \"workspace\": {},\n  \"tenants\": [", kIndexHead,
                                                              Json(workspace).dump())));
  }

  auto append(std::string_view bytes) -> void {
    if (!failure) check(env.files.append(fresh.path(kIndex), bytes));
  }

  auto end_index() -> void {
    Json list = Json::array();
    for (const auto& [key, entry] : unresolved) {
      Json item{{"kind", entry.what.kind}, {"name", entry.what.name}};
      if (!entry.what.display_name.empty()) item["displayName"] = entry.what.display_name;
      item["symbol"] = entry.what.symbol;
      item["tenants"] = entry.tenants;
      list.push_back(std::move(item));
    }
    const auto text = indented(list.dump(2), "  ");
    append(
        fmt::format("{}],\n  \"unresolved\": {}\n}}\n", first_entry ? "" : "\n  ", std::string_view(text).substr(2)));
    result.unresolved = unresolved.size();
  }
};

OutputFolder::OutputFolder(Env& env, std::string folder, const model::Workspace& workspace)
    : state_(std::make_unique<State>(env, std::move(folder), workspace.name.value)) {}

OutputFolder::~OutputFolder() = default;

auto OutputFolder::write(std::size_t index, emit::Output output) -> void {
  {
    const std::lock_guard lock(state_->mutex);
    state_->start();
    if (state_->failure) return;
  }
  const auto filled = state_->fresh.fill(output.files);
  const std::lock_guard lock(state_->mutex);
  state_->check(filled);
  if (output.policies > 0) ++state_->result.tenants;
  state_->result.policies += output.policies;
  state_->result.files += output.files.size();
  for (auto& unresolved : output.unresolved) {
    auto key = std::tuple(unresolved.kind, unresolved.name, unresolved.display_name);
    auto& entry = state_->unresolved[std::move(key)];
    entry.what = std::move(unresolved);
    entry.tenants.push_back(output.tenant);
  }
  state_->entries[index] = std::move(output.index_entry);
}

auto OutputFolder::flush(std::size_t first, std::size_t last) -> void {
  const std::lock_guard lock(state_->mutex);
  std::string text;
  for (auto index = first; index < last; ++index) {
    const auto found = state_->entries.find(index);
    if (found == state_->entries.end()) continue;
    text += state_->first_entry ? "\n" : ",\n";
    text += indented(found->second, "    ");
    state_->first_entry = false;
    state_->entries.erase(found);
  }
  if (!text.empty()) state_->append(text);
}

auto OutputFolder::commit() -> base::Result<CompileResult> {
  state_->start();
  for (auto& [key, entry] : state_->unresolved) std::sort(entry.tenants.begin(), entry.tenants.end());
  state_->end_index();
  if (!state_->failure) state_->check(state_->fresh.put_in_place());
  if (state_->failure) return state_->fresh.told(*state_->failure);
  return state_->result;
}

}  // namespace pinwright::driver
