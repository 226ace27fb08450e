#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sandbox/store.hpp"

namespace pinwright::sandbox {

/// The definitions of the settings catalog that this sandbox was given: those of the seed, and over them those of a
/// file or folder. Each is a deviceManagementConfigurationSettingDefinition as the store would keep it, with its id.
class Definitions {
 public:
  using ById = std::map<std::string, nlohmann::json, std::less<>>;

  /// `path`: a JSON file, or a folder of which every `.json` file is read, in the order of names; empty: none. A file
  /// holds a list of definitions, Graph's answer with one as its `value`, or one definition. Properties that the tables
  /// of types do not have are left out, and so are definitions for other platforms than Windows. An Error names the
  /// file and the definition.
  [[nodiscard]] static auto load(Store& store, const std::string& path) -> base::Result<Definitions>;

  Definitions() : Definitions(nullptr) {}

  /// None were given: every id is one.
  [[nodiscard]] auto empty() const -> bool;
  /// nullptr: there is no definition of this very id.
  [[nodiscard]] auto find(std::string_view id) const -> const nlohmann::json*;
  [[nodiscard]] auto all() const -> const ById&;

 private:
  /// nullptr: none.
  explicit Definitions(std::shared_ptr<const ById> by_id);

  std::shared_ptr<const ById> by_id_;
};

/// A definition as Graph shows it, as the store keeps it. An Error says what is wrong with it.
[[nodiscard]] auto stored_definition(const nlohmann::json& shown) -> base::Result<nlohmann::json>;

}  // namespace pinwright::sandbox
