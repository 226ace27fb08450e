#include "fix/policy_text.hpp"

#include <fmt/format.h>

#include <utility>

#include "diag/sink.hpp"
#include "syntax/parse.hpp"

namespace pinwright::fix {

namespace {

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

}  // namespace

auto PolicyText::of(const model::Policy& policy, const source::SourceMap& sources) -> std::optional<PolicyText> {
  if (!policy.span.known()) return std::nullopt;
  diag::Sink sink;
  for (const auto& document : syntax::parse(sources, policy.span.file, {}, sink)) {
    const auto* found = find_mapping(document, policy.span);
    if (found != nullptr && !found->members.empty()) return PolicyText(sources, *found);
  }
  return std::nullopt;
}

auto PolicyText::line_break() const -> std::string_view {
  const auto first = text().find('\n');
  return first != std::string_view::npos && first > 0 && text()[first - 1] == '\r' ? "\r\n" : "\n";
}

auto PolicyText::is_flow(const syntax::Node& node) const -> bool {
  const auto first = text().substr(node.span.begin, 1);
  return first == "{" || first == "[";
}

auto PolicyText::is_on_one_line(source::Span span) const -> bool {
  return sources_->text(span).find('\n') == std::string_view::npos;
}

auto PolicyText::indent_at(std::size_t offset) const -> std::string {
  return std::string(offset - line_begin(offset), ' ');
}

auto PolicyText::line_begin(std::size_t offset) const -> std::size_t {
  return sources_->line_at(node_.span.file, offset).begin;
}

auto PolicyText::next_line(std::size_t offset) const -> std::size_t {
  const auto found = text().find('\n', offset == 0 ? 0 : offset - 1);
  return found == std::string_view::npos ? text().size() : found + 1;
}

auto PolicyText::span(std::size_t begin, std::size_t end) const -> source::Span {
  using Offset = decltype(source::Span::begin);
  return {node_.span.file, static_cast<Offset>(begin), static_cast<Offset>(end)};
}

auto PolicyText::insert(std::size_t offset, std::string new_text) const -> diag::Edit {
  return {span(offset, offset), std::move(new_text)};
}

auto PolicyText::after_line(std::size_t offset, const std::string& line) const -> diag::Edit {
  auto end = next_line(offset);
  if (text().substr(0, end).ends_with('\n')) --end;
  if (text().substr(0, end).ends_with('\r')) --end;
  return insert(end, fmt::format("{}{}", line_break(), line));
}

}  // namespace pinwright::fix
