#include "graph/auth/sign_in.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "lower/files.hpp"

namespace pinwright::graph::auth {

auto SignIn::variable(std::string_view name) const -> std::optional<std::string> {
  auto value = world.variable(name);
  return value && !value->empty() ? value : std::nullopt;
}

auto required_variable(const SignIn& sign_in, std::string_view name) -> base::Result<std::string> {
  auto value = sign_in.variable(name);
  if (value) return *std::move(value);
  return base::Error{fmt::format("the variable `{}` is not set", name), "set it in the environment of the run"};
}

auto client_id(const SignIn& sign_in) -> base::Result<std::string> {
  if (sign_in.auth.client_id) return sign_in.auth.client_id->value;
  auto id = sign_in.variable("AZURE_CLIENT_ID");
  if (id) return *std::move(id);
  return base::Error{"no application is named", "write its client ID into `auth.clientId`, or set AZURE_CLIENT_ID"};
}

auto read_workspace_file(const SignIn& sign_in, std::string_view key, std::string_view path, std::size_t limit)
    -> base::Result<std::string> {
  auto& files = sign_in.world.files;
  const auto inside = lower::resolve_path("", path);
  const base::Error outside{fmt::format("`auth.{}` is {}, which leaves its folder", key, base::quoted(path)),
                            "write a path relative to `pinwright.yaml`, or to the file of `--auth-file`, with `/`"};
  if (inside.empty()) return outside;
  const auto root = files.real_path(sign_in.workspace_root);
  if (!root.ok()) return root.error();
  const auto real = files.real_path(fmt::format("{}/{}", root.value(), inside));
  if (!real.ok()) return real.error();
  if (!real.value().starts_with(root.value() == "/" ? "/" : root.value() + '/')) return outside;
  return files.read(real.value(), limit);
}

}  // namespace pinwright::graph::auth
