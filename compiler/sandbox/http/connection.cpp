#include "sandbox/http/connection.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <cstring>

namespace pinwright::sandbox {

namespace {

constexpr std::size_t kChunk = 16384;

}  // namespace

Connection::Connection(socket_t socket, SSL_CTX* tls, int number) : socket_(socket), number_(number) {
  if (tls == nullptr) return;
  ssl_.reset(SSL_new(tls));
  SSL_set_fd(ssl_.get(), socket);
}

auto Connection::accept() -> bool {
  if (!ssl_) return true;
  const bool accepted = SSL_accept(ssl_.get()) == 1;
  ERR_clear_error();
  return accepted;
}

auto Connection::receive(char* data, std::size_t size) -> ssize_t {
  if (!ssl_) return ::recv(socket_, data, size, 0);
  const auto got = SSL_read(ssl_.get(), data, static_cast<int>(size));
  ERR_clear_error();
  return got;
}

auto Connection::send_some(const char* data, std::size_t size) -> ssize_t {
  if (!ssl_) return ::send(socket_, data, size, MSG_NOSIGNAL);
  const auto sent = SSL_write(ssl_.get(), data, static_cast<int>(std::min<std::size_t>(size, 1U << 20U)));
  ERR_clear_error();
  return sent;
}

auto Connection::read(char* data, std::size_t size) -> ssize_t {
  if (in_begin_ == in_.size()) {
    in_.resize(kChunk);
    in_begin_ = 0;
    const auto got = receive(in_.data(), in_.size());
    in_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    if (got <= 0) return got;
  }
  const auto count = std::min(size, in_.size() - in_begin_);
  std::memcpy(data, in_.data() + in_begin_, count);
  in_begin_ += count;
  return static_cast<ssize_t>(count);
}

auto Connection::write(const char* data, std::size_t size) -> ssize_t {
  out_.append(data, size);
  // The go-ahead to a client that asked before sending its body.
  if (out_.ends_with("\r\n\r\n") && out_.starts_with("HTTP/1.1 100")) (void)flush();
  return static_cast<ssize_t>(size);
}

auto Connection::sent_size() const -> std::size_t {
  switch (ending_) {
    case Ending::Answered:
      return out_.size();
    case Ending::Cut:
      return 0;
    case Ending::Truncated:
      break;
  }
  const auto head = std::min(out_.find("\r\n\r\n"), out_.size());
  return head + (out_.size() - head) / 2;
}

auto Connection::flush() -> bool {
  const auto size = sent_size();
  std::size_t sent = 0;
  while (sent < size) {
    const auto count = send_some(out_.data() + sent, size - sent);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  out_.clear();
  return ending_ == Ending::Answered;
}

auto Connection::stop_reading() const -> void { ::shutdown(socket_, SHUT_RD); }

auto Connection::get_remote_ip_and_port(std::string& ip, int& port) const -> void {
  ip = "127.0.0.1";
  port = number_;
}

auto Connection::get_local_ip_and_port(std::string& ip, int& port) const -> void {
  ip = "127.0.0.1";
  port = 0;
}

}  // namespace pinwright::sandbox
