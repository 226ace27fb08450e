#include "graph/graph_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "graph/json.hpp"
#include "graph/redact.hpp"
#include "graph/retry.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

constexpr std::size_t kNesting = 5;
constexpr std::size_t kLongest = 400;

/// The text after `label`, up to the next " - " or the end.
auto labelled(std::string_view text, std::string_view label) -> std::string {
  const auto at = text.find(label);
  if (at == std::string_view::npos) return {};
  const auto rest = text.substr(at + label.size());
  return std::string(base::trimmed(rest.substr(0, rest.find(" - "))));
}

/// Where an object of Intune or Graph keeps its message.
auto message_in(const json& object) -> std::string {
  for (const char* key : {"Message", "message"}) {
    if (auto text = text_at(object, key); !text.empty()) return text;
  }
  return text_at(member(object, "error"), "message");
}

/// Peels messages that are JSON documents, and takes the code of the innermost.
auto peel(GraphError& out, std::string message) -> std::string {
  for (std::size_t level = 0; level < kNesting && base::trimmed(message).starts_with('{'); ++level) {
    const auto inner = parse_json(message);
    if (!inner || !inner->is_object()) break;
    if (auto code = text_at(*inner, "ErrorCode"); !code.empty()) out.code = std::move(code);
    message = message_in(*inner);
  }
  return message;
}

auto without_tail(std::string_view text) -> std::string_view {
  constexpr std::array<std::string_view, 3> kTails{" - Operation ID", " - Activity ID", " - Url:"};
  for (const auto tail : kTails) text = text.substr(0, text.find(tail));
  text = base::trimmed(text);
  while (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

/// "Application must have one of the following scopes: A, B - Operation ID …".
auto scopes_in(std::string_view sentence) -> std::string {
  for (const std::string_view label : {"following scopes:", "following permissions:"}) {
    if (auto found = labelled(sentence, label); !found.empty()) return found;
  }
  return {};
}

/// A page of a proxy, a firewall or a gateway. What Graph answers is JSON, or nothing.
auto is_of_something_else(const json& body) -> bool {
  return body.is_string() && !base::trimmed(body.get_ref<const std::string&>()).empty();
}

/// Conditional Access asks for another sign-in: no permission is missing.
/// https://learn.microsoft.com/entra/identity-platform/claims-challenge
auto is_claims_challenge(const GraphError& said) -> bool {
  constexpr std::array<std::string_view, 4> kSigns{"insufficient_claims", "insufficientclaims", "claims challenge",
                                                   "tokencreatedwithoutdatedpolicies"};
  const auto text = base::folded(said.code + " " + said.sentence);
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return text.find(sign) != std::string::npos; });
}

/// https://learn.microsoft.com/troubleshoot/mem/intune/general/request-not-applicable-to-target-tenant
auto lacks_intune(const GraphError& said) -> bool {
  return base::folded(said.sentence).find("not applicable to target tenant") != std::string::npos;
}

auto kind_of(long status) -> base::ErrorKind {
  if (is_not_there(status)) return base::ErrorKind::NotFound;
  if (status == 403) return base::ErrorKind::Forbidden;
  return status == 401 || retryable_kind(status) ? base::ErrorKind::Unreachable : base::ErrorKind::Refused;
}

auto help_of(long status, const GraphError& said) -> std::string {
  std::string help;
  if (is_claims_challenge(said)) {
    help = "Conditional Access asks for another sign-in: sign in anew, or exempt the application from the policy";
  } else if (lacks_intune(said)) {
    help =
        "the tenant has no licence that includes Intune, or it was never set up there: open the Intune admin center "
        "once as its administrator";
  } else if (status == 403 && !said.scopes.empty()) {
    help = fmt::format("grant the application one of these permissions, with admin consent: {}", said.scopes);
  } else if (status == 403) {
    help = "grant the application the permission for this, with admin consent";
  } else if (status == 401) {
    help = "sign in again, or check that the credential belongs to this tenant and cloud";
  }
  if (said.request_id.empty()) return help;
  return fmt::format("{}{}Microsoft's support finds this request by `{}`", help, help.empty() ? "" : "; ",
                     said.request_id);
}

}  // namespace

auto one_line(std::string_view text) -> std::string {
  std::string out;
  bool gap = false;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    at += point.size;
    if (point.value == U' ' || base::is_control(point.value) || base::is_invisible(point.value)) {
      gap = !out.empty();
      continue;
    }
    if (++count > kLongest) return out + "…";
    if (gap) out += ' ';
    gap = false;
    base::append_utf8(out, point.value);
  }
  return out;
}

auto read_graph_error(const json& body, const std::vector<std::string>& secrets) -> GraphError {
  GraphError out;
  const auto& error = member(body, "error");
  out.code = one_line(text_at(error, "code"));
  const auto message = without(peel(out, error.is_object() ? text_at(error, "message") : message_in(body)), secrets);
  out.sentence = one_line(without_tail(message));
  out.scopes = one_line(without_tail(scopes_in(message)));
  out.request_id = one_line(labelled(message, "Activity ID:"));
  if (out.request_id.empty()) out.request_id = one_line(text_at(member(error, "innerError"), "request-id"));
  return out;
}

auto is_approval(const GraphError& said) -> bool {
  // Not "approval request" alone: of one that is rejected or expired Graph speaks so, too.
  constexpr std::array<std::string_view, 4> kSigns{"approvalrequired", "approval required", "approval is required",
                                                   "active approval request"};
  const auto text = base::folded(said.code + " " + said.sentence);
  return !asks_justification(said) && std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    return text.find(sign) != std::string::npos;
  });
}

auto asks_justification(const GraphError& said) -> bool {
  const auto text = base::folded(said.sentence);
  return text.find("x-msft-approval-justification") != std::string::npos &&
         text.find("is required") != std::string::npos;
}

auto is_not_there(long status) -> bool { return status == 404 || status == 410; }

auto error_of(std::string_view method, std::string_view url, long status, const json& body,
              const std::vector<std::string>& secrets) -> base::Error {
  if (is_of_something_else(body)) {
    return {fmt::format("{} answered {} to `{} {}` with something that is not Microsoft Graph's",
                        one_line(host_of(url)), status, method, one_line(path_of(url))),
            "a proxy, a firewall or a gateway in between may have answered instead", base::ErrorKind::Unreachable};
  }
  const auto said = read_graph_error(body, secrets);
  auto message = fmt::format("{} answered {}", one_line(host_of(url)), status);
  if (!said.code.empty()) message += fmt::format(" `{}`", said.code);
  message += fmt::format(" to `{} {}`", method, one_line(path_of(url)));
  if (!said.sentence.empty()) message += fmt::format(": {}", said.sentence);
  const auto kind = is_claims_challenge(said) ? base::ErrorKind::Unreachable : kind_of(status);
  return {std::move(message), help_of(status, said), kind};
}

}  // namespace pinwright::graph
