#include "csp/admx_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "csp/json_reader.hpp"

namespace pinwright::csp {
namespace {

using Json = nlohmann::ordered_json;
using nlohmann::json;

auto put_number(Json& out, const char* key, const std::optional<std::int64_t>& value) -> void {
  if (value) out[key] = *value;
}
auto put_flag(Json& out, const char* key, bool value) -> void {
  if (value) out[key] = true;
}

auto to_json(const AdmxElementFacts& element) -> Json {
  Json out;
  out["id"] = element.id;
  out["kind"] = name(element.kind);
  put_flag(out, "required", element.required);
  put_number(out, "min", element.min);
  put_number(out, "max", element.max);
  put_number(out, "maxLength", element.max_length);
  put_flag(out, "additive", element.additive);
  put_flag(out, "explicitValue", element.explicit_value);
  if (element.value_prefix) out["valuePrefix"] = *element.value_prefix;
  for (const AdmxItemFacts& item : element.items) {
    Json row = Json::array({item.name});
    if (item.value) row.push_back(*item.value);
    out["items"].push_back(std::move(row));
  }
  return out;
}

auto read_items(JsonReader& in) -> std::vector<AdmxItemFacts> {
  std::vector<AdmxItemFacts> items;
  const json* rows = in.array("items");
  for (const json& row : rows == nullptr ? json::array() : *rows) {
    const bool fits =
        row.is_array() && (row.size() == 1 || row.size() == 2) && row.front().is_string() && row.back().is_string();
    if (!fits) {
      in.fail("has an item that is not [name, value] or [name]");
      continue;
    }
    AdmxItemFacts item{row.front().get<std::string>(), std::nullopt};
    if (row.size() == 2) item.value = row.back().get<std::string>();
    items.push_back(std::move(item));
  }
  return items;
}

auto read_element(JsonReader& in) -> AdmxElementFacts {
  AdmxElementFacts out;
  out.id = in.required_text("id");
  const std::string kind = in.required_text("kind");
  if (!admx_kind_of(kind)) in.fail("has an unknown `kind` " + base::quoted(kind));
  out.kind = admx_kind_of(kind).value_or(AdmxKind::Text);
  out.required = in.flag("required");
  out.min = in.number("min");
  out.max = in.number("max");
  out.max_length = in.number("maxLength");
  out.additive = in.flag("additive");
  out.explicit_value = in.flag("explicitValue");
  if (in.has("valuePrefix")) out.value_prefix = in.text("valuePrefix");
  out.items = read_items(in);
  return out;
}

}  // namespace

auto to_json(const AdmxPolicyFacts& policy) -> Json {
  Json out;
  out["name"] = policy.name;
  out["class"] = name(policy.policy_class);
  put_flag(out, "enabled", policy.enabled_value);
  put_flag(out, "disabled", policy.disabled_value);
  for (const AdmxElementFacts& element : policy.elements) out["elements"].push_back(to_json(element));
  return out;
}

auto read_admx_policy(JsonReader& in) -> AdmxPolicyFacts {
  AdmxPolicyFacts out;
  out.name = in.required_text("name");
  const std::string class_text = in.required_text("class");
  if (!admx_class_of(class_text)) in.fail("has an unknown `class` " + base::quoted(class_text));
  out.policy_class = admx_class_of(class_text).value_or(AdmxClass::Machine);
  out.enabled_value = in.flag("enabled");
  out.disabled_value = in.flag("disabled");
  const json* elements = in.array("elements");
  for (const json& element : elements == nullptr ? json::array() : *elements) {
    JsonReader row(element, in.place() + " in `elements`");
    out.elements.push_back(read_element(row));
    row.finish();
    if (!row.error().empty()) in.fail(row.error().substr(in.place().size() + 1));
  }
  return out;
}

}  // namespace pinwright::csp
