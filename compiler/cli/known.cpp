#include "cli/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/json_parse.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/finding.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::string_view kVersion = "1.0";
constexpr std::size_t kGoneShown = 10;

/// What people read of an entry, by its fingerprint.
using Entries = std::map<std::string, std::string>;

struct Entry {
  std::string fingerprint;
  std::string_view slug;
  std::string_view file;
};

auto entries_of(const driver::Loaded& loaded) -> std::vector<Entry> {
  diag::Places places(loaded.sources);
  diag::Fingerprints fingerprints(loaded.sources, places);
  std::vector<Entry> entries;
  for (const auto& finding : loaded.sink.diagnostics()) {
    const auto file = finding.span.known() ? places.path(finding.span.file) : std::string_view();
    entries.push_back({fingerprints.of(finding), diag::info(finding.code).slug, file});
  }
  return entries;
}

auto not_ours(const std::string& file) -> base::Error {
  return {fmt::format("`{}` is no list of known findings", file), "`--write-known FILE` writes one"};
}

auto read_entries(const std::string& file, driver::Env& env) -> base::Result<Entries> {
  const auto text = env.files.read(driver::absolute(env.working_folder, file), kMostBytes);
  if (!text.ok()) return text.error();
  const auto parsed = base::parse_json(text.value(), {.bytes = kMostBytes});
  if (!parsed.ok()) return base::Error{fmt::format("`{}` {}", file, parsed.error().message), not_ours(file).help};
  const auto& json = parsed.value();
  const auto has_form = json.is_object() && json.value("formatVersion", Json()) == kVersion &&
                        json.contains("findings") && json["findings"].is_array();
  if (!has_form) return not_ours(file);
  Entries entries;
  for (const auto& one : json["findings"]) {
    const auto text_of = [&](const char* key) {
      const auto found = one.is_object() ? one.find(key) : one.end();
      return found != one.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (text_of("fingerprint").empty()) return not_ours(file);
    entries[text_of("fingerprint")] = fmt::format("{} {}", text_of("file"), text_of("slug"));
  }
  return entries;
}

auto write_entries(const std::string& file, const std::vector<Checked>& checked, driver::Env& env) -> base::Status {
  std::string text = fmt::format("{{\"formatVersion\":\"{}\",\"findings\":[", kVersion);
  std::string_view before = "\n";
  for (const auto& one : checked) {
    for (const auto& entry : entries_of(*one.loaded)) {
      text += before;
      text += diag::json_text({{"slug", entry.slug}, {"file", entry.file}, {"fingerprint", entry.fingerprint}});
      before = ",\n";
    }
  }
  return env.files.replace(driver::absolute(env.working_folder, file), text + "\n]}\n");
}

/// Takes the known findings out and their entries off the list; returns how many there were.
auto take_known(driver::Loaded& loaded, Entries& left, const Entries& all) -> std::size_t {
  const auto entries = entries_of(loaded);
  auto& findings = loaded.sink.diagnostics();
  std::vector<diag::Diagnostic> fresh;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    left.erase(entries[i].fingerprint);
    if (!all.contains(entries[i].fingerprint)) fresh.push_back(std::move(findings[i]));
  }
  const auto known = findings.size() - fresh.size();
  findings = std::move(fresh);
  return known;
}

auto say_gone(const Entries& gone, driver::Env& env) -> void {
  if (gone.empty()) return;
  std::vector<std::string> names;
  for (const auto& [fingerprint, name] : gone) names.push_back(name);
  std::sort(names.begin(), names.end());
  base::print(env.err, "{} no longer {}: {}\n", base::counted(gone.size(), "known finding"),
              gone.size() == 1 ? "occurs" : "occur", diag::visible(base::listed(names, kGoneShown)));
}

}  // namespace

auto write_known(const Args& args, const std::vector<Checked>& checked, driver::Env& env) -> base::Status {
  return args.has("write-known") ? write_entries(args.get("write-known"), checked, env) : base::Done{};
}

auto leave_out_known(const Args& args, std::vector<Checked>& checked, driver::Env& env) -> base::Status {
  if (!args.has("known")) return base::Done{};
  const auto entries = read_entries(args.get("known"), env);
  if (!entries.ok()) return entries.error();
  auto gone = entries.value();
  std::size_t known = 0;
  for (auto& one : checked) known += take_known(*one.loaded, gone, entries.value());
  if (known > 0) base::print(env.err, "{} left out\n", base::counted(known, "known finding"));
  say_gone(gone, env);
  return base::Done{};
}

}  // namespace pinwright::cli
