#include "graph/access.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using graph_test::json;

namespace {

constexpr const char* kTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";

}  // namespace

TEST_CASE("the claims of RFC 7519's example are read, base64url without padding") {
  // Section 3.1: the claims are iss, exp and http://example.com/is_root; a tenant is not among them.
  const auto access = access_of(
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
      "bS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  REQUIRE_FALSE(access.ok());
  CHECK(access.error().message == "the access token names no tenant: it has no claim `tid`");
  CHECK(access.error().kind == base::ErrorKind::Unreachable);
}

TEST_CASE("roles are an application's permissions") {
  const auto access = access_of(graph_test::jwt({{"tid", kTenant}, {"roles", {"Group.Read.All", 7, "X.Y"}}}));
  REQUIRE(access.ok());
  CHECK(access.value().tenant_id == kTenant);
  CHECK(access.value().permissions == std::vector<std::string>{"Group.Read.All", "X.Y"});
  CHECK_FALSE(access.value().delegated);
}

TEST_CASE("scopes are a signed-in person's permissions") {
  const auto access = access_of(graph_test::jwt({{"tid", kTenant}, {"scp", "Group.Read.All  User.Read"}}));
  REQUIRE(access.ok());
  CHECK(access.value().permissions == std::vector<std::string>{"Group.Read.All", "User.Read"});
  CHECK(access.value().delegated);
}

TEST_CASE("claims whose base64 holds - and _ are read") {
  const auto access = access_of(graph_test::jwt({{"tid", kTenant}, {"name", "?>?>~?~?\xC3\xBF\xC3\xBE"}}));
  REQUIRE(access.ok());
  CHECK(access.value().permissions.empty());
}

TEST_CASE("a token that is no JWT is an error without a piece of it") {
  for (const std::string token : {"", "opaque-canary", "a.b", "canary.canary.canary", "e30.e30", "e30.W10.x", "a.b.c.d",
                                  "e30.eyJ0aWQiOiJjYW5hcnk.x"}) {
    CAPTURE(token);
    const auto access = access_of(token);
    REQUIRE_FALSE(access.ok());
    CHECK(access.error().kind == base::ErrorKind::Unreachable);
    CHECK(access.error().message == "the access token is no JWT");
    CHECK(access.error().help.find("canary") == std::string::npos);
  }
}

}  // namespace pinwright::graph
