#include "sandbox/seed.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "sandbox/certificate.hpp"
#include "sandbox/definitions.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/seed_tenant.hpp"
#include "sandbox/strict.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

auto check_thumbprint(const Place& place) -> void {
  const auto thumbprint = place.text("certificateThumbprint");
  if (!place.has("certificateThumbprint")) return;
  if (thumbprint.size() == 64 && thumbprint.find_first_not_of(kHexDigits) == std::string::npos) return;
  place.at("certificateThumbprint")->wrong("a SHA-256 thumbprint has 64 hexadecimal digits");
}

auto check_certificate(const Place& place) -> void {
  const auto certificate = place.text("certificate");
  if (place.has("certificate") && !Certificate::from_pem(certificate)) {
    place.at("certificate")->wrong("no certificate in PEM form is there");
  }
}

auto put_client(const Place& place, Store::Transaction& transaction) -> void {
  place.keys({"clientId", "secret", "certificateThumbprint", "certificate", "roles", "federated", "deviceCode"});
  const auto id = place.guid("clientId", true);
  (void)place.text("secret");
  (void)place.texts("roles");
  check_thumbprint(place);
  check_certificate(place);
  for (const auto& federated : place.list("federated")) {
    federated.keys({"issuer", "subject", "audience"});
    (void)federated.text("issuer", true);
    (void)federated.text("subject", true);
    (void)federated.text("audience");
  }
  if (const auto device = place.at("deviceCode")) {
    device->keys({"pending", "outcome"});
    (void)device->number("pending", 1, 0, 1000);
    (void)device->word("outcome", {"approved", "declined", "expired"}, "approved");
  }
  if (transaction.client(id)) place.at("clientId")->wrong("this client stands twice");
  transaction.put_client(id, to_text(place.value()));
}

auto put_definition(const Place& place, Store::Transaction& transaction) -> void {
  const auto stored = stored_definition(place.value());
  if (!stored) return place.wrong(stored.error().message);
  const auto id = text_of(stored.value(), "id");
  if (transaction.find("", Kind::SettingDefinition, id)) return place.wrong("this definition stands twice");
  transaction.insert("", Kind::SettingDefinition, id, to_text(stored.value()));
}

}  // namespace

auto apply_seed(std::string_view text, Store::Transaction& transaction) -> base::Status {
  if (text.empty()) return base::Done{};
  const auto document = parse_json(text);
  if (!document) return base::Error{"the seed is no JSON", ""};
  Mistakes mistakes("seed");
  const Place root(*document, "", mistakes);
  root.keys({"clients", "configurationSettings", "tenants"});
  for (const auto& client : root.list("clients")) {
    put_client(client, transaction);
    if (mistakes.first()) return *mistakes.first();
  }
  for (const auto& definition : root.list("configurationSettings")) {
    put_definition(definition, transaction);
    if (mistakes.first()) return *mistakes.first();
  }
  for (const auto& tenant : root.list("tenants")) {
    put_tenant(tenant, transaction);
    if (mistakes.first()) return *mistakes.first();
  }
  if (mistakes.first()) return *mistakes.first();
  return base::Done{};
}

}  // namespace pinwright::sandbox
