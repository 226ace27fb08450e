#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"

/// A local tenant: an emulator of the part of Microsoft Graph that this tool uses, v1.0 and beta, on a loopback port
/// over a SQLite file. It shares no code with the client and never gives back the bytes it was given.
namespace pinwright::sandbox {

struct Options {
  std::string store;            ///< path of the SQLite file; made when missing
  std::uint16_t port = 0;       ///< 0: any free one
  std::string seed;             ///< JSON text; applied when the store is new; empty: none
  std::string definitions;      ///< path of a file or folder of setting definitions, see Definitions; empty: the seed's
  std::string faults;           ///< JSON text of a fault script; empty: none
  bool strict_service = false;  ///< the profile `strict-service`, which the script may change
  std::string certificate, key;  ///< PEM files: serve https; empty: http
  std::string log;               ///< path: one line of JSON a request; empty: none
  std::size_t page_size = 1000;  ///< of lists without $top; Intune's own default is about so many
  std::uint32_t latency = 0;     ///< milliseconds before each answer
};

/// A running sandbox. Stops when destroyed: requests in flight are answered first.
class Server {
 public:
  virtual ~Server() = default;
  /// "http://127.0.0.1:PORT" or https.
  [[nodiscard]] virtual auto url() const -> const std::string& = 0;
  /// Whether the store was made by this start.
  [[nodiscard]] virtual auto is_new() const -> bool = 0;
};

/// Listens before it returns. An Error: the store is no sandbox of this version or is in use, the seed, the fault
/// script or a definition is wrong (with the JSON pointer of the mistake), the port is taken, the certificate cannot be
/// read.
[[nodiscard]] auto start(const Options& options) -> base::Result<std::unique_ptr<Server>>;

}  // namespace pinwright::sandbox
