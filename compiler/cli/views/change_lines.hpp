#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"

namespace pinwright::cli::views {

enum class Section : std::uint8_t { Settings, Assignments, Rest };
[[nodiscard]] auto reason_of(const plan::Sections& sections, Section section) -> plan::Reason;

/// The section that a path of object::Difference belongs to.
[[nodiscard]] auto section_of(std::string_view path) -> Section;

/// One difference of a change, in words for people; plain text, not yet made safe for a terminal.
struct ChangeLine {
  char sign = '~';  ///< '+' appears, '-' goes, '~' becomes another
  Section section = Section::Settings;
  std::string path;
  std::optional<std::string> before, after;
  /// Of a text that has several lines, on both sides or on the only one: it is to be told line by line.
  std::optional<std::string> before_text, after_text;
  bool is_detail = false;  ///< only of interest where everything is shown
};

/// How much a line tells of a setting that comes or goes: its value, or its data type, name and description too.
enum class Detail : std::uint8_t { Brief, Full };

/// The differences of a change, and of an update what the marker says anew: names first, then settings, then
/// assignments, these by path. The tenant's ID is written
/// `{tenantId}`, as the files have it, and names stand for ids where the plan knows them: so equal changes of several
/// tenants have equal lines. What must not be seen is told in the words of object::Secrecy, bytes by size and digest.
[[nodiscard]] auto change_lines(const plan::TenantPlan& tenant, const plan::Change& change, Detail detail)
    -> std::vector<ChangeLine>;

/// `text` with the tenant's ID written `{tenantId}`.
[[nodiscard]] auto without_tenant_id(const plan::TenantPlan& tenant, std::string_view text) -> std::string;

}  // namespace pinwright::cli::views
