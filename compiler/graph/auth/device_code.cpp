#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "diag/visible.hpp"
#include "graph/auth/answer.hpp"
#include "graph/auth/exchange.hpp"
#include "graph/auth/methods.hpp"
#include "graph/auth/token_endpoint.hpp"

namespace pinwright::graph::auth {

namespace {

using std::chrono::seconds;

constexpr std::string_view kService = "the sign-in service";

/// RFC 8628, section 3.2.
struct DeviceCode {
  std::string code;
  std::string invitation;  ///< for the person: where to enter what
  std::int64_t lifetime = 900;
  std::int64_t interval = 5;
};

auto read_device_code(const Response& response) -> base::Result<DeviceCode> {
  if (response.status != 200) return refusal(response, kService, {});
  const auto answer = Answer::parse(response.body);
  if (!answer || answer->text("device_code").empty() || answer->text("user_code").empty()) {
    return base::Error{"the answer holds no device code", ""};
  }
  DeviceCode code{.code = answer->text("device_code"), .invitation = answer->text("message")};
  if (code.invitation.empty()) {
    code.invitation =
        fmt::format("open {} and enter the code {}", answer->text("verification_uri"), answer->text("user_code"));
  }
  code.lifetime = std::clamp<std::int64_t>(answer->number("expires_in").value_or(code.lifetime), 1, 3600);
  code.interval = std::clamp<std::int64_t>(answer->number("interval").value_or(code.interval), 1, 60);
  return code;
}

auto expired() -> base::Error {
  return {"the code was not entered in time", "run the command again and enter the new code"};
}

/// What the service answers to a poll, other than a token.
auto final_error(const Response& response, std::string_view error, const Form& form) -> base::Error {
  if (error == "expired_token" || error == "code_expired") return expired();
  if (error == "authorization_declined" || error == "access_denied") {
    return {"the sign-in was declined", "run the command again and accept it"};
  }
  return refusal(response, kService, secrets_of(form));
}

auto poll(const SignIn& sign_in, const Form& form, DeviceCode code) -> base::Result<AccessToken> {
  constexpr std::int64_t kSlower = 5;  // RFC 8628, section 3.5
  // Waits are added up, so that a clock that is set meanwhile changes nothing.
  for (std::int64_t waited = 0; waited < code.lifetime; waited += code.interval) {
    const auto going_on = wait(sign_in, seconds(code.interval));
    if (!going_on.ok()) return going_on.error();
    const auto asked_at = sign_in.world.clock();
    const auto answer = exchange(sign_in, form_post(endpoint(sign_in, "token"), form), Peer::Service);
    if (!answer.ok()) return answer.error();
    const auto& response = answer.value();
    if (response.status == 200) return read_token(response.body, "access_token", asked_at);
    const auto parsed = Answer::parse(response.body);
    const auto error = parsed ? parsed->text("error") : std::string();
    if (error == "slow_down") code.interval += kSlower;
    if (error != "slow_down" && error != "authorization_pending") return final_error(response, error, form);
  }
  return expired();
}

}  // namespace

auto sign_in_with_device_code(const SignIn& sign_in) -> base::Result<AccessToken> {
  if (!sign_in.world.say) {
    return base::Error{"nobody is at the terminal to enter a device code",
                       "choose another `auth.method` for runs without a person"};
  }
  const auto id = client_id(sign_in);
  if (!id.ok()) return id.error();
  const Form request{{"client_id", id.value()}, {"scope", sign_in.scope()}};
  const auto answer = exchange(sign_in, form_post(endpoint(sign_in, "devicecode"), request), Peer::Service);
  if (!answer.ok()) return answer.error();
  const auto code = read_device_code(answer.value());
  if (!code.ok()) return code.error();
  sign_in.world.say(fmt::format("{}: {}", sign_in.tenant_name, diag::visible(code.value().invitation)));
  return poll(sign_in,
              {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
               {"client_id", id.value()},
               {"device_code", code.value().code}},
              code.value());
}

}  // namespace pinwright::graph::auth
