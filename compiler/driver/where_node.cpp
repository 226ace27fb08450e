#include <fmt/format.h>

#include <utility>
#include <variant>

#include "base/text.hpp"
#include "csp/path.hpp"
#include "csp/segment.hpp"
#include "csp/settings_catalog.hpp"
#include "driver/declared_nodes.hpp"
#include "driver/where.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/tenant_id.hpp"
#include "object/foreign_from_graph.hpp"

namespace pinwright::driver {

namespace {

constexpr std::string_view kTenantId = "{tenantId}";
constexpr std::string_view kSearch = "`pinwright csp search WORD` finds nodes";

auto unknown_definition(std::string_view text, const csp::Catalog& catalog) -> base::Error {
  return {
      fmt::format("{} is no OMA-URI, and no definition of the settings catalog that is known has this id",
                  base::quoted(text)),
      fmt::format("give an OMA-URI (`./Device/…`), or an id of the list of {}; `pinwright csp search WORD` finds both",
                  catalog.definitions_edition())};
}

auto no_oma_uri(std::string_view text, grammar::OmaUriDefect defect) -> base::Error {
  std::string help = "it begins with `./Device`, `./User` or `./Vendor`";
  if (defect == grammar::OmaUriDefect::TrailingSlash) help = "remove the `/` at its end";
  if (defect == grammar::OmaUriDefect::EmptySegment) help = "it has two `/` with nothing between them";
  return {fmt::format("{} is no OMA-URI", base::quoted(text)), std::move(help)};
}

/// The segments of an OMA-URI with the nodes that they lead to.
class NodeQuestion {
 public:
  NodeQuestion(const object::SettingKey& key, const csp::Catalog& catalog)
      : key_(key), uri_(*key.parsed()), catalog_(catalog) {}

  /// Why no policy can set the node; nullopt: one may.
  auto flaw() -> std::optional<base::Error> {
    if (!uri_.query.empty())
      return base::Error{fmt::format("{} is no node: a query is no part of its name", quoted()), {}};
    if (is_result()) return result_path();
    const auto answer = catalog_.find(uri_);
    if (const auto* missing = std::get_if<csp::NotFound>(&answer)) return flaw_of(*missing);
    node_ = std::get<csp::Found>(answer).node;
    return flaw_of_found();
  }

  /// Segments of the canonical form that stand for any instance. To be asked after flaw().
  [[nodiscard]] auto any_name() const -> std::vector<std::size_t> {
    std::vector<std::size_t> any;
    if (!node_.valid()) return any;
    const auto uri = node_.uri();
    const auto titles = base::split(uri, '/');
    const auto above = base::split(key_.canonical(), '/').size() - uri_.segments.size();
    for (std::size_t i = 0; i < uri_.segments.size(); ++i) {
      const auto title = titles[titles.size() - uri_.segments.size() + i];
      const bool has_name = is_any_name(title) && !base::equal_folded(title, kTenantId);
      if (has_name && is_any_name(segment(i))) any.push_back(above + i);
    }
    return any;
  }

 private:
  [[nodiscard]] auto quoted() const -> std::string { return base::quoted(key_.text()); }
  [[nodiscard]] auto segment(std::size_t index) const -> std::string {
    return grammar::decoded_segment(uri_.segments[index].text);
  }
  /// `{FirewallRuleName}`, and not a GUID in braces, which may be a name.
  static auto is_any_name(std::string_view segment) -> bool {
    return csp::is_title(segment) && !grammar::is_braced_guid(segment);
  }

  [[nodiscard]] auto is_result() const -> bool {
    const auto& segments = uri_.segments;
    return segments.size() > 1 && base::equal_folded(segments[0].text, "Policy") &&
           base::equal_folded(segments[1].text, "Result");
  }
  [[nodiscard]] auto result_path() const -> base::Error {
    auto config = key_.text();
    config.replace(uri_.segments[1].begin, uri_.segments[1].text.size(), "Config");
    return {fmt::format("{} is where a device tells what it has applied: no policy sets it", quoted()),
            fmt::format("what policies set is `{}`", config)};
  }

