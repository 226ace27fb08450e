#include "model/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "model/placeholder.hpp"
#include "syntax/extent.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::model {

using syntax::Kind;
using syntax::Node;

namespace {

using Kinds = Shape::Kind;
using MaybeRepair = std::optional<Repair>;

/// The alternative of `shape` that has this kind, or nullptr.
auto alternative(const Shape& shape, Kinds kind) -> const Shape* {
  if (shape.kind == kind) return &shape;
  if (shape.kind != Kinds::AnyOf) return nullptr;
  const auto found =
      std::find_if(shape.parts.begin(), shape.parts.end(), [&](const Shape& part) { return part.kind == kind; });
  return found == shape.parts.end() ? nullptr : &*found;
}

auto takes(const Shape& shape, Kinds kind) -> bool { return alternative(shape, kind) != nullptr; }

auto takes_text(const Shape& shape) -> bool { return takes(shape, Kinds::Text) || takes(shape, Kinds::Scalar); }

auto is_null(const Node& node) -> bool {
  return node.kind == Kind::Scalar && std::holds_alternative<syntax::Null>(syntax::resolve(node).value);
}

auto is_text(const Node& node) -> bool {
  return node.kind == Kind::Scalar && std::holds_alternative<std::string>(syntax::resolve(node).value);
}

/// The source can be moved into a flow list or another place of its line as it stands.
auto is_movable(std::string_view written) -> bool {
  return !written.empty() && written.find('\n') == std::string_view::npos && written.front() != '|' &&
         written.front() != '>';
}

auto is_flow(std::string_view written) -> bool { return written.starts_with('{') || written.starts_with('['); }

auto at(source::Span span, std::uint32_t offset) -> source::Span { return {span.file, offset, offset}; }

auto write(source::Span span, std::string text) -> Repair {
  const auto title = fmt::format("write `{}`", text);
  return {title, {title, {{span, std::move(text)}}}};
}

auto between_brackets(source::Span span) -> std::vector<diag::Edit> {
  return {{at(span, span.begin), "["}, {at(span, span.end), "]"}};
}

/// `2027` and `true` where text is meant, `"true"` and `"5"` where it is not.
auto requote(const Node& node, const Shape& shape) -> MaybeRepair {
  if (node.kind != Kind::Scalar || is_null(node)) return std::nullopt;
  if (takes(shape, Kinds::Text) && !is_text(node)) return write(node.span, fmt::format("\"{}\"", node.text));
  if (node.style == syntax::Style::Plain) return std::nullopt;
  const auto plain = syntax::resolve_plain(node.text);
  if (plain.doubt != syntax::Doubt::None) return std::nullopt;
  const bool fits = (takes(shape, Kinds::Boolean) && std::holds_alternative<bool>(plain.value)) ||
                    (takes(shape, Kinds::Integer) && std::holds_alternative<std::int64_t>(plain.value));
  return fits ? MaybeRepair(write(node.span, node.text)) : std::nullopt;
}

/// `All` where the word `all` is one of the forms.
auto respell(const Node& node, const Shape& shape) -> MaybeRepair {
  const auto* words = alternative(shape, Kinds::Words);
  if (words == nullptr || !is_text(node)) return std::nullopt;
  const auto near = base::nearest(node.text, words->words);
  if (!near) return std::nullopt;
  auto repair = write(node.span, std::string(*near));
  repair.help = fmt::format("did you mean `{}`?", *near);
  return repair;
}

/// `Lab` for `[Lab]`. A comma may have been meant to divide items.
auto bracket(const Node& node, const Shape& shape, std::string_view written) -> MaybeRepair {
  const auto* list = alternative(shape, Kinds::List);
  if (list == nullptr || !takes_text(list->parts.front()) || !is_text(node) || !is_movable(written))
    return std::nullopt;
  if (node.style == syntax::Style::Plain && written.find_first_of(",[]{}") != std::string_view::npos)
    return std::nullopt;
  const auto title = fmt::format("write `[{}]`", written);
  return Repair{title, {title, between_brackets(node.span)}};
}

/// `[a.txt]` for `a.txt`.
auto unbracket(const Node& node, const Shape& shape, const source::SourceMap& sources) -> MaybeRepair {
  if (node.kind != Kind::Sequence || node.items.size() != 1 || !takes_text(shape) || !is_text(node.items.front()))
    return std::nullopt;
  const auto item = sources.text(node.items.front().span);
  return is_movable(item) ? MaybeRepair(write(node.span, std::string(item))) : std::nullopt;
}

auto is_key(const Record& record, std::string_view name) -> bool {
  return std::any_of(record.keys.begin(), record.keys.end(), [&](const Key& key) { return key.name == name; });
}

/// `allDevices` or `[allDevices]` where `{include: [allDevices]}` is needed.
auto include(const Node& node, const Shape& shape, std::string_view written) -> MaybeRepair {
  const auto* mapping = alternative(shape, Kinds::Record);
  if (mapping == nullptr || !is_key(mapping->record(), "include") || !is_movable(written)) return std::nullopt;
  if (node.kind == Kind::Sequence && written.starts_with('['))
    return write(node.span, fmt::format("{{include: {}}}", written));
  if (!is_text(node) || written.find_first_of(",[]{}") != std::string_view::npos) return std::nullopt;
  return write(node.span, fmt::format("{{include: [{}]}}", written));
}

/// `true` where `{enabled: true}` is needed.
auto enable(const Node& node, const Shape& shape) -> MaybeRepair {
  const auto* mapping = alternative(shape, Kinds::Record);
  if (mapping == nullptr || !is_key(mapping->record(), "enabled") || node.kind != Kind::Scalar) return std::nullopt;
  const auto value = syntax::resolve(node).value;
  const auto* flag = std::get_if<bool>(&value);
  if (flag == nullptr) return std::nullopt;
  return write(node.span, fmt::format("{{enabled: {}}}", *flag));
}

/// `{vars.length}` without quotes is a mapping from `vars.length` to nothing.
auto quote_placeholder(const Node& node, const Shape& shape, std::string_view written) -> MaybeRepair {
  if (node.kind != Kind::Mapping || node.members.size() != 1 || !takes_text(shape) || !is_movable(written))
    return std::nullopt;
  const auto& [key, value] = node.members.front();
  if (!is_placeholder_name(key.text) || !value.text.empty() || written != fmt::format("{{{}}}", key.text))
    return std::nullopt;
  auto repair = write(node.span, fmt::format("\"{}\"", written));
  repair.help += ": without quotes the braces are a mapping";
  return repair;
}

/// A mapping where a list of mappings is needed: it is the only item.
auto add_dash(const Node& node, const Shape& shape, const source::SourceMap& sources) -> MaybeRepair {
  const auto* list = alternative(shape, Kinds::List);
  if (node.kind != Kind::Mapping || list == nullptr) return std::nullopt;
  const auto* item = alternative(list->parts.front(), Kinds::Record);
  const auto is_of_item = [&](const syntax::Member& member) { return is_key(item->record(), member.key.text); };
  if (item == nullptr || std::none_of(node.members.begin(), node.members.end(), is_of_item)) return std::nullopt;
  const auto span = node.span;
  if (is_flow(sources.text(span)))
    return Repair{"put brackets around it", {"put brackets around it", between_brackets(span)}};
  Repair repair{fmt::format("put `- ` before `{}`: each item of a list begins with it", node.members.front().key.text),
                {"make it the first item of a list", {{at(span, span.begin), "- "}}}};
  const auto text = sources.text(span.file);
  for (auto line = text.find('\n', span.begin); line < span.end; line = text.find('\n', line + 1)) {
    const bool is_blank = line + 1 >= span.end || syntax::is_break(text[line + 1]);
    if (!is_blank) repair.fix.edits.push_back({at(span, static_cast<std::uint32_t>(line + 1)), "  "});
  }
  return repair;
}

/// The dash before an item of a block list, when nothing but spaces stands between them.
auto dash_before(source::Span item, const source::SourceMap& sources) -> std::optional<source::Span> {
  const auto before = sources.text(item.file).substr(0, item.begin);
  const auto dash = before.find_last_not_of(' ');
  if (dash == std::string_view::npos || before[dash] != '-') return std::nullopt;
  const auto begin = static_cast<std::uint32_t>(dash);
  return source::Span{item.file, begin, begin + 1};
}

/// A list where a mapping is needed whose items are mappings of its keys, each once.
auto remove_dashes(const Node& node, const Shape& shape, const source::SourceMap& sources) -> MaybeRepair {
  const auto* mapping = alternative(shape, Kinds::Record);
  if (node.kind != Kind::Sequence || node.items.empty() || mapping == nullptr) return std::nullopt;
  Repair repair{"write the keys without `-`", {"take the dashes away", {}}};
  std::vector<std::string_view> keys;
  for (const auto& item : node.items) {
    const auto dash = dash_before(item.span, sources);
    if (!dash || item.kind != Kind::Mapping || is_flow(sources.text(item.span))) return std::nullopt;
    for (const auto& member : item.members) {
      const bool is_new = std::find(keys.begin(), keys.end(), member.key.text) == keys.end();
      if (!is_new || !is_key(mapping->record(), member.key.text)) return std::nullopt;
      keys.push_back(member.key.text);
    }
    repair.fix.edits.push_back({*dash, " "});
  }
  return repair;
}

/// "`file`, `placeholders`, `env`": what a mapping has.
auto keys_of(const Record& record) -> std::string {
  constexpr std::size_t kListed = 8;
  std::vector<std::string> keys;
  for (const auto& key : record.keys) keys.push_back(fmt::format("`{}`", key.name));
  return base::listed(keys, kListed);
}

auto advice(const Node& node, const Shape& shape, std::string_view needed) -> std::string {
  if (is_null(node)) return fmt::format("write {} here, or remove the line if nothing is meant", needed);
  if (node.kind == Kind::Sequence && takes(shape, Kinds::NameMap)) return "write `NAME:` in place of each `-`";
  if (node.kind == Kind::Sequence && takes(shape, Kinds::Scalar))
    return "write one text, with the separator that the setting takes between the items";
  if (const auto* mapping = alternative(shape, Kinds::Record); mapping != nullptr && shape.kind == Kinds::Record)
    return fmt::format("write {} here, with {}", needed, keys_of(mapping->record()));
  return fmt::format("write {} here", needed);
}

}  // namespace

auto repair_type(const Node& node, const Shape& shape, std::string_view needed, const source::SourceMap& sources)
    -> Repair {
  const auto written = sources.text(node.span);
  auto repair = requote(node, shape);
  if (!repair) repair = respell(node, shape);
  if (!repair) repair = bracket(node, shape, written);
  if (!repair) repair = unbracket(node, shape, sources);
  if (!repair) repair = include(node, shape, written);
  if (!repair) repair = enable(node, shape);
  if (!repair) repair = quote_placeholder(node, shape, written);
  if (!repair) repair = add_dash(node, shape, sources);
  if (!repair) repair = remove_dashes(node, shape, sources);
  return repair ? *std::move(repair) : Repair{advice(node, shape, needed), {}};
}

}  // namespace pinwright::model
