#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "object/live.hpp"
#include "object/marker.hpp"
#include "plan/plan.hpp"

/// What a change is to leave in the tenant, and whether it did.
namespace pinwright::plan {

/// Ids of what wave 1 made, by kind and key.
using MadeIds = std::map<std::pair<object::Kind, std::string>, std::string>;

/// Assignments with an id for every group and filter. An Error names what has none.
[[nodiscard]] auto with_ids(std::vector<object::Assignment> assignments, const MadeIds& made)
    -> base::Result<std::vector<object::Assignment>>;

/// True when one of the groups is in `made`: Intune may not know it yet.
[[nodiscard]] auto uses_made_group(const std::vector<object::Assignment>& assignments, const MadeIds& made) -> bool;

/// The description without any marker.
[[nodiscard]] auto text_of(const object::Object& object) -> std::string;
[[nodiscard]] auto marker_in(const object::Object& object) -> std::optional<object::Marker>;
/// This workspace's object of this key in this tenant, whatever its sections say.
[[nodiscard]] auto is_same_object(const object::Marker& a, const object::Marker& b) -> bool;

/// `change.after` with its marker and, where the files do not manage the description, the text of `live`. Values from
/// the environment stay `{env.NAME}`. `assignments` have their ids. Of a Forget: live without marker.
[[nodiscard]] auto wanted_object(const Change& change, const std::vector<object::Assignment>& assignments,
                                 std::string_view workspace, std::string_view tenant_id, const object::Live* live)
    -> object::Object;

/// The change sends the object whole. Otherwise its assignments and its marker are all that it writes.
[[nodiscard]] auto writes_body(const Change& change) -> bool;

/// Hexadecimal SHA-256 of what can be told without a read: live_hash without version, time and encrypted values.
[[nodiscard]] auto state_hash(object::Live live) -> std::string;
/// Hexadecimal SHA-256 of the object alone: live_hash without assignments, version and time. Each write of an object
/// with a value that Intune encrypts changes it.
[[nodiscard]] auto content_hash(const object::Live& live) -> std::string;

/// Was created earlier; of one instant, has the lesser id.
[[nodiscard]] auto is_older(const object::Live& a, const object::Live& b) -> bool;

/// Paths at which `live` is not as wanted, the marker included. A mask, on either side, counts as equal.
[[nodiscard]] auto unlike(object::Object live, const object::Object& wanted) -> std::vector<std::string>;
/// The same, with the assignments where the change manages them.
[[nodiscard]] auto unlike(const object::Live& live, const object::Object& wanted, const Change& change,
                          const std::vector<object::Assignment>& assignments) -> std::vector<std::string>;

}  // namespace pinwright::plan
