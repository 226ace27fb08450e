
#include "graph/token_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "graph/auth/methods.hpp"
#include "graph/clouds.hpp"

namespace pinwright::graph {

namespace {

using auth::Method;
using auth::SignIn;

constexpr std::int64_t kLeft = 120;

auto sign_in_of(const ConnectOptions& options, const World& world, Transport& transport) -> base::Result<SignIn> {
  const auto hosts = options.hosts ? base::Result(*options.hosts) : hosts_of(options.cloud, world.variable);
  if (!hosts.ok()) return hosts.error();
  // A token is for the cloud's Graph also where PINWRIGHT_GRAPH_URL points at something that stands in for it.
  return SignIn{.world = world,
                .transport = transport,
                .tenant_name = options.tenant_name,
                .tenant_id = options.tenant_id,
                .login = hosts.value().login,
                .resource = built_in_hosts(options.cloud).graph,
                .exchange_audience = std::string(exchange_audience(options.cloud)),
                .auth = options.auth.value_or(model::Auth{}),
                .workspace_root = options.workspace_root};
}

class CachedTokenSource final : public TokenSource {
 public:
  CachedTokenSource(const ConnectOptions& options, const World& world, Transport& transport)
      : tenant_name_(options.tenant_name), clock_(world.clock), sign_in_(sign_in_of(options, world, transport)) {}

  auto token() -> base::Result<AccessToken> override {
    const std::lock_guard lock(mutex_);
    if (cached_ && cached_->expires_at - clock_() >= kLeft) return *cached_;
    cached_.reset();
    auto asked = ask();
    if (!asked.ok()) return named(asked.error());
    cached_ = asked.value();
    return asked;
  }

  auto forget() -> void override {
    const std::lock_guard lock(mutex_);
    cached_.reset();
  }

 private:
  auto ask() -> base::Result<AccessToken> {
    if (!sign_in_.ok()) return sign_in_.error();
    const auto& sign_in = sign_in_.value();
    if (!chosen_ && sign_in.auth.method) chosen_ = row_of(sign_in.auth.method->value);
    return chosen_ ? chosen_->ask(sign_in) : ask_all(sign_in);
  }

  static auto row_of(model::AuthMethod method) -> const Method* {
    const auto rows = auth::methods();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Method& row) { return row.method == method; });
    return found == rows.end() ? nullptr : &*found;
  }

  /// The way that works is kept: a later token comes from the same identity.
  auto ask_all(const SignIn& sign_in) -> base::Result<AccessToken> {
    const auto rows = auth::methods_unasked(sign_in);
    if (!rows.ok()) return rows.error();
    std::string reasons;
    for (const auto* row : rows.value()) {
      auto asked = row->ask(sign_in);
      if (asked.ok()) {
        chosen_ = row;
        return asked;
      }
      if (asked.error().kind == base::ErrorKind::Interrupted) return asked;
      reasons += fmt::format("\n  {}: {}", model::word(row->method), asked.error().message);
    }
    return base::Error{"`auth.method` is not set, and no way to sign in worked:" + reasons,
                       "write into `auth` of the tenant how to sign in, or set the variables of one of these ways"};
  }

  [[nodiscard]] auto named(base::Error error) const -> base::Error {
    error.message = fmt::format("cannot sign in to `{}`: {}", tenant_name_, error.message);
    if (error.kind != base::ErrorKind::Interrupted) error.kind = base::ErrorKind::Unreachable;
    return error;
  }

  std::string tenant_name_;
  base::Clock clock_;
  base::Result<SignIn> sign_in_;
  std::mutex mutex_;  // held while a token is asked for: everyone else waits for that one
  const Method* chosen_ = nullptr;
  std::optional<AccessToken> cached_;
};

}  // namespace

auto make_token_source(const ConnectOptions& options, const World& world, Transport& transport)
    -> std::unique_ptr<TokenSource> {
  return std::make_unique<CachedTokenSource>(options, world, transport);
}

}  // namespace pinwright::graph
