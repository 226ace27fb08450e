#include "emit/import/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/text.hpp"

namespace pinwright::emit {

namespace {

/// A target in the words of the language.
struct TargetLine {
  std::string group;  ///< its name, or allDevices, allUsers
  std::string filter;
  bool filter_excludes = false;
  bool excluded = false;
};

class TargetReader {
 public:
  TargetReader(const LiveNames& names, Definitions& groups, Definitions& filters)
      : names_(names), groups_(groups), filters_(filters) {}

  /// nullopt: `problem` says why.
  auto line(const object::Assignment& assignment) -> std::optional<TargetLine> {
    TargetLine line;
    line.excluded = assignment.exclude;
    auto group = target_of(assignment);
    if (!group) return std::nullopt;
    line.group = *std::move(group);
    if (!assignment.filter) return line;
    const auto name = display_name(names_.filters, assignment.filter->filter.id, "filter");
    if (!name) return std::nullopt;
    line.filter = filters_.key_of(*name);
    line.filter_excludes = assignment.filter->exclude;
    return line;
  }

  std::string problem;

 private:
  auto target_of(const object::Assignment& assignment) -> std::optional<std::string> {
    switch (assignment.target) {
      case object::Assignment::Target::AllDevices:
        return "allDevices";
      case object::Assignment::Target::AllUsers:
        return "allUsers";
      case object::Assignment::Target::Group:
        return group_of(assignment.group.id);
      case object::Assignment::Target::Other:
        problem = "one of their targets is none that these files know";
        return std::nullopt;
    }
    return std::nullopt;
  }

  auto group_of(const std::string& id) -> std::optional<std::string> {
    const auto name = display_name(names_.groups, id, "group");
    if (!name) return std::nullopt;
    if (names_.ambiguous_groups.count(*name) == 0) return groups_.key_of(*name);
    problem = fmt::format("several groups are called `{}`", *name);
    return std::nullopt;
  }

  auto display_name(const std::map<std::string, std::string>& names, const std::string& id, std::string_view what)
      -> std::optional<std::string> {
    const auto found = names.find(base::folded(id));
    if (found != names.end()) return found->second;
    problem = fmt::format("the {} `{}` could not be found", what, id);
    return std::nullopt;
  }

  const LiveNames& names_;
  Definitions& groups_;
  Definitions& filters_;
};

auto text_of(const TargetLine& line) -> std::string {
  if (line.filter.empty()) return line.group;
  return fmt::format("{{group: {}, filter: {}, filterMode: {}}}", line.group, line.filter,
                     line.filter_excludes ? "exclude" : "include");
}

auto write_lines(YamlWriter& yaml, std::string_view key, const std::vector<TargetLine>& lines, bool excluded) -> void {
  const auto fits = [&](const TargetLine& line) { return line.excluded == excluded; };
  if (std::none_of(lines.begin(), lines.end(), fits)) {
    if (!excluded) yaml.entry(key, "[]");
    return;
  }
  yaml.enter(key);
  for (const auto& line : lines) {
    if (fits(line)) yaml.item(text_of(line));
  }
  yaml.leave();
}

}  // namespace

auto write_assignments(YamlWriter& yaml, const std::vector<object::Assignment>& assignments, const LiveNames& names,
                       Definitions& groups, Definitions& filters) -> std::string {
  TargetReader reader(names, groups, filters);
  std::vector<TargetLine> lines;
  for (const auto& assignment : assignments) {
    auto line = reader.line(assignment);
    if (!line) return reader.problem;
    lines.push_back(*std::move(line));
  }
  const auto before = [](const TargetLine& a, const TargetLine& b) {
    return std::tie(a.group, a.filter) < std::tie(b.group, b.filter);
  };
  std::sort(lines.begin(), lines.end(), before);
  yaml.enter("assignments");
  write_lines(yaml, "include", lines, false);
  write_lines(yaml, "exclude", lines, true);
  yaml.leave();
  return {};
}

}  // namespace pinwright::emit
