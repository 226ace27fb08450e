#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "model/shape.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"

namespace pinwright::model {

/// What to do about a value of the wrong type.
struct Repair {
  std::string help;
  diag::Fix fix;  ///< without edits: there is no repair, or more than one
};

/// `needed` is `shape` in words. The edits are those of the one repair that keeps what was meant: quotes around a
/// number, brackets around a single item, the dash of a list whose item was forgotten or is too many.
[[nodiscard]] auto repair_type(const syntax::Node& node, const Shape& shape, std::string_view needed,
                               const source::SourceMap& sources) -> Repair;

}  // namespace pinwright::model
