#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/app.hpp"
#include "sandbox/seed.hpp"
#include "unit/source/scratch.hpp"

namespace pinwright::sandbox::test {

using nlohmann::json;

inline constexpr auto kTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline constexpr auto kClient = "0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16";
inline constexpr auto kPilot = "11111111-1111-4111-8111-111111111111";
inline constexpr auto kKiosks = "22222222-2222-4222-8222-222222222222";
inline constexpr auto kCorporate = "33333333-3333-4333-8333-333333333333";
inline constexpr auto kUrl = "http://127.0.0.1:1";

/// One tenant with two groups and a filter; `more` is merged into the tenant.
inline auto seed(const json& more = json::object()) -> json {
  json tenant = {
      {"tenantId", kTenant},
      {"displayName", "Contoso"},
      {"verifiedDomains", {"contoso.com"}},
      {"groups",
       {{{"id", kPilot}, {"displayName", "Pilot"}, {"devices", 12}, {"users", 3}},
        {{"id", kKiosks}, {"displayName", "Kiosks"}, {"devices", 5}}}},
      {"assignmentFilters", json::array({{{"id", kCorporate},
                                          {"displayName", "Corporate"},
                                          {"rule", R"((device.deviceOwnership -eq "Corporate"))"}}})},
  };
  tenant.merge_patch(more);
  return {{"tenants", json::array({tenant})}};
}

struct Answer {
  int status = 0;
  json body;
  Reply reply;

  /// `error.code`.
  [[nodiscard]] auto code() const -> std::string { return body.at("error").at("code"); }
  /// `error.message`, out of all the JSON around it.
  [[nodiscard]] auto message() const -> std::string {
    std::string text = body.at("error").at("message");
    while (text.starts_with('{')) text = json::parse(text).at("Message").get<std::string>();
    return text;
  }
};

/// A sandbox without a port: calls go straight to what stands behind the listener.
class Local {
 public:
  explicit Local(const json& seed = test::seed(), const json& faults = json(), std::size_t page_size = 1000)
      : store_(open(scratch_ / "store", seed)),
        app_(*store_, "key", kUrl, page_size, std::chrono::milliseconds(0), script(faults), log(), definitions()) {}

  auto app() -> App& { return app_; }
  auto store() -> Store& { return *store_; }

  /// Signs in as a client of the seed, or as any one where it has none.
  auto sign_in(const std::string& client = kClient, const std::string& secret = "secret") -> Answer {
    return form("/" + std::string(kTenant) + "/oauth2/v2.0/token",
                "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id=" + client +
                    "&client_secret=" + secret);
  }
  auto form(const std::string& target, const std::string& body) -> Answer {
    return taken(app_.answer({"POST", target, {{"Content-Type", "application/x-www-form-urlencoded"}}, body, false}));
  }
  auto use(const std::string& token) -> void { token_ = token; }

  auto call(const std::string& method, const std::string& target, const json& body = json(), Headers headers = {})
      -> Answer {
    if (token_.empty()) token_ = sign_in().body.at("access_token").get<std::string>();
    headers.emplace_back("Authorization", "Bearer " + token_);
    if (!body.is_null()) headers.emplace_back("Content-Type", "application/json");
    return taken(app_.answer({method, target, std::move(headers), body.is_null() ? "" : body.dump(), false}));
  }
  auto get(const std::string& target) -> Answer { return call("GET", target); }
  auto post(const std::string& target, const json& body) -> Answer { return call("POST", target, body); }
  auto patch(const std::string& target, const json& body) -> Answer { return call("PATCH", target, body); }
  auto put(const std::string& target, const json& body) -> Answer { return call("PUT", target, body); }
  auto remove(const std::string& target) -> Answer { return call("DELETE", target); }

  auto scratch() -> const Scratch& { return scratch_; }

 private:
  static auto open(const std::string& path, const json& seed) -> std::unique_ptr<Store> {
    auto store = Store::open(path);
    REQUIRE(store);
    Store::Transaction transaction(*store.value());
    const auto seeded = apply_seed(seed.dump(), transaction);
    if (!seeded) FAIL(seeded.error().message);
    REQUIRE(transaction.commit());
    return std::move(store).value();
  }
  static auto script(const json& faults) -> FaultScript {
    auto parsed = parse_fault_script(faults.is_null() ? "" : faults.dump());
    if (!parsed) FAIL(parsed.error().message);
    return std::move(parsed).value();
  }
  auto definitions() -> Definitions {
    auto loaded = Definitions::load(*store_, "");
    if (!loaded) FAIL(loaded.error().message);
    return std::move(loaded).value();
  }
  auto log() -> RequestLog {
    auto opened = RequestLog::open(scratch_ / "log");
    REQUIRE(opened);
    return std::move(opened).value();
  }
  static auto taken(Reply reply) -> Answer {
    Answer answer{reply.status, json(), reply};
    if (reply.type.starts_with("application/json")) answer.body = json::parse(reply.body, nullptr, false);
    return answer;
  }

  Scratch scratch_;
  std::unique_ptr<Store> store_;
  App app_;
  std::string token_;
};

/// A policy body with one setting of each kind that a test names.
inline auto policy(const std::vector<json>& settings = {}) -> json {
  return {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
          {"displayName", "Policy"},
          {"omaSettings", settings}};
}
inline auto setting(const std::string& type, const json& value, const std::string& uri = "./Device/Vendor/MSFT/X")
    -> json {
  return {
      {"@odata.type", "#microsoft.graph.omaSetting" + type}, {"displayName", "x"}, {"omaUri", uri}, {"value", value}};
}

}  // namespace pinwright::sandbox::test