  [[nodiscard]] auto flaw_of(const csp::NotFound& missing) const -> std::optional<base::Error> {
    using Kind = csp::NotFound::Kind;
    if (auto wrong = tenant_flaw(missing.parent, missing.segment)) return wrong;
    switch (missing.kind) {
      case Kind::AdmxIngested:
      case Kind::UnlistedCsp:
      case Kind::RetiredCsp:
      case Kind::Cimv2:
        return std::nullopt;
      case Kind::UnknownCsp:
      case Kind::UnknownNode:
      case Kind::OtherScope:
        break;
    }
    // A property of a typed policy may set what no edition has.
    if (!object::properties_that_set({object::node_id(key_, {})}).empty()) return std::nullopt;
    const auto near = catalog_.suggest(uri_);
    return base::Error{fmt::format("no settable node {} is known", quoted()),
                       near.empty()
                           ? fmt::format("{}; one that is newer than the catalogue is declared under `nodes`", kSearch)
                           : fmt::format("did you mean `{}`?", near)};
  }

  auto flaw_of_found() -> std::optional<base::Error> {
    if (auto wrong = tenant_flaw(node_, uri_.segments.size())) return wrong;
    if (node_.format() == csp::Format::Node)
      return base::Error{fmt::format("{} holds other nodes and no value: no policy sets it", quoted()), child_help()};
    const bool is_settable =
        node_.format() != csp::Format::Null && (node_.can(csp::Access::Add) || node_.can(csp::Access::Replace));
    if (is_settable || catalog_.definition_of(node_)) return std::nullopt;
    return base::Error{fmt::format("no policy can set {}: its CSP does not let it", quoted()),
                       fmt::format("`pinwright csp show {}` shows what it allows", node_.uri())};
  }
  [[nodiscard]] auto child_help() const -> std::string {
    const auto children = node_.children();
    return children.empty() ? std::string()
                            : fmt::format("ask for a node below it, such as `{}`", children.front().uri());
  }

  /// `depth` segments lead to `node`.
  [[nodiscard]] auto tenant_flaw(csp::Node node, std::size_t depth) const -> std::optional<base::Error> {
    for (; node.valid() && depth > 0; node = node.parent(), --depth) {
      if (!node.is_tenant_id()) continue;
      const auto name = segment(depth - 1);
      const bool is_open = base::equal_folded(name, kTenantId);
      if (is_open || grammar::classify_tenant_id(name) == grammar::TenantIdForm::Guid) return std::nullopt;
      const auto near = catalog_.suggest(uri_);
      return base::Error{fmt::format("no settable node {} is known: {} is no tenant ID", quoted(), base::quoted(name)),
                         near.empty() || base::equal_folded(near, key_.text())
                             ? "write `{tenantId}` in its place, which stands for the ID of each tenant"
                             : fmt::format("did you mean `{}`?", near)};
    }
    return std::nullopt;
  }

  const object::SettingKey& key_;
  const grammar::OmaUri& uri_;
  const csp::Catalog& catalog_;
  csp::Node node_;
};

/// Of a policy of an ingested ADMX file: no list of this program's has these.
auto is_ingested_definition(std::string_view id) -> bool {
  return base::folded(id).find("_vendor_msft_policy_config_") != std::string::npos &&
         base::folded(id).find("~policy~") != std::string::npos;
}

}  // namespace

auto where_node(std::string_view text, const csp::Catalog& catalog) -> base::Result<WhereNode> {
  WhereNode asked{std::string(text), {}, {}, {}};
  if (is_ingested_definition(text)) {
    asked.key = asked.definition = object::SettingKey::of_oma_uri(base::folded(text));
    return asked;
  }
  if (!text.starts_with('.')) {
    const auto node = catalog.node_of_definition(base::folded(text));
    if (!node.valid()) return unknown_definition(text, catalog);
    asked.uri = node.uri();
  }
  asked.key = object::SettingKey::of_oma_uri(asked.uri);
  if (asked.key.parsed() == nullptr) return no_oma_uri(text, std::get<grammar::OmaUriError>(asked.key.form()).defect);
  NodeQuestion question(asked.key, catalog);
  if (auto flaw = question.flaw()) return *std::move(flaw);
  asked.any_name = question.any_name();
  // The rule holds for all but nine of the five thousand of March 2025.
  auto definition = csp::rule_of_definition_id(declared_path(asked.uri));
  if (is_ingested_definition(definition)) asked.definition = object::SettingKey::of_oma_uri(std::move(definition));
  return asked;
}

}  // namespace pinwright::driver
