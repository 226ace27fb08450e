#include "cli/views/plan_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/views/draw_line.hpp"
#include "cli/views/labels.hpp"
#include "cli/views/reach.hpp"
#include "diag/visible.hpp"
#include "object/codec/codec.hpp"
#include "plan/replacement.hpp"

namespace pinwright::cli::views {

using diag::Style;
using plan::Action;
using plan::Reason;

namespace {

constexpr std::string_view kIndent = "      ";
constexpr std::array kSections{Section::Settings, Section::Assignments, Section::Rest};

auto sign_of(Action action) -> char {
  switch (action) {
    case Action::Create:
    case Action::Replace:
      return '+';
    case Action::Delete:
      return '-';
    case Action::Update:
    case Action::Adopt:
    case Action::Forget:
      return '~';
    case Action::NoOp:
      return '=';
  }
  return ' ';
}

auto verb_of(const plan::Change& change) -> std::string_view {
  if (change.action == Action::Adopt) return "take over";
  return change.action == Action::NoOp ? "keep" : word(change.action);
}

/// The reason of every section that changes, when it is one and the same; else None.
auto common_reason(const plan::Change& change) -> Reason {
  auto common = Reason::None;
  for (const auto section : kSections) {
    const auto reason = reason_of(change.sections, section);
    if (reason == Reason::None) continue;
    if (common != Reason::None && common != reason) return Reason::None;
    common = reason;
  }
  return common == Reason::None ? change.reason : common;
}

auto replacement_lines(const plan::Change& change) -> std::vector<std::string> {
  const auto& replacement = change.replacement;
  std::vector<std::string> carried, lost{"references of the portal", "status history"}, lines;
  for (const auto part : plan::carried_over(change)) carried.emplace_back(part == "scopeTags" ? "scope tags" : part);
  if (replacement.loses_texts) lost.emplace_back("names and descriptions of single settings");
  if (!carried.empty())
    lines.push_back(fmt::format("carried over, since the files do not manage it: {}", base::joined(carried, ", ")));
  lines.push_back(fmt::format("lost with the old one: {}", base::joined(lost, ", ")));
  if (!replacement.later.empty()) {
    lines.push_back(fmt::format("with the next apply: {} in which the files differ from the tenant",
                                base::counted(replacement.later.size(), "place")));
  }
  return lines;
}

class GroupView {
 public:
  GroupView(std::ostream& out, const Depth& depth, const diag::Paint& paint)
      : out_(out), depth_(depth), paint_(paint) {}

  auto draw(const ChangeGroup& group) -> void {
    const auto& change = *group.change;
    const auto sign = sign_of(change.action);
    const auto reason = common_reason(change);
    base::print(
        out_, "\n  {} {}{}", paint_(style_of(sign), std::string(1, sign)),
        paint_(Style::Bold,
               fmt::format("{} {}", verb_of(change), diag::visible(title_of(change.kind, change.key, change.name)))),
        fmt::format(" in {}", base::listed(group.tenants, depth_.full ? group.tenants.size() : depth_.tenants)));
    if (reason != Reason::None && !depth_.undoes)
      base::print(out_, "  {}", paint_(Style::Faint, fmt::format("# {}", format_reason(reason))));
    out_ << '\n';
    if (change.action == Action::Replace) draw_replacement(group);
    if (reason != Reason::None || depth_.undoes) {
      draw_lines(group, group.lines);
    } else {
      draw_sections(group);
    }
    draw_reach(group);
  }

 private:
  /// Both objects, and what becomes of the parts of the old one.
  auto draw_replacement(const ChangeGroup& group) -> void {
    const auto& change = *group.change;
    const auto id = group.tenants.size() == 1 ? fmt::format(" `{}`", diag::visible(change.replaces)) : std::string();
    const auto say = [&](std::string_view line) { base::print(out_, "      {}\n", line); };
    say(fmt::format("the {}{} stays, and is deleted by a later apply", object::noun_of(change.before->object), id));
    say(fmt::format("the {} is made with its settings, name and assignments, as they are in the tenant",
                    object::noun_of(*change.after)));
    for (const auto& line : replacement_lines(change)) say(paint_(Style::Faint, line));
  }

  auto draw_sections(const ChangeGroup& group) -> void {
    for (const auto section : kSections) {
      std::vector<ChangeLine> lines;
      std::copy_if(group.lines.begin(), group.lines.end(), std::back_inserter(lines),
                   [&](const ChangeLine& line) { return line.section == section; });
      if (lines.empty()) continue;
      const auto reason = reason_of(group.change->sections, section);
      if (reason != Reason::None)
        base::print(out_, "      {}\n", paint_(Style::Faint, fmt::format("# {}", format_reason(reason))));
      draw_lines(group, lines);
    }
  }

  /// What is deleted is named, not listed: the reader wants to know what goes, and the journal keeps the rest.
  auto draw_lines(const ChangeGroup& group, const std::vector<ChangeLine>& lines) -> void {
    if (group.change->action == Action::Delete && !depth_.full) return;
    for (const auto& line : lines) {
      if (!line.is_detail || depth_.full) draw_line(out_, line, kIndent, depth_.full, paint_);
    }
  }

  auto draw_reach(const ChangeGroup& group) -> void {
    if (!reaches(*group.change)) return;
    base::print(out_, "      {}\n", paint_(Style::Faint, fmt::format("reaches {}", format_reach(group.reach))));
  }

  std::ostream& out_;
  const Depth& depth_;
  const diag::Paint& paint_;
};

}  // namespace

auto format_reason(Reason reason) -> std::string_view {
  switch (reason) {
    case Reason::None:
      return "";
    case Reason::New:
      return "new";
    case Reason::Removed:
      return "no longer in the files";
    case Reason::Config:
      return "config";
    case Reason::Drift:
      return "changed in the tenant since the last apply";
    case Reason::Both:
      return "changed in the files, and in the tenant since the last apply";
    case Reason::Unfinished:
      return "an apply was cut short before it was assigned";
    case Reason::Protected:
      return "protected: no longer in the files, and stays";
    case Reason::Adopt:
      return "adopt";
    case Reason::Target:
      return "target";
    case Reason::Replaced:
      return "replaced: another has taken its place";
    case Reason::Secrets:
      return "secrets";
  }
  return "";
}

auto draw_changes(std::ostream& out, const plan::Plan& plan, const Depth& depth, const diag::Paint& paint) -> void {
  const auto groups = change_groups(plan, depth.full ? Grouping::None : Grouping::ByTenant);
  if (groups.empty()) return;
  base::print(out, "\n{}\n", paint(Style::Bold, "Changes"));
  GroupView view(out, depth, paint);
  for (const auto& group : groups) view.draw(group);
}

}  // namespace pinwright::cli::views
