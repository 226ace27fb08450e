#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "csp/blob.hpp"
#include "csp/catalog.hpp"
#include "csp/later_definitions.hpp"
#include "csp/settings_catalog.hpp"

namespace pinwright::csp {
namespace {

/// By one of the ids that are not the node's own.
auto node_of_other_id(const Blob& blob, std::string_view id) -> Node {
  constexpr std::size_t kWords = 2;
  const auto words = blob.list(blob.header().other_definitions);
  std::size_t low = 0;
  std::size_t high = words.size() / kWords;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const auto at = blob.text(words[middle * kWords]);
    if (at == id) return {&blob, words[middle * kWords + 1]};
    if (at < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}

/// In the built-in list.
auto listed_node(const Blob& blob, std::string_view id) -> Node {
  const auto nodes = blob.list(blob.header().definitions);
  const auto found = std::partition_point(
      nodes.begin(), nodes.end(), [&](std::uint32_t index) { return settings_catalog_id(Node(&blob, index)) < id; });
  if (found == nodes.end() || settings_catalog_id(Node(&blob, *found)) != id) return node_of_other_id(blob, id);
  return {&blob, *found};
}

auto found_in(const std::variant<Found, NotFound>& answer) -> Node {
  const auto* found = std::get_if<Found>(&answer);
  return found != nullptr ? found->node : Node();
}

}  // namespace

auto Catalog::with_definitions(const Definitions& list) const -> Catalog {
  Catalog catalog = *this;
  catalog.later_ = std::make_shared<const LaterDefinitions>(later_.get(), list);
  return catalog;
}

auto Catalog::has_later_list() const -> bool { return later_ != nullptr && !later_->list().empty(); }

auto Catalog::definitions_edition() const -> std::string_view {
  if (has_later_list()) return later_->list();
  return layers_.front()->text(layers_.front()->header().definitions_edition);
}

auto Catalog::definitions_digest() const -> std::string { return later_ != nullptr ? later_->digest() : std::string(); }

auto Catalog::definition_children() const -> const DefinitionChildren& {
  return later_ != nullptr ? later_->children() : DefinitionChildren::built_in();
}

auto Catalog::at_path(std::string_view path) const -> Node {
  const auto parsed = grammar::parse_oma_uri(path);
  const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
  return uri == nullptr ? Node() : found_in(find(*uri));
}

auto Catalog::built_in_twin(const Node& node) const -> Node {
  if (node.is_of(*layers_.front())) return node;
  Catalog built_in;
  built_in.layers_ = {layers_.front()};
  return built_in.at_path(node.uri());
}

auto Catalog::definition_of(const Node& node) const -> std::optional<Definition> {
  if (later_ != nullptr) {
    if (auto later = later_->of_path(node.uri())) return later;
  }
  const auto twin = built_in_twin(node);
  return twin.valid() ? twin.definition() : std::nullopt;
}

auto Catalog::definition_id(const Node& node) const -> std::string {
  if (later_ != nullptr) {
    if (const auto later = later_->of_path(node.uri())) return std::string(later->own_id);
  }
  const auto twin = built_in_twin(node);
  return settings_catalog_id(twin.valid() ? twin : node);
}

auto Catalog::may_have_definition(const Node& node) const -> bool {
  if (node.format() == Format::Node || node.edition().empty()) return false;
  const auto twin = built_in_twin(node);
  return !twin.valid() || twin.is_newer_than_definitions();
}

auto Catalog::node_of_definition(std::string_view id) const -> Node {
  if (later_ != nullptr) {
    if (const auto path = later_->path_of(id); !path.empty()) return at_path(path);
  }
  const auto node = listed_node(*layers_.front(), id);
  return node.valid() && layers_.size() > 1 ? at_path(node.uri()) : node;
}

}  // namespace pinwright::csp
