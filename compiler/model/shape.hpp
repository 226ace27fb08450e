#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace pinwright::model {

struct Shape;

/// A key of a mapping, as people read about it.
struct Key {
  std::string_view name;
  bool required = false;
  std::string_view help;
  Shape (*shape)() = nullptr;
};

/// A mapping with fixed keys. `name` is its name in the JSON Schema and in the reference page.
struct Record {
  std::string_view name;
  std::string_view help;
  std::vector<Key> keys;
  /// Sets of keys of which exactly one must be there.
  std::vector<std::vector<std::string_view>> exactly_one;
  /// Pairs of keys that cannot stand together.
  std::vector<std::pair<std::string_view, std::string_view>> never_both;
};

/// What a value may be. The decoder, the JSON Schema and the reference page are all made from it.
struct Shape {
  enum class Kind : unsigned char {
    Text,
    Name,
    Boolean,
    Integer,
    Scalar,
    Words,
    Null,
    List,
    NameMap,
    TextMap,  ///< a mapping whose keys are any texts
    Record,
    AnyOf
  } kind = Kind::Text;
  std::vector<std::string_view> words;  ///< Words: the allowed ones; Text: none
  std::vector<Shape> parts;             ///< List, NameMap and TextMap: one; AnyOf: the alternatives
  const Record& (*record)() = nullptr;  ///< Record
};

}  // namespace pinwright::model
