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

auto has_no_definition(std::string_view why = {}) -> Misfit {
  return misfit(fmt::format("the list of {} has no definition of it{}", built_in_catalog().definitions_edition(), why));
}

auto control_by_ddf(const csp::Node& node) -> csp::Control {
  using csp::Allowed;
  using csp::Control;
  if (node.is_admx_backed() || node.format() == csp::Format::Bool) return Control::Choice;
  if (!node.list_delimiter().empty()) return node.allowed() == Allowed::Enum ? Control::Choices : Control::Texts;
  if (node.allowed() == Allowed::Enum) return Control::Choice;
  if (node.allowed() == Allowed::Flag) return Control::Choices;
  return node.format() == csp::Format::Int ? Control::Integer : Control::Text;
}

/// The nodes with a name on the way to a node, and how many segments lie above each.
struct Named {
  csp::Node node;
  std::size_t segment = 0;
};
auto named_above(const csp::Node& node) -> std::vector<Named> {
  std::vector<csp::Node> chain;
  for (auto at = node; at.valid(); at = at.parent()) chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  std::vector<Named> named;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (chain[i].is_dynamic()) named.push_back({chain[i], i});
  }
  return named;
}

/// Puts the group into `place`, or says why there is none to stand in.
auto find_group(const grammar::OmaUri& uri, CatalogPlace& place) -> std::optional<Misfit> {
  const auto named = named_above(place.node);
  if (named.empty()) return std::nullopt;
  if (named.size() > 1)
    return misfit(
        "it stands in an instance within an instance, for which a policy of the settings catalog has no name");
  const auto group = named.front().node.definition();
  if (!group || group->control != csp::Control::Group) return has_no_definition();
  place.group = named.front().node;
  if (place.group.is_tenant_id()) return std::nullopt;
  if (!group->named || named.front().segment >= uri.segments.size())
    return misfit(fmt::format("a policy of the settings catalog does not carry the name of an instance of `{}`",
                              place.group.uri()));
  place.name = grammar::decoded_segment(uri.segments[named.front().segment].text);
  return std::nullopt;
}

auto why_no_control(const CatalogPlace& place) -> std::optional<Misfit> {
  if (place.definition.control == csp::Control::Group)
    return misfit("the settings catalog splits its value into settings of their own");
  if (place.definition.control == csp::Control::Unknown)
    return misfit(fmt::format("the list of {} does not say how it is set", built_in_catalog().definitions_edition()));
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

auto node_with_definition(std::string_view id) -> csp::Node {
  const auto node = built_in_catalog().node_of_definition(id);
  return node.valid() && csp::settings_catalog_id(node) == id ? node : csp::Node();
}

auto definition_of(const csp::Node& node) -> std::optional<csp::Definition> {
  if (auto listed = node.definition()) return listed;
  if (!node.is_newer_than_definitions() || node.format() == csp::Format::Node) return std::nullopt;
  csp::Definition suggested;
  suggested.control = control_by_ddf(node);
  return suggested;
}

auto catalog_place(const SettingKey& key) -> std::variant<CatalogPlace, Misfit> {
  const auto* uri = key.parsed();
  if (uri == nullptr) return has_no_definition();
  const auto answer = built_in_catalog().find(*uri);
  if (const auto* missing = std::get_if<csp::NotFound>(&answer)) {
    if (missing->kind == csp::NotFound::Kind::AdmxIngested)
      return misfit("the settings catalog names areas of ingested ADMX files in its own way");
    return has_no_definition();
  }
  CatalogPlace place;
  place.node = std::get<csp::Found>(answer).node;
  place.id = csp::settings_catalog_id(place.node);
  auto definition = definition_of(place.node);
  if (!definition) return has_no_definition();
  place.definition = *std::move(definition);
  place.is_doubt = place.node.is_newer_than_definitions();
  if (auto why = why_no_control(place)) return *std::move(why);
  if (auto why = find_group(*uri, place)) return *std::move(why);
  return place;
}

auto name_definition(const csp::Node& group) -> std::string {
  return csp::settings_catalog_child_id(csp::settings_catalog_id(group), group.name());
}

auto catalog_uri(const csp::Node& node, const csp::Node& group, std::string_view name) -> std::string {
  auto uri = node.uri();
  if (!group.valid() || group.is_tenant_id()) return uri;
  const auto title = fmt::format("{{{}}}", group.name());
  const auto at = uri.find(title);
  return at == std::string::npos ? uri : uri.replace(at, title.size(), encoded_segment(name));
}

}  // namespace pinwright::object
