#include "sandbox/error.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// Indented with CRLF, as it comes over the wire.
auto intune_message(std::string_view message) -> std::string {
  const auto operation = new_guid();
  const json document = {
      {"_version", 3},
      {"Message", fmt::format("{} - Operation ID (for customer support): {} - Activity ID: {} - Url: "
                              "https://fef.sandbox.invalid/StatelessDeviceConfigurationFEService",
                              message, operation, new_guid())},
      {"CustomApiErrorPhrase", ""},
      {"RetryAfter", nullptr},
      {"ErrorSourceService", ""},
      {"HttpHeaders", "{}"},
  };
  std::string text;
  for (const char c : document.dump(2, ' ', false, json::error_handler_t::replace)) {
    if (c == '\n') text += '\r';
    text += c;
  }
  return text;
}

}  // namespace

auto graph_error(int status, std::string_view code, std::string_view message) -> Reply {
  const auto request = new_guid();
  const json body = {{"error",
                      {{"code", code},
                       {"message", message},
                       {"innerError",
                        {{"date", to_text(now(), Fraction::Seven).substr(0, 19)},
                         {"request-id", request},
                         {"client-request-id", request}}}}}};
  return {status, to_text(body), "application/json", {{"request-id", request}}, Ending::Answered};
}

auto intune_error(int status, std::string_view code, std::string_view message) -> Reply {
  return graph_error(status, code, intune_message(message));
}

auto intune_forbidden(std::string_view message) -> Reply {
  const json outer = {{"ErrorCode", "Forbidden"}, {"Message", intune_message(message)},
                      {"Target", nullptr},        {"Details", nullptr},
                      {"InnerError", nullptr},    {"InstanceAnnotations", json::array()}};
  return graph_error(403, "Forbidden", to_text(outer));
}

auto sign_in_error(int status, std::string_view error, int number, std::string_view message) -> Reply {
  const auto trace = new_guid();
  const auto correlation = new_guid();
  auto timestamp = to_text(now()).substr(0, 19) + "Z";
  timestamp[10] = ' ';
  const json body = {
      {"error", error},
      {"error_description", fmt::format("AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}", number, message,
                                        trace, correlation, timestamp)},
      {"error_codes", {number}},
      {"timestamp", timestamp},
      {"trace_id", trace},
      {"correlation_id", correlation},
      {"error_uri", fmt::format("https://login.sandbox.invalid/error?code={}", number)},
  };
  return {status, to_text(body), "application/json; charset=utf-8", {}, Ending::Answered};
}

}  // namespace pinwright::sandbox
