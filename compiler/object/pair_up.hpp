#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// Which item of one list became which of another, for the files of this folder.
namespace pinwright::object {

/// nullptr: on the other side only.
template <class T>
struct Pair {
  const T* before = nullptr;
  const T* after = nullptr;
};

template <class T>
class PairUp {
 public:
  /// `key_of`: what stays while an item changes. `text_of`: equal items have equal texts.
  template <class KeyOf, class TextOf>
  PairUp(const std::vector<T>& before, const std::vector<T>& after, const KeyOf& key_of, const TextOf& text_of)
      : before_(rows(before, key_of, text_of)), after_(rows(after, key_of, text_of)) {}

  /// Pairs that are not equal, in order of keys. Equal items are paired first, so that of two items of one key the one
  /// that did not change is left alone.
  [[nodiscard]] auto unequal() const -> std::vector<Pair<T>> {
    const auto old_rows = rows_without(before_, after_);
    const auto new_rows = rows_without(after_, before_);
    std::vector<Pair<T>> pairs;
    for (std::size_t i = 0, j = 0; i < old_rows.size() || j < new_rows.size();) {
      const bool takes_old = j == new_rows.size() || (i < old_rows.size() && old_rows[i].key <= new_rows[j].key);
      const bool takes_new = i == old_rows.size() || (j < new_rows.size() && new_rows[j].key <= old_rows[i].key);
      pairs.push_back({takes_old ? old_rows[i].item : nullptr, takes_new ? new_rows[j].item : nullptr});
      i += takes_old ? 1U : 0U;
      j += takes_new ? 1U : 0U;
    }
    return pairs;
  }

 private:
  struct Row {
    std::string key, text;
    const T* item;
    auto operator<(const Row& other) const -> bool { return std::tie(key, text) < std::tie(other.key, other.text); }
  };
  using Rows = std::vector<Row>;

  template <class KeyOf, class TextOf>
  static auto rows(const std::vector<T>& items, const KeyOf& key_of, const TextOf& text_of) -> Rows {
    Rows made;
    for (const auto& item : items) made.push_back({key_of(item), text_of(item), &item});
    std::stable_sort(made.begin(), made.end());
    return made;
  }
  static auto rows_without(const Rows& from, const Rows& what) -> Rows {
    Rows rest;
    std::set_difference(from.begin(), from.end(), what.begin(), what.end(), std::back_inserter(rest));
    return rest;
  }

  Rows before_, after_;
};

}  // namespace pinwright::object
