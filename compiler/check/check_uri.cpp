#include "check/check_uri.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "check/ingested_path.hpp"
#include "check/tenant_ids.hpp"
#include "check/tenant_index.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/placeholder.hpp"
#include "grammar/tenant_id.hpp"
#include "lower/ingested.hpp"

namespace pinwright::check {

using diag::Code;

namespace {

auto slug_of_defect(grammar::OmaUriDefect defect) -> Code {
  switch (defect) {
    case grammar::OmaUriDefect::Whitespace:
      return Code::OmaUriWhitespace;
    case grammar::OmaUriDefect::InvisibleCharacter:
      return Code::OmaUriInvisibleCharacter;
    case grammar::OmaUriDefect::Backslash:
      return Code::OmaUriBackslash;
    case grammar::OmaUriDefect::Root:
      return Code::OmaUriRoot;
    case grammar::OmaUriDefect::EmptySegment:
      return Code::OmaUriEmptySegment;
    case grammar::OmaUriDefect::TrailingSlash:
      return Code::OmaUriTrailingSlash;
    case grammar::OmaUriDefect::BadEscape:
      return Code::OmaUriBadEscape;
    case grammar::OmaUriDefect::Wildcard:
      return Code::OmaUriWildcard;
  }
  return Code::OmaUriRoot;
}

/// Checks one OMA-URI, most telling mistake first; each step either decides or leaves the finding to the next.
class UriCheck {
 public:
  UriCheck(const TenantContext& context, const lower::Setting& setting)
      : context_(context), setting_(setting), text_(setting.key.text()) {}

  auto check() -> UriResult {
    if (const auto* error = std::get_if<grammar::OmaUriError>(&setting_.key.form())) {
      check_form(*error);
      return result_;
    }
    result_.uri = setting_.key.parsed();
    result_.end = text_.size();
    if (!check_writing()) check_path();
    return result_;
  }

 private:
  [[nodiscard]] auto uri() const -> const grammar::OmaUri& { return *result_.uri; }

  auto decide(Code slug, std::size_t begin, std::size_t end) -> bool {
    result_.slug = slug;
    result_.begin = begin;
    result_.end = end;
    return true;
  }

  auto decide_segment(Code slug, std::size_t index) -> bool {
    const auto& segment = uri().segments[index];
    return decide(slug, segment.begin, segment.begin + segment.text.size());
  }

  auto check_form(const grammar::OmaUriError& error) -> void {
    // `%tenantid%` is a bad escape to the protocol and a forgotten placeholder to its author.
    const auto placeholder = grammar::find_documentation_placeholder(std::string_view(text_).substr(error.begin));
    if (error.defect == grammar::OmaUriDefect::BadEscape && placeholder && placeholder->begin == 0) {
      decide(Code::PlaceholderUnreplaced, error.begin, error.begin + placeholder->end);
    } else {
      decide(slug_of_defect(error.defect), error.begin, error.end);
    }
  }

  /// What the spelling alone shows, before the catalogue is asked.
  auto check_writing() -> bool {
    if (check_braced_tenant()) return true;
    if (context_.all.catalog.known_bad_path(uri())) return decide(Code::KnownBadPath, 0, text_.size());
    if (!uri().query.empty())
      return decide(Code::UnknownNode, uri().query_begin, uri().query_begin + uri().query.size());
    return check_placeholder();
  }

  auto check_braced_tenant() -> bool {
    bool below_passport = false;
    for (std::size_t i = 0; i < uri().segments.size(); ++i) {
      const auto segment = uri().segments[i].text;
      if (grammar::is_braced_guid(segment) && (below_passport || is_own_tenant(grammar::without_braces(segment)))) {
        return decide_segment(Code::TenantIdBraced, i);
      }
      below_passport = base::equal_folded(segment, "PassportForWork");
    }
    return false;
  }

  [[nodiscard]] auto is_own_tenant(std::string_view id) const -> bool {
    return base::equal_folded(id, context_.tenant().tenant_id.value);
  }

  auto check_placeholder() -> bool {
    for (const auto& segment : uri().segments) {
      const auto placeholder = grammar::find_documentation_placeholder(segment.text);
      if (!placeholder || grammar::is_braced_guid(segment.text)) continue;
      return decide(Code::PlaceholderUnreplaced, segment.begin + placeholder->begin, segment.begin + placeholder->end);
    }
    return false;
  }

