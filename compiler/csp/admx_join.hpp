#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "csp/admx.hpp"

namespace pinwright::csp {

/// The policies of a set of ADMX files, by file and name, as a DDF node names its own:
/// `<AdmxBacked File="Printing.admx" Name="PointAndPrint_Restrictions_Win7" …/>`.
class AdmxSet {
 public:
  /// Adds {file name, bytes}; folders do not count. Of two files with one name, and two policies with one name in a
  /// file, the first in order of name and bytes holds. Returns what is wrong with a file that cannot be read, else
  /// nothing.
  auto add(const std::vector<std::pair<std::string, std::string>>& files) -> std::vector<std::string>;

  /// Letter case ignored; nullptr: not in the set.
  [[nodiscard]] auto find(std::string_view file, std::string_view policy) const -> const AdmxPolicyFacts*;
  [[nodiscard]] auto empty() const -> bool { return policies_.empty(); }

 private:
  std::unordered_map<std::string, AdmxPolicyFacts> policies_;
};

}  // namespace pinwright::csp
