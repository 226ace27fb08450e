#include "graph/session.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/text.hpp"
#include "graph/graph_error.hpp"
#include "graph/guid.hpp"
#include "graph/json.hpp"
#include "graph/redact.hpp"
#include "graph/retry_after.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

auto not_sent(base::Error error) -> WriteReply {
  return {{plan::Meaning::DidNotHappen, false, std::move(error), {}}, {}};
}

constexpr std::string_view kJustificationHeader = "x-msft-approval-justification";
constexpr std::string_view kCodeHeader = "x-msft-approval-code";

/// Never both.
auto add_consent(Request& request, const plan::Consent& consent) -> void {
  if (!consent.code.empty()) {
    request.headers.emplace_back(kCodeHeader, consent.code);
  } else if (!consent.justification.empty()) {
    request.headers.emplace_back(kJustificationHeader, base::base64_encode(consent.justification));
  }
}

/// Graph's own errors are JSON with a code, and carry the id by which its support finds the request.
auto is_error_of_graph(const Response& response, const GraphError& said) -> bool {
  return !said.code.empty() && !(said.request_id.empty() && response.header("request-id").empty());
}

/// One write: its transmission, what the answer means, and the wait that it asks for.
class Write {
 public:
  Write(Session& session, Request request, const WriteCall& call, std::vector<std::string> secrets)
      : session_(session),
        request_(std::move(request)),
        method_(call.method),
        waits_(call.after == WriteCall::After::Again),
        secrets_(std::move(secrets)) {}

  auto run() -> WriteReply {
    if (session_.failed_writes == 0) session_.writes.begin();
    std::vector<Request> signed_one{request_};
    if (const auto status = sign(session_, signed_one); !status.ok()) return not_sent(status.error());
    auto answer = session_.transport.send_one(signed_one.front());
    if (!answer.ok()) return judge_failure(answer.error(), client_request_id(signed_one.front()));
    return judge(std::move(answer).value());
  }

 private:
  auto judge(Response response) -> WriteReply {
    session_.avoids_connections = response.status == 503;
    const auto parsed = parse_json(response.body);
    const auto body = parsed.value_or(json());
    const std::string code(response.header(kCodeHeader));
    if (!code.empty()) secrets_.push_back(code);
    const auto said = read_graph_error(body, secrets_);
    plan::RawAnswer raw{plan::RawAnswer::Way::Answered, response.status};
    raw.is_of_graph = is_success(response.status) ? parsed || response.body.empty() : is_error_of_graph(response, said);
    raw.awaits_approval = !is_success(response.status) && (!code.empty() || is_approval(said));
    raw.asks_justification = !is_success(response.status) && asks_justification(said);
    const auto& row = plan::row_for(raw);
    const auto meaning = plan::meaning_in(row, method_);
    if (meaning == plan::Meaning::Done) {
      settled();
      return {{}, std::move(response)};
    }
    auto error = is_success(response.status)
                     ? base::Error{"the answer to a write cannot be understood", {}, base::ErrorKind::Unclear}
                     : error_of(request_.method, request_.url, response.status, body, secrets_);
    const bool is_stale_token = response.status == 401 && meaning == plan::Meaning::DidNotHappen;
    if (is_stale_token && !std::exchange(session_.renewed_for_write, true)) {
      session_.tokens.forget();
      return {{meaning, true, std::move(error), {}}, {}};
    }
    if (!row.may_pass) {
      settled();
      return {{meaning, false, std::move(error), {}, code, raw.asks_justification}, {}};
    }
    const auto asked = retry_after(response.header("Retry-After"), response.header("Date"), session_.clock());
    return wait_after(meaning, {RetryableFailure::Kind::Throttled, std::move(error), asked});
  }

  auto judge_failure(const base::Error& error, std::string_view id) -> WriteReply {
    if (error.kind == base::ErrorKind::Unclear) {
      const auto& row = plan::row_for({plan::RawAnswer::Way::NoAnswer});
      auto told = error;
      told.help = fmt::format("Microsoft's support finds this request by the client-request-id `{}`", id);
      return {{plan::meaning_in(row, method_), row.may_pass, std::move(told), {}}, {}};
    }
    // A certificate that is not trusted, or a run that is to stop: another try would end as this one did.
    if (error.kind != base::ErrorKind::Unreachable) return not_sent(error);
    const auto& row = plan::row_for({plan::RawAnswer::Way::NotSent});
    return wait_after(plan::meaning_in(row, method_), {RetryableFailure::Kind::NoConnection, error, {}});
  }

  /// What is unclear is read back at once, unless the answer asks for time.
  auto wait_after(plan::Meaning meaning, RetryableFailure failure) -> WriteReply {
    if (!waits_) return {{meaning, false, std::move(failure.error), {}}, {}};
    if (meaning != plan::Meaning::DidNotHappen) {
      failure.error.kind = base::ErrorKind::Unclear;
      if (failure.asked) static_cast<void>(session_.writes.wait(session_.writes.delay(failure, 1), failure.error).ok());
      return {{meaning, true, std::move(failure.error), {}}, {}};
    }
    const auto failures = ++session_.failed_writes;
    if (!session_.writes.allows(failure.kind, failures)) return not_sent(std::move(failure.error));
    const auto waited = session_.writes.wait(session_.writes.delay(failure, failures), failure.error);
    if (!waited.ok()) return not_sent(waited.error());
    return {{meaning, true, std::move(failure.error), {}}, {}};
  }

  auto settled() -> void {
    session_.writes.progressed();
    session_.failed_writes = 0;
    session_.renewed_for_write = false;
  }

  Session& session_;
  Request request_;
  plan::Method method_;
  bool waits_;
  std::vector<std::string> secrets_;
};

}  // namespace

auto await_write_turn(Session& session) -> bool {
  const bool waited = session.write_pacing.wait();
  session.write_pacing.take(1);
  return waited;
}

auto sign(Session& session, std::vector<Request>& requests) -> base::Status {
  const auto token = session.tokens.token();
  if (!token.ok()) return token.error();
  for (auto& request : requests) {
    request.headers.emplace_back("Authorization", "Bearer " + token.value().value);
    request.headers.emplace_back("client-request-id", fresh_guid(session.random));
    request.is_on_new_connection = session.avoids_connections;
  }
  session.avoids_connections = false;
  return base::Done{};
}

auto write(Session& session, const WriteCall& call) -> WriteReply {
  Request request{std::string(call.verb), call.url, {{"Accept", "application/json"}}};
  std::vector<std::string> secrets;
  if (call.body != nullptr) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = base::json_line(*call.body);
    secrets = secret_texts(parse_json(request.body).value_or(json()));
  }
  add_consent(request, call.consent);
  if (!call.consent.code.empty()) secrets.push_back(call.consent.code);
  return Write(session, std::move(request), call, std::move(secrets)).run();
}

}  // namespace pinwright::graph
