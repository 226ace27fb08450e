#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/aadsts.hpp"
#include "graph/auth/answer.hpp"
#include "graph/graph_error.hpp"
#include "graph/redact.hpp"
#include "graph/url.hpp"

namespace pinwright::graph::auth {

namespace {

constexpr std::string_view kPrefix = "AADSTS";

/// A service may repeat what it was sent, as it was sent: in a form, percent-encoded.
auto without_secrets(std::string text, const std::vector<std::string>& secrets) -> std::string {
  auto all = secrets;
  for (const auto& secret : secrets) all.push_back(percent_encoded(secret));
  return without(std::move(text), all);
}

/// 700016 of "AADSTS700016: Application …", else the first of `error_codes`.
auto code_of(const Answer& answer) -> std::int64_t {
  const auto said = answer.text("error_description");
  if (said.starts_with(kPrefix)) {
    const auto digits = std::string_view(said).substr(kPrefix.size());
    if (const auto code = base::to_int(digits.substr(0, digits.find_first_not_of("0123456789")))) return *code;
  }
  return answer.number("error_codes").value_or(0);
}

/// The first line of whatever the service calls its description. Entra's next lines are ids and the time.
auto sentence_of(const Answer& answer) -> std::string {
  for (const auto* key : {"error_description", "message", "Message", "ExceptionMessage", "error"}) {
    const auto text = answer.text(key);
    const auto line = base::trimmed(std::string_view(text).substr(0, text.find_first_of("\r\n")));
    if (!line.empty()) return std::string(line.ends_with('.') ? line.substr(0, line.size() - 1) : line);
  }
  return {};
}

auto after_code(std::string_view sentence) -> std::string_view {
  if (!sentence.starts_with(kPrefix)) return sentence;
  return base::trimmed(sentence.substr(std::min(sentence.find(':'), sentence.size() - 1) + 1));
}

/// What is the service's own in an error, without secrets.
struct Words {
  std::string sentence;
  std::string trace;  ///< ", trace ID …", or empty
};

auto words_of(const Answer& answer, const std::vector<std::string>& secrets) -> Words {
  auto trace = without_secrets(answer.text("trace_id"), secrets);
  if (!trace.empty()) trace = fmt::format(", trace ID {}", trace);
  return {without_secrets(sentence_of(answer), secrets), std::move(trace)};
}

auto wording(const Words& words, std::int64_t code, std::string_view who, long status) -> base::Error {
  const auto& [sentence, trace] = words;
  if (const auto* known = find_known_error(code)) {
    const auto quoted = known->quotes_facts ? fmt::format(": {}", after_code(sentence)) : std::string();
    return {fmt::format("{} (AADSTS{}{}){}", known->fact, code, trace, quoted), std::string(known->help)};
  }
  if (code != 0) {
    return {fmt::format("{} said: {} (AADSTS{}{})", who, after_code(sentence), code, trace),
            fmt::format("https://login.microsoftonline.com/error?code={} explains the code", code)};
  }
  return {fmt::format("{} answered {}: {}{}", who, status, sentence, trace), ""};
}

}  // namespace

auto refusal(const Response& response, std::string_view who, const std::vector<std::string>& secrets) -> base::Error {
  const auto answer = Answer::parse(response.body);
  if (!answer || sentence_of(*answer).empty()) {
    return {fmt::format("{} answered {} without saying why", who, response.status),
            "a proxy or a firewall in between may have answered instead"};
  }
  auto error = wording(words_of(*answer, secrets), code_of(*answer), who, response.status);
  error.message = one_line(error.message);
  return error;
}

}  // namespace pinwright::graph::auth
