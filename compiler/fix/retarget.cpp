#include "fix/retarget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "syntax/parse.hpp"

namespace pinwright::fix {

namespace {

constexpr std::string_view kReason = "moved to the settings catalog";

auto find_mapping(const syntax::Node& node, source::Span span) -> const syntax::Node* {
  if (node.kind == syntax::Kind::Mapping && node.span == span) return &node;
  for (const auto& item : node.items) {
    if (const auto* found = find_mapping(item, span)) return found;
  }
  for (const auto& member : node.members) {
    if (const auto* found = find_mapping(member.value, span)) return found;
  }
  return nullptr;
}

/// The mapping of one policy in its file, and the places in it where something can be put.
class PolicyText {
 public:
  PolicyText(const model::Policy& policy, const source::SourceMap& sources) : sources_(sources) {
    if (!policy.span.known()) return;
    diag::Sink sink;
    for (auto& document : syntax::parse(sources, policy.span.file, {}, sink)) {
      const auto* found = find_mapping(document, policy.span);
      if (found == nullptr || found->members.empty()) continue;
      node_ = *found;
    }
  }

  [[nodiscard]] auto is_there() const -> bool { return node_.has_value(); }

  [[nodiscard]] auto target(std::string_view word) const -> diag::Edit {
    if (const auto* value = node_->find("target")) return {value->span, std::string(word)};
    const auto text = fmt::format("target: {}", word);
    if (is_flow(*node_)) return insert(node_->span.begin + 1, text + ", ");
    const auto name = std::find_if(node_->members.begin(), node_->members.end(),
                                   [](const syntax::Member& one) { return one.key.text == "displayName"; });
    const bool is_on_one_line = name != node_->members.end() && name->value.span.begin >= node_->span.begin &&
                                name->value.span.end <= node_->span.end && is_one_line(name->value.span);
    if (is_on_one_line) return after_line(name->value.span.end, indent() + text);
    return insert(node_->span.begin, text + line_break() + indent());
  }

  [[nodiscard]] auto exception(std::string_view item) const -> diag::Edit {
    const auto* list = node_->find("overrides");
    const bool is_list = list != nullptr && list->kind == syntax::Kind::Sequence;
    if (is_list && is_flow(*list))
      return insert(list->span.end - 1, (list->items.empty() ? "" : ", ") + std::string(item));
    if (is_list) return after_line(list->span.end, fmt::format("{}- {}", indent_at(list->span.begin), item));
    if (is_flow(*node_)) return insert(node_->span.end - 1, fmt::format(", overrides: [{}]", item));
    return after_line(node_->span.end, fmt::format("{}overrides:{}{}  - {}", indent(), line_break(), indent(), item));
  }

 private:
  [[nodiscard]] auto text() const -> std::string_view { return sources_.text(node_->span.file); }

  [[nodiscard]] auto is_flow(const syntax::Node& node) const -> bool {
    const auto first = text().substr(node.span.begin, 1);
    return first == "{" || first == "[";
  }
  [[nodiscard]] auto is_one_line(source::Span span) const -> bool {
    return sources_.text(span).find('\n') == std::string_view::npos;
  }
  /// Blanks up to the column of a place: what stands before it in its line, `- ` say, is made blank.
  [[nodiscard]] auto indent_at(std::size_t offset) const -> std::string {
    const auto line = sources_.line_at(node_->span.file, offset);
    return std::string(offset - line.begin, ' ');
  }
  [[nodiscard]] auto indent() const -> std::string { return indent_at(node_->span.begin); }
  [[nodiscard]] auto line_break() const -> std::string {
    const auto first = text().find('\n');
    return first != std::string_view::npos && first > 0 && text()[first - 1] == '\r' ? "\r\n" : "\n";
  }

  [[nodiscard]] auto insert(std::size_t offset, std::string new_text) const -> diag::Edit {
    const auto at = static_cast<decltype(source::Span::begin)>(offset);
    return {{node_->span.file, at, at}, std::move(new_text)};
  }
  /// A line of its own behind the one that holds the byte before `offset`; a comment at its end stays there.
  [[nodiscard]] auto after_line(std::size_t offset, const std::string& line) const -> diag::Edit {
    const auto found = text().find('\n', offset == 0 ? 0 : offset - 1);
    if (found == std::string_view::npos) return insert(text().size(), line_break() + line);
    return insert(found + 1, line + line_break());
  }

  const source::SourceMap& sources_;
  std::optional<syntax::Node> node_;
};

auto fix_of(diag::Edit edit) -> diag::Fix {
  diag::Fix fix;
  fix.title = "set the target";
  fix.edits.push_back(std::move(edit));
  return fix;
}

}  // namespace

auto set_target(const model::Policy& policy, object::Target target, const source::SourceMap& sources)
    -> std::optional<diag::Fix> {
  const PolicyText text(policy, sources);
  if (!text.is_there()) return std::nullopt;
  return fix_of(text.target(object::word(target)));
}

auto override_target(const model::Policy& policy, object::Target target, const std::vector<std::string>& tenants,
                     const source::SourceMap& sources) -> std::optional<diag::Fix> {
  const PolicyText text(policy, sources);
  if (!text.is_there()) return std::nullopt;
  return fix_of(text.exception(fmt::format("{{tenants: [{}], reason: {}, target: {}}}", base::joined(tenants, ", "),
                                           kReason, object::word(target))));
}

}  // namespace pinwright::fix
