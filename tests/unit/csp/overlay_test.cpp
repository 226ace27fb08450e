#include "csp/overlay.hpp"

#include <set>

#include "csp/path.hpp"
#include "support.hpp"

using namespace pinwright::csp;
using csp_test::node;

namespace {

auto committed_overlay() -> Overlay {
  auto overlay = overlay_from_json(csp_test::slurp(csp_test::schemas() / "csp-overlay.json"));
  REQUIRE(overlay.ok());
  return std::move(overlay).value();
}

auto known_bad(const Catalog& catalog, const std::string& uri) -> std::optional<KnownBadPath> {
  const auto parsed = pinwright::grammar::parse_oma_uri(uri);
  return catalog.known_bad_path(std::get<pinwright::grammar::OmaUri>(parsed));
}

auto message(std::string_view json) -> std::string {
  const auto overlay = overlay_from_json(json);
  return overlay.ok() ? "" : overlay.error().message;
}

}  // namespace

TEST_CASE("every path of the overlay is a node of the catalogue") {
  const auto catalog = Catalog::built_in();
  const Overlay overlay = committed_overlay();
  for (const auto* paths : {&overlay.tenant_ids, &overlay.placeholders, &overlay.secrets}) {
    for (const std::string& path : *paths) CHECK(node(catalog, path).uri() == path);
  }
  for (const auto& row : overlay.replaced_by) {
    CHECK(node(catalog, row.first).is_deprecated());
    CHECK(node(catalog, row.second).uri() == row.second);
  }
  for (const PatternFacts& row : overlay.patterns) CHECK(node(catalog, row.path).pattern() == row.pattern);
  for (const DependencyOverlay& row : overlay.dependencies) {
    INFO(row.path);
    REQUIRE(node(catalog, row.path).dependencies().size() == 1);
    const auto on = node(catalog, row.path).dependencies().front().any_of.at(0);
    CHECK(on.values.size() == row.on.allowed.values.size());
    CHECK(on.uri == row.on.uri);
    CHECK(node(catalog, row.on.uri).uri() == row.on.uri);
  }
  for (const BadPathFacts& row : overlay.bad_paths) {
    CHECK(node(catalog, row.right).valid());
    CHECK(std::holds_alternative<NotFound>(csp_test::find(catalog, row.bad)));
  }
}

TEST_CASE("every row about contents holds for its node, or for the leaves below it") {
  const auto catalog = Catalog::built_in();
  for (const ContentFacts& row : committed_overlay().contents) {
    INFO(row.path);
    const Node at = node(catalog, row.path);
    CHECK(at.uri() == row.path);
    for (const Node& one : at.format() == Format::Node ? at.children() : std::vector<Node>{at}) {
      if (row.content) CHECK(one.content() == *row.content);
      CHECK(one.content_rule() == row.rule);
      CHECK(one.xml_root().has_value() == !row.root.empty());
      if (!row.root.empty()) CHECK(one.xml_root()->name == row.root);
      if (!row.root.empty()) CHECK(one.xml_root()->space == row.space);
    }
  }
}

TEST_CASE("what a text is written in comes from the DDF file or the overlay") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./Device/Vendor/MSFT/WiFi/Profile/x/WlanXml").content() == Content::Xml);
  CHECK(node(catalog, "./Device/Vendor/MSFT/WiFi/Profile/x/WlanXml").xml_root()->space ==
        "http://www.microsoft.com/networking/WLAN/profile/v1");
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config/MixedReality/ConfigureSharedAccount").content() ==
        Content::Xml);
  CHECK(node(catalog, "./Device/Vendor/MSFT/DevicePreparation/PageSettings").content() == Content::Json);
  CHECK(node(catalog, "./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/x/CodeIntegrity/Policy").content() ==
        Content::Plain);
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config/UserRights/DenyLocalLogOn").content_rule() ==
        ContentRule::Accounts);
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera").content_rule() == ContentRule::None);
  // The payload of an ADMX policy has checks of its own.
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config/AppVirtualization/AllowAppVClient").content() ==
        Content::Plain);
}

