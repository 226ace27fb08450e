// The OMA-URI of a setting is parsed and made canonical once for the files, and once for each reading of a live object.
// The linker leads the calls of the product to the functions here (tests.cmake).

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "check/check.hpp"
#include "grammar/oma_uri.hpp"
#include "object/foreign_from_graph.hpp"
#include "object/setting_key.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;

namespace {

using Form = std::variant<grammar::OmaUri, grammar::OmaUriError>;

struct Calls {
  int parsed = 0;
  int made_canonical = 0;
  int keys = 0;  ///< of object::SettingKey::of_oma_uri
  auto operator==(const Calls&) const -> bool = default;
};

auto calls() -> std::map<std::string, Calls, std::less<>>& {
  static std::map<std::string, Calls, std::less<>> all;
  return all;
}

}  // namespace

// The functions of the product, and what stands in for them.
auto real_parse(std::string_view text) -> Form
    asm("__real__ZN9pinwright7grammar13parse_oma_uriESt17basic_string_viewIcSt11char_traitsIcEE");
auto wrap_parse(std::string_view text) -> Form
    asm("__wrap__ZN9pinwright7grammar13parse_oma_uriESt17basic_string_viewIcSt11char_traitsIcEE");
auto real_canonical(std::string_view text) -> std::string
    asm("__real__ZN9pinwright7grammar17canonical_oma_uriB5cxx11ESt17basic_string_viewIcSt11char_traitsIcEE");
auto wrap_canonical(std::string_view text) -> std::string
    asm("__wrap__ZN9pinwright7grammar17canonical_oma_uriB5cxx11ESt17basic_string_viewIcSt11char_traitsIcEE");
auto real_key(std::string text) -> object::SettingKey
    asm("__real__ZN9pinwright6object10SettingKey10of_oma_uriENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
auto wrap_key(std::string text) -> object::SettingKey
    asm("__wrap__ZN9pinwright6object10SettingKey10of_oma_uriENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");

auto wrap_parse(std::string_view text) -> Form {
  ++calls()[std::string(text)].parsed;
  return real_parse(text);
}

auto wrap_canonical(std::string_view text) -> std::string {
  ++calls()[std::string(text)].made_canonical;
  return real_canonical(text);
}

auto wrap_key(std::string text) -> object::SettingKey {
  ++calls()[text].keys;
  return real_key(std::move(text));
}

namespace {

constexpr std::string_view kFirst = "./Device/Vendor/MSFT/Policy/Config/Update/ActiveHoursStart";
constexpr std::string_view kSecond = "./Vendor/MSFT/BitLocker/RequireDeviceEncryption";
constexpr std::string_view kSecret = "./Device/Vendor/MSFT/Policy/Config/Update/UpdateServiceUrl";
constexpr std::string_view kPin =
    "./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/EnablePinRecovery";

auto yaml(std::string_view start) -> std::string {
  return R"(pinwright: 1
workspace: scene-1
tenants:
  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}
policies:
  updates:
    displayName: Updates
    tenants: [contoso]
    pinRecovery: {enabled: true, scope: device}
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Update/ActiveHoursStart, value: )" +
         std::string(start) + R"(}
      - {omaUri: ./Vendor/MSFT/BitLocker/RequireDeviceEncryption, value: 1}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Update/UpdateServiceUrl, valueFrom: {env: SERVICE}}
)";
}

auto check_all(const Workspace& workspace) -> void {
  const auto& loaded = workspace.loaded();
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  diag::Sink sink;
  check::check_workspace(context, sink);
  check::check_deployment(context, workspace.deployment(), sink);
}

auto calls_of(std::string_view uri) -> Calls { return calls()[std::string(uri)]; }

}  // namespace

TEST_CASE("an OMA-URI of the files is parsed once, and a live one once for each reading") {
  World world(1);
  world.environment() = {{"SERVICE", "https://updates.contoso.com"}};
  // The program's own facts have keys too, made at the first use.
  static_cast<void>(object::properties_that_set({"a node"}));
  for (const auto* start : {"8", "9"}) {
    calls().clear();
    const Workspace workspace({{"pinwright.yaml", yaml(start)}});
    REQUIRE(workspace.errors() == "");
    for (const auto uri : {kFirst, kSecond, kSecret, kPin}) CHECK(calls_of(uri) == Calls{1, 1, 1});
    check_all(workspace);
    for (const auto uri : {kFirst, kSecond, kSecret, kPin}) CHECK(calls_of(uri) == Calls{1, 1, 1});

    int readings = 0;
    world.tenant().knobs().fault = [&](std::string_view operation, const std::string& /*id*/, std::size_t /*nth*/) {
      if (operation == "policies" || operation == "policy") ++readings;
      return fake::FaultAction::None;
    };
    const bool is_there = std::string_view(start) == "9";
    const auto plan = world.plan(workspace);
    REQUIRE(errors(plan) == "");
    REQUIRE(readings > 0);
    for (const auto uri : {kFirst, kSecond, kSecret, kPin}) {
      INFO(uri);
      CHECK(calls_of(uri).keys == 1 + (is_there ? readings : 0));
    }
    REQUIRE(failures(world.apply(plan)) == "");
    REQUIRE(pending(world.plan(workspace)) == "");
    // Whatever was read meanwhile: each key was parsed and made canonical once, and nothing else was.
    for (const auto uri : {kFirst, kSecond, kSecret, kPin}) {
      INFO(uri);
      const auto all = calls_of(uri);
      CHECK(all.keys >= 1 + readings - (is_there ? 0 : 1));
      CHECK(all == Calls{all.keys, all.keys, all.keys});
    }
  }
}
