#include "csp/admx_json.hpp"

#include <array>
#include <utility>

#include "base/json.hpp"
#include "csp/json_out.hpp"

namespace pinwright::csp {
namespace {

using Json = nlohmann::ordered_json;
using base::JsonReader;
using nlohmann::json;

auto to_json(const AdmxElementFacts& element) -> Json {
  Json out;
  out["id"] = element.id;
  out["kind"] = name(element.kind);
  put_flag(out, "required", element.required);
  put_stated(out, "min", element.min);
  put_stated(out, "max", element.max);
  put_stated(out, "maxLength", element.max_length);
  put_flag(out, "additive", element.additive);
  put_flag(out, "explicitValue", element.explicit_value);
  put_stated(out, "valuePrefix", element.value_prefix);
  for (const AdmxItemFacts& item : element.items) {
    Json row = Json::array({item.name});
    if (item.value) row.push_back(*item.value);
    out["items"].push_back(std::move(row));
  }
  return out;
}

constexpr std::array<std::string_view, 10> kElementKeys{
    "id", "kind", "required", "min", "max", "maxLength", "additive", "explicitValue", "valuePrefix", "items"};
constexpr std::array<std::string_view, 5> kPolicyKeys{"name", "class", "enabled", "disabled", "elements"};

auto flag(const JsonReader& in, std::string_view key) -> bool { return in.optional_boolean(key).value_or(false); }

/// nullopt: neither [name, value] nor [name].
auto item_of(const json& row) -> std::optional<AdmxItemFacts> {
  const bool fits =
      row.is_array() && (row.size() == 1 || row.size() == 2) && row.front().is_string() && row.back().is_string();
  if (!fits) return std::nullopt;
  AdmxItemFacts item{row.front().get<std::string>(), std::nullopt};
  if (row.size() == 2) item.value = row.back().get<std::string>();
  return item;
}

auto read_items(const JsonReader& in) -> std::vector<AdmxItemFacts> {
  std::vector<AdmxItemFacts> items;
  const auto* rows = in.optional_array("items");
  if (rows == nullptr) return items;
  for (const json& row : *rows) {
    if (auto item = item_of(row)) {
      items.push_back(*std::move(item));
    } else {
      in.fail("items", "has an item that is not [name, value] or [name]");
    }
  }
  return items;
}

auto read_element(const JsonReader& in) -> AdmxElementFacts {
  in.expect_only(kElementKeys);
  AdmxElementFacts out;
  out.id = in.text("id");
  out.kind = in.word("kind", admx_kind_of).value_or(AdmxKind::Text);
  out.required = flag(in, "required");
  out.min = in.optional_int64("min");
  out.max = in.optional_int64("max");
  out.max_length = in.optional_int64("maxLength");
  out.additive = flag(in, "additive");
  out.explicit_value = flag(in, "explicitValue");
  out.value_prefix = in.optional_text("valuePrefix");
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

auto read_admx_policy(const base::JsonReader& in) -> AdmxPolicyFacts {
  in.expect_only(kPolicyKeys);
  AdmxPolicyFacts out;
  out.name = in.text("name");
  out.policy_class = in.word("class", admx_class_of).value_or(AdmxClass::Machine);
  out.enabled_value = flag(in, "enabled");
  out.disabled_value = flag(in, "disabled");
  for (const auto& element : in.optional_items("elements")) out.elements.push_back(read_element(element));
  return out;
}

}  // namespace pinwright::csp
