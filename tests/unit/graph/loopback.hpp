#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/text.hpp"

/// A server of raw bytes on a loopback port, for what no HTTP library would let happen.
namespace graph_test {

/// One connection. What a test does with it is its own to decide; it is closed when the test is done with it.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}
  Peer(const Peer&) = delete;
  auto operator=(const Peer&) -> Peer& = delete;
  ~Peer() { ::close(socket_); }

  auto socket() const -> int { return socket_; }

  /// Head and body of the next request; empty when the other side has closed.
  auto read_request() -> std::string {
    while (buffered_.find("\r\n\r\n") == std::string::npos) {
      if (!receive()) return {};
    }
    const auto length = buffered_.find("\r\n\r\n") + 4 + body_length();
    while (buffered_.size() < length) {
      if (!receive()) return {};
    }
    auto request = buffered_.substr(0, length);
    buffered_.erase(0, length);
    return request;
  }

  auto write(std::string_view bytes) -> void {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// Until the other side closes.
  auto wait_for_close() -> void {
    while (receive()) buffered_.clear();
  }

 private:
  auto body_length() const -> std::size_t {
    const auto at = pinwright::base::folded(buffered_).find("content-length:");
    if (at == std::string::npos) return 0;
    const auto line = buffered_.substr(at + 15, buffered_.find("\r\n", at) - at - 15);
    return static_cast<std::size_t>(pinwright::base::to_int(pinwright::base::trimmed(line)).value_or(0));
  }

  auto receive() -> bool {
    char bytes[4096];
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count > 0) buffered_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_;
  std::string buffered_;
};

/// Runs `serve` for each connection, on a thread of its own.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket_, 16);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  LoopbackServer(const LoopbackServer&) = delete;
  auto operator=(const LoopbackServer&) -> LoopbackServer& = delete;
  ~LoopbackServer() { stop(); }

  /// Waits until every connection has ended: what `serve` wrote can then be read.
  auto stop() -> void {
    if (!acceptor_.joinable()) return;
    ::shutdown(socket_, SHUT_RDWR);
    acceptor_.join();
    ::close(socket_);
    for (auto& thread : threads_) thread.join();
  }

  auto url(const std::string& path = "/", const std::string& scheme = "http") const -> std::string {
    return scheme + "://127.0.0.1:" + std::to_string(port_) + path;
  }
  auto connections() const -> int { return connections_; }

 private:
  auto accept_all() -> void {
    for (int one = ::accept(socket_, nullptr, nullptr); one >= 0; one = ::accept(socket_, nullptr, nullptr)) {
      ++connections_;
      threads_.emplace_back([this, one] {
        // A client that has what it wants closes before OpenSSL has said everything.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        Peer peer(one);
        serve_(peer);
      });
    }
  }

  std::function<void(Peer&)> serve_;
  int socket_ = -1;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::vector<std::thread> threads_;  // of the acceptor, until it has ended
  std::thread acceptor_;
};

inline auto http_answer(const std::string& body, const std::string& status = "200 OK") -> std::string {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace graph_test
