#include <catch2/catch.hpp>
#include <map>

#include "graph/connect.hpp"

namespace pinwright::graph {

namespace {

auto with(std::map<std::string, std::string> variables) -> base::Variables {
  return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(std::string(name));
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

auto graph_at(const std::string& url) -> base::Result<Hosts> {
  return hosts_of(model::Cloud::Global, with({{"PINWRIGHT_GRAPH_URL", url}}));
}

}  // namespace

TEST_CASE("each cloud has its own hosts") {
  const auto hosts = [](model::Cloud cloud) { return hosts_of(cloud, with({})).value(); };
  CHECK(hosts(model::Cloud::Global).login == "https://login.microsoftonline.com");
  CHECK(hosts(model::Cloud::Global).graph == "https://graph.microsoft.com");
  CHECK(hosts(model::Cloud::UsGov).login == "https://login.microsoftonline.us");
  CHECK(hosts(model::Cloud::UsGov).graph == "https://graph.microsoft.us");
  CHECK(hosts(model::Cloud::UsGovDod).graph == "https://dod-graph.microsoft.us");
  CHECK(hosts(model::Cloud::China).login == "https://login.chinacloudapi.cn");
  CHECK(hosts(model::Cloud::China).graph == "https://microsoftgraph.chinacloudapi.cn");
}

TEST_CASE("variables point elsewhere, without a slash at the end") {
  CHECK(graph_at("https://graph.example:8443/").value().graph == "https://graph.example:8443");
  CHECK(graph_at("").value().graph == "https://graph.microsoft.com");
  const auto login = hosts_of(model::Cloud::Global, with({{"PINWRIGHT_LOGIN_URL", "http://127.0.0.1:9"}}));
  CHECK(login.value().login == "http://127.0.0.1:9");
  CHECK(login.value().graph == "https://graph.microsoft.com");
}

TEST_CASE("http is accepted for loopback addresses only") {
  for (const char* url :
       {"http://127.0.0.1:80", "http://localhost:80/", "http://[::1]:80", "https://anything.example"}) {
    CAPTURE(url);
    CHECK(graph_at(url).ok());
  }
  for (const char* url : {"http://graph.microsoft.com", "http://127.0.0.1.example", "http://169.254.169.254",
                          "ftp://127.0.0.1", "graph.microsoft.com", "https://"}) {
    CAPTURE(url);
    REQUIRE_FALSE(graph_at(url).ok());
    CHECK(graph_at(url).error().message.starts_with("`PINWRIGHT_GRAPH_URL` is "));
  }
}

TEST_CASE("an address with a user name is refused without a word of what stands in it") {
  for (const char* url : {"https://joe:hunter2@gateway.example", "http://127.0.0.1@example", "https://joe@b"}) {
    CAPTURE(url);
    REQUIRE_FALSE(graph_at(url).ok());
    CHECK(graph_at(url).error().message == "`PINWRIGHT_GRAPH_URL` holds a user name or a password");
  }
}

}  // namespace pinwright::graph
