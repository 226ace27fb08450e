#include "fix/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "fix/edits.hpp"
#include "fix/policy_text.hpp"
#include "fix/retarget.hpp"

namespace pinwright::fix {

namespace {

constexpr std::string_view kNameSuffix = " (custom)";

/// What the second policy is not to have: settings of elsewhere, which the first keeps, and what names live objects.
constexpr std::array<std::string_view, 4> kOfTheFirst{"adopt", "formerly", "pinRecovery", "settingSets"};

auto changes_settings(const model::Override& one) -> bool {
  return !one.settings.empty() || !one.remove_settings.empty() || one.pin_recovery || one.target || one.display_name;
}

/// Lines of the file, whole.
struct Lines {
  std::size_t begin, end;
};

class Splitter {
 public:
  Splitter(const model::Named<model::Policy>& policy, const std::vector<source::Span>& moved, const PolicyText& text)
      : policy_(policy), moved_(moved), text_(text), settings_(text.node().find("settings")) {}

  /// Why there cannot be two policies; empty: there can.
  [[nodiscard]] auto obstacle() const -> std::string_view {
    const auto& node = text_.node();
    const auto* name = node.find("displayName");
    const bool has_lines = !text_.is_flow(node) && settings_ != nullptr && is_own(*settings_) &&
                           settings_->kind == syntax::Kind::Sequence && !text_.is_flow(*settings_);
    if (!has_lines || text_.line_begin(policy_.name.span.begin) == text_.line_begin(node.span.begin))
      return "the policy or its `settings` are not written line by line";
    if (name == nullptr || !is_own(*name) || !text_.is_on_one_line(name->span))
      return "its `displayName` is not written on one line";
    if (std::any_of(moved_.begin(), moved_.end(), [&](source::Span span) { return item_at(span) == nullptr; }))
      return "not all of these settings stand in the policy's own `settings`";
    if (moved_.size() == settings_->items.size()) return "no other setting stands in the policy's own `settings`";
    const auto& overrides = policy_.value.overrides;
    if (std::any_of(overrides.begin(), overrides.end(), changes_settings))
      return "overrides change more than description, tags and assignments";
    return {};
  }

  /// The first policy's lines as they are to be.
  [[nodiscard]] auto first(diag::Edit target) const -> std::string {
    auto edits = without_items(true);
    edits.push_back(std::move(target));
    return after(std::move(edits));
  }

  [[nodiscard]] auto second(std::string_view key) const -> std::string {
    auto edits = without_items(false);
    edits.push_back({policy_.name.span, std::string(key)});
    const auto& node = text_.node();
    const auto& name = *node.find("displayName");
    const bool is_quoted = name.style != syntax::Style::Plain;
    edits.push_back(text_.insert(name.span.end - (is_quoted ? 1 : 0), std::string(kNameSuffix)));
    for (const auto& member : node.members) {
      if (std::find(kOfTheFirst.begin(), kOfTheFirst.end(), member.key.text) == kOfTheFirst.end()) continue;
      edits.push_back({text_.span(text_.line_begin(member.key.span.begin), text_.next_line(member_end(member))), {}});
    }
    return after(std::move(edits));
  }

  [[nodiscard]] auto lines() const -> Lines {
    return {text_.line_begin(policy_.name.span.begin), text_.next_line(text_.node().span.end)};
  }

  /// Blank lines stand between the policies.
  [[nodiscard]] auto is_airy() const -> bool {
    const auto at = lines();
    const auto following = text_.text().substr(at.end);
    return following.starts_with('\n') || following.starts_with("\r\n");
  }

 private:
  /// What an alias stands for is elsewhere.
  [[nodiscard]] auto is_own(const syntax::Node& node) const -> bool {
    const auto& whole = text_.node().span;
    return node.span.begin >= whole.begin && node.span.end <= whole.end;
  }

  [[nodiscard]] auto item_at(source::Span span) const -> const syntax::Node* {
    const auto& items = settings_->items;
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const syntax::Node& one) { return one.span == span; });
    return found == items.end() || !is_own(*found) ? nullptr : &*found;
  }

  [[nodiscard]] auto member_end(const syntax::Member& member) const -> std::size_t {
    return is_own(member.value) ? std::max(member.value.span.end, member.key.span.end) : member.key.span.end;
  }

  /// An item's lines begin behind those of the item before it: a comment speaks of what follows.
  [[nodiscard]] auto without_items(bool are_moved) const -> std::vector<diag::Edit> {
    std::vector<diag::Edit> edits;
    const auto& members = text_.node().members;
    const auto own = std::find_if(members.begin(), members.end(),
                                  [](const syntax::Member& one) { return one.key.text == "settings"; });
    auto begin = text_.next_line(own->key.span.end);
    for (const auto& item : settings_->items) {
      const auto end = text_.next_line(item.span.end);
      const bool is_moved = std::find(moved_.begin(), moved_.end(), item.span) != moved_.end();
      if (is_moved == are_moved) edits.push_back({text_.span(begin, end), {}});
      begin = end;
    }
    return edits;
  }

  /// `edits` within the policy's lines.
  [[nodiscard]] auto after(std::vector<diag::Edit> edits) const -> std::string {
    const auto at = lines();
    std::sort(edits.begin(), edits.end(),
              [](const diag::Edit& a, const diag::Edit& b) { return a.span.begin < b.span.begin; });
    for (auto& edit : edits) edit.span = {edit.span.file, edit.span.begin - offset(at), edit.span.end - offset(at)};
    auto whole = edited(text_.text().substr(at.begin, at.end - at.begin), edits);
    if (!whole.ends_with('\n')) whole += text_.line_break();
    return whole;
  }
  static auto offset(Lines at) -> decltype(source::Span::begin) {
    return static_cast<decltype(source::Span::begin)>(at.begin);
  }

  const model::Named<model::Policy>& policy_;
  const std::vector<source::Span>& moved_;
  const PolicyText& text_;
  const syntax::Node* settings_;
};

}  // namespace

auto split_policy(const model::Named<model::Policy>& policy, object::Target target,
                  const std::vector<source::Span>& moved, std::string_view key, const source::SourceMap& sources)
    -> base::Result<diag::Fix> {
  const auto text = PolicyText::of(policy.value, sources);
  auto retargeted = set_target(policy.value, target, sources);
  if (!text || !retargeted) return base::Error{"it is no mapping of its own in the files", ""};
  const Splitter splitter(policy, moved, *text);
  if (const auto why = splitter.obstacle(); !why.empty()) return base::Error{std::string(why), ""};
  auto at = splitter.lines();
  auto both = fmt::format("{}{}{}", splitter.first(std::move(retargeted->edits.front())),
                          splitter.is_airy() ? text->line_break() : "", splitter.second(key));
  // The last line break stays: with it the edit would touch that of the policy below, and only one would be made.
  if (text->text().substr(0, at.end).ends_with('\n')) {
    --at.end;
    both.pop_back();
  }
  diag::Fix fix;
  fix.title = "split the policy";
  fix.edits.push_back({text->span(at.begin, at.end), std::move(both)});
  return fix;
}

}  // namespace pinwright::fix
