#include "check/web_sign_in.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "object/well_known.hpp"

namespace pinwright::check::web_sign_in {

namespace {

auto fact(std::string_view entry) -> std::string {
  const auto error = check_entry(entry);
  return error ? error->fact : "";
}

auto repaired(std::string_view entry) -> std::string {
  const auto error = check_entry(entry);
  return error ? error->repaired : std::string(entry);
}

}  // namespace

TEST_CASE("a domain of two or more labels is right as it stands") {
  for (const auto* entry :
       {"sts.contoso.com", "a.b", "sts-1.contoso.co.uk", "STS.Contoso.COM", "xn--mnchen-3ya.example",
        "m\xC3\xBCnchen.example", "sts_1.contoso.com", "login.microsoftonline.us", "7.contoso.com"}) {
    INFO(entry);
    CHECK_FALSE(check_entry(entry).has_value());
  }
}

TEST_CASE("what is more than a domain is named, and the domain is the repair") {
  struct Row {
    std::string_view entry, fact, repaired;
  };
  const Row rows[] = {
      {"https://sts.contoso.com", "has a scheme", "sts.contoso.com"},
      {"HTTPS://sts.contoso.com/", "has a scheme and a slash at its end", "sts.contoso.com"},
      {"https:/sts.contoso.com", "has a scheme", "sts.contoso.com"},
      {"https://sts.contoso.com:443/adfs/ls", "has a scheme, a path and a port", "sts.contoso.com"},
      {"sts.contoso.com/adfs?x=1", "has a path", "sts.contoso.com"},
      {"sts.contoso.com:443", "has a port", "sts.contoso.com"},
      {"sts.contoso.com.", "has a dot at its end", "sts.contoso.com"},
      {" sts.contoso.com", "has white space around it", "sts.contoso.com"},
      {"sts.contoso.com\xC2\xA0", "has white space around it", "sts.contoso.com"},
      {"\"sts.contoso.com\"", "has quotes", "sts.contoso.com"},
      {"\xE2\x80\x9Csts.contoso.com\xE2\x80\x9D", "has quotes", "sts.contoso.com"},
      {"\"sts.contoso.com", "has quotes", "sts.contoso.com"},
      {"sts.contoso.com,portal.contoso.com", "has a comma in it", "sts.contoso.com;portal.contoso.com"},
      {"sts.contoso.com, https://portal.contoso.com/", "has a comma in it", "sts.contoso.com;portal.contoso.com"},
      {"sts.contoso.com portal.contoso.com", "has white space in it", "sts.contoso.com;portal.contoso.com"},
      {"sts.contoso.com,", "has a comma in it", "sts.contoso.com"},
  };
  for (const auto& row : rows) {
    INFO(row.entry);
    CHECK(fact(row.entry) == row.fact);
    CHECK(repaired(row.entry) == row.repaired);
  }
}

TEST_CASE("no repair is offered where what is meant cannot be told") {
  struct Row {
    std::string_view entry, fact;
  };
  const Row rows[] = {
      {"*.contoso.com", "has a wildcard"},
      {"https://*.contoso.com", "has a scheme and a wildcard"},
      {"admin@contoso.com", "has a user name"},
      {"contoso", "is not a domain name"},
      {"10.0.0.1", "is not a domain name"},
      {"sts..contoso.com", "is not a domain name"},
      {"-sts.contoso.com", "is not a domain name"},
      {"https://contoso", "has a scheme"},
      {"sts.contoso.com,contoso", "has a comma in it"},
      {"\"", "has quotes"},
      {",", "has a comma in it"},
      {"https://", "has a scheme"},
  };
  for (const auto& row : rows) {
    INFO(row.entry);
    CHECK(fact(row.entry) == row.fact);
    CHECK(repaired(row.entry).empty());
  }
}

TEST_CASE("entries lie between semicolons") {
  const auto found = entries("a.b;;c.d;");
  REQUIRE(found.size() == 4);
  CHECK(found[1].begin == found[1].end);
  CHECK(found[2].begin == 5);
  CHECK(found[2].end == 8);
  CHECK(found[3].begin == 9);
}

TEST_CASE("an entry is looked up without regard to letter case and white space") {
  CHECK(holds("sts.contoso.com; Login.MicrosoftOnline.us", pinwright::object::kGovernmentSignInDomain));
  CHECK_FALSE(
      holds("sts.contoso.com;login.microsoftonline.us.contoso.com", pinwright::object::kGovernmentSignInDomain));
}

}  // namespace pinwright::check::web_sign_in
