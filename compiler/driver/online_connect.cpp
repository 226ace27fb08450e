#include "driver/online_connect.hpp"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <utility>

#include "base/print.hpp"
#include "diag/visible.hpp"
#include "driver/declared_secrets.hpp"
#include "driver/online_trace.hpp"
#include "driver/paths.hpp"
#include "driver/seed.hpp"
#include "graph/activity.hpp"
#include "graph/connect.hpp"
#include "sandbox/server.hpp"

namespace pinwright::driver {

namespace {

/// Who signs in to a sandbox of our own making, which believes everybody.
constexpr std::string_view kSandboxClient = "5a4db0c5-0000-4000-8000-000000000001";
/// Exists in no environment.
constexpr std::string_view kSandboxSecret = "PINWRIGHT_SANDBOX_CLIENT_SECRET";

auto sandbox_auth() -> model::Auth {
  model::Auth auth;
  auth.method = model::Located<model::AuthMethod>{model::AuthMethod::Secret, {}};
  auth.client_id = model::Text{std::string(kSandboxClient), {}};
  auth.secret_env = model::Text{std::string(kSandboxSecret), {}};
  return auth;
}

/// A secret for this run alone; nothing of the real environment gets through.
auto sandbox_variables(const base::Random& random) -> base::Variables {
  return [secret = fmt::format("{:016x}", random())](std::string_view name) {
    return name == kSandboxSecret ? std::optional(secret) : std::nullopt;
  };
}

class Run final : public Connections {
 public:
  Run(Env& env, const Loaded& loaded, const ConnectionOptions& options, std::unique_ptr<Trace> trace,
      std::unique_ptr<sandbox::Server> server)
      : env_(env),
        loaded_(loaded),
        auth_folder_(options.auth_file != nullptr ? options.auth_file->folder : loaded.root),
        trace_(std::move(trace)),
        server_(std::move(server)),
        world_{env.files, env.variable, env.clock, env.random,       env.sleep,
               env.stop,  {},           {},        options.activity, env.steady} {
    world_.say = [this](const std::string& line) { say(line); };
    if (trace_) {
      world_.trace = [this, secrets = declared_secrets(loaded, env.variable)](const std::string& line) {
        if (const auto lost = trace_->write(secrets.hidden_in(line)); !lost.empty()) say(lost);
      };
    }
    if (options.auth_file != nullptr) world_.variable = sign_in_variables(*options.auth_file, env.variable);
    if (server_) world_.variable = sandbox_variables(env.random);
  }

  [[nodiscard]] auto to(lower::TenantRef tenant) -> std::unique_ptr<plan::Tenant> override {
    graph::ConnectOptions options;
    options.tenant_name = tenant->name.value;
    options.tenant_id = tenant->value.tenant_id.value;
    options.cloud = tenant->value.cloud_or_default();
    options.auth = server_ ? sandbox_auth() : tenant->value.auth.as_optional();
    options.api = loaded_.workspace.graph_api;
    options.workspace_root = auth_folder_;
    options.catalog = &loaded_.catalog;
    if (server_) options.hosts = graph::Hosts{server_->url(), server_->url()};
    return env_.connect(options, world_);
  }

  [[nodiscard]] auto login_host(lower::TenantRef tenant) const -> std::string override {
    if (server_) return server_->url();
    const auto hosts = graph::hosts_of(tenant->value.cloud_or_default(), world_.variable);
    return hosts.ok() ? hosts.value().login : std::string();
  }

  [[nodiscard]] auto is_old_sandbox() const -> bool override { return server_ && !server_->is_new(); }

 private:
  auto say(const std::string& line) -> void {
    const std::lock_guard lock(saying_);
    if (world_.activity != nullptr) world_.activity->saying();
    base::print(env_.err, "{}\n", diag::visible(line));
    env_.err.flush();
  }

  Env& env_;
  const Loaded& loaded_;
  std::string auth_folder_;
  std::unique_ptr<Trace> trace_;
  std::unique_ptr<sandbox::Server> server_;
  graph::World world_;
  std::mutex saying_;
};

auto start_sandbox(Env& env, const Loaded& loaded, const std::string& store)
    -> base::Result<std::unique_ptr<sandbox::Server>> {
  sandbox::Options options;
  options.store = absolute(env.working_folder, store);
  if (env.files.kind(options.store) == source::FileKind::Missing) options.seed = make_seed(loaded);
  return sandbox::start(options);
}

}  // namespace

auto open_connections(Env& env, const Loaded& loaded, const ConnectionOptions& options)
    -> base::Result<std::unique_ptr<Connections>> {
  std::unique_ptr<Trace> trace;
  if (!options.trace.empty()) {
    auto opened = Trace::open(env.files, absolute(env.working_folder, options.trace));
    if (!opened.ok()) return opened.error();
    trace = std::move(opened).value();
  }
  std::unique_ptr<sandbox::Server> server;
  if (!options.sandbox.empty()) {
    auto started = start_sandbox(env, loaded, options.sandbox);
    if (!started.ok()) return started.error();
    server = std::move(started).value();
  }
  return std::unique_ptr<Connections>(std::make_unique<Run>(env, loaded, options, std::move(trace), std::move(server)));
}

}  // namespace pinwright::driver
