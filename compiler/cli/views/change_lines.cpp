#include "cli/views/change_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "cli/views/names.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::json;

auto is_secret(const Json& json) -> bool { return json.is_object() && json.value("secret", false); }

/// `omaSettings[URI]`: a whole setting comes or goes.
auto is_whole_setting(std::string_view path) -> bool { return path.starts_with("omaSettings[") && path.ends_with(']'); }

/// Text of a JSON value; of a setting its value alone, as everything else is told by its OMA-URI.
auto value_text(std::string_view path, const Json& json) -> std::string {
  const auto& value = is_whole_setting(path) && json.is_object() && json.contains("value") ? json["value"] : json;
  if (is_secret(value)) return "(secret)";
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Of an assignment's target what its path does not say: excluded, filtered.
auto target_text(const Json& target, const plan::TenantPlan& tenant) -> std::string {
  if (!target.is_object()) return target.dump();
  std::vector<std::string> words;
  if (target.value("@odata.type", "").find("exclusion") != std::string::npos) words.emplace_back("excluded");
  const auto filter = target.find("deviceAndAppManagementAssignmentFilterId");
  const auto mode = target.find("deviceAndAppManagementAssignmentFilterType");
  const bool has_filter = filter != target.end() && filter->is_string() && mode != target.end() && mode->is_string();
  if (has_filter && *mode != "none") {
    words.push_back(
        fmt::format("filter {} ({})", name_of_filter(tenant, filter->get<std::string>()), mode->get<std::string>()));
  }
  return words.empty() ? "included" : base::joined(words, ", ");
}

class LineMaker {
 public:
  LineMaker(const plan::TenantPlan& tenant, const plan::Change& change) : tenant_(tenant), change_(change) {}

  auto line(const object::Difference& difference) const -> ChangeLine {
    ChangeLine line;
    line.sign = !difference.before ? '+' : !difference.after ? '-' : '~';
    line.section = section_of(difference.path);
    line.path = without_tenant_id(tenant_, difference.path);
    line.before = side(difference, difference.before);
    line.after = side(difference, difference.after);
    if (difference.secret && difference.before && difference.after) line.after = secret_after(difference.path);
    if (line.section == Section::Assignments && !difference.before != !difference.after) collapse(line);
    line.is_detail = is_one_sided() && line.section == Section::Rest;
    return line;
  }

 private:
  /// Of what is made or removed as a whole, names and descriptions go without saying.
  [[nodiscard]] auto is_one_sided() const -> bool {
    return change_.action == plan::Action::Create || change_.action == plan::Action::Delete;
  }

  [[nodiscard]] auto side(const object::Difference& difference, const std::optional<std::string>& text) const
      -> std::optional<std::string> {
    if (!text) return std::nullopt;
    const auto json = Json::parse(*text, nullptr, false);
    if (json.is_discarded()) return without_tenant_id(tenant_, *text);
    if (section_of(difference.path) == Section::Assignments) return target_text(json, tenant_);
    return without_tenant_id(tenant_, value_text(difference.path, json));
  }

  /// "included" is what every assignment is.
  static auto collapse(ChangeLine& line) -> void {
    auto& text = line.before ? line.before : line.after;
    if (text == "included") text = "";
  }

  [[nodiscard]] auto secret_after(std::string_view path) const -> std::string {
    const auto* policy = change_.after ? std::get_if<object::CustomPolicy>(&*change_.after) : nullptr;
    for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
      if (path != fmt::format("omaSettings[{}].value", policy->settings[i].oma_uri)) continue;
      const bool is_unknown = i < change_.secret_changed.size() && !change_.secret_changed[i];
      if (is_unknown) return "(secret, not known whether it changes)";
    }
    return "(secret, changes)";
  }

  const plan::TenantPlan& tenant_;
  const plan::Change& change_;
};

}  // namespace

auto reason_of(const plan::Sections& sections, Section section) -> plan::Reason {
  switch (section) {
    case Section::Settings:
      return sections.settings;
    case Section::Assignments:
      return sections.assignments;
    case Section::Rest:
      return sections.rest;
  }
  return plan::Reason::None;
}

auto section_of(std::string_view path) -> Section {
  if (path.starts_with("assignments")) return Section::Assignments;
  // Of a group and a filter the rule is the content.
  const bool is_content =
      path.starts_with("omaSettings") || path == "membershipRule" || path == "rule" || path == "platform";
  return is_content ? Section::Settings : Section::Rest;
}

auto change_lines(const plan::TenantPlan& tenant, const plan::Change& change) -> std::vector<ChangeLine> {
  const LineMaker maker(tenant, change);
  std::vector<ChangeLine> lines;
  for (const auto& difference : change.paths) lines.push_back(maker.line(difference));
  return lines;
}

auto without_tenant_id(const plan::TenantPlan& tenant, std::string_view text) -> std::string {
  const auto& id = tenant.tenant_id;
  std::string result;
  while (!id.empty() && text.size() >= id.size()) {
    const auto found = std::search(text.begin(), text.end(), id.begin(), id.end(),
                                   [](char a, char b) { return base::fold(a) == base::fold(b); });
    if (found == text.end()) break;
    result.append(text.begin(), found).append("{tenantId}");
    text.remove_prefix(static_cast<std::size_t>(found - text.begin()) + id.size());
  }
  return result.append(text);
}

}  // namespace pinwright::cli::views
