#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "model/codec.hpp"

/// Field tables: one row a key of the language. A new key is a row here (model/fields/*.cpp) and a member of its
/// struct, nothing else.
namespace pinwright::model {

enum class Presence : unsigned char { Optional, Required };
inline constexpr auto kRequired = Presence::Required;

template <class T>
struct Field {
  Key key;
  auto(*decode)(const syntax::Node&, T&, Decoder&) -> bool;
};

template <class>
struct MemberOf;
template <class C, class M>
struct MemberOf<M C::*> {
  using Type = M;
};

/// `field<Tenant, &Tenant::tenant_id>("tenantId", "…", kRequired)`.
template <class T, auto Member>
[[nodiscard]] auto field(std::string_view name, std::string_view help, Presence presence = Presence::Optional)
    -> Field<T> {
  using M = typename MemberOf<decltype(Member)>::Type;
  return {
      {name, presence == Presence::Required, help, &Codec<M>::shape},
      [](const syntax::Node& node, T& out, Decoder& decoder) { return Codec<M>::decode(node, out.*Member, decoder); }};
}

/// The table of a struct: `name`, `help`, `rows`, `exactly_one` groups of keys, and pairs that `never_both` are there.
template <class T>
struct Table {
  std::string_view name;
  std::string_view help;
  std::vector<Field<T>> rows;
  std::vector<std::vector<std::string_view>> exactly_one = {};
  std::vector<std::pair<std::string_view, std::string_view>> never_both = {};
};

/// Specialised for each struct of the language; built once.
template <class T>
auto table() -> const Table<T>&;

template <class T>
[[nodiscard]] auto record_of() -> const Record& {
  static const Record kRecord = [] {
    const auto& source = table<T>();
    Record record{source.name, source.help, {}, source.exactly_one, source.never_both};
    for (const auto& row : source.rows) record.keys.push_back(row.key);
    return record;
  }();
  return kRecord;
}

/// Whether a key belongs to one of `record.exactly_one`: a bad value leaves nothing to choose.
[[nodiscard]] auto is_choice(const Record& record, std::string_view key) -> bool;
/// Reports the groups of `record.exactly_one` that are not met; true when all are.
[[nodiscard]] auto check_exactly_one(const syntax::Node& mapping, const Record& record, Decoder& decoder) -> bool;
/// Reports the pairs of `record.never_both` that are there; true when none is.
[[nodiscard]] auto check_never_both(const syntax::Node& mapping, const Record& record, Decoder& decoder) -> bool;
/// Reports an unknown key of `record`.
auto report_unknown_key(const syntax::Node& key, const Record& record, Decoder& decoder) -> void;
/// Reports the required keys that are not among the `seen` ones (a bit each, in the order of the table).
[[nodiscard]] auto check_required(const syntax::Node& mapping, const Record& record, std::uint32_t seen,
                                  Decoder& decoder) -> bool;
/// Whether some unknown key of the mapping is a misspelling of `key`, which is then not missing too.
[[nodiscard]] auto is_misspelt(const syntax::Node& mapping, const Record& record, std::string_view key) -> bool;

template <class T>
[[nodiscard]] auto record_shape() -> Shape {
  return {.kind = Shape::Kind::Record, .words = {}, .parts = {}, .record = &record_of<T>};
}

/// Decodes a mapping by its table. False when a required key is missing or bad; a bad optional key is reported and left
/// out.
template <class T>
auto decode_record(const syntax::Node& node, T& out, Decoder& decoder) -> bool {
  if (node.kind != syntax::Kind::Mapping) return decoder.wrong_type(node, record_shape<T>(), "a mapping");
  const auto& rows = table<T>().rows;
  std::uint32_t seen = 0;
  assert(rows.size() <= std::numeric_limits<decltype(seen)>::digits);
  bool good = true;
  for (const auto& member : node.members) {
    std::size_t i = 0;
    while (i < rows.size() && rows[i].key.name != member.key.text) ++i;
    if (i == rows.size()) {
      report_unknown_key(member.key, record_of<T>(), decoder);
      continue;
    }
    seen |= 1U << i;
    const Path path{decoder.path, rows[i].key.name, 0};
    Decoder inner = decoder.at(path);
    if (!rows[i].decode(member.value, out, inner) &&
        (rows[i].key.required || is_choice(record_of<T>(), rows[i].key.name)))
      good = false;
  }
  if (!check_required(node, record_of<T>(), seen, decoder)) good = false;
  if (!table<T>().never_both.empty() && !check_never_both(node, record_of<T>(), decoder)) good = false;
  if (!table<T>().exactly_one.empty() && !check_exactly_one(node, record_of<T>(), decoder)) good = false;
  if constexpr (requires { out.span; }) out.span = node.span;
  return good;
}

/// The codec of a struct with a field table.
template <class T>
struct RecordCodec {
  static auto decode(const syntax::Node& node, T& out, Decoder& decoder) -> bool {
    return decode_record(node, out, decoder);
  }
  static auto shape() -> Shape { return record_shape<T>(); }
};

}  // namespace pinwright::model
