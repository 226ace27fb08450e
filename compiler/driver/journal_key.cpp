#include "driver/journal_key.hpp"

#include <optional>

#include "base/text.hpp"
#include "driver/paths.hpp"
#include "driver/random_key.hpp"

namespace pinwright::driver {

namespace {

constexpr std::string_view kVariable = "PINWRIGHT_JOURNAL_KEY";
constexpr std::string_view kHelp =
    "journals are sealed with a key: set PINWRIGHT_JOURNAL_KEY to a secret, or HOME or XDG_STATE_HOME to a folder";
constexpr std::size_t kMostBytes = 4096;

auto set_variable(const Env& env, std::string_view name) -> std::optional<std::string> {
  auto value = env.variable(name);
  return value && !value->empty() ? value : std::nullopt;
}

/// The XDG Base Directory Specification passes over a path that is not absolute.
auto key_folder(const Env& env) -> base::Result<std::string> {
  const auto state = set_variable(env, "XDG_STATE_HOME");
  if (state && state->starts_with('/')) return join(*state, "pinwright");
  const auto home = set_variable(env, "HOME");
  if (home && home->starts_with('/')) return join(*home, ".local/state/pinwright");
  return base::Error{"there is no place for the key of journals: neither HOME nor XDG_STATE_HOME is set",
                     std::string(kHelp)};
}

auto read_key(Env& env, const std::string& path) -> base::Result<std::string> {
  auto read = env.files.read_private(path, kMostBytes);
  if (!read.ok()) return base::Error{read.error().message, std::string(kHelp)};
  auto key = std::string(base::trimmed(read.value()));
  if (key.empty()) return base::Error{"the key of journals is empty: " + base::quoted(path), std::string(kHelp)};
  return key;
}

}  // namespace

auto journal_key(Env& env) -> base::Result<std::string> {
  if (auto value = set_variable(env, kVariable)) return *std::move(value);
  const auto folder = key_folder(env);
  if (!folder.ok()) return folder.error();
  return read_key(env, join(folder.value(), "key"));
}

auto made_journal_key(Env& env) -> base::Result<std::string> {
  if (auto value = set_variable(env, kVariable)) return *std::move(value);
  const auto folder = key_folder(env);
  if (!folder.ok()) return folder.error();
  const auto path = join(folder.value(), "key");
  if (env.files.kind(path) != source::FileKind::Missing) return read_key(env, path);
  // Another run may have made it meanwhile, or a link leads nowhere: what is there is read, or refused.
  const auto made = env.files.make_private(path, random_key(env) + "\n");
  if (!made.ok() && env.files.kind(path) == source::FileKind::Missing)
    return base::Error{made.error().message, std::string(kHelp)};
  return read_key(env, path);
}

}  // namespace pinwright::driver
