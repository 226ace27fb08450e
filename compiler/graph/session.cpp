#include "graph/session.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "graph/graph_error.hpp"
#include "graph/json.hpp"
#include "graph/redact.hpp"
#include "graph/retry_after.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

auto unclear(base::Error error) -> base::Error {
  error.kind = base::ErrorKind::Unclear;
  return error;
}

/// One write and what has happened to it so far.
class Write {
 public:
  Write(Session& session, Request request, std::vector<std::string> secrets)
      : session_(session), request_(std::move(request)), secrets_(std::move(secrets)) {}

  auto run() -> base::Result<Response> {
    session_.retries.begin();
    for (;;) {
      std::vector<Request> signed_one{request_};
      if (const auto status = sign(session_, signed_one); !status.ok()) return status.error();
      auto outcome = judge(session_.transport.send_one(signed_one.front()));
      if (outcome) return *std::move(outcome);
      if (!retryable_) continue;
      ++failures_;
      if (!session_.retries.allows(retryable_->kind, failures_)) return retryable_->error;
      const auto waited = session_.retries.wait(session_.retries.delay(*retryable_, failures_), retryable_->error);
      if (!waited.ok()) return waited.error();
    }
  }

 private:
  /// Nullopt: it is to be sent again, after a wait if there is a retryable failure.
  auto judge(base::Result<Response> answer) -> std::optional<base::Result<Response>> {
    retryable_.reset();
    if (!answer.ok()) {
      if (answer.error().kind != base::ErrorKind::Unreachable) return answer;
      retryable_ = RetryableFailure{RetryableFailure::Kind::NoConnection, answer.error(), {}};
      return std::nullopt;
    }
    const auto& response = answer.value();
    if (response.status == 401 && !std::exchange(renewed_, true)) {
      session_.tokens.forget();
      return std::nullopt;
    }
    if (is_success(response.status)) {
      session_.retries.progressed();
      return answer;
    }
    return judge_failure(response);
  }

  auto judge_failure(const Response& response) -> std::optional<base::Result<Response>> {
    auto error =
        error_of(request_.method, request_.url, response.status, parse_json(response.body).value_or(json()), secrets_);
    const auto kind = retryable_kind(response.status);
    if (!kind) {
      session_.retries.progressed();
      return error;
    }
    if (*kind != RetryableFailure::Kind::Throttled) return unclear(std::move(error));
    retryable_ =
        RetryableFailure{*kind, std::move(error),
                         retry_after(response.header("Retry-After"), response.header("Date"), session_.clock())};
    return std::nullopt;
  }

  Session& session_;
  Request request_;
  std::vector<std::string> secrets_;
  std::optional<RetryableFailure> retryable_;
  std::size_t failures_ = 0;
  bool renewed_ = false;
};

}  // namespace

auto sign(Session& session, std::vector<Request>& requests) -> base::Status {
  const auto token = session.tokens.token();
  if (!token.ok()) return token.error();
  for (auto& request : requests) request.headers.emplace_back("Authorization", "Bearer " + token.value().value);
  return base::Done{};
}

auto write(Session& session, std::string_view method, const std::string& url, const nlohmann::ordered_json* body)
    -> base::Result<Response> {
  Request request{std::string(method), url, {{"Accept", "application/json"}}};
  std::vector<std::string> secrets;
  if (body != nullptr) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = dump_json(*body);
    secrets = secret_texts(parse_json(request.body).value_or(json()));
  }
  return Write(session, std::move(request), std::move(secrets)).run();
}

}  // namespace pinwright::graph
