#include "sandbox/http/listener.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <future>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"
#include "sandbox/http/connection.hpp"
#include "sandbox/http/threads.hpp"
#include "sandbox/instant.hpp"

namespace pinwright::sandbox {

namespace {

constexpr const char* kHost = "127.0.0.1";
constexpr std::size_t kMaxConnections = 512;
constexpr std::size_t kMaxBody = std::size_t{32} << 20U;
constexpr int kBacklog = 512;
constexpr std::time_t kIdleSeconds = 120;
constexpr std::size_t kMaxCalls = 1'000'000;  // told to the client; nothing counts them

struct FreeContext {
  auto operator()(SSL_CTX* context) const -> void { SSL_CTX_free(context); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeContext>;

/// cpp-httplib's server with connections of our own: its parser and writer, but answers that can be cut, an end that
/// does not wait for idle connections, and a backlog for many clients at once.
class HttpServer : public httplib::Server {
 public:
  explicit HttpServer(TlsContext tls) : tls_(std::move(tls)) {}

  [[nodiscard]] auto bind(std::uint16_t port) -> int {
    set_socket_options([](socket_t socket) {
      // The library's default, SO_REUSEPORT, would let two sandboxes share a port.
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_keep_alive_timeout(kIdleSeconds);
    set_keep_alive_max_count(kMaxCalls);
    set_read_timeout(kIdleSeconds);
    set_write_timeout(kIdleSeconds);
    set_payload_max_length(kMaxBody);
    const int bound = port == 0 ? bind_to_any_port(kHost) : (bind_to_port(kHost, port) ? port : -1);
    if (bound > 0) ::listen(svr_sock_, kBacklog);
    return bound;
  }

  /// Of a server that never ran.
  auto close_port() -> void { ::close(svr_sock_); }

  auto find(int number) -> Connection* {
    const std::lock_guard lock(mutex_);
    const auto found = connections_.find(number);
    return found == connections_.end() ? nullptr : found->second;
  }

  auto stop_reading() -> void {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& [number, connection] : connections_) connection->stop_reading();
  }

 private:
  auto process_and_close_socket(socket_t socket) -> bool override {
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    {
      Connection connection(socket, tls_.get(), enter());
      if (hold(connection) && connection.accept()) {
        bool closed = false;
        while (!closed && process_request(connection, false, closed, nullptr) && connection.flush()) {
        }
        (void)connection.flush();
      }
      leave(connection.number());
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
  }

  auto enter() -> int {
    const std::lock_guard lock(mutex_);
    return ++last_number_;
  }
  /// False: the server is stopping.
  auto hold(Connection& connection) -> bool {
    const std::lock_guard lock(mutex_);
    connections_[connection.number()] = &connection;
    return !stopping_;
  }
  auto leave(int number) -> void {
    const std::lock_guard lock(mutex_);
    connections_.erase(number);
  }

  TlsContext tls_;
  std::mutex mutex_;
  std::map<int, Connection*> connections_;
  int last_number_ = 0;
  bool stopping_ = false;
};

auto call_of(const httplib::Request& request) -> Call {
  Call call{request.method, request.target, {}, request.body, false};
  for (const auto& [name, value] : request.headers) call.headers.emplace_back(name, value);
  return call;
}

auto fill(httplib::Response& response, const Reply& reply) -> void {
  response.status = reply.status;
  response.headers.clear();
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  response.set_header("Date", http_date(now() / kTicksPerSecond));
  if (!reply.body.empty()) response.set_content(reply.body, reply.type);
}

/// A bug behind the handler costs one answer, not the server.
auto reply_to(const Listener::Handler& handler, const httplib::Request& request) -> Reply {
  try {
    return handler(call_of(request));
  } catch (const std::exception& exception) {
    return graph_error(500, "InternalServerError", exception.what());
  }
}

class HttpListener : public Listener {
 public:
  HttpListener(std::unique_ptr<HttpServer> server, int port)
      : server_(std::move(server)), port_(static_cast<std::uint16_t>(port)) {}
  HttpListener(const HttpListener&) = delete;
  auto operator=(const HttpListener&) -> HttpListener& = delete;
  ~HttpListener() override {
    if (thread_.joinable()) {
      server_->stop();
      thread_.join();
    } else {
      server_->close_port();
    }
  }

  [[nodiscard]] auto port() const -> std::uint16_t override { return port_; }

  auto serve(Handler handler, std::function<void()> on_stop) -> void override {
    // Every request goes the way of one without a route: routes are std::regex here.
    server_->set_error_handler(
        httplib::Server::HandlerWithResponse([this, handler = std::move(handler)](const auto& request, auto& response) {
          answer(handler, request, response);
          return httplib::Server::HandlerResponse::Handled;
        }));
    std::promise<void> running;
    server_->new_task_queue = [this, &running, on_stop = std::move(on_stop)]() -> httplib::TaskQueue* {
      running.set_value();
      return new Threads(kMaxConnections, [this, on_stop] {
        on_stop();
        server_->stop_reading();
      });
    };
    thread_ = std::thread([this] { server_->listen_after_bind(); });
    running.get_future().wait();
  }

 private:
  auto answer(const Handler& handler, const httplib::Request& request, httplib::Response& response) -> void {
    // Anything but 404 is the library's own verdict on a request that it could not read.
    if (response.status != 404) {
      fill(response, graph_error(response.status, "BadRequest", "The request could not be read."));
      return;
    }
    const auto reply = reply_to(handler, request);
    fill(response, reply);
    server_->find(request.remote_port)->set_ending(reply.ending);
  }

  std::unique_ptr<HttpServer> server_;
  std::uint16_t port_;
  std::thread thread_;
};

auto tls_error(std::string_view what, const std::string& path) -> base::Error {
  ERR_clear_error();
  return {fmt::format("the {} cannot be read: {}", what, base::quoted(path)), "give a PEM file"};
}

auto make_tls(const std::string& certificate, const std::string& key) -> base::Result<TlsContext> {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
    return tls_error("certificate", certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) return tls_error("key", key);
  return context;
}

}  // namespace

auto listen(std::uint16_t port, const std::string& certificate, const std::string& key)
    -> base::Result<std::unique_ptr<Listener>> {
  TlsContext tls;
  if (!certificate.empty() || !key.empty()) {
    auto made = make_tls(certificate, key);
    if (!made) return made.error();
    tls = std::move(made).value();
  }
  auto server = std::make_unique<HttpServer>(std::move(tls));
  const int bound = server->bind(port);
  if (bound <= 0) {
    return base::Error{fmt::format("port {} cannot be used", port), "another program may have it; 0 picks a free one"};
  }
  return std::unique_ptr<Listener>(new HttpListener(std::move(server), bound));
}

}  // namespace pinwright::sandbox
