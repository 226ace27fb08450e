#pragma once

#include <string_view>
#include <unordered_set>

#include "model/workspace.hpp"

namespace pinwright::check {

/// The variables that the texts of a workspace name as `{vars.NAME}`, wherever placeholders are filled.
class VariableUses {
 public:
  explicit VariableUses(const model::Workspace& workspace);

  /// False: some value is a file whose placeholders are filled, and what stands in it is not known here.
  [[nodiscard]] auto is_complete() const -> bool { return is_complete_; }
  [[nodiscard]] auto names() const -> const std::unordered_set<std::string_view>& { return names_; }
  [[nodiscard]] auto contains(std::string_view name) const -> bool { return names_.contains(name); }

 private:
  auto add(std::string_view text) -> void;
  auto add(const model::Text& text) -> void { add(text.value); }
  template <class Maybe>
  auto add_optional(const Maybe& text) -> void {
    if (text) add(*text);
  }
  auto add(const std::vector<model::Setting>& settings) -> void;
  auto add(const model::Admx& admx) -> void;
  auto add(const model::Policy& policy) -> void;
  auto add(const model::TenantSettings& tenant) -> void;

  std::unordered_set<std::string_view> names_;  // in the texts of the workspace
  bool is_complete_ = true;
};

}  // namespace pinwright::check
