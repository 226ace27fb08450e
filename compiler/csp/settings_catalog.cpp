#include "csp/settings_catalog.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "csp/blob.hpp"
#include "csp/catalog.hpp"

namespace pinwright::csp {
namespace {

/// Of the words of a definition.
constexpr std::size_t kControl = 0, kId = 1, kOptions = 2, kMissing = 3, kNamed = 4;

auto behind(std::string_view id, std::string_view piece) -> std::string {
  return std::string(id) + '_' + base::folded(piece);
}

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

}  // namespace

auto Node::definition() const -> std::optional<Definition> {
  const auto words = blob_->list(blob_->node(index_).definition);
  if (words.empty()) return std::nullopt;
  return Definition{static_cast<Control>(words[kControl]), blob_->text(words[kId]), blob_->texts(words[kOptions]),
                    blob_->texts(words[kMissing]), words[kNamed] != 0};
}

auto Node::is_newer_than_definitions() const -> bool { return (blob_->node(index_).flags & flag::NewerThanList) != 0; }

auto Catalog::definitions_edition() const -> std::string_view {
  return layers_.front()->text(layers_.front()->header().definitions_edition);
}

auto Catalog::node_of_definition(std::string_view id) const -> Node {
  const Blob& blob = *layers_.front();
  const auto nodes = blob.list(blob.header().definitions);
  const auto found = std::partition_point(
      nodes.begin(), nodes.end(), [&](std::uint32_t index) { return settings_catalog_id(Node(&blob, index)) < id; });
  if (found == nodes.end() || settings_catalog_id(Node(&blob, *found)) != id) return node_of_other_id(blob, id);
  return {&blob, *found};
}

auto settings_catalog_id(const Node& node) -> std::string {
  const auto definition = node.definition();
  if (definition && !definition->own_id.empty()) return std::string(definition->own_id);
  return rule_of_definition_id(node.uri());
}

auto is_required(const Definition& definition, const AdmxElement& element) -> bool {
  const auto& without = definition.missing_elements;
  // An item that deletes its registry value has no value to send: leaving the element out says just that.
  const bool may_stay_out =
      std::any_of(element.items.begin(), element.items.end(), [](const AdmxItem& item) { return !item.value; });
  return element.required && !may_stay_out && std::none_of(without.begin(), without.end(), [&](std::string_view one) {
           return base::equal_folded(one, element.id);
         });
}

auto settings_catalog_child_id(std::string_view policy_id, std::string_view element_id) -> std::string {
  return behind(policy_id, element_id);
}

auto settings_catalog_option_id(std::string_view definition_id, std::string_view value) -> std::string {
  return behind(definition_id, value);
}

auto settings_catalog_option_value(std::string_view definition_id, std::string_view option_id)
    -> std::optional<std::string_view> {
  if (!option_id.starts_with(definition_id)) return std::nullopt;
  option_id.remove_prefix(definition_id.size());
  if (!option_id.starts_with('_')) return std::nullopt;
  return option_id.substr(1);
}

}  // namespace pinwright::csp
