#include "emit/import/left_out.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"

namespace pinwright::emit {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kVersion = "1.0";

}  // namespace

auto left_out_of(const object::Live& live, std::string reason) -> LeftOut {
  return {live.id, object::display_name_of(live.object), std::move(reason), live.last_modified, live.version, {}};
}

auto is_unchanged(const LeftOut& before, const LeftOut& now) -> bool {
  return !now.id.empty() && base::equal_folded(before.id, now.id) && before.version == now.version &&
         before.last_modified == now.last_modified;
}

auto file_of(const LeftOutList& list) -> File {
  auto policies = Json::array();
  for (const auto& one : list.policies) {
    policies.push_back({{"id", one.id},
                        {"displayName", one.display_name},
                        {"reason", one.reason},
                        {"lastModifiedDateTime", one.last_modified},
                        {"version", one.version}});
    if (!one.settings.empty()) policies.back()["settings"] = one.settings;
  }
  const Json json{{"formatVersion", kVersion}, {"tenantId", list.tenant_id}, {"policies", std::move(policies)}};
  return {std::string(kLeftOutFile), json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"};
}

auto read_left_out(std::string_view json) -> base::Result<LeftOutList> {
  const auto parsed = base::parse_json(json);
  if (!parsed.ok()) return parsed.error();
  base::JsonErrors errors("the list");
  const base::JsonReader reader(parsed.value(), errors);
  if (reader.text("formatVersion") != kVersion) reader.fail("formatVersion", "is not 1.0");
  LeftOutList list{reader.text("tenantId"), {}};
  for (const auto& row : reader.items("policies")) {
    list.policies.push_back({row.text("id"), row.text("displayName"), row.text("reason"),
                             row.text("lastModifiedDateTime"), row.int64("version"), row.optional_texts("settings")});
  }
  if (errors.failed()) return errors.error();
  return list;
}

}  // namespace pinwright::emit