  auto check_path() -> void {
    // Lowering asked the catalogue about every OMA-URI of this form.
    if (const auto* found = std::get_if<csp::Found>(&*setting_.answer)) {
      result_.found = *found;
      check_found(found->node);
    } else {
      result_.missing = std::get<csp::NotFound>(*setting_.answer);
      check_missing(*result_.missing);
    }
  }

  auto check_found(const csp::Node& node) -> void {
    if (check_tenant_segment(node, uri().segments.size())) return;
    if (check_titles(node) || check_install_kind(node)) return;
    if (is_result_path()) {
      decide_segment(Code::ResultPath, 1);
    } else if (node.format() == csp::Format::Node) {
      decide_last(Code::InteriorNode);
    } else if (node.format() == csp::Format::Null || (!node.can(csp::Access::Add) && !node.can(csp::Access::Replace))) {
      decide_last(Code::NotSettable);
    }
  }

  /// `CertHash` and `Policy GUID` as the reference of the CSP has them, in the place of a name that is never such a
  /// word.
  auto check_titles(csp::Node node) -> bool {
    constexpr std::array<std::string_view, 4> kTitles{"CertHash", "Policy GUID", "PolicyGUID", "ProviderID"};
    for (auto depth = uri().segments.size(); node.valid() && depth > 0; node = node.parent(), --depth) {
      if (!node.is_dynamic()) continue;
      const auto segment = grammar::decoded_segment(uri().segments[depth - 1].text);
      const auto is_same = [&](std::string_view title) { return base::equal_folded(title, segment); };
      if (std::any_of(kTitles.begin(), kTitles.end(), is_same))
        return decide_segment(Code::PlaceholderUnreplaced, depth - 1);
    }
    return false;
  }

  /// ADMXInstall/{App}/{Policy|Preference}/{File}: nothing else is a kind of an ADMX file.
  auto check_install_kind(const csp::Node& node) -> bool {
    constexpr std::size_t kKind = 4;
    if (!lower::is_admx_file(setting_) || !node.is_dynamic()) return false;
    const auto kind = grammar::decoded_segment(uri().segments[kKind].text);
    if (base::equal_folded(kind, "Policy") || base::equal_folded(kind, "Preference")) return false;
    return decide_segment(Code::UnknownNode, kKind);
  }

  auto decide_last(Code slug) -> void {
    if (uri().segments.empty()) {
      decide(slug, 0, text_.size());
    } else {
      decide_segment(slug, uri().segments.size() - 1);
    }
  }

  [[nodiscard]] auto is_result_path() const -> bool {
    const auto& segments = uri().segments;
    return segments.size() > 1 && base::equal_folded(segments[0].text, "Policy") &&
           base::equal_folded(segments[1].text, "Result");
  }

  /// `depth` segments lead to `deepest`.
  auto check_tenant_segment(csp::Node deepest, std::size_t depth) -> bool {
    for (auto node = deepest; node.valid() && depth > 0; node = node.parent(), --depth) {
      if (node.is_tenant_id()) return check_tenant_id(node, depth - 1);
    }
    return false;
  }

  auto check_tenant_id(const csp::Node& node, std::size_t index) -> bool {
    const auto segment = uri().segments[index].text;
    switch (grammar::classify_tenant_id(segment)) {
      case grammar::TenantIdForm::Guid:
        return check_guid(segment, index);
      case grammar::TenantIdForm::Braced:
        return decide_segment(Code::TenantIdBraced, index);
      case grammar::TenantIdForm::Nil:
        return decide_segment(Code::TenantIdNil, index);
      case grammar::TenantIdForm::Reserved:
        return decide_segment(Code::TenantIdReserved, index);
      case grammar::TenantIdForm::Domain:
        return decide_segment(Code::TenantIdIsDomain, index);
      case grammar::TenantIdForm::NotGuid:
        break;
    }
    if (base::folded(segment).find("tenant") != std::string::npos)
      return decide_segment(Code::PlaceholderUnreplaced, index);
    if (is_of_other_scope()) return decide_segment(Code::WrongScope, index);
    return decide_segment(is_misspelt_sibling(node, segment) ? Code::UnknownNode : Code::TenantIdNotGuid, index);
  }

  auto check_guid(std::string_view segment, std::size_t index) -> bool {
    // A bad `tenantId` is reported where it is defined: until it is fixed, no GUID can be compared with it.
    if (is_own_tenant(segment) || tenant_id_form_code(context_.tenant().tenant_id.value)) return false;
    return decide_segment(
        is_application(context_.all.workspace, segment) ? Code::TenantIdIsApplication : Code::TenantIdMismatch, index);
  }