TEST_CASE("a row about contents says something, in the words that there are") {
  const auto row = [](const std::string& keys) {
    return message(R"({"format":1,"contents":[{"path":"./Device/Vendor/MSFT/x",)" + keys + R"(,"source":"s"}]})");
  };
  CHECK(row(R"("content":"json")").empty());
  CHECK(row(R"("content":"yaml")") == "`/contents/0/content` of the overlay is none of its words");
  CHECK(row(R"("rule":"none")") == "`/contents/0/rule` of the overlay is none of its words");
  CHECK(row(R"("root":"x")") == "`/contents/0/content` of the overlay is missing, and so is the rule");
  CHECK(row(R"("content":"xml","namespace":"u")") == "`/contents/0/namespace` of the overlay has no root");
}

TEST_CASE("no retired or unlisted CSP is in the catalogue") {
  const auto catalog = Catalog::built_in();
  std::set<std::string_view> names;
  for (const Node& root : catalog.roots()) names.insert(root.name());
  for (const std::string_view name : catalog.retired_csps()) CHECK_FALSE(names.contains(name));
  for (const std::string_view name : catalog.unlisted_csps()) CHECK_FALSE(names.contains(name));
  CHECK(catalog.retired_csps().size() > 40);
}

TEST_CASE("nodes that hold a password or a key are secret, their neighbours are not") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./User/Vendor/MSFT/ClientCertificateInstall/PFXCertInstall/x/PFXCertPassword").is_secret());
  CHECK(node(catalog, "./Device/Vendor/MSFT/VPNv2/p/NativeProfile/L2tpPsk").is_secret());
  CHECK(node(catalog, "./Device/Vendor/MSFT/WindowsLicensing/ChangeProductKey").is_secret());
  CHECK_FALSE(node(catalog, "./Device/Vendor/MSFT/LAPS/Policies/PasswordLength").is_secret());
  CHECK_FALSE(node(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery").is_secret());
}

TEST_CASE("the path of Microsoft's PIN reset page is known to be wrong") {
  const auto catalog = Catalog::built_in();
  const auto bad = known_bad(catalog, "./vendor/MSFT/policy/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
  REQUIRE(bad);
  CHECK(bad->right == "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
  CHECK_FALSE(bad->reason.empty());
  CHECK(known_bad(catalog, "./User/Vendor/MSFT/Policy/PassportForWork/x/Policies/EnablePinRecovery")->right ==
        "./User/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
  CHECK_FALSE(known_bad(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery"));
  // The front is wrong whatever stands behind it.
  CHECK(known_bad(catalog, "./Vendor/MSFT/Policy/PassportForWork/x/Policies/Newer")->right ==
        "./Device/Vendor/MSFT/PassportForWork/x/Policies/Newer");
}

TEST_CASE("every edition of the catalogue has one name and the name has its number") {
  const auto catalog = Catalog::built_in();
  CHECK(catalog.edition_name(4) == "Enterprise");
  CHECK(catalog.edition_name(48) == "Professional");
  CHECK(catalog.edition_name(207) == "IoTEnterpriseSEval");
  CHECK(catalog.edition_name(9999).empty());
  CHECK(catalog.edition_sku("Enterprise") == 4);
  CHECK_FALSE(catalog.edition_sku("Home"));
  std::set<std::string_view> distinct;
  for (const std::string_view name : catalog.edition_names()) {
    distinct.insert(name);
    CHECK(catalog.edition_name(catalog.edition_sku(name).value()) == name);
  }
  CHECK(distinct.size() == catalog.edition_names().size());
  for (const NodeFacts& facts : csp_test::committed_nodes()) {
    if (!facts.editions) continue;
    for (const std::uint16_t sku : *facts.editions) REQUIRE_FALSE(catalog.edition_name(sku).empty());
  }
}

TEST_CASE("a fact without a source is refused") {
  CHECK(message(R"({"format":1,"secrets":[{"path":"./DevInfo/X"}]})") ==
        "`/secrets/0/source` of the overlay is missing");
  CHECK(message(R"({"format":1,"secrets":[{"path":"./DevInfo/X","source":"page","more":1}]})") ==
        "`/secrets/0/more` of the overlay is not a key that is known here");
  CHECK(message(R"({"format":2})") == "`/format` of the overlay is not 1");
  CHECK(message("{").starts_with("is not JSON"));
}
