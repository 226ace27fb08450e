#include "support.hpp"

using csp_test::suggestion;
using pinwright::csp::Catalog;

TEST_CASE("near names are found on every level, the writer's dynamic segments stay") {
  const auto catalog = Catalog::built_in();
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/PassportForWrok/abc/Policies/EnablePinRecovry") ==
        "./Device/Vendor/MSFT/PassportForWork/abc/Policies/EnablePinRecovery");
  CHECK(suggestion(catalog, "./Vendor/MSFT/AppLockr/ApplicationLaunchRestrictions/g/EXE/Policy") ==
        "./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/g/EXE/Policy");
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/Config/Authentication/EnableWebSignin1") ==
        "./Device/Vendor/MSFT/Policy/Config/Authentication/EnableWebSignIn");
}

TEST_CASE("Policy/ is dropped and Config/ inserted") {
  const auto catalog = Catalog::built_in();
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/BitLocker/RequireDeviceEncryption") ==
        "./Device/Vendor/MSFT/BitLocker/RequireDeviceEncryption");
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/Authentication/EnableWebSignIn") ==
        "./Device/Vendor/MSFT/Policy/Config/Authentication/EnableWebSignIn");
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Authentication/EnableWebSignIn") ==
        "./Device/Vendor/MSFT/Policy/Config/Authentication/EnableWebSignIn");
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/Config/PassportForWork/abc/Policies/EnablePinRecovery") ==
        "./Device/Vendor/MSFT/PassportForWork/abc/Policies/EnablePinRecovery");
}

TEST_CASE("the other scope is proposed") {
  const auto catalog = Catalog::built_in();
  CHECK(suggestion(catalog, "./User/Vendor/MSFT/BitLocker/RequireDeviceEncryption") ==
        "./Device/Vendor/MSFT/BitLocker/RequireDeviceEncryption");
}

TEST_CASE("a setting in the wrong area is found where its name is the only one") {
  const auto catalog = Catalog::built_in();
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/Config/BitLocker/RequireDeviceEncryption") ==
        "./Device/Vendor/MSFT/BitLocker/RequireDeviceEncryption");
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Policy/Config/ControlledFolderAccessProtectedFolders") ==
        "./Device/Vendor/MSFT/Policy/Config/Defender/ControlledFolderAccessProtectedFolders");
}

TEST_CASE("where nothing is near nothing is proposed") {
  const auto catalog = Catalog::built_in();
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT/Foo/Bar").empty());
  CHECK(suggestion(catalog, "./Device/Vendor/MSFT").empty());
  CHECK(suggestion(catalog, "./cimv2/Win32_Thing").empty());
}

TEST_CASE("a suggestion can be found") {
  const auto catalog = Catalog::built_in();
  for (const std::string uri :
       {"./Device/Vendor/MSFT/Policy/Config/Updat/AllowAutoUpdat", "./User/Vendor/MSFT/WiFi/Profil/x/WlanXm",
        "./Vendor/MSFT/DevInfo/DevId", "./DevInf/DevId"}) {
    const std::string text = suggestion(catalog, uri);
    INFO(uri + " -> " + text);
    REQUIRE_FALSE(text.empty());
    CHECK(csp_test::node(catalog, text).valid());
  }
}
