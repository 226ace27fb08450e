#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "sandbox/context.hpp"
#include "sandbox/definitions.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/gateway.hpp"
#include "sandbox/request_log.hpp"
#include "sandbox/service.hpp"
#include "sandbox/sign_in.hpp"
#include "sandbox/tokens.hpp"

namespace pinwright::sandbox {

/// Everything behind the listener: a call in, an answer out, in any number of threads.
class App {
 public:
  App(Store& store, std::string token_key, std::string url, std::size_t page_size, std::chrono::milliseconds latency,
      FaultScript faults, RequestLog log, Definitions definitions = {});
  App(const App&) = delete;
  auto operator=(const App&) -> App& = delete;
  ~App() = default;

  [[nodiscard]] auto answer(const Call& call) -> Reply;
  /// Holds end, and no new one begins.
  auto stop() -> void { faults_.stop(); }

 private:
  [[nodiscard]] auto perform(const Call& call) -> Reply;
  [[nodiscard]] auto answer_within_budget(const Call& call, const Url& url, std::string_view tenant,
                                          std::size_t writes_ago) -> Reply;
  [[nodiscard]] auto dispatch(const Call& call, const Url& url, std::size_t writes_ago) -> Reply;

  Service service_;
  Definitions definitions_;
  Visibility visibility_;
  Budgets budgets_;
  Variation variation_;
  Services services_;
  Tokens tokens_;
  SignIn sign_in_;
  Gateway gateway_;
  Faults faults_;
  RequestLog log_;
  std::chrono::milliseconds latency_;
};

}  // namespace pinwright::sandbox
