#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "object/difference.hpp"
#include "plan/diff/facts.hpp"

namespace pinwright::plan {

/// What the files declare against what the tenant holds, with the marker as the third voice.
struct Comparison {
  Sections sections;
  std::vector<object::Difference> paths;
  std::vector<std::optional<bool>> secret_changed;
  bool marker_is_stale = false;
};

/// Live objects as far as they could be read: plain texts in the place of masks, and names of groups and filters beside
/// their ids.
class Revealer {
 public:
  explicit Revealer(const Facts& facts);
  [[nodiscard]] auto operator()(const object::Live& live) const -> object::Live;

 private:
  struct Name {
    std::string key, display_name;
  };
  auto name(object::Reference& reference) const -> void;
  auto reveal_settings(const object::Live& live, object::Policy& policy) const -> void;

  std::map<std::string, Name> names_;  // by folded id
  std::map<std::pair<const object::Live*, std::string>, const std::string*> plain_texts_;
};

/// `live`: revealed. Of a value that stayed masked nothing is known; it counts as unchanged when the marker says that
/// the files have not changed since the last write, and everything readable is as declared.
[[nodiscard]] auto compare(const Facts& facts, const Desired& desired, const object::Live& live) -> Comparison;

}  // namespace pinwright::plan
