#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "sandbox/message.hpp"

namespace pinwright::sandbox {

/// HTTP/1.1 on a loopback port. Stops when destroyed: answers that are being made are sent first.
class Listener {
 public:
  using Handler = std::function<Reply(const Call&)>;

  virtual ~Listener() = default;
  [[nodiscard]] virtual auto port() const -> std::uint16_t = 0;
  /// Answers from now on. `handler` runs in many threads at once and must not throw. `on_stop` runs when the listener
  /// stops, before calls in flight are awaited.
  virtual auto serve(Handler handler, std::function<void()> on_stop) -> void = 0;
};

/// Takes the port (0: any free one); nothing is answered before `serve`. Empty `certificate` and `key`: no TLS.
[[nodiscard]] auto listen(std::uint16_t port, const std::string& certificate, const std::string& key)
    -> base::Result<std::unique_ptr<Listener>>;

}  // namespace pinwright::sandbox
