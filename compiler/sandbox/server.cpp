#include "sandbox/server.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "base/sha256.hpp"
#include "sandbox/app.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/http/listener.hpp"
#include "sandbox/seed.hpp"
#include "sandbox/store.hpp"

namespace pinwright::sandbox {

namespace {

constexpr std::string_view kTokenKey = "tokenKey";

class RunningServer : public Server {
 public:
  RunningServer(std::unique_ptr<Store> store, std::unique_ptr<Listener> listener, std::string url, bool is_new)
      : store_(std::move(store)), listener_(std::move(listener)), url_(std::move(url)), is_new_(is_new) {}

  auto serve(std::unique_ptr<App> app) -> void {
    app_ = std::move(app);
    listener_->serve([this](const Call& call) { return app_->answer(call); }, [this] { app_->stop(); });
  }

  [[nodiscard]] auto url() const -> const std::string& override { return url_; }
  [[nodiscard]] auto is_new() const -> bool override { return is_new_; }

 private:
  // In this order: the listener stops first, the store closes last.
  std::unique_ptr<Store> store_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Listener> listener_;
  std::string url_;
  bool is_new_;
};

auto fill(Store& store, const std::string& seed) -> base::Status {
  Store::Transaction transaction(store);
  if (auto seeded = apply_seed(seed, transaction); !seeded) return seeded;
  transaction.put_setting(kTokenKey, base::hex(random_bytes(32)));
  return transaction.commit();
}

auto token_key(Store& store) -> std::string {
  Store::Transaction transaction(store);
  return transaction.setting(kTokenKey).value_or("");
}

/// A store that a failed start has made: the next start would take it for one that is filled.
class HalfMade {
 public:
  explicit HalfMade(const std::string& path) : path_(path), is_ours_(!std::filesystem::exists(path, ignored_)) {}
  HalfMade(const HalfMade&) = delete;
  auto operator=(const HalfMade&) -> HalfMade& = delete;
  ~HalfMade() {
    for (const auto* end : {"", "-wal", "-shm"}) {
      if (is_ours_) std::filesystem::remove(path_ + end, ignored_);
    }
  }
  auto keep() -> void { is_ours_ = false; }

 private:
  std::error_code ignored_;
  std::string path_;
  bool is_ours_;
};

}  // namespace

auto start(const Options& options) -> base::Result<std::unique_ptr<Server>> {
  if (options.page_size == 0) return base::Error{"a page of 0 objects was asked for", "give a page size from 1 on"};
  auto faults = parse_fault_script(options.faults, options.strict_service ? strict_service() : Service{});
  if (!faults) return faults.error();
  auto log = RequestLog::open(options.log);
  if (!log) return log.error();
  auto listener = listen(options.port, options.certificate, options.key);
  if (!listener) return listener.error();
  HalfMade half_made(options.store);  // ends after the store, which has the file open
  auto opened = Store::open(options.store);
  if (!opened) return opened.error();
  auto store = std::move(opened).value();
  const bool is_new = store->is_new();
  if (is_new) {
    if (auto filled = fill(*store, options.seed); !filled) return filled.error();
  }
  auto definitions = Definitions::load(*store, options.definitions);
  if (!definitions) return definitions.error();
  auto url = fmt::format("{}://127.0.0.1:{}", options.certificate.empty() ? "http" : "https", listener.value()->port());
  auto app = std::make_unique<App>(*store, token_key(*store), url, options.page_size,
                                   std::chrono::milliseconds(options.latency), std::move(faults).value(),
                                   std::move(log).value(), std::move(definitions).value());
  auto server = std::make_unique<RunningServer>(std::move(store), std::move(listener).value(), std::move(url), is_new);
  server->serve(std::move(app));
  half_made.keep();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace pinwright::sandbox
