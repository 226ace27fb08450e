#include "emit/import/waivers.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "emit/yaml_writer.hpp"

namespace pinwright::emit {

namespace {

auto waivers_yaml(std::string_view tenant, const std::vector<const ImportWaiver*>& waivers) -> std::string {
  YamlWriter yaml;
  yaml.enter("waivers");
  for (const auto* waiver : waivers) {
    yaml.comment(waiver->message);
    yaml.enter_item();
    yaml.text("slug", waiver->slug);
    yaml.text("path", waiver->path);
    yaml.entry("tenants", "[" + yaml_flow_text(tenant) + "]");
    yaml.text("reason", "TODO");
    yaml.leave_item();
  }
  yaml.leave();
  return yaml.take();
}

}  // namespace

auto add_waivers(Imported& imported, std::string_view tenant, std::vector<ImportWaiver> waivers) -> void {
  imported.waivers = std::move(waivers);
  std::map<std::string_view, std::vector<const ImportWaiver*>> by_policy;
  for (const auto& waiver : imported.waivers) by_policy[waiver.policy].push_back(&waiver);
  for (const auto& policy : imported.policies) {
    const auto found = by_policy.find(policy.key);
    if (found == by_policy.end()) continue;
    const auto file = std::find_if(imported.files.begin(), imported.files.end(),
                                   [&](const File& one) { return one.path == policy.path; });
    if (file != imported.files.end()) file->bytes += waivers_yaml(tenant, found->second);
  }
}

}  // namespace pinwright::emit
