#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/require.hpp"
#include "sandbox/app.hpp"
#include "sandbox/seed.hpp"
#include "unit/source/scratch.hpp"

// The first byte chooses a call, the rest is its body.

namespace {

using namespace pinwright;
using nlohmann::json;

constexpr auto kTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
constexpr auto kPolicy = "44444444-4444-4444-8444-444444444444";
constexpr auto kUrl = "http://127.0.0.1:1";

template <class T>
auto good(base::Result<T> result) -> T {
  require(result.ok());
  return std::move(result).value();
}

/// One sandbox for all inputs: what one wrote, the next may meet.
class Rig {
 public:
  Rig()
      : store_(seeded(scratch_ / "store")),
        app_(*store_, "key", kUrl, 1000, std::chrono::milliseconds(0), good(sandbox::parse_fault_script("")),
             good(sandbox::RequestLog::open(scratch_ / "log"))) {
    const auto signed_in =
        app_.answer({"POST",
                     "/" + std::string(kTenant) + "/oauth2/v2.0/token",
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id="
                     "0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16&client_secret=secret",
                     false});
    token_ = json::parse(signed_in.body).at("access_token");
  }

  auto call(const std::string& method, const std::string& target, std::string body) -> sandbox::Reply {
    return app_.answer({method,
                        target,
                        {{"Authorization", "Bearer " + token_}, {"Content-Type", "application/json"}},
                        std::move(body),
                        false});
  }

 private:
  static auto seeded(const std::string& path) -> std::unique_ptr<sandbox::Store> {
    const json seed = {
        {"tenants", {{{"tenantId", kTenant}, {"displayName", "Contoso"}, {"verifiedDomains", {"contoso.com"}}}}}};
    auto store = good(sandbox::Store::open(path));
    sandbox::Store::Transaction transaction(*store);
    require(sandbox::apply_seed(seed.dump(), transaction).ok());
    require(transaction.commit().ok());
    return store;
  }

  Scratch scratch_;
  std::unique_ptr<sandbox::Store> store_;
  sandbox::App app_;
  std::string token_;
};

struct Target {
  const char* method;
  std::string path;
};

auto targets() -> const std::vector<Target>& {
  static const std::string kConfigurations = "/beta/deviceManagement/deviceConfigurations";
  static const std::vector<Target> kTargets{{"POST", kConfigurations},
                                            {"PATCH", kConfigurations + "/" + kPolicy},
                                            {"POST", kConfigurations + "/" + kPolicy + "/assign"},
                                            {"POST", "/beta/$batch"},
                                            {"POST", "/v1.0/groups"},
                                            {"POST", "/beta/deviceManagement/assignmentFilters"},
                                            {"POST", std::string("/") + kTenant + "/oauth2/v2.0/token"}};
  return kTargets;
}

}  // namespace

/// Every body gets an answer that is not a failure of the server, and every answer with a body is JSON.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  if (size == 0) return 0;
  static auto& rig = *new Rig;
  const auto& target = targets()[data[0] % targets().size()];
  const auto reply =
      rig.call(target.method, target.path, std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  require(reply.status >= 200 && reply.status < 500);
  if (!reply.body.empty()) require(json::accept(reply.body));
  return 0;
}