  /// `./User/…/PassportForWork/SecurityKey/…`: no tenant, but a node that only devices have.
  [[nodiscard]] auto is_of_other_scope() const -> bool {
    const auto twin = context_.all.catalog.in_other_scope(uri());
    for (auto node = twin; node.valid(); node = node.parent()) {
      if (node.is_tenant_id()) return false;
    }
    return twin.valid();
  }

  /// `PassportForWork/Biometrcs` means the static `Biometrics`, not a tenant.
  static auto is_misspelt_sibling(const csp::Node& node, std::string_view segment) -> bool {
    std::vector<std::string_view> names;
    for (const auto& sibling : node.parent().children()) {
      if (!sibling.is_dynamic()) names.push_back(sibling.name());
    }
    return base::nearest(segment, names).has_value();
  }

  auto check_missing(const csp::NotFound& missing) -> void {
    if (missing.parent.valid() && check_tenant_segment(missing.parent, missing.segment)) return;
    if (is_result_path()) {
      decide_segment(Code::ResultPath, 1);
      return;
    }
    if (check_ingested() || is_left_out()) return;
    const auto slug = slug_of(missing.kind);
    if (missing.segment < uri().segments.size()) {
      decide_segment(slug, missing.segment);
    } else {
      decide(slug, 0, text_.size());
    }
  }

  [[nodiscard]] auto is_left_out() const -> bool {
    const auto& nodes = context_.index.left_out(context_.all.workspace, context_.all.catalog);
    return nodes.contains(setting_.key.canonical());
  }

  /// What ADMX files of the tenant's own settings say; true: the path is known to be right or wrong.
  auto check_ingested() -> bool {
    using Kind = lower::IngestedAdmx::Answer::Kind;
    constexpr std::size_t kArea = 2;
    constexpr std::size_t kName = 3;
    const auto* ingested = context_.deployment.ingested.get();
    if (ingested == nullptr || result_.missing->kind != csp::NotFound::Kind::AdmxIngested) return false;
    const auto [area, name] = lower::ingested_name(setting_);
    if (area.empty()) return check_meant_policy();
    switch (ingested->find(area, name).kind) {
      case Kind::Unknown:
        return check_meant_policy();
      case Kind::UnknownArea:
        return decide_segment(Code::UnknownNode, kArea);
      case Kind::UnknownName:
        return decide_segment(Code::UnknownNode, kName);
      case Kind::Found:
        return true;
    }
    return false;
  }

  /// Files of this tenant have the policy, under another path.
  auto check_meant_policy() -> bool {
    constexpr std::size_t kArea = 2;
    if (uri().segments.size() <= kArea || !meant_policy(context_.deployment, setting_)) return false;
    return decide(Code::UnknownNode, uri().segments[kArea].begin, text_.size());
  }

  [[nodiscard]] auto slug_of(csp::NotFound::Kind kind) const -> Code {
    switch (kind) {
      case csp::NotFound::Kind::UnknownCsp:
        return uri().root == grammar::OmaUriRoot::Other ? Code::OmaUriRoot : Code::UnknownCsp;
      case csp::NotFound::Kind::RetiredCsp:
        return Code::RetiredCsp;
      case csp::NotFound::Kind::UnlistedCsp:
      case csp::NotFound::Kind::AdmxIngested:
      case csp::NotFound::Kind::Cimv2:
        return Code::UncheckedNode;
      case csp::NotFound::Kind::OtherScope:
        return Code::WrongScope;
      case csp::NotFound::Kind::UnknownNode:
        return Code::UnknownNode;
    }
    return Code::UnknownNode;
  }

  const TenantContext& context_;
  const lower::Setting& setting_;
  const std::string& text_;
  UriResult result_;
};

}  // namespace

auto check_uri(const TenantContext& context, const lower::Setting& setting) -> UriResult {
  auto result = UriCheck(context, setting).check();
  if (!result.slug || !blames_own_tenant_id(context, setting, result)) return result;
  // Whatever a bad `tenantId` makes of this OMA-URI (an empty segment, a placeholder, an unknown node), it is that one
  // mistake.
  if (const auto code = tenant_id_form_code(context.tenant().tenant_id.value)) result.slug = code;
  return result;
}

}  // namespace pinwright::check
