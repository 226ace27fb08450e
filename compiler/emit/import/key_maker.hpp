#pragma once

#include <set>
#include <string>
#include <string_view>

namespace pinwright::emit {

/// Names of the language made from display names: "Windows Hello - PIN recovery" gives `windows-hello-pin-recovery`,
/// "Büro Süd" `buero-sued`, a name without Latin letters the fallback and a number, a second one
/// `windows-hello-pin-recovery-2`. No two are alike in folded letters, none is reserved.
class KeyMaker {
 public:
  explicit KeyMaker(const std::set<std::string>& taken);
  [[nodiscard]] auto make(std::string_view display_name, std::string_view fallback) -> std::string;

 private:
  [[nodiscard]] auto make_numbered(std::string_view stem) -> std::string;

  std::set<std::string> taken_;  // folded
};

/// "CONTOSO_WIFI_OFFICE_WLANXML" of the parts that stand before it: a name for a variable of the environment.
[[nodiscard]] auto variable_name(std::string_view tenant, std::string_view policy, std::string_view setting)
    -> std::string;

}  // namespace pinwright::emit
