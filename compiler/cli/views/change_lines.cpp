#include "cli/views/change_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/json_line.hpp"
#include "base/text.hpp"
#include "cli/views/labels.hpp"
#include "object/assignment_types.hpp"
#include "object/setting_path.hpp"
#include "plan/marker.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::json;

/// The text under `key`; empty when there is none, or something else.
auto text_at(const Json& json, const char* key) -> std::string {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Digits of a digest that tell two files apart for a reader.
constexpr std::size_t kDigestShown = 12;

/// For people: as it is, without the escapes of JSON. What a terminal must not get is replaced where it is drawn.
auto in_quotes(const std::string& text) -> std::string { return fmt::format("\"{}\"", text); }

auto has_flag(const Json& json, std::string_view key) -> bool {
  const auto found = json.is_object() && !key.empty() ? json.find(key) : json.end();
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

/// Why a value is not shown; Clear where it is.
auto secrecy_of(const Json& value) -> object::Secrecy {
  for (const auto secrecy :
       {object::Secrecy::Secret, object::Secrecy::MaybeSecret, object::Secrecy::Unreadable, object::Secrecy::Hidden}) {
    if (has_flag(value, object::json_key(secrecy))) return secrecy;
  }
  return object::Secrecy::Clear;
}

/// The text of a value that is one, without what is secret in it; nullptr where there is none to show.
auto text_in(const Json& value) -> const std::string* {
  const auto* text = &value;
  if (secrecy_of(value) == object::Secrecy::Secret && value.contains("text")) text = &value["text"];
  return text->is_string() ? text->get_ptr<const std::string*>() : nullptr;
}

auto size_of(const Json& bytes) -> std::size_t {
  const auto found = bytes.find("bytes");
  return found != bytes.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

/// "base64, 812 bytes, sha256 3f2b9a546c1d…".
auto bytes_text(const Json& value, Detail detail) -> std::string {
  const auto digest = text_at(value, "sha256");
  const bool whole = detail == Detail::Full;
  return fmt::format("(base64, {}, sha256 {}{})", base::counted(size_of(value), "byte"),
                     whole ? digest : digest.substr(0, kDigestShown), whole ? "" : "…");
}

auto text_of(const Json& value, Detail detail) -> std::string {
  if (const auto* text = text_in(value)) return in_quotes(*text);
  if (const auto secrecy = secrecy_of(value); secrecy != object::Secrecy::Clear)
    return std::string(object::words(secrecy));
  return value.is_object() && value.contains("sha256") ? bytes_text(value, detail) : base::json_line(value);
}

/// "(integer, \"Minimum PIN length\")": what a setting is beside its OMA-URI and value.
auto rest_of(const Json& setting) -> std::string {
  constexpr std::string_view kType = "#microsoft.graph.omaSetting";
  std::vector<std::string> words;
  const auto type = text_at(setting, "@odata.type");
  if (type.starts_with(kType)) words.push_back(base::folded(std::string_view(type).substr(kType.size())));
  for (const auto* key : {"displayName", "description", "fileName"}) {
    if (setting.contains(key)) words.push_back(text_of(setting[key], Detail::Full));
  }
  return fmt::format("({})", base::joined(words, ", "));
}

/// Of a whole setting its value, as everything else is told by its OMA-URI.
auto value_text(std::string_view path, const Json& json, Detail detail) -> std::string {
  const bool is_setting = object::is_whole_setting(path) && json.is_object() && json.contains("value");
  if (!is_setting) return text_of(json, detail);
  const auto value = text_of(json["value"], detail);
  return detail == Detail::Full ? fmt::format("{}  {}", value, rest_of(json)) : value;
}

/// Of an assignment's target what its path does not say: excluded, filtered.
auto target_text(const Json& target, const plan::TenantPlan& tenant) -> std::string {
  if (!target.is_object()) return target.dump();
  std::vector<std::string> words;
  if (text_at(target, "@odata.type").find("exclusion") != std::string::npos) words.emplace_back("excluded");
  const auto filter = target.find(object::kAssignmentFilterId);
  const auto mode = target.find(object::kAssignmentFilterMode);
  const bool has_filter = filter != target.end() && filter->is_string() && mode != target.end() && mode->is_string();
  if (has_filter && *mode != "none") {
    words.push_back(
        fmt::format("filter {} ({})", name_of_filter(tenant, filter->get<std::string>()), mode->get<std::string>()));
  }
  return words.empty() ? "included" : base::joined(words, ", ");
}

class LineMaker {
 public:
  LineMaker(const plan::TenantPlan& tenant, const plan::Change& change, Detail detail)
      : tenant_(tenant), change_(change), detail_(detail) {}

  auto line(const object::Difference& difference) const -> ChangeLine {
    ChangeLine line;
    line.sign = !difference.before ? '+' : !difference.after ? '-' : '~';
    line.section = section_of(difference.path);
    line.path = without_tenant_id(tenant_, difference.path);
    line.before = side(difference, difference.before);
    line.after = side(difference, difference.after);
    if (difference.before && difference.after && line.section != Section::Assignments) compare_texts(difference, line);
    if (!difference.before != !difference.after && detail_ == Detail::Full) tell_lines(difference, line);
    if (line.section == Section::Assignments && !difference.before != !difference.after) collapse(line);
    if (line.section == Section::Assignments && detail_ == Detail::Full) line.path += name_in_tenant(difference.path);
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
    return without_tenant_id(tenant_, value_text(difference.path, json, detail_));
  }

  /// ` "SG Kiosks"`: what the tenant calls the group of `assignments[group kiosks]`.
  [[nodiscard]] auto name_in_tenant(std::string_view path) const -> std::string {
    for (const auto& reference : tenant_.references) {
      const bool is_it = reference.kind == plan::Resolved::Kind::Group && !reference.display_name.empty() &&
                         reference.display_name != reference.key &&
                         path == fmt::format("assignments[group {}]", reference.key);
      if (is_it) return fmt::format(" \"{}\"", reference.display_name);
    }
    return {};
  }

  /// "included" is what every assignment is.
  static auto collapse(ChangeLine& line) -> void {
    auto& text = line.before ? line.before : line.after;
    if (text == "included") text = "";
  }

  /// What is to be told of a value that differs although its texts, as far as they may be seen, are equal; and texts of
  /// several lines.
  auto compare_texts(const object::Difference& difference, ChangeLine& line) const -> void {
    const auto before = Json::parse(*difference.before, nullptr, false);
    const auto after = Json::parse(*difference.after, nullptr, false);
    if (before.is_discarded() || after.is_discarded()) return;
    const auto* old_text = text_in(before);
    const auto* new_text = text_in(after);
    const bool differs = old_text != nullptr && new_text != nullptr && *old_text != *new_text;
    if (secrecy_of(after) == object::Secrecy::Secret && (new_text == nullptr || (old_text != nullptr && !differs))) {
      const auto changed = after.find("changed");
      const bool is_unknown = changed != after.end() && changed->is_null();
      const auto hides = secrecy_of(before);
      line.before = object::words(hides == object::Secrecy::Clear ? object::Secrecy::Secret : hides);
      line.after = is_unknown ? "(secret, not known whether it changes)" : "(secret, changes)";
      if (has_flag(after, "sentAgain")) line.after = "(secret, sent again)";
    } else if (differs && has_lines(*old_text) && has_lines(*new_text)) {
      line.before_text = without_tenant_id(tenant_, *old_text);
      line.after_text = without_tenant_id(tenant_, *new_text);
    }
  }

  /// Of a whole setting with such a text what it is beside that stays on its own line.
  auto tell_lines(const object::Difference& difference, ChangeLine& line) const -> void {
    const auto setting = Json::parse(difference.before ? *difference.before : *difference.after, nullptr, false);
    if (!object::is_whole_setting(difference.path) || !setting.is_object() || !setting.contains("value")) return;
    const auto* text = text_in(setting["value"]);
    if (text == nullptr || !has_lines(*text)) return;
    (difference.before ? line.before : line.after) = rest_of(setting);
    (difference.before ? line.before_text : line.after_text) = without_tenant_id(tenant_, *text);
  }

  static auto has_lines(std::string_view text) -> bool {
    return base::trimmed(text).find('\n') != std::string_view::npos;
  }

  const plan::TenantPlan& tenant_;
  const plan::Change& change_;
  Detail detail_;
};

auto changed(std::string path, std::string before, std::string after) -> ChangeLine {
  ChangeLine line;
  line.section = Section::Rest;
  line.path = std::move(path);
  line.before = std::move(before);
  line.after = std::move(after);
  return line;
}

/// What the marker says beside digests: under which key the object stands in the files, and its protection. An update
/// that writes nothing else than digests has a line too.
auto add_marker_lines(const plan::Change& change, std::vector<ChangeLine>& lines) -> void {
  if (change.action != plan::Action::Update || change.restores || !change.before) return;
  const auto marker = plan::marker_in(change.before->object);
  if (!marker) return;
  const auto word = [](bool is_protected) { return std::string(is_protected ? "true" : "false"); };
  if (marker->key != change.key) lines.push_back(changed("key", marker->key, change.key));
  if (marker->is_protected != change.is_protected)
    lines.push_back(changed("protect", word(marker->is_protected), word(change.is_protected)));
  if (lines.empty()) lines.push_back(changed("marker", "digests of an earlier write", "digests of the files"));
}

/// Ids decide the order of what a tenant holds; people, and equal changes of several tenants, need names to.
auto order_of(const ChangeLine& line) -> std::pair<int, std::string_view> {
  switch (line.section) {
    case Section::Rest:
      return {0, {}};
    case Section::Settings:
      return {1, line.path};
    case Section::Assignments:
      return {2, line.path};
  }
  return {};
}

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
      object::is_of_settings(path) || path == "membershipRule" || path == "rule" || path == "platform";
  return is_content ? Section::Settings : Section::Rest;
}

auto change_lines(const plan::TenantPlan& tenant, const plan::Change& change, Detail detail)
    -> std::vector<ChangeLine> {
  const LineMaker maker(tenant, change, detail);
  std::vector<ChangeLine> lines;
  for (const auto& difference : change.paths) lines.push_back(maker.line(difference));
  add_marker_lines(change, lines);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const ChangeLine& a, const ChangeLine& b) { return order_of(a) < order_of(b); });
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
