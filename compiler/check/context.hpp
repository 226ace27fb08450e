#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "check/pattern.hpp"
#include "check/suggestion_cache.hpp"
#include "csp/catalog.hpp"
#include "diag/sink.hpp"
#include "grammar/oma_uri.hpp"
#include "lower/deployment.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"

/// What a check gets: the smallest of these that its scope in codes.def names. A check reads and reports; it never
/// changes anything.
namespace pinwright::check {

class TenantIndex;
struct AdmxSubject;
struct XmlValue;

struct WorkspaceContext {
  const model::Workspace& workspace;
  const csp::Catalog& catalog;
  const source::SourceMap& sources;
  PatternCache patterns = {};        ///< compiled once for all tenants
  SuggestionCache suggestions = {};  ///< searched for once for all tenants
};

struct TenantContext {
  const WorkspaceContext& all;
  const lower::Deployment& deployment;
  TenantIndex& index;  ///< look-ups across policies: check/tenant_index.hpp

  [[nodiscard]] auto tenant() const -> const model::Tenant& { return deployment.tenant->value; }
  [[nodiscard]] auto tenant_name() const -> const std::string& { return deployment.tenant->name.value; }
};

struct PolicyContext {
  const TenantContext& in;
  const lower::Policy& policy;

  [[nodiscard]] auto path() const -> std::string { return "policies." + std::string(policy.name()); }
  [[nodiscard]] auto declared() const -> const model::Policy& { return policy.declared->value; }
};

/// The one primary finding about an OMA-URI, decided once for all checks, so that one mistake is one finding. Exactly
/// the check named by `slug` speaks; nullopt: nothing is wrong with the path. Notes and warnings that may stand beside
/// a value's finding (case-mismatch, deprecated-node, partly-settable, oma-uri-unescaped) are not part of it: their
/// checks look at `found`.
struct UriResult {
  std::optional<diag::Code> slug;
  std::size_t begin = 0;  ///< bytes of the OMA-URI to blame
  std::size_t end = 0;
  const grammar::OmaUri* uri = nullptr;  ///< of the setting's key; nullptr when the form is wrong
  std::optional<csp::Found> found;       ///< the node, also when `slug` says that it cannot be set
  std::optional<csp::NotFound> missing;
};

struct SettingContext {
  const PolicyContext& in;
  const lower::Setting& setting;
  const UriResult& uri;
  /// Of the value, once xml_value() was asked (xml_value.hpp): several checks look at it.
  mutable std::shared_ptr<const XmlValue> xml = {};
  /// Once admx_subject() was asked (admx.hpp).
  mutable std::shared_ptr<const AdmxSubject> admx = {};

  /// The node, when the path is right as far as values are concerned; nullptr when a finding stands in the way.
  [[nodiscard]] auto node() const -> const csp::Node* { return !uri.slug && uri.found ? &uri.found->node : nullptr; }
  [[nodiscard]] auto tenant() const -> const model::Tenant& { return in.in.tenant(); }
  [[nodiscard]] auto catalog() const -> const csp::Catalog& { return in.in.all.catalog; }
  [[nodiscard]] auto sources() const -> const source::SourceMap& { return in.in.all.sources; }
  [[nodiscard]] auto patterns() const -> const PatternCache& { return in.in.all.patterns; }
  [[nodiscard]] auto path() const -> std::string { return lower::path_of(in.policy, setting); }
};

// --- reporting: fills in path and tenant
// -------------------------------------------------------------------------------

/// A finding of a check, placed at `span`, at `path`, in this context's tenant.
[[nodiscard]] auto finding(const TenantContext& context, diag::Code code, source::Span span, std::string path,
                           std::string message, std::string help = {}) -> diag::Diagnostic;
[[nodiscard]] auto finding(const PolicyContext& context, diag::Code code, source::Span span, std::string message,
                           std::string help = {}) -> diag::Diagnostic;
/// At the bytes of the OMA-URI that the finding blames; the path ends in `.omaUri`.
[[nodiscard]] auto uri_finding(const SettingContext& context, diag::Code code, std::string message,
                               std::string help = {}) -> diag::Diagnostic;
/// At the value (bytes [begin, end) of its text, or all of it); the path ends in `.value` or `.valueFrom`.
[[nodiscard]] auto value_finding(const SettingContext& context, diag::Code code, std::string message,
                                 std::string help = {}) -> diag::Diagnostic;
[[nodiscard]] auto value_finding(const SettingContext& context, diag::Code code, std::size_t begin, std::size_t end,
                                 std::string message, std::string help = {}) -> diag::Diagnostic;

/// The OMA-URI as its author wrote it, placeholders unfilled: for messages that are the same in every tenant.
[[nodiscard]] auto written_uri(const lower::Setting& setting) -> const std::string&;
/// Whether a GUID is an application of this workspace's `auth`, or one that Microsoft publishes (the PIN reset
/// applications, Intune, Microsoft Graph): a common mix-up with the tenant ID.
[[nodiscard]] auto is_application(const model::Workspace& workspace, std::string_view guid) -> bool;
/// "PassportForWork": for messages.
[[nodiscard]] auto csp_name(const grammar::OmaUri& uri) -> std::string;
/// "the DDF edition February 2025": every message about the catalogue says which edition it speaks of.
[[nodiscard]] auto edition_of(const SettingContext& context) -> std::string;

}  // namespace pinwright::check
