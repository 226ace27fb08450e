#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "driver/load.hpp"
#include "model/auth_file.hpp"

/// `--auth-file`: the files of the workspace may be a stranger's then, as in a pull request. How to sign in and where,
/// which tenants, which variables of the environment: all of that comes from this file, and what the workspace says of
/// it is not looked at (docs/pull-requests.md).
namespace pinwright::driver {

struct AuthFile {
  model::AuthFile content;
  std::string folder;  ///< absolute: files of its `auth` are relative to it
};

/// An Error: the file cannot be read, has a mistake (the first one is told, with its place), or lies in the workspace
/// at `root`, where the stranger could write it.
[[nodiscard]] auto read_auth_file(Env& env, const std::string& path, const std::string& root)
    -> base::Result<std::unique_ptr<AuthFile>>;

/// Gives every tenant of the workspace the cloud and the sign-in of the file. Findings, in loaded.sink:
/// tenant-not-allowed for one that the file does not list, adopt-not-allowed for an ID that it does not list.
auto impose(const AuthFile& file, Loaded& loaded) -> void;

/// Those variables of `all` that values may come from.
[[nodiscard]] auto value_variables(const AuthFile& file, base::Variables all) -> base::Variables;
/// What signing in reads: `all`, with the file's `graphUrl`.
[[nodiscard]] auto sign_in_variables(const AuthFile& file, base::Variables all) -> base::Variables;

}  // namespace pinwright::driver
