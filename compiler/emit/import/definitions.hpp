#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "emit/format.hpp"
#include "emit/import/key_maker.hpp"

namespace pinwright::emit {

/// Groups or filters that imported policies name: those of the workspace keep their names there, others get one.
class Definitions {
 public:
  /// `known`: display name -> its name in the workspace.
  Definitions(const std::set<std::string>& taken, std::map<std::string, std::string> known, std::string_view fallback);

  [[nodiscard]] auto key_of(const std::string& display_name) -> std::string;
  [[nodiscard]] auto has_new() const -> bool { return !made_.empty(); }
  /// `<top_key>.yaml` with the new ones.
  [[nodiscard]] auto file(std::string_view top_key) const -> File;

 private:
  KeyMaker keys_;
  std::map<std::string, std::string> known_;  // display name -> key
  std::map<std::string, std::string> made_;   // key -> display name
  std::string fallback_;
};

}  // namespace pinwright::emit
