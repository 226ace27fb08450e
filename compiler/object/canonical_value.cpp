#include "object/canonical_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/datetime.hpp"
#include "grammar/tenant_id.hpp"
#include "object/kept_text.hpp"
#include "object/marker.hpp"
#include "object/to_graph.hpp"
#include "object/xml_lines.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

/// Zero has two spellings, and a server is free to answer with the other one.
auto canonical_float(float value, const CanonicalRules& rules) -> std::string {
  if (rules.normalise_floats && value == 0.0F) value = 0.0F;
  std::array<char, 32> buffer{};
  const auto* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return json_text({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

auto without_white_space(std::string text) -> std::string {
  text.erase(std::remove_if(text.begin(), text.end(), base::is_space), text.end());
  return text;
}

auto xml_without_mark(std::string_view text, const CanonicalRules& rules) -> std::string_view {
  if (rules.ignore_xml_byte_order_mark && text.starts_with(base::kByteOrderMark))
    text.remove_prefix(base::kByteOrderMark.size());
  return text;
}

auto text_of(DataType type, std::string_view text, const CanonicalRules& rules) -> std::string {
  if (type == DataType::StringXml) text = xml_without_mark(text, rules);
  if (type == DataType::DateTime && rules.normalise_date_times)
    return grammar::datetime_to_utc(text).value_or(std::string(text));
  if (type == DataType::Base64 && rules.ignore_base64_white_space) return without_white_space(std::string(text));
  const bool is_xml = type == DataType::StringXml || (type == DataType::String && is_xml_with_other_line_ends(text));
  return is_xml && rules.fold_xml_line_ends ? with_xml_line_ends(text) : std::string(text);
}

auto canonical_xml(AdmxPayload payload, const CanonicalRules& rules) -> std::string {
  return json_text(to_xml(rules.fold_admx_payloads ? canonical_payload(std::move(payload)) : std::move(payload)));
}

auto canonical_text(DataType type, const std::string& text, const CanonicalRules& rules) -> std::string {
  if (rules.fold_admx_payloads && (type == DataType::String || type == DataType::StringXml)) {
    if (auto reading = read_admx_payload(text)) return canonical_xml(std::move(reading->payload), rules);
  }
  const auto canonical = text_of(type, text, rules);
  if (base::find_invalid_utf8(canonical)) return json_array({R"("bytes")", json_text(base::base64_encode(canonical))});
  return json_text(canonical);
}

auto folded_id(std::string_view id, const CanonicalRules& rules) -> std::string {
  return rules.fold_guids && grammar::is_guid(id) ? base::folded(id) : std::string(id);
}

auto without_markers(std::string_view description) -> std::string {
  auto parts = split_description(description);
  while (parts.marker) parts = split_description(parts.text);
  return std::move(parts.text);
}

auto word(Assignment::Target target) -> std::string_view {
  switch (target) {
    case Assignment::Target::Group:
      return "group";
    case Assignment::Target::AllDevices:
      return "allDevices";
    case Assignment::Target::AllUsers:
      return "allUsers";
    case Assignment::Target::Other:
      return "other";
  }
  return {};
}

/// The group's id; of a foreign target all that is known of it.
auto target_id(const Assignment& assignment, const CanonicalRules& rules) -> std::string {
  switch (assignment.target) {
    case Assignment::Target::Group:
      return canonical_id("group", assignment.group, rules);
    case Assignment::Target::Other:
      return assignment.foreign;
    case Assignment::Target::AllDevices:
    case Assignment::Target::AllUsers:
      break;
  }
  return {};
}

auto is_no_filter(const FilterUse& use) -> bool {
  return grammar::classify_tenant_id(use.filter.id) == grammar::TenantIdForm::Nil;
}

}  // namespace

auto json_text(std::string_view text) -> std::string { return base::json_line(Json(text)); }

auto json_array(const std::vector<std::string>& items) -> std::string { return "[" + base::joined(items, ",") + "]"; }

auto plain_value(const Setting& setting, const CanonicalRules& rules) -> std::string {
  if (const auto* flag = std::get_if<bool>(&setting.value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int32_t>(&setting.value)) return std::to_string(*number);
  if (const auto* real = std::get_if<float>(&setting.value)) return canonical_float(*real, rules);
  if (const auto* text = std::get_if<std::string>(&setting.value)) return canonical_text(setting.type, *text, rules);
  if (const auto* payload = std::get_if<AdmxPayload>(&setting.value)) return canonical_xml(*payload, rules);
  return R"(["masked"])";
}

auto canonical_value(const Setting& setting, const CanonicalRules& rules) -> std::string {
  return setting.secrets.empty() ? plain_value(setting, rules) : R"(["secret"])";
}

auto canonical_optional(const std::optional<std::string>& text, const CanonicalRules& rules) -> std::string {
  if (!text && !rules.absent_text_is_empty) return "null";
  return json_text(text.value_or(""));
}

auto canonical_name(std::string_view name, const CanonicalRules& rules) -> std::string {
  return json_text(rules.fold_texts ? kept_text(name) : std::string(name));
}

auto canonical_prose(const std::optional<std::string>& text, const CanonicalRules& rules) -> std::string {
  return text ? canonical_name(*text, rules) : canonical_optional(text, rules);
}

auto canonical_description(const std::optional<std::string>& text, const CanonicalRules& rules) -> std::string {
  return text ? canonical_name(without_markers(*text), rules) : canonical_optional(text, rules);
}

auto canonical_id(std::string_view kind, const Reference& reference, const CanonicalRules& rules) -> std::string {
  return reference.id.empty() ? symbol(kind, reference.key) : folded_id(reference.id, rules);
}

auto canonical_scope_tags(const std::vector<Reference>& tags, const CanonicalRules& rules) -> std::vector<std::string> {
  std::vector<std::string> ids;
  for (const auto& tag : tags) ids.push_back(json_text(tag.id.empty() ? scope_tag_id(tag.key) : tag.id));
  if (rules.sort_scope_tags) std::sort(ids.begin(), ids.end());
  return ids;
}

auto identity(const Assignment& assignment, const CanonicalRules& rules) -> std::string {
  return std::string(word(assignment.target)) + ' ' + target_id(assignment, rules);
}

auto canonical_assignment(const Assignment& assignment, const CanonicalRules& rules) -> std::string {
  std::string filter;
  std::string mode = "none";
  if (assignment.filter && !(rules.absent_filter_is_none && is_no_filter(*assignment.filter))) {
    filter = canonical_id("filter", assignment.filter->filter, rules);
    mode = assignment.filter->exclude ? "exclude" : "include";
  }
  return json_array({json_text(word(assignment.target)), assignment.exclude ? "true" : "false",
                     json_text(target_id(assignment, rules)), json_text(filter), json_text(mode)});
}

}  // namespace pinwright::object
