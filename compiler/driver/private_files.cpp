#include "driver/private_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "driver/paths.hpp"
#include "lower/files.hpp"

namespace pinwright::driver {

namespace {

auto has_dot_name(std::string_view path) -> bool {
  const auto parts = base::split(path, '/');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part.substr(0, 1) == "."; });
}

template <class Take>
auto each_file_of(const model::TenantSettings& settings, const Take& take) -> void {
  if (!settings.auth) return;
  if (settings.auth->certificate_file) take(*settings.auth->certificate_file);
  if (settings.auth->token_file) take(*settings.auth->token_file);
}

}  // namespace

PrivateFiles::PrivateFiles(Env& env, const Loaded& loaded) : env_(env), loaded_(loaded) {
  const auto root = env.files.real_path(loaded.root);
  real_root_ = root.ok() ? root.value() : loaded.root;
  const auto take = [&](const model::Text& file) {
    const auto real = env.files.real_path(absolute(loaded.root, file.value));
    if (real.ok()) of_auth_.insert(real.value());
  };
  each_file_of(loaded.workspace.tenant_defaults, take);
  for (const auto& tenant : loaded.workspace.tenants.all()) each_file_of(tenant.value, take);
}

auto PrivateFiles::reason_of_path(const std::string& path) const -> std::string {
  const auto real = env_.files.real_path(join(loaded_.root, path));
  const std::string real_path = real.ok() ? real.value() : join(real_root_, path);
  if (of_auth_.count(real_path) != 0) return fmt::format("the file `{}` belongs to `auth`", path);
  const auto below = is_within(real_root_, real_path) ? std::string_view(real_path).substr(real_root_.size()) : "";
  if (has_dot_name(path) || has_dot_name(below))
    return fmt::format("the file `{}` is private: a part of its path begins with a dot", path);
  return {};
}

auto reason_of_content(std::string_view path, std::string_view bytes) -> std::string {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kKey = "PRIVATE KEY-----";
  const auto utf16 = base::utf16_to_utf8(bytes);
  const std::string_view text = utf16 ? *utf16 : bytes;
  for (auto at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at + kBegin.size())) {
    // `ENCRYPTED PRIVATE KEY`, `RSA PRIVATE KEY`, `PRIVATE KEY`: all on the line that begins here.
    if (text.substr(at, text.find('\n', at) - at).find(kKey) != std::string_view::npos)
      return fmt::format("the file `{}` holds a private key", path);
  }
  return {};
}

}  // namespace pinwright::driver
