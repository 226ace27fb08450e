#include "driver/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "base/parallel.hpp"
#include "base/sha256.hpp"
#include "driver/auth_references.hpp"
#include "driver/byte_budget.hpp"
#include "driver/declared_nodes.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "driver/value_files.hpp"
#include "driver/variable_names.hpp"
#include "lower/path_problem.hpp"
#include "model/decode.hpp"
#include "model/link.hpp"
#include "model/merge.hpp"
#include "syntax/parse.hpp"

namespace pinwright::driver {

using diag::Code;

namespace {

constexpr syntax::Limits kLimits;
/// Of the YAML of a workspace, with what its aliases stand for. Ten thousand files with a tenant and two policies each
/// take 55 MiB of it, ten thousand with long texts 80.
constexpr std::size_t kWorkspaceLimit = std::size_t{256} << 20;
/// What each name, value, list and mapping takes of that limit beside its text: a definition costs its memory even when
/// it is one letter long.
constexpr std::size_t kNodeWeight = 32;
/// Of one file of `catalog`, and of all: Microsoft's own have twelve megabytes together.
constexpr std::size_t kCatalogLimit = base::kCatalogueFileBytes;

/// One file's way from the disk to fragments; its own slot and Sink, so that files can be read in any order.
struct FileTask {
  source::FileId id;
  std::string path;
  std::string problem;
  std::optional<base::Result<std::string>> text;  ///< when it has been read already
  diag::Sink sink;
  std::vector<model::Fragment> fragments;
  bool has_syntax_errors = false;
  bool is_whole = true;  ///< every document became a fragment
};

auto report_unreadable(FileTask& task, const std::string& reason) -> void {
  // The root file is what `ignore` stands in.
  const bool is_root = task.path == kRootFile;
  task.sink.add(diag::make(
      Code::UnknownReference, {task.id, 0, 0}, reason,
      is_root ? "give yourself permission to read it" : "fix it, or list the file under `ignore` in `pinwright.yaml`"));
  task.has_syntax_errors = true;
  task.is_whole = false;
}

auto report_too_large(FileTask& task) -> void {
  task.sink.add(diag::make(Code::LimitExceeded, {task.id, 0, 0},
                           fmt::format("the file has more than {} bytes", kLimits.bytes), "split the file"));
  task.has_syntax_errors = true;
  task.is_whole = false;
}

struct Weight {
  std::size_t nodes = 0;
  std::size_t text = 0;  ///< bytes of all scalars: more than the file has, when aliases repeat some
};

auto weigh(const syntax::Node& node, Weight& weight) -> void {
  ++weight.nodes;
  weight.text += node.text.size();
  for (const auto& item : node.items) weigh(item, weight);
  for (const auto& [key, value] : node.members) {
    weigh(key, weight);
    weigh(value, weight);
  }
}

/// What the file takes of the workspace's budget, beside its own bytes.
auto weight_of(std::string_view text, const std::vector<syntax::Node>& documents) -> std::size_t {
  Weight weight;
  for (const auto& node : documents) weigh(node, weight);
  const bool has_aliases = text.find('*') != std::string_view::npos;
  return weight.nodes * kNodeWeight + (has_aliases ? weight.text : 0);
}

auto read_file(Env& env, Loaded& loaded, ByteBudget& budget, FileTask& task) -> void {
  if (budget.is_exceeded()) return;
  if (!task.problem.empty()) return report_unreadable(task, task.problem);
  const auto path = join(loaded.root, task.path);
  if (!task.text) task.text = env.files.read(path, kLimits.bytes);
  if (!task.text->ok()) {
    const auto& error = task.text->error();
    return error.kind == base::ErrorKind::TooLarge ? report_too_large(task) : report_unreadable(task, error.message);
  }
  if (!budget.take(task.text->value().size())) return;
  loaded.sources.set_text(task.id, std::move(*task.text).value());
  task.text.reset();
  const auto documents = syntax::parse(loaded.sources, task.id, kLimits, task.sink);
  if (!budget.take(weight_of(loaded.sources.text(task.id), documents))) return;
  task.has_syntax_errors = task.sink.has_errors();
  task.fragments = model::decode_fragments(loaded.sources, documents, task.sink);
  task.is_whole = !task.has_syntax_errors && task.fragments.size() == documents.size();
}

auto make_task(Env& env, Loaded& loaded, const FoundFile& file) -> FileTask {
  FileTask task;
  task.path = file.path;
  task.problem = file.problem;
  task.id = loaded.sources.add(shown(env.working_folder, join(loaded.root, file.path)));
  loaded.root_paths.push_back(file.path);
  return task;
}

/// The root file is read first: its `ignore` says which others belong to the workspace. Most have no such word, in
/// plain letters or in escapes; a root file that lists ten thousand tenants is then not parsed twice.
auto ignore_globs(Env& env, const std::string& root, const base::Result<std::string>& text)
    -> std::vector<model::Text> {
  if (text.ok() && text.value().find("ignore") == std::string::npos && text.value().find('\\') == std::string::npos)
    return {};
  Loaded probe;
  probe.root = root;
  auto task = make_task(env, probe, {std::string(kRootFile), {}});
  task.text = text;
  ByteBudget budget(kWorkspaceLimit);
  read_file(env, probe, budget, task);
  std::vector<model::Text> globs;
  for (auto& fragment : task.fragments)
    std::move(fragment.ignore.begin(), fragment.ignore.end(), std::back_inserter(globs));
  return globs;
}

/// `bytes`: of the files of `catalog` until now.
auto read_catalog_folder(Env& env, const Loaded& loaded, const model::Text& folder, std::size_t& bytes,
                         std::vector<std::pair<std::string, std::string>>& files) -> std::string {
  const auto resolved = lower::resolve_path(kRootFile, folder.value);
  if (resolved.empty()) return lower::path_problem("folder", folder.value, "the workspace").message;
  const auto path = join(loaded.root, resolved);
  const auto root = env.files.real_path(loaded.root);
  const auto leads_out = [&](const std::string& name) {
    return root.ok() && env.files.kind(name) != source::FileKind::Missing && !is_inside(env, root.value(), name);
  };
  if (leads_out(path)) return fmt::format("the folder `{}` leads out of the workspace", folder.value);
  const auto listed = env.files.list(path);
  if (!listed.ok()) return listed.error().message;
  const auto before = bytes;
  for (const auto& entry : listed.value()) {
    if (entry.is_link && leads_out(join(path, entry.name))) {
      return fmt::format("the link `{}` leads out of the workspace", join(resolved, entry.name));
    }
    if (entry.name.size() < 5 || entry.name.substr(entry.name.size() - 5) != ".json") continue;
    auto text = env.files.read(join(path, entry.name), kCatalogLimit);
    if (!text.ok()) return text.error().message;
    bytes += text.value().size();
    if (bytes > kCatalogLimit)
      return fmt::format("the files of `{}`{} have more than {} MiB", folder.value,
                         before == 0 ? "" : ", with those of the folders before it,", kCatalogLimit >> 20U);
    files.emplace_back(join(resolved, entry.name), std::move(text).value());
  }
  return {};
}

auto load_catalog(Env& env, Loaded& loaded) -> void {
  loaded.catalog = csp::Catalog::built_in();
  std::size_t bytes = 0;
  for (const auto& folder : loaded.workspace.catalog) {
    std::vector<std::pair<std::string, std::string>> files;
    auto problem = read_catalog_folder(env, loaded, folder, bytes, files);
    if (problem.empty()) {
      auto extended = loaded.catalog.with(files);
      if (extended.ok()) {
        loaded.catalog = std::move(extended).value();
        for (const auto& [path, text] : files) loaded.catalog_files.emplace_back(path, base::hex(base::sha256(text)));
        continue;
      }
      problem = extended.error().message;
    }
    auto finding = diag::make(Code::UnknownReference, folder.span, std::move(problem),
                              "`catalog` names folders that `pinwright csp import` wrote, inside the workspace");
    finding.path = "catalog";
    loaded.sink.add(std::move(finding));
  }
}

/// Of YAML or of shape: a part of a file was left out.
auto is_mistake_of_form(const diag::Diagnostic& finding) -> bool {
  const auto phase = diag::info(finding.code).id.substr(2, 2);
  return finding.severity == diag::Severity::Error && (phase == "01" || phase == "02");
}

/// Which files were read in time depends on the threads, so nothing is kept of any: one finding, at the root file.
auto refuse_all(Loaded& loaded, std::vector<FileTask>& tasks) -> void {
  source::FileId root;
  for (auto& task : tasks) {
    if (task.path == kRootFile) root = task.id;
    loaded.sources.set_text(task.id, {});
    task.sink = {};
    task.fragments = {};
    task.has_syntax_errors = true;
    task.is_whole = false;
  }
  loaded.sink.add(diag::make(
      Code::LimitExceeded, {root, 0, 0},
      fmt::format(
          "the YAML files of the workspace hold more than {} MiB, with {} bytes counted for each name and value "
          "beside its text, and aliases expanded",
          kWorkspaceLimit >> 20U, kNodeWeight),
      "nothing in a workspace needs so much: look for files that do not belong to it, and list them under `ignore`"));
}

auto read_files(Env& env, Loaded& loaded, unsigned jobs) -> std::vector<FileTask> {
  auto root_text = env.files.read(join(loaded.root, kRootFile), kLimits.bytes);
  const auto files = find_files(env, loaded.root, ignore_globs(env, loaded.root, root_text));
  std::vector<FileTask> tasks;
  tasks.reserve(files.size());
  loaded.sources.reserve(files.size());
  for (const auto& file : files) tasks.push_back(make_task(env, loaded, file));
  // The root file, which may list ten thousand tenants, is begun first: begun last, all other threads would wait for
  // it.
  std::vector<FileTask*> order;
  order.reserve(tasks.size());
  for (auto& task : tasks) order.push_back(&task);
  const auto rest =
      std::stable_partition(order.begin(), order.end(), [](const FileTask* task) { return task->path == kRootFile; });
  if (rest != order.begin()) order.front()->text = std::move(root_text);
  ByteBudget budget(kWorkspaceLimit);
  base::parallel_for(order.size(), jobs, [&](std::size_t i) { read_file(env, loaded, budget, *order[i]); });
  if (budget.is_exceeded()) refuse_all(loaded, tasks);
  return tasks;
}

}  // namespace

auto read_ignore(Env& env, const std::string& root) -> std::vector<model::Text> {
  return ignore_globs(env, root, env.files.read(join(root, kRootFile), kLimits.bytes));
}

auto load(Env& env, const std::string& root, unsigned jobs) -> std::unique_ptr<Loaded> {
  auto loaded = std::make_unique<Loaded>();
  loaded->root = root;
  auto tasks = read_files(env, *loaded, jobs);
  model::RootFile root_file;
  std::vector<std::vector<model::Fragment>> files;
  files.reserve(tasks.size());
  bool all_read = true;
  for (auto& task : tasks) {
    if (task.path == kRootFile) root_file = {task.id, task.is_whole};
    all_read = all_read && !task.has_syntax_errors;
    loaded->sink.merge(std::move(task.sink));
    files.push_back(std::move(task.fragments));
  }
  loaded->files = tasks.size();
  loaded->workspace = model::merge(std::move(files), root_file, loaded->sink);
  loaded->policies = model::PolicyIndex(loaded->workspace);
  load_catalog(env, *loaded);
  declare_nodes(*loaded);
  // With a file unread, what it defines is missing, and so is every reference to it: one mistake, one finding.
  if (all_read) model::link(loaded->workspace, loaded->catalog, loaded->sink);
  check_auth_references(*loaded);
  check_variable_names(*loaded);
  const auto& findings = loaded->sink.diagnostics();
  loaded->complete = std::none_of(findings.begin(), findings.end(), is_mistake_of_form);
  read_value_files(env, *loaded, jobs);
  return loaded;
}

auto is_damaged(const Loaded& loaded, const model::Named<model::Tenant>& tenant) -> bool {
  if (tenant.broken) return true;
  const auto own = fmt::format("tenants.{}.", tenant.name.value);
  const auto& findings = loaded.sink.diagnostics();
  return std::any_of(findings.begin(), findings.end(), [&](const diag::Diagnostic& one) {
    const bool is_there = one.path.starts_with(own) || one.path.starts_with("tenantDefaults.");
    return is_there && is_mistake_of_form(one);
  });
}

}  // namespace pinwright::driver
