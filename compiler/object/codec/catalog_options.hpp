#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object/codec/catalog_place.hpp"

/// Options of choices and their raw values, for the files of this folder.
namespace pinwright::object {

/// Whether the options of a choice are known: of a few definitions neither the list nor the DDF names them.
[[nodiscard]] auto knows_options(const CatalogPlace& place) -> bool;

/// The options of a node's definition, for writing.
class OptionWriter {
 public:
  /// `has_secrets`: a value may be a name of the environment that is filled in later.
  OptionWriter(const CatalogPlace& place, bool has_secrets);

  /// The id of the option that stands for a raw value; nullopt: there is none. Where nobody knows the options, any text
  /// that can stand in an id is taken for one.
  [[nodiscard]] auto id_of(const std::string& raw) const -> std::optional<std::string>;
  /// The raw values of the options whose sum a number is: one that is the whole number, else single bits. nullopt: it
  /// is no sum of options.
  [[nodiscard]] auto flags_of(std::string_view raw) const -> std::optional<std::vector<std::string>>;
  /// That there is no such option.
  [[nodiscard]] auto none(std::string_view raw) const -> Misfit;

 private:
  /// Of one of `options_`.
  [[nodiscard]] auto option_id(std::string_view option) const -> std::string;

  const CatalogPlace& place_;
  bool has_secrets_;
  std::vector<std::string_view> options_;
};

/// The raw value of a choiceSettingValue in the spelling of the DDF. nullopt: an option of something else.
/// `id`: of the definition.
[[nodiscard]] auto raw_of_option(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                                 const nlohmann::json& value) -> std::optional<std::string>;

/// Bits as an unsigned number of 32 bits, which a policy may hold as a negative number: 0x80000000 is -2147483648.
[[nodiscard]] auto bits_of(std::string_view text) -> std::optional<std::uint32_t>;

}  // namespace pinwright::object
