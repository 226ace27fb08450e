#include "lower/fill.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::lower {

namespace {

constexpr std::string_view kVars = "vars.";
constexpr std::string_view kLabels = "tenant.labels.";

auto is_placeholder_name(std::string_view name) -> bool {
  return base::equal_folded(name, "tenantId") || name.substr(0, 7) == "tenant." ||
         name.substr(0, kVars.size()) == kVars;
}

struct Found {
  std::size_t begin = 0;  ///< of the `{`
  std::size_t end = 0;    ///< behind the `}`
  std::string_view name;
};

/// The next placeholder at or behind `from`.
auto next_placeholder(std::string_view text, std::size_t from) -> std::optional<Found> {
  for (auto open = text.find('{', from); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const auto close = text.find_first_of("{}\n", open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    const auto name = text.substr(open + 1, close - open - 1);
    if (text[close] == '}' && is_placeholder_name(name)) return Found{open, close + 1, name};
  }
  return std::nullopt;
}

auto piece(std::size_t begin, std::size_t end, source::Span scalar, const std::string* decoded, std::size_t offset,
           bool filled) -> Piece {
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(end),
          scalar,
          decoded,
          static_cast<std::uint32_t>(offset),
          filled};
}

}  // namespace

auto has_placeholder(std::string_view text) -> bool { return next_placeholder(text, 0).has_value(); }

auto Filler::replacement(std::string_view name) const -> std::optional<Replacement> {
  const auto& tenant = tenant_->value;
  const auto of = [](const model::Text& text) { return Replacement{&text.value, text.span, {}, false}; };
  if (base::equal_folded(name, "tenantId") || name == "tenant.tenantId") return of(tenant.tenant_id);
  if (name == "tenant.name") return of(tenant_->name);
  if (name == "tenant.primaryDomain" && tenant.primary_domain) return of(*tenant.primary_domain);
  if (name.substr(0, kLabels.size()) == kLabels) {
    const auto* label = model::find(tenant.labels, name.substr(kLabels.size()));
    if (label != nullptr && label->broken) return Replacement{nullptr, {}, {}, true};
    if (label != nullptr) return of(label->value);
  }
  if (name.substr(0, kVars.size()) == kVars) {
    const auto* variable = model::find(tenant.vars, name.substr(kVars.size()));
    if (variable == nullptr) return std::nullopt;
    if (variable->broken) return Replacement{nullptr, {}, {}, true};
    if (const auto* value = std::get_if<model::Value>(&variable->value))
      return Replacement{&value->spelled, value->span, {}, false};
    const auto& secret = std::get<model::Environment>(variable->value);
    return Replacement{nullptr, secret.env.span, secret.env.value, false};
  }
  return std::nullopt;
}

auto Filler::whole_variable(std::string_view text) const -> const model::Named<model::Variable>* {
  if (text.substr(0, 1) != "{") return nullptr;
  const auto found = next_placeholder(text, 0);
  if (!found || found->begin != 0 || found->end != text.size() || found->name.substr(0, kVars.size()) != kVars)
    return nullptr;
  return model::find(tenant_->value.vars, found->name.substr(kVars.size()));
}

auto Filler::report_unknown(const std::string& decoded, source::Span scalar, std::size_t begin, std::size_t end,
                            std::string_view path) const -> void {
  const auto name = std::string_view(decoded).substr(begin + 1, end - begin - 2);
  const auto span = syntax::slice(sources_, scalar, decoded, begin, end);
  auto finding =
      diag::make(diag::Code::UnknownPlaceholder, span, fmt::format("the placeholder `{{{}}}` has no value here", name));
  std::vector<std::string> known = {"tenantId", "tenant.name", "tenant.tenantId"};
  if (tenant_->value.primary_domain) known.emplace_back("tenant.primaryDomain");
  for (const auto& label : tenant_->value.labels) known.push_back("tenant.labels." + label.name.value);
  for (const auto& variable : tenant_->value.vars) known.push_back("vars." + variable.name.value);
  const std::vector<std::string_view> views(known.begin(), known.end());
  if (const auto near = base::nearest(name, views)) {
    finding.help = fmt::format("did you mean `{{{}}}`?", *near);
    finding.fixes.push_back({fmt::format("write `{{{}}}`", *near), {{span, fmt::format("{{{}}}", *near)}}});
  } else if (name == "tenant.primaryDomain") {
    finding.help = "give the tenant a `primaryDomain`";
  } else {
    finding.help = fmt::format("define it in the tenant's `vars` or `labels`, or in `tenantDefaults`; known here: {}",
                               base::listed(known, 8));
  }
  finding.path = path;
  finding.tenants = {tenant_->name.value};
  sink_.add(std::move(finding));
}

auto Filler::report_secret(std::string_view placeholder, source::Span span, source::Span definition,
                           std::string_view path) const -> void {
  auto finding = diag::make(diag::Code::UnknownPlaceholder, span,
                            fmt::format("`{}` is a secret, and only the value of a setting can hold one", placeholder),
                            "name a variable here that does not come from the environment");
  finding.labels.push_back({definition, "taken from the environment here"});
  finding.path = path;
  finding.tenants = {tenant_->name.value};
  sink_.add(std::move(finding));
}

auto Filler::fill(const model::Text& text, std::string_view path) const -> std::optional<Filled> {
  auto filled = fill_value(text.value, text.span, path);
  if (!filled || filled->secrets.empty()) return filled;
  for (auto found = next_placeholder(text.value, 0); found; found = next_placeholder(text.value, found->end)) {
    const auto value = replacement(found->name);
    if (!value || value->environment.empty()) continue;
    report_secret(text.value.substr(found->begin, found->end - found->begin),
                  syntax::slice(sources_, text.span, text.value, found->begin, found->end), value->span, path);
  }
  return std::nullopt;
}

auto Filler::fill_or_keep(const model::Text& text, std::string_view path) const -> Filled {
  auto filled = fill(text, path);
  return filled ? *std::move(filled) : Filled(text.value, text.span);
}

auto Filler::fill_value(const std::string& decoded, source::Span scalar, std::string_view path) const
    -> std::optional<Filled> {
  auto found = next_placeholder(decoded, 0);
  if (!found) return Filled(decoded, scalar);
  Filled filled({}, scalar);
  std::size_t done = 0;
  bool good = true;
  const auto take_plain = [&](std::size_t end) {
    if (end == done) return;
    const auto begin = filled.text.size();
    filled.text.append(decoded, done, end - done);
    filled.pieces.push_back(piece(begin, filled.text.size(), scalar, &decoded, done, false));
  };
  for (; found; found = next_placeholder(decoded, done)) {
    take_plain(found->begin);
    done = found->end;
    const auto value = replacement(found->name);
    if (!value) report_unknown(decoded, scalar, found->begin, found->end, path);
    if (!value || value->is_broken) {
      good = false;
      continue;
    }
    const auto begin = filled.text.size();
    if (value->text != nullptr) {
      filled.text += *value->text;
      filled.pieces.push_back(piece(begin, filled.text.size(), value->span, value->text, 0, true));
    } else {
      filled.text += fmt::format("{{env.{}}}", value->environment);
      filled.secrets.push_back(value->environment);
      filled.pieces.push_back(piece(begin, filled.text.size(), scalar, &decoded, found->begin, false));
    }
  }
  take_plain(decoded.size());
  if (!good) return std::nullopt;
  return filled;
}

}  // namespace pinwright::lower
