#include "model/codecs.hpp"

#include <fmt/format.h>

#include <utility>

#include "model/select.hpp"

namespace pinwright::model {

using syntax::Kind;

auto word(Cloud cloud) -> std::string_view { return Words<Cloud>::kWords.at(static_cast<std::size_t>(cloud)); }

namespace {

/// What a selector looks like as a mapping; `all` and a bare list are its short forms.
struct SelectorKeys {
  std::optional<std::vector<Text>> names;
  std::vector<LabelMatch> labels;
  std::vector<Text> exclude;
};

struct BindingKeys {
  std::optional<Text> display_name, id;
};

struct TargetKeys {
  Text group;
  Rare<Text> filter;
  std::optional<Located<FilterMode>> filter_mode;
};

auto word_shape(std::string_view text) -> Shape {
  return {.kind = Shape::Kind::Words, .words = {text}, .parts = {}, .record = nullptr};
}

auto any_of(std::vector<Shape> parts) -> Shape {
  return {.kind = Shape::Kind::AnyOf, .words = {}, .parts = std::move(parts), .record = nullptr};
}

auto is_word(const syntax::Node& node, std::string_view text) -> bool {
  return node.kind == Kind::Scalar && node.text == text;
}

auto kind_of(std::string_view group) -> Target::Kind {
  if (group == "allDevices") return Target::Kind::AllDevices;
  return group == "allUsers" ? Target::Kind::AllUsers : Target::Kind::Group;
}

}  // namespace

template <>
struct Codec<SelectorKeys> : RecordCodec<SelectorKeys> {};
template <>
struct Codec<BindingKeys> : RecordCodec<BindingKeys> {};
template <>
struct Codec<TargetKeys> : RecordCodec<TargetKeys> {};

template <>
auto table<SelectorKeys>() -> const Table<SelectorKeys>& {
  static const Table<SelectorKeys> kTable{
      "selector",
      "Which tenants: all keys must match, exclude comes last.",
      {field<SelectorKeys, &SelectorKeys::names>("names", "Names of tenants."),
       field<SelectorKeys, &SelectorKeys::labels>("labels",
                                                  "Labels that a tenant must carry; of a list, any one value."),
       field<SelectorKeys, &SelectorKeys::exclude>("exclude", "Names of tenants to leave out.")}};
  return kTable;
}

template <>
auto table<BindingKeys>() -> const Table<BindingKeys>& {
  static const Table<BindingKeys> kTable{
      "binding",
      "What a shared group or filter is called in one tenant.",
      {field<BindingKeys, &BindingKeys::display_name>("displayName", "Display name in this tenant."),
       field<BindingKeys, &BindingKeys::id>("id", "Object ID in this tenant.")},
      {{"displayName", "id"}}};
  return kTable;
}

template <>
auto table<TargetKeys>() -> const Table<TargetKeys>& {
  static const Table<TargetKeys> kTable{
      "target",
      "One line of an assignment.",
      {field<TargetKeys, &TargetKeys::group>("group", "Name of a group, or allDevices or allUsers.", kRequired),
       field<TargetKeys, &TargetKeys::filter>("filter", "Name of an assignment filter."),
       field<TargetKeys, &TargetKeys::filter_mode>("filterMode",
                                                   "Whether the filter includes or excludes. Default: include.")}};
  return kTable;
}

namespace {

auto decode_selector(const syntax::Node& node, Selector& out, Decoder& decoder) -> bool {
  if (node.kind == Kind::Sequence) return Codec<std::optional<std::vector<Text>>>::decode(node, out.names, decoder);
  if (node.kind == Kind::Scalar) {
    out.all = is_word(node, "all");
    return out.all || decoder.wrong_type(node, Codec<Selector>::shape(), "`all`, a list of tenants or a selector");
  }
  SelectorKeys keys;
  if (!decode_record(node, keys, decoder)) return false;
  out.all = !keys.names && keys.labels.empty();
  out.names = std::move(keys.names);
  out.labels = std::move(keys.labels);
  out.exclude = std::move(keys.exclude);
  return true;
}

}  // namespace

auto Codec<Selector>::decode(const syntax::Node& node, Selector& out, Decoder& decoder) -> bool {
  out = Selector{};
  out.span = node.span;
  if (decode_selector(node, out, decoder)) {
    put_in_order(out);
    return true;
  }
  // A selector that cannot be read takes no tenant: taking all would find mistakes that are none.
  out.names.emplace();
  return false;
}

auto Codec<Selector>::shape() -> Shape {
  return any_of({word_shape("all"), Codec<std::vector<Text>>::shape(), Codec<SelectorKeys>::shape()});
}

auto Codec<std::vector<LabelMatch>>::decode(const syntax::Node& node, std::vector<LabelMatch>& out, Decoder& decoder)
    -> bool {
  if (node.kind != Kind::Mapping) return decoder.wrong_type(node, shape(), "a mapping from labels");
  for (const auto& member : node.members) {
    const Path path{decoder.path, member.key.text, 0};
    Decoder inner = decoder.at(path);
    LabelMatch match;
    if (!decode_name(member.key, match.label, inner)) continue;
    if (member.value.kind == Kind::Sequence) {
      if (!Codec<std::vector<Text>>::decode(member.value, match.values, inner)) continue;
    } else if (!Codec<Text>::decode(member.value, match.values.emplace_back(), inner)) {
      continue;
    }
    out.push_back(std::move(match));
  }
  return true;
}

auto Codec<std::vector<LabelMatch>>::shape() -> Shape {
  return {.kind = Shape::Kind::NameMap,
          .words = {},
          .parts = {any_of({Codec<Text>::shape(), Codec<std::vector<Text>>::shape()})},
          .record = nullptr};
}

auto Codec<Variable>::decode(const syntax::Node& node, Variable& out, Decoder& decoder) -> bool {
  if (node.kind == Kind::Mapping) return decode_record(node, out.emplace<Environment>(), decoder);
  return Codec<Value>::decode(node, out.emplace<Value>(), decoder);
}

auto Codec<Variable>::shape() -> Shape { return any_of({Codec<Value>::shape(), Codec<Environment>::shape()}); }

auto Codec<Binding>::decode(const syntax::Node& node, Binding& out, Decoder& decoder) -> bool {
  out.span = node.span;
  if (node.kind == Kind::Scalar) {
    out.none = is_word(node, "none");
    return out.none || decoder.wrong_type(node, shape(), "`none` or a mapping with `displayName` or `id`");
  }
  BindingKeys keys;
  if (!decode_record(node, keys, decoder)) return false;
  out.display_name = std::move(keys.display_name);
  out.id = std::move(keys.id);
  return true;
}

auto Codec<Binding>::shape() -> Shape { return any_of({word_shape("none"), Codec<BindingKeys>::shape()}); }

auto Codec<WebSignIn>::decode(const syntax::Node& node, WebSignIn& out, Decoder& decoder) -> bool {
  out.span = node.span;
  if (node.kind == Kind::Scalar) {
    out.federated = is_word(node, "federated");
    return out.federated || decoder.wrong_type(node, shape(), "`federated` or a list of domains");
  }
  return Codec<std::vector<Text>>::decode(node, out.domains, decoder);
}

auto Codec<WebSignIn>::shape() -> Shape { return any_of({word_shape("federated"), Codec<std::vector<Text>>::shape()}); }

auto Codec<Target>::decode(const syntax::Node& node, Target& out, Decoder& decoder) -> bool {
  out.span = node.span;
  if (node.kind == Kind::Mapping) {
    TargetKeys keys;
    if (!decode_record(node, keys, decoder)) return false;
    out.group = std::move(keys.group);
    out.filter = std::move(keys.filter);
    out.filter_mode = keys.filter_mode;
  } else if (!Codec<Text>::decode(node, out.group, decoder)) {
    return false;
  }
  out.kind = kind_of(out.group.value);
  return true;
}

auto Codec<Target>::shape() -> Shape { return any_of({Codec<Text>::shape(), Codec<TargetKeys>::shape()}); }

auto Codec<DeclaredNode>::decode(const syntax::Node& node, DeclaredNode& out, Decoder& decoder) -> bool {
  return decode_record(node, out, decoder) || !out.oma_uri.value.empty();
}

auto Codec<DeclaredNode>::shape() -> Shape { return record_shape<DeclaredNode>(); }

auto Codec<SettingSet>::decode(const syntax::Node& node, SettingSet& out, Decoder& decoder) -> bool {
  return Codec<std::vector<Setting>>::decode(node, out.settings, decoder);
}

auto Codec<SettingSet>::shape() -> Shape { return Codec<std::vector<Setting>>::shape(); }

}  // namespace pinwright::model
