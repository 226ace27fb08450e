#include "csp/settings_catalog.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "csp/blob.hpp"

namespace pinwright::csp {
namespace {

/// Of the words of a definition.
constexpr std::size_t kControl = 0, kId = 1, kOptions = 2, kMissing = 3, kNamed = 4;

auto behind(std::string_view id, std::string_view piece) -> std::string {
  return std::string(id) + '_' + base::folded(piece);
}

}  // namespace

auto Node::definition() const -> std::optional<Definition> {
  const auto words = blob_->list(blob_->node(index_).definition);
  if (words.empty()) return std::nullopt;
  Definition definition;
  definition.control = static_cast<Control>(words[kControl]);
  definition.own_id = blob_->text(words[kId]);
  definition.own_options = blob_->texts(words[kOptions]);
  definition.missing_elements = blob_->texts(words[kMissing]);
  definition.named = words[kNamed] != 0;
  return definition;
}

auto Node::is_newer_than_definitions() const -> bool { return (blob_->node(index_).flags & flag::NewerThanList) != 0; }

auto settings_catalog_id(const Node& node) -> std::string {
  const auto definition = node.definition();
  if (definition && !definition->own_id.empty()) return std::string(definition->own_id);
  return rule_of_definition_id(node.uri());
}

auto suggested_control(const Node& node) -> Control {
  if (node.is_admx_backed() || node.format() == Format::Bool) return Control::Choice;
  if (!node.list_delimiter().empty()) return node.allowed() == Allowed::Enum ? Control::Choices : Control::Texts;
  if (node.allowed() == Allowed::Enum) return Control::Choice;
  if (node.allowed() == Allowed::Flag) return Control::Choices;
  return node.format() == Format::Int ? Control::Integer : Control::Text;
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
