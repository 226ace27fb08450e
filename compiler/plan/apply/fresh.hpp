#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/apply/jobs.hpp"

/// Whether a live object may be written to.
namespace pinwright::plan {

inline constexpr std::string_view kNotOurs = "does not carry the marker of this workspace, key and tenant";

/// The marker that a change may write over: of this workspace and tenant and of the key that the plan saw; of an Adopt
/// none; of a restored object, and of a group, none or that. Otherwise why not.
[[nodiscard]] auto marker_problem(const Change& change, const object::Live& live, std::string_view workspace,
                                  std::string_view tenant_id) -> std::optional<std::string>;

/// Why `live`, read now, must not be written to: its marker, or it is not what the plan saw.
[[nodiscard]] auto change_to(const ApplyRun& run, const Change& change, const object::Live& live)
    -> std::optional<std::string>;
/// The same of a job of which writes may have been done: then it is to be what these left.
[[nodiscard]] auto change_to(const ApplyRun& run, const Job& job, const object::Live& live)
    -> std::optional<std::string>;
/// That the plan could read it in full, and `live` was not; nullopt: it was.
[[nodiscard]] auto unread_since(const Change& change, const object::Live& live) -> std::optional<base::Error>;
/// The marker alone.
[[nodiscard]] auto is_still_ours(const ApplyRun& run, const Change& change, const object::Live& live) -> bool;

}  // namespace pinwright::plan
