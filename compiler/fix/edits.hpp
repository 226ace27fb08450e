#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"

/// Fix-its put into effect: which of them go together, and what a file is afterwards.
namespace pinwright::fix {

using EditsByFile = std::map<source::FileId, std::vector<diag::Edit>>;

/// Fixes that can be made at once: of two that overlap, touch or insert at one place, the first.
class Selection {
 public:
  /// Takes all edits of a fix or, where one of them is in the way of another fix, none. A fix without edits is not
  /// taken.
  auto take(const diag::Fix& fix) -> bool;
  /// The edits of each file in the order of its bytes.
  [[nodiscard]] auto edits() const -> const EditsByFile& { return edits_; }

 private:
  [[nodiscard]] auto is_free(const diag::Edit& edit) const -> bool;

  EditsByFile edits_;
};

/// `text` with its edits, which are in order and do not overlap.
[[nodiscard]] auto edited(std::string_view text, std::span<const diag::Edit> edits) -> std::string;

}  // namespace pinwright::fix
