#include "model/admx.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "model/codecs.hpp"

namespace pinwright::model {

using syntax::Kind;

namespace {

constexpr std::string_view kNeeded = "`enabled`, `disabled` or a mapping from the elements' ids to their values";

auto shape_of(Shape::Kind kind, std::vector<Shape> parts) -> Shape {
  return {.kind = kind, .words = {}, .parts = std::move(parts), .record = nullptr};
}

auto pairs_shape() -> Shape { return shape_of(Shape::Kind::TextMap, {Codec<Value>::shape()}); }

auto element_shape() -> Shape {
  return shape_of(Shape::Kind::AnyOf, {Codec<Value>::shape(), Codec<std::vector<Value>>::shape(), pairs_shape(),
                                       shape_of(Shape::Kind::Null, {})});
}

auto is_null(const syntax::Node& node) -> bool {
  return node.kind == Kind::Scalar && std::holds_alternative<syntax::Null>(syntax::resolve(node).value);
}

auto decode_pairs(const syntax::Node& node, AdmxElement::Pairs& out, Decoder& decoder) -> bool {
  bool good = true;
  for (const auto& [key, value] : node.members) {
    const Path path{decoder.path, key.text, 0};
    Decoder inner = decoder.at(path);
    auto& pair = out.emplace_back();
    pair.first = {key.text, key.span};
    good = Codec<Value>::decode(value, pair.second, inner) && good;
  }
  return good;
}

auto decode_items(const syntax::Node& node, std::vector<Value>& out, Decoder& decoder) -> bool {
  // A list without one of its items is another list.
  return Codec<std::vector<Value>>::decode(node, out, decoder) && out.size() == node.items.size();
}

auto decode_value(const syntax::Node& node, AdmxElement& out, Decoder& decoder) -> bool {
  out.span = node.span;
  if (is_null(node)) return true;
  if (node.kind == Kind::Mapping) return decode_pairs(node, out.value.emplace<AdmxElement::Pairs>(), decoder);
  if (node.kind == Kind::Sequence) return decode_items(node, out.value.emplace<std::vector<Value>>(), decoder);
  return Codec<Value>::decode(node, out.value.emplace<Value>(), decoder);
}

auto report_twin(const syntax::Node& key, const syntax::Node& first, Decoder& decoder) -> bool {
  auto finding =
      diag::make(diag::Code::UnknownKey, key.span,
                 fmt::format("`{}` and `{}` differ only in letter case, and name one element", key.text, first.text),
                 "keep one of the two");
  finding.labels.push_back({first.span, fmt::format("`{}` is here", first.text)});
  return decoder.report(std::move(finding));
}

auto decode_elements(const syntax::Node& node, Admx& out, Decoder& decoder) -> bool {
  bool good = true;
  std::unordered_map<std::string, const syntax::Node*> known;
  for (const auto& [key, value] : node.members) {
    const Path path{decoder.path, key.text, 0};
    Decoder inner = decoder.at(path);
    const auto [twin, is_new] = known.try_emplace(base::folded(key.text), &key);
    if (!is_new) good = report_twin(key, *twin->second, inner);
    auto& element = out.elements.emplace_back();
    element.id = {key.text, key.span};
    good = decode_value(value, element, inner) && good;
  }
  return good;
}

}  // namespace

auto Codec<Admx>::decode(const syntax::Node& node, Admx& out, Decoder& decoder) -> bool {
  out.span = node.span;
  out.is_mapping = node.kind == Kind::Mapping;
  if (out.is_mapping) return decode_elements(node, out, decoder);
  if (node.kind != Kind::Scalar || (node.text != "enabled" && node.text != "disabled"))
    return decoder.wrong_type(node, shape(), kNeeded);
  out.enabled = node.text == "enabled";
  return true;
}

auto Codec<Admx>::shape() -> Shape {
  static constexpr std::string_view kStates[] = {"enabled", "disabled"};
  Shape states{.kind = Shape::Kind::Words, .words = {kStates[0], kStates[1]}, .parts = {}, .record = nullptr};
  return shape_of(Shape::Kind::AnyOf, {std::move(states), shape_of(Shape::Kind::TextMap, {element_shape()})});
}

}  // namespace pinwright::model
