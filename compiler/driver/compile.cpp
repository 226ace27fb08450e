#include "driver/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "driver/paths.hpp"
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

/// An entry of `unresolved` and the tenants that share it.
struct Unresolved {
  emit::Unresolved what;
  std::vector<std::string> tenants;
};

}  // namespace

struct OutputFolder::State {
  State(Env& world, std::string folder, std::string name)
      : env(world), target(std::move(folder)), workspace(std::move(name)) {
    const auto slash = target.rfind('/');
    fresh = fmt::format("{}/.{}.pinwright-{:016x}", target.substr(0, slash), target.substr(slash + 1), env.random());
  }

  Env& env;
  std::string target;
  std::string fresh;
  std::string workspace;
  std::mutex mutex;
  bool started = false;
  bool first_entry = true;
  bool in_place = false;
  std::optional<base::Error> failure;
  std::map<std::size_t, std::string> entries;  // index -> JSON, until it is flushed
  std::map<std::tuple<std::string, std::string, std::string>, Unresolved> unresolved;
  CompileResult result;

  auto check(const base::Status& status) -> bool {
    if (!status.ok() && !failure) failure = status.error();
    return status.ok();
  }

  auto start() -> void {
    if (started) return;
    started = true;
    check(env.files.make_folders(fresh));
    if (failure) return;
    check(env.files.write_new(join(fresh, "index.json"), fmt::format("{}  \"workspace\": {},\n  \"tenants\": [",
                                                                     kIndexHead, Json(workspace).dump())));
  }

  auto append(std::string_view bytes) -> void {
    if (!failure) check(env.files.append(join(fresh, "index.json"), bytes));
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

OutputFolder::~OutputFolder() {
  if (state_->started && !state_->in_place) static_cast<void>(state_->env.files.remove_folder(state_->fresh).ok());
}

auto OutputFolder::write(std::size_t index, emit::Output output) -> void {
  {
    const std::lock_guard lock(state_->mutex);
    state_->start();
    if (state_->failure) return;
  }
  std::optional<base::Error> failed;
  std::string made;
  for (const auto& file : output.files) {
    const auto path = join(state_->fresh, file.path);
    const auto folder = parent(path);
    auto status = folder == made ? base::Status(base::Done{}) : state_->env.files.make_folders(folder);
    made = folder;
    if (status.ok()) status = state_->env.files.write_new(path, file.bytes);
    if (!status.ok()) {
      failed = status.error();
      break;
    }
  }
  const std::lock_guard lock(state_->mutex);
  if (failed && !state_->failure) state_->failure = *failed;
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
  if (state_->failure) return named(*state_->failure, state_->fresh, state_->target);
  const auto swapped = state_->env.files.swap_folder(state_->fresh, state_->target);
  if (!swapped.ok()) return named(swapped.error(), state_->fresh, state_->target);
  state_->in_place = true;
  return state_->result;
}

}  // namespace pinwright::driver
