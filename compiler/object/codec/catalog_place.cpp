#include "object/codec/catalog_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::object {

namespace {

auto misfit(std::string reason) -> Misfit { return {Misfit::What::Node, std::move(reason), false}; }

auto has_no_definition(const csp::Catalog& catalog) -> Misfit {
  return misfit(fmt::format("the list of {} has no definition of it", catalog.definitions_edition()));
}

/// A node that the files declare does not know what stands above it.
auto parent_of(const csp::Catalog& catalog, const csp::Node& node) -> csp::Node {
  if (!node.edition().empty()) return node.parent();
  const auto uri = node.uri();
  return catalog.at_path(uri.substr(0, uri.rfind('/')));
}

/// The nodes with a name on the way to a node, and how many segments lie above each.
struct Named {
  csp::Node node;
  std::size_t segment = 0;
};
auto named_above(const csp::Catalog& catalog, const csp::Node& node) -> std::vector<Named> {
  std::vector<csp::Node> chain;
  for (auto at = node; at.valid(); at = parent_of(catalog, at)) chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  std::vector<Named> named;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (chain[i].is_dynamic()) named.push_back({chain[i], i});
  }
  return named;
}

/// Puts the group into `place`, or says why there is none to stand in.
auto find_group(const csp::Catalog& catalog, const grammar::OmaUri& uri, CatalogPlace& place) -> std::optional<Misfit> {
  const auto named = named_above(catalog, place.node);
  if (named.empty()) return std::nullopt;
  if (named.size() > 1)
    return misfit(
        "it stands in an instance within an instance, for which a policy of the settings catalog has no name");
  const auto group = catalog.definition_of(named.front().node);
  if (!group || group->control != csp::Control::Group) return has_no_definition(catalog);
  place.group = named.front().node;
  place.group_id = catalog.definition_id(place.group);
  if (place.group.is_tenant_id()) return std::nullopt;
  const auto own_name = name_of_intune(place.group);
  if (own_name && named.front().segment < uri.segments.size() &&
      base::equal_folded(grammar::decoded_segment(uri.segments[named.front().segment].text), *own_name)) {
    place.name = *own_name;
    return std::nullopt;
  }
  if (!group->named || named.front().segment >= uri.segments.size())
    return misfit(fmt::format("a policy of the settings catalog does not carry the name of an instance of `{}`",
                              place.group.uri()));
  place.name = grammar::decoded_segment(uri.segments[named.front().segment].text);
  return std::nullopt;
}

auto why_no_control(const csp::Catalog& catalog, const CatalogPlace& place) -> std::optional<Misfit> {
  if (place.definition.control == csp::Control::Group)
    return misfit("the settings catalog splits its value into settings of their own");
  if (place.definition.control == csp::Control::Unknown)
    return misfit(fmt::format("the list of {} does not say how it is set", catalog.definitions_edition()));
  if (place.node.format() == csp::Format::Null) return misfit("it takes no value");
  return std::nullopt;
}

/// One byte a time: what is not unreserved in a URI (RFC 3986) is escaped.
auto encoded_segment(std::string_view name) -> std::string {
  constexpr std::string_view kUnreserved = "-._~";
  std::string out;
  for (const char c : name) {
    if (base::is_alnum(c) || kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

auto built_in_catalog() -> const csp::Catalog& {
  static const auto kCatalog = csp::Catalog::built_in();
  return kCatalog;
}

auto catalog_or_built_in(const csp::Catalog* catalog) -> const csp::Catalog& {
  return catalog != nullptr ? *catalog : built_in_catalog();
}

auto node_with_definition(const csp::Catalog& catalog, std::string_view id) -> csp::Node {
  const auto node = catalog.node_of_definition(id);
  return node.valid() && catalog.definition_id(node) == id ? node : csp::Node();
}

auto definition_of(const csp::Catalog& catalog, const csp::Node& node) -> std::optional<csp::Definition> {
  if (auto listed = catalog.definition_of(node)) return listed;
  if (!catalog.may_have_definition(node)) return std::nullopt;
  csp::Definition suggested;
  suggested.control = csp::suggested_control(node);
  return suggested;
}

auto catalog_place(const SettingKey& key) -> std::variant<CatalogPlace, Misfit> {
  const auto& catalog = catalog_or_built_in(key.catalog());
  const auto* uri = key.parsed();
  if (uri == nullptr) return has_no_definition(catalog);
  const auto answer = catalog.find(*uri);
  if (const auto* missing = std::get_if<csp::NotFound>(&answer)) {
    if (missing->kind == csp::NotFound::Kind::AdmxIngested)
      return misfit("the settings catalog names areas of ingested ADMX files in its own way");
    return has_no_definition(catalog);
  }
  CatalogPlace place;
  place.node = std::get<csp::Found>(answer).node;
  place.id = catalog.definition_id(place.node);
  auto listed = catalog.definition_of(place.node);
  place.is_doubt = !listed;
  auto definition = listed ? std::move(listed) : definition_of(catalog, place.node);
  if (!definition && place.node.edition().empty())
    return misfit(fmt::format("the list of {} has no definition of it, and its declaration names no `definitionId`",
                              catalog.definitions_edition()));
  if (!definition) return has_no_definition(catalog);
  place.definition = *std::move(definition);
  if (auto why = why_no_control(catalog, place)) return *std::move(why);
  if (auto why = find_group(catalog, *uri, place)) return *std::move(why);
  return place;
}

auto name_of_intune(const csp::Node& group) -> std::optional<std::string_view> {
  constexpr std::string_view kProvider = "./Device/Vendor/MSFT/DMClient/Provider/{ProviderID}";
  return group.uri() == kProvider ? std::optional<std::string_view>("MS DM Server") : std::nullopt;
}

auto name_definition(std::string_view group_id, const csp::Node& group) -> std::string {
  return csp::settings_catalog_child_id(group_id, group.name());
}

auto catalog_uri(const csp::Node& node, const csp::Node& group, std::string_view name) -> std::string {
  auto uri = node.uri();
  if (!group.valid() || group.is_tenant_id()) return uri;
  const auto title = fmt::format("{{{}}}", group.name());
  const auto at = uri.find(title);
  return at == std::string::npos ? uri : uri.replace(at, title.size(), encoded_segment(name));
}

}  // namespace pinwright::object
