#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "model/decoder.hpp"
#include "model/rare.hpp"
#include "model/shape.hpp"
#include "model/types.hpp"

/// How YAML becomes values. `Codec<T>` has `decode(node, out, decoder) -> bool` (false: reported, `out` is not to be
/// used) and `shape()`. A struct gets its codec from its field table (fields.hpp); an enum from `Words<E>`.
namespace pinwright::model {

template <class T>
struct Codec;

template <class T>
auto decode(const syntax::Node& node, T& out, Decoder& decoder) -> bool {
  return Codec<T>::decode(node, out, decoder);
}

template <>
struct Codec<Text> {
  static auto decode(const syntax::Node& node, Text& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape { return {.kind = Shape::Kind::Text, .words = {}, .parts = {}, .record = nullptr}; }
};

template <>
struct Codec<Value> {
  static auto decode(const syntax::Node& node, Value& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape { return {.kind = Shape::Kind::Scalar, .words = {}, .parts = {}, .record = nullptr}; }
};

template <>
struct Codec<Located<bool>> {
  static auto decode(const syntax::Node& node, Located<bool>& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape { return {.kind = Shape::Kind::Boolean, .words = {}, .parts = {}, .record = nullptr}; }
};

template <>
struct Codec<Located<std::int64_t>> {
  static auto decode(const syntax::Node& node, Located<std::int64_t>& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape { return {.kind = Shape::Kind::Integer, .words = {}, .parts = {}, .record = nullptr}; }
};

/// The words of an enum, in the order of its enumerators: `static constexpr std::array<std::string_view, N> kWords`.
template <class E>
struct Words;

/// Index of the scalar's word, or -1 after a finding.
[[nodiscard]] auto decode_word(const syntax::Node& node, std::span<const std::string_view> words, Decoder& decoder)
    -> int;

template <class E>
struct Codec<Located<E>> {
  static auto decode(const syntax::Node& node, Located<E>& out, Decoder& decoder) -> bool {
    const int index = decode_word(node, Words<E>::kWords, decoder);
    if (index < 0) return false;
    out = {static_cast<E>(index), node.span};
    return true;
  }
  static auto shape() -> Shape {
    return {.kind = Shape::Kind::Words,
            .words = {Words<E>::kWords.begin(), Words<E>::kWords.end()},
            .parts = {},
            .record = nullptr};
  }
};

/// Of what may be absent: an optional or a Rare.
template <class Maybe, class T>
struct MaybeCodec {
  static auto decode(const syntax::Node& node, Maybe& out, Decoder& decoder) -> bool {
    T value{};
    if (!Codec<T>::decode(node, value, decoder)) return false;
    out = std::move(value);
    return true;
  }
  static auto shape() -> Shape { return Codec<T>::shape(); }
};
template <class T>
struct Codec<std::optional<T>> : MaybeCodec<std::optional<T>, T> {};
template <class T>
struct Codec<Rare<T>> : MaybeCodec<Rare<T>, T> {};

/// A bad item is reported and left out; the rest stays.
template <class T>
struct Codec<std::vector<T>> {
  static auto decode(const syntax::Node& node, std::vector<T>& out, Decoder& decoder) -> bool {
    if (node.kind != syntax::Kind::Sequence) return decoder.wrong_type(node, shape(), "a list");
    out.reserve(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const Path path{decoder.path, {}, i};
      Decoder inner = decoder.at(path);
      T item{};
      if (Codec<T>::decode(node.items[i], item, inner)) out.push_back(std::move(item));
    }
    return true;
  }
  static auto shape() -> Shape {
    return {.kind = Shape::Kind::List, .words = {}, .parts = {Codec<T>::shape()}, .record = nullptr};
  }
};

/// `bad-name` unless the text is a name: `[A-Za-z0-9][A-Za-z0-9_-]{0,62}`, no Windows device name, no reserved word.
[[nodiscard]] auto decode_name(const syntax::Node& node, Text& out, Decoder& decoder) -> bool;

/// Reports names of one mapping that differ only in letter case.
auto check_case_twins(const syntax::Node& mapping, Decoder& decoder) -> void;

/// A bad value, and one that is not whole, keeps its name, broken; a bad name was reported and stays, so that what it
/// names and what names it are read as if it were good.
template <class T>
struct Codec<std::vector<Named<T>>> {
  static auto decode(const syntax::Node& node, Map<T>& out, Decoder& decoder) -> bool {
    if (node.kind != syntax::Kind::Mapping) return decoder.wrong_type(node, shape(), "a mapping from names");
    check_case_twins(node, decoder);
    out.reserve(node.members.size());
    for (const auto& member : node.members) {
      const Path path{decoder.path, member.key.text, 0};
      Decoder inner = decoder.at(path);
      Named<T> entry;
      static_cast<void>(decode_name(member.key, entry.name, inner));
      const bool is_good = Codec<T>::decode(member.value, entry.value, inner);
      entry.broken = !is_good || !inner.is_whole(member.value);
      out.push_back(std::move(entry));
    }
    return true;
  }
  static auto shape() -> Shape {
    return {.kind = Shape::Kind::NameMap, .words = {}, .parts = {Codec<T>::shape()}, .record = nullptr};
  }
};

}  // namespace pinwright::model
