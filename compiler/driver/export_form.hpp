#pragma once

#include <nlohmann/json_fwd.hpp>

#include "emit/import/import.hpp"

/// Exports of people's tools, brought into the form in which Graph answers.
namespace pinwright::driver {

/// What an export names in place of ids, as IntuneCD does; put into `names` under itself, so that it reads like an id.
///
/// `entity` is changed:
///   - each `@odata.type` gets its `#` (Microsoft's pages print types without)
///   - a missing `id`, or one that is no object ID, becomes empty
///   - a value in clear beside `isEncrypted: true` is a value; XML in clear in a StringXml becomes base64
///   - `groupName`, names of filters and of scope tags stand in the place of ids
/// It never fails: what is of another form than expected is left for the reader, who names its place.
[[nodiscard]] auto to_graph_form(nlohmann::json& entity, emit::LiveNames& names) -> emit::ExportNotes;

}  // namespace pinwright::driver
