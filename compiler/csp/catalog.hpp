#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "csp/node.hpp"
#include "grammar/oma_uri.hpp"

namespace pinwright::csp {

class DefinitionChildren;
struct Definition;
struct Definitions;
struct NodeFacts;
class LaterDefinitions;

struct Found {
  Node node;
  bool case_differs = false;  ///< the root or a static segment is spelled in other letter case than the CSP's
};

/// How far a path could be followed.
struct NotFound {
  enum class Kind : std::uint8_t {
    UnknownCsp,    ///< no CSP of this name, in any edition or list
    RetiredCsp,    ///< overlay: only v1 documentation describes it
    UnlistedCsp,   ///< overlay: real, but in no DDF (WindowsAdvancedThreatProtection)
    AdmxIngested,  ///< Policy/Config/<area with ~>: from an ADMX that was ingested
    OtherScope,    ///< the whole path exists in the other scope
    UnknownNode,   ///< the CSP exists, the node does not
    Cimv2,         ///< WMI bridge
  } kind = Kind::UnknownCsp;
  std::size_t segment =
      0;  ///< index in OmaUri::segments of the first segment that is not there, in the OMA-URI's own scope
  Node
      parent;  ///< the deepest node that is there; in the other scope when the CSP is only there; invalid without a CSP
};

/// A published path that is known to be wrong, and what is right (overlay).
struct KnownBadPath {
  std::string right;        ///< OMA-URI, dynamic segments as "{TenantId}"
  std::string_view reason;  ///< one sentence: where it was published and why it fails
};

/// The CSP catalogue: Microsoft's DDF facts, packed. Immutable; free to use from several threads.
class Catalog {
 public:
  /// The catalogue that is built into the program.
  [[nodiscard]] static auto built_in() -> Catalog;
  /// The same, with CSPs of further catalogues in front: `files` are {path, JSON text} as `csp import` writes them; a
  /// later one wins, CSP by CSP, and of lists of definitions node by node. An Error names the file and what is wrong
  /// with it.
  [[nodiscard]] auto with(const std::vector<std::pair<std::string, std::string>>& files) const -> base::Result<Catalog>;
  /// The same, with nodes that stand in where no catalogue knows the path. Their Node::edition is empty. Each path is
  /// one that parse_oma_uri takes, and names a node of its own.
  [[nodiscard]] auto with_declared(std::vector<NodeFacts> nodes) const -> base::Result<Catalog>;

  /// The same, with definitions that go before those that are known: of a later list, or declared.
  [[nodiscard]] auto with_definitions(const Definitions& list) const -> Catalog;

  /// Edition of the DDF set ("February 2025") that holds `csp` ("PassportForWork"), or of the built-in set. Areas of
  /// the Policy CSP may come from other sets than the CSP: Node::edition knows.
  [[nodiscard]] auto edition(std::string_view csp = {}) const -> std::string_view;

  /// No allocation on success, one binary search a segment; `./Vendor/MSFT` and `./Device/Vendor/MSFT` name the same
  /// node; static children before dynamic ones; segments compared percent-decoded and folded.
  [[nodiscard]] auto find(const grammar::OmaUri& uri) const -> std::variant<Found, NotFound>;
  /// The node's twin in the other scope, invalid when there is none.
  [[nodiscard]] auto in_other_scope(const grammar::OmaUri& uri) const -> Node;
  [[nodiscard]] auto known_bad_path(const grammar::OmaUri& uri) const -> std::optional<KnownBadPath>;

  /// When the newest of Microsoft's lists of settings catalog definitions was made that is known: "March 2025".
  [[nodiscard]] auto definitions_edition() const -> std::string_view;
  /// A list of `csp import --definitions` is among what is known.
  [[nodiscard]] auto has_later_list() const -> bool;
  /// Another one where another id leads to a node than without the later lists; empty: there are none.
  [[nodiscard]] auto definitions_digest() const -> std::string;
  /// The node of a definition id, as spelled by Microsoft (lower case); invalid when none has it.
  [[nodiscard]] auto node_of_definition(std::string_view id) const -> Node;
  /// Of a node of this catalogue; views that live as long as this. nullopt: it has none, or nobody knows.
  [[nodiscard]] auto definition_of(const Node& node) const -> std::optional<Definition>;
  /// Its id, or the one that the rule gives: settings_catalog.hpp has the rule.
  [[nodiscard]] auto definition_id(const Node& node) const -> std::string;
  /// Which definitions stand in an option of another one.
  [[nodiscard]] auto definition_children() const -> const DefinitionChildren&;
  /// It is newer than the built-in list: where definition_of says nothing, Intune may have one by now.
  [[nodiscard]] auto may_have_definition(const Node& node) const -> bool;
  /// The node of a catalogue path; invalid when there is none.
  [[nodiscard]] auto at_path(std::string_view path) const -> Node;

  /// The OMA-URI that a writer of this unknown one most likely meant: near names on every level, `Policy/` dropped or
  /// `Config/` inserted, the other scope; empty when nothing is near.
  [[nodiscard]] auto suggest(const grammar::OmaUri& uri) const -> std::string;

  /// Roots in order of folded URI: every CSP of every layer that is in force. Policy areas lie below the Policy CSP of
  /// the built-in set; an area that a later layer replaces is a root of its own.
  [[nodiscard]] auto roots() const -> std::vector<Node>;
  /// The node of a definition id of the settings catalog; else nodes whose OMA-URI holds every word (split at white
  /// space, folded), in order of folded OMA-URI; when there is none, those whose name is the nearest to the last word.
  [[nodiscard]] auto search(std::string_view words) const -> std::vector<Node>;
  [[nodiscard]] auto retired_csps() const -> std::vector<std::string_view>;
  [[nodiscard]] auto unlisted_csps() const -> std::vector<std::string_view>;

  /// Name of a Windows edition as the language spells it ("Enterprise"), by SKU number; empty when unnamed.
  [[nodiscard]] auto edition_name(std::uint16_t sku) const -> std::string_view;
  [[nodiscard]] auto edition_sku(std::string_view name) const -> std::optional<std::uint16_t>;
  [[nodiscard]] auto edition_names() const -> std::vector<std::string_view>;

 private:
  [[nodiscard]] auto layer_of(const grammar::OmaUri& uri) const -> const Blob&;
  [[nodiscard]] auto find_published(const grammar::OmaUri& uri) const -> std::variant<Found, NotFound>;
  [[nodiscard]] auto in_force(const Node& node) const -> bool;
  /// The node of the same path that the list of definitions speaks of; invalid: there is none.
  [[nodiscard]] auto built_in_twin(const Node& node) const -> Node;

  std::vector<std::shared_ptr<const Blob>> layers_;  // the last wins
  std::shared_ptr<const Blob> declared_;             // none: nullptr
  std::shared_ptr<const LaterDefinitions> later_;    // none: nullptr
};

}  // namespace pinwright::csp
