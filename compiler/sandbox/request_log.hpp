#pragma once

#include <chrono>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/message.hpp"
#include "sandbox/url.hpp"

namespace pinwright::sandbox {

/// One line of JSON for each call and each item of a batch, on its way to the disk before the answer is sent. Paths and
/// queries are logged, headers and bodies are not; a secretReferenceValueId in a path is no secret.
class RequestLog {
 public:
  /// An empty path: nothing is logged.
  [[nodiscard]] static auto open(const std::string& path) -> base::Result<RequestLog>;

  auto write(const Call& call, const Url& url, const std::string& tenant, const Reply& reply, const FaultPlan& plan,
             std::chrono::steady_clock::duration took) -> void;

 private:
  struct State {
    std::mutex mutex;
    std::ofstream file;
  };
  std::unique_ptr<State> state_;
};

}  // namespace pinwright::sandbox
