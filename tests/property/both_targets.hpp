#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// What the bodies of both targets set, told without the product's codecs.
namespace pinwright::property {

/// What a body sets: an OMA-URI in lower case with `{tenantid}` for the tenant ID, and under it the parts of the value:
/// of an ADMX policy `1` or `0` under the OMA-URI itself, and each element under the OMA-URI, `#` and its id. True is
/// `1`, false `0`, options are in lower case.
using Nodes = std::map<std::string, std::vector<std::string>>;

/// Of windows10CustomConfiguration.
[[nodiscard]] auto nodes_of_custom(const nlohmann::json& body) -> Nodes;

/// Microsoft's list of definitions, from `../shared`; it has to be there.
[[nodiscard]] auto definitions_tsv() -> std::string;

/// Reads bodies of the settings catalog by Microsoft's list of definitions alone.
class DefinitionList {
 public:
  /// `tsv`: the text of definitions.tsv.
  explicit DefinitionList(const std::string& tsv);
  /// Of deviceManagementConfigurationPolicy. An id that is not in the list is set under `unknown ` and the id.
  [[nodiscard]] auto nodes_of(const nlohmann::json& body) const -> Nodes;

 private:
  struct Row {
    std::string control, uri;
  };
  auto read(const nlohmann::json& instance, const std::string& name, Nodes& nodes) const -> void;
  /// The choice that the children stand in: its definition, its node, and the name of the instance that it is of.
  struct Parent {
    std::string id, uri, name;
  };
  auto read_children(const nlohmann::json& children, const Parent& parent, Nodes& nodes) const -> void;
  [[nodiscard]] auto uri_of(const std::string& id, const std::string& name) const -> std::string;
  std::map<std::string, Row> rows_;
};

/// The first node that the two do not set to the same value; empty: they are the same. The settings catalog takes lists
/// and sums apart: parts that make the other side's text, or number, are the same value.
[[nodiscard]] auto first_difference(const Nodes& custom, const Nodes& catalog) -> std::string;

}  // namespace pinwright::property
