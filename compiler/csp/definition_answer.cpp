#include "csp/definition_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/json.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace pinwright::csp {
namespace {

using base::JsonReader;
using Json = nlohmann::json;

constexpr std::string_view kType = "#microsoft.graph.deviceManagementConfiguration";

/// "ChoiceSettingDefinition"; empty: none of this family.
auto short_type(const JsonReader& in) -> std::string {
  const auto type = in.optional_text("@odata.type").value_or("");
  return type.starts_with(kType) ? type.substr(kType.size()) : std::string();
}

auto is_for_windows(const JsonReader& in) -> bool {
  const auto applicability = in.optional_object("applicability");
  if (!applicability) return true;
  const auto platform = applicability->optional_text("platform").value_or("windows10");
  return platform.find("windows10") != std::string::npos;
}

/// Empty: no node of a CSP.
auto path_of(const JsonReader& in) -> std::string {
  std::string path;
  for (const std::string_view key : {"baseUri", "offsetUri"}) {
    const auto text = in.optional_text(key).value_or("");
    auto part = std::string_view(text);
    if (path.empty() && part.starts_with("./")) part.remove_prefix(2);
    while (part.starts_with('/')) part.remove_prefix(1);
    while (part.ends_with('/')) part.remove_suffix(1);
    if (!part.empty()) path.append(path.empty() ? "" : "/").append(part);
  }
  const bool is_csp = base::starts_with_folded(path, "device/") || base::starts_with_folded(path, "user/") ||
                      base::starts_with_folded(path, "vendor/");
  return is_csp ? "./" + path : std::string();
}

auto control_of(std::string_view type, std::string_view value) -> Control {
  const bool is_integer = value == "IntegerSettingValueDefinition";
  if (type == "ChoiceSettingDefinition") return Control::Choice;
  if (type == "ChoiceSettingCollectionDefinition") return Control::Choices;
  if (type == "SettingGroupCollectionDefinition") return Control::Group;
  if (type == "SimpleSettingDefinition") return is_integer ? Control::Integer : Control::Text;
  if (type == "SimpleSettingCollectionDefinition") return is_integer ? Control::Integers : Control::Texts;
  return Control::Unknown;
}

auto raw_text(const Json& value) -> std::string {
  if (value.is_string()) return value.get<std::string>();
  return value.is_primitive() && !value.is_null() ? value.dump() : std::string();
}

/// Of a definition, or of an option of one.
auto read_parents(const JsonReader& in, AnsweredDefinition& definition) -> void {
  definition.tells_parents = definition.tells_parents || in.has("dependentOn") || in.has("dependedOnBy");
  for (const auto& one : in.optional_items("dependentOn")) {
    AnsweredParent parent{one.optional_text("parentSettingId").value_or(""),
                          one.optional_text("dependentOn").value_or("")};
    if (!parent.id.empty() && !parent.option.empty()) definition.parents.push_back(std::move(parent));
  }
}

auto read_children(const JsonReader& option) -> std::vector<std::string> {
  std::vector<std::string> children;
  for (const auto& one : option.optional_items("dependedOnBy")) {
    if (auto id = one.optional_text("dependedOnBy").value_or(""); !id.empty()) children.push_back(std::move(id));
  }
  return children;
}

auto read_options(const JsonReader& in, AnsweredDefinition& definition) -> std::vector<AnsweredOption> {
  std::vector<AnsweredOption> options;
  for (const auto& option : in.optional_items("options")) {
    AnsweredOption one;
    one.id = option.text("itemId");
    one.children = read_children(option);
    read_parents(option, definition);
    if (const auto value = option.optional_object("optionValue")) {
      if (const auto* raw = value->find("value")) one.value = raw_text(*raw);
    }
    options.push_back(std::move(one));
  }
  return options;
}

auto read_definition(const JsonReader& in) -> AnsweredDefinition {
  AnsweredDefinition definition;
  definition.id = in.text("id");
  definition.path = path_of(in);
  const auto value = in.optional_object("valueDefinition");
  definition.control = control_of(short_type(in), value ? short_type(*value) : std::string());
  definition.is_secret = value && value->optional_boolean("isSecret").value_or(false);
  read_parents(in, definition);
  definition.options = read_options(in, definition);
  // Its value is the end of the id where the answer does not tell it.
  for (auto& option : definition.options) {
    if (option.value.empty() && option.id.starts_with(definition.id + '_'))
      option.value = option.id.substr(definition.id.size() + 1);
  }
  return definition;
}

/// Takes pages apart.
auto pages_of(const Json& document) -> std::vector<const Json*> {
  std::vector<const Json*> pages;
  const auto is_page = [](const Json& one) { return one.is_object() && one.contains("value"); };
  if (document.is_array() && !document.empty() && std::all_of(document.begin(), document.end(), is_page)) {
    for (const auto& page : document) pages.push_back(&page);
  } else {
    pages.push_back(&document);
  }
  return pages;
}

}  // namespace

auto joined_parents(const std::string& child, const std::vector<AnsweredParent>& parents)
    -> std::vector<DefinitionParent> {
  std::vector<DefinitionParent> joined;
  for (const auto& parent : parents) {
    if (parent.option == parent.id || parent.id == child) continue;
    auto row = std::find_if(joined.begin(), joined.end(), [&](const auto& one) { return one.id == parent.id; });
    if (row == joined.end()) row = joined.insert(joined.end(), DefinitionParent{parent.id, {}, child});
    if (std::find(row->options.begin(), row->options.end(), parent.option) == row->options.end())
      row->options.push_back(parent.option);
  }
  return joined;
}

auto parents_in_answer(const Json& definition) -> std::vector<DefinitionParent> {
  base::JsonErrors errors("the answer");
  const JsonReader reader(definition, errors);
  const auto read = read_definition(reader);
  return errors.failed() ? std::vector<DefinitionParent>() : joined_parents(read.id, read.parents);
}

auto read_definition_answer(std::string_view json) -> base::Result<DefinitionAnswer> {
  const auto parsed = base::parse_json(json, {.bytes = base::kExportBytes});
  if (!parsed.ok()) return parsed.error();
  base::JsonErrors errors("the answer",
                          "save what `GET https://graph.microsoft.com/beta/deviceManagement/"
                          "configurationSettings` answers");
  DefinitionAnswer answer;
  answer.goes_on = true;
  for (const auto* page : pages_of(parsed.value())) {
    const Json list = page->is_array() ? Json{{"value", *page}} : Json();
    const JsonReader reader(page->is_array() ? list : *page, errors);
    answer.goes_on = answer.goes_on && reader.has("@odata.nextLink");
    for (const auto& one : reader.items("value")) {
      if (errors.failed()) return errors.error();
      if (!is_for_windows(one)) continue;
      auto definition = read_definition(one);
      if (!definition.path.empty()) answer.definitions.push_back(std::move(definition));
    }
    if (errors.failed()) return errors.error();
  }
  return answer;
}

}  // namespace pinwright::csp
