#include "cli/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/report.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

using source::FileKind;

namespace {

constexpr std::array<std::string_view, 9> kRead{"auth-file", "seed",  "faults", "definitions", "tls-cert",
                                                "tls-key",   "files", "keep",   "admx"};
constexpr std::array<std::string_view, 5> kWritten{"write-known", "trace", "log", "sandbox", "store"};

/// A file that an option says to write.
struct Place {
  std::string option;  ///< as it was typed
  std::string full;
  bool is_result = true;  ///< written anew, and not added to
};

auto written_places(const Command& command, const Args& args, const driver::Env& env) -> std::vector<Place> {
  std::vector<Place> places;
  const auto add = [&](std::string option, const std::string& path, bool is_result) {
    if (!path.empty()) places.push_back({std::move(option), driver::absolute(env.working_folder, path), is_result});
  };
  for (const auto& text : args.all("output")) {
    const auto equals = text.find('=');
    if (equals != std::string::npos) add("--output " + text, text.substr(equals + 1), true);
  }
  for (const auto name : kWritten) {
    if (args.has(name)) add(fmt::format("--{} {}", name, args.get(name)), args.get(name), name == "write-known");
  }
  // Elsewhere it is a folder, which is made.
  if (command.name == "plan" && args.has("out")) add("--out " + args.get("out"), args.get("out"), true);
  return places;
}

/// Whether a link takes a place below `folder` out of it. Who wrote the files there can have put it there: a stranger's
/// pull request would have its findings written over a file of whoever checks it.
auto is_led_out_of(const std::string& folder, const Place& place, driver::Env& env) -> bool {
  if (!driver::is_within(folder, place.full)) return false;
  const bool is_new = env.files.kind(place.full) == FileKind::Missing;
  const auto real_folder = env.files.real_path(folder);
  const auto real = env.files.real_path(is_new ? driver::parent(place.full) : place.full);
  return real_folder.ok() && real.ok() && !driver::is_within(real_folder.value(), real.value());
}

auto why_not_writable(const Place& place, const std::vector<std::string>& folders, driver::Env& env) -> std::string {
  for (const auto& folder : folders) {
    if (is_led_out_of(folder, place, env))
      return fmt::format("a link leads it out of `{}`; name the place where it really is", folder);
  }
  if (env.files.kind(place.full) == FileKind::Folder) return "it is a folder";
  const auto folder = driver::parent(place.full);
  if (folder == env.working_folder) return {};
  const auto kind = env.files.kind(folder);
  if (kind == FileKind::Missing) return fmt::format("there is no folder `{}`", folder);
  return kind == FileKind::Regular ? fmt::format("`{}` is a file, and no folder", folder) : std::string();
}

/// An Error when two results go to one file: the second would take the first away.
auto check_apart(const std::vector<Place>& places) -> base::Status {
  for (auto one = places.begin(); one != places.end(); ++one) {
    const auto other = std::find_if(std::next(one), places.end(),
                                    [&](const Place& place) { return place.is_result && place.full == one->full; });
    if (one->is_result && other != places.end())
      return base::Error{fmt::format("`{}` and `{}` write one file", one->option, other->option),
                         "give each a file of its own"};
  }
  return base::Done{};
}

}  // namespace

auto stopped_by_places(const Command& command, const Args& args, driver::Env& env) -> std::optional<ExitCode> {
  for (const auto name : kRead) {
    const auto path = args.get(name);
    if (!args.has(name) || path.empty()) continue;
    if (env.files.kind(driver::absolute(env.working_folder, path)) == FileKind::Missing)
      return fail(env, {fmt::format("`--{}`: there is no file or folder `{}`", name, path), ""}, ExitCode::Usage);
  }
  // Where strangers may have put links: here, and in the workspace that is named.
  std::vector<std::string> folders{env.working_folder};
  for (const auto& path : args.positional()) folders.push_back(driver::absolute(env.working_folder, path));
  const auto places = written_places(command, args, env);
  if (const auto apart = check_apart(places); !apart.ok()) return fail(env, apart.error(), ExitCode::Usage);
  for (const auto& place : places) {
    if (const auto why = why_not_writable(place, folders, env); !why.empty())
      return fail(
          env, {fmt::format("`{}` cannot be written: {}", place.option, why), "name a file in a folder that is there"},
          ExitCode::Findings);
  }
  return std::nullopt;
}

}  // namespace pinwright::cli
