#pragma once

#include <httplib.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "sandbox/message.hpp"

namespace pinwright::sandbox {

/// One accepted connection. Input is buffered; output is kept until `flush`, so that an answer can still be held back
/// or cut short, and leaves in one piece.
class Connection : public httplib::Stream {
 public:
  /// `tls` is null for plain http. `number` names the connection: it stands where cpp-httplib tells the peer's port.
  Connection(socket_t socket, SSL_CTX* tls, int number);

  /// The TLS handshake; true without TLS.
  [[nodiscard]] auto accept() -> bool;
  /// Sends what was written. False: the connection is to be closed.
  [[nodiscard]] auto flush() -> bool;
  /// How the next answer leaves; after one that is not whole the connection ends.
  auto set_ending(Ending ending) -> void { ending_ = ending; }
  /// Wakes a thread that waits for the next request; an answer can still be sent. From any thread.
  auto stop_reading() const -> void;

  [[nodiscard]] auto is_readable() const -> bool override { return true; }
  [[nodiscard]] auto is_writable() const -> bool override { return true; }
  auto read(char* data, std::size_t size) -> ssize_t override;
  auto write(const char* data, std::size_t size) -> ssize_t override;
  auto get_remote_ip_and_port(std::string& ip, int& port) const -> void override;
  auto get_local_ip_and_port(std::string& ip, int& port) const -> void override;
  [[nodiscard]] auto socket() const -> socket_t override { return socket_; }
  [[nodiscard]] auto number() const -> int { return number_; }

 private:
  struct Free {
    auto operator()(SSL* ssl) const -> void { SSL_free(ssl); }
  };
  auto receive(char* data, std::size_t size) -> ssize_t;
  auto send_some(const char* data, std::size_t size) -> ssize_t;
  /// How much of what was written is sent.
  [[nodiscard]] auto sent_size() const -> std::size_t;

  socket_t socket_;
  std::unique_ptr<SSL, Free> ssl_;
  int number_;
  std::string in_;
  std::size_t in_begin_ = 0;
  std::string out_;
  Ending ending_ = Ending::Answered;
};

}  // namespace pinwright::sandbox
