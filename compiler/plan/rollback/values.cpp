#include "plan/rollback/values.hpp"

#include <set>
#include <string_view>

#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

auto has_masks(const object::Policy& policy) -> bool {
  for (const auto& setting : policy.settings) {
    if (object::is_masked(setting)) return true;
  }
  return false;
}

/// Whether `policy` was last written from `files`: the marker has the digest of their settings.
auto was_written_from(const object::Policy& policy, const object::Policy& files) -> bool {
  const auto marker = marker_in(policy);
  return marker && marker->settings == object::digest(object::canonical_content(files));
}

auto take_values(object::Policy& policy, const object::Policy& files) -> void {
  std::map<std::string_view, const object::Setting*> declared;
  for (const auto& setting : files.settings) declared.emplace(object::identity(setting), &setting);
  for (auto& setting : policy.settings) {
    const auto found = object::is_masked(setting) ? declared.find(object::identity(setting)) : declared.end();
    if (found == declared.end() || found->second->type != setting.type) continue;
    setting.value = found->second->value;
    setting.secrets = found->second->secrets;
  }
}

}  // namespace

auto fill_values(object::Policy& policy, const std::string& key, const FilesOfThen& files,
                 const base::Variables& variable) -> FilledValues {
  FilledValues result;
  const auto found = files.find(key);
  if (found != files.end() && has_masks(policy)) {
    result.has_other_files = !was_written_from(policy, found->second);
    if (!result.has_other_files) take_values(policy, found->second);
  }
  std::set<std::string> variables;
  for (const auto& setting : policy.settings) {
    if (object::is_masked(setting)) result.missing.push_back(setting.key.text());
    variables.insert(setting.secrets.begin(), setting.secrets.end());
  }
  result.variables = {variables.begin(), variables.end()};
  result.unset = missing_variables(policy, variable);
  return result;
}

}  // namespace pinwright::plan
