#include "lower/fill.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "model/placeholder.hpp"
#include "syntax/scalar_map.hpp"

namespace pinwright::lower {

namespace {

using model::kLabelPrefix;
using model::kVariablePrefix;

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
    if (text[close] == '}' && model::is_placeholder_name(name)) return Found{open, close + 1, name};
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
  const auto& tenant = this->tenant()->value;
  const auto of = [](const model::Text& text) { return Replacement{&text.value, text.span, {}, false}; };
  if (base::equal_folded(name, "tenantId") || name == "tenant.tenantId") return of(tenant.tenant_id);
  if (name == "tenant.name") return of(this->tenant()->name);
  if (name == "tenant.primaryDomain" && tenant.primary_domain) return of(*tenant.primary_domain);
  if (name.starts_with(kLabelPrefix)) {
    const auto* label = scope_.label(name.substr(kLabelPrefix.size()));
    if (label != nullptr && label->broken) return Replacement{nullptr, {}, {}, true};
    if (label != nullptr) return of(label->value);
  }
  if (name.starts_with(kVariablePrefix)) {
    const auto* variable = scope_.variable(name.substr(kVariablePrefix.size()));
    if (variable == nullptr) return std::nullopt;
    if (variable->broken) return Replacement{nullptr, {}, {}, true};
    if (const auto* value = std::get_if<model::Value>(&variable->value))
      return Replacement{&value->spelled(), value->span, {}, false};
    const auto& secret = std::get<model::Environment>(variable->value);
    return Replacement{nullptr, secret.env.span, secret.env.value, false};
  }
  return std::nullopt;
}

auto Filler::whole_variable(std::string_view text) const -> const model::Named<model::Variable>* {
  if (text.substr(0, 1) != "{") return nullptr;
  const auto found = next_placeholder(text, 0);
  if (!found || found->begin != 0 || found->end != text.size() || !found->name.starts_with(kVariablePrefix))
    return nullptr;
  return scope_.variable(found->name.substr(kVariablePrefix.size()));
}

auto Filler::known_names() const -> std::vector<std::string> {
  const auto& tenant = this->tenant()->value;
  std::vector<std::string> known = {"tenantId", "tenant.name", "tenant.tenantId"};
  if (tenant.primary_domain) known.emplace_back("tenant.primaryDomain");
  for (const auto& label : tenant.labels) known.push_back("tenant.labels." + label.name.value);
  for (const auto& variable : tenant.vars) known.push_back("vars." + variable.name.value);
  return known;
}

auto Filler::suggest(std::string_view name, source::Span span, diag::Diagnostic& finding) const -> void {
  constexpr std::string_view kHelp = "define it in the tenant's `vars` or `labels`, or in `tenantDefaults`";
  finding.help = kHelp;
  const auto& tenant = this->tenant()->value;
  if (!scope_.budget().take_comparisons(tenant.vars.size() + tenant.labels.size() + 4)) return;
  const auto known = known_names();
  const std::vector<std::string_view> views(known.begin(), known.end());
  if (const auto near = base::nearest(name, views)) {
    finding.help = fmt::format("did you mean `{{{}}}`?", *near);
    finding.fixes.push_back({fmt::format("write `{{{}}}`", *near), {{span, fmt::format("{{{}}}", *near)}}});
  } else if (name == "tenant.primaryDomain") {
    finding.help = "give the tenant a `primaryDomain`";
  } else {
    finding.help = fmt::format("{}; known here: {}", kHelp, base::listed(known, 8));
  }
}

auto Filler::report_unknown(std::string_view name, source::Span span, std::string_view path) const -> void {
  auto finding =
      diag::make(diag::Code::UnknownPlaceholder, span, fmt::format("the placeholder `{{{}}}` has no value here", name));
  suggest(name, span, finding);
  finding.path = path;
  finding.tenants = {tenant()->name.value};
  sink_.add(std::move(finding));
}

auto Filler::report_limit(source::Span span, std::string message, std::string_view path) const -> void {
  auto finding = diag::make(diag::Code::LimitExceeded, span, std::move(message),
                            "nothing that Intune takes is so large: look for a text that repeats by mistake");
  finding.path = path;
  finding.tenants = {tenant()->name.value};
  sink_.add(std::move(finding));
}

auto Filler::take(std::size_t size, source::Span span, std::string_view path) const -> bool {
  const bool was_used_up = is_used_up();
  if (scope_.budget().take(size)) return true;
  if (!was_used_up) {
    report_limit(
        span,
        fmt::format("with this, the settings and texts of one tenant take more than {} MiB", Budget::kBytes >> 20U),
        path);
  }
  return false;
}

auto Filler::report_secret(std::string_view placeholder, source::Span span, source::Span definition,
                           std::string_view path) const -> void {
  auto finding = diag::make(diag::Code::UnknownPlaceholder, span,
                            fmt::format("`{}` is a secret, and only the value of a setting can hold one", placeholder),
                            "name a variable here that does not come from the environment");
  finding.labels.push_back({definition, "taken from the environment here"});
  finding.path = path;
  finding.tenants = {tenant()->name.value};
  sink_.add(std::move(finding));
}

auto Filler::fill(const model::Text& text, std::string_view path) const -> std::optional<Filled> {
  auto filled = fill_value(text.value, text.span, path);
  if (!filled || filled->secrets.empty()) return filled;
  const syntax::ScalarMap spelled(sources_, text.span, text.value);
  for (auto found = next_placeholder(text.value, 0); found; found = next_placeholder(text.value, found->end)) {
    const auto value = replacement(found->name);
    if (!value || value->environment.empty()) continue;
    report_secret(text.value.substr(found->begin, found->end - found->begin), spelled.slice(found->begin, found->end),
                  value->span, path);
  }
  return std::nullopt;
}

auto Filler::fill_or_keep(const model::Text& text, std::string_view path) const -> Filled {
  constexpr std::size_t kBeginning = 256;
  auto filled = fill(text, path);
  if (filled) return *std::move(filled);
  return {is_used_up() ? text.value.substr(0, kBeginning) : text.value, text.span};
}

/// One text while its placeholders are filled.
class Filler::FilledText {
 public:
  FilledText(const Filler& filler, const std::string& decoded, source::Span scalar, std::string_view path)
      : filler_(filler), decoded_(decoded), scalar_(scalar), path_(path), filled_({}, scalar) {}

  auto run(Found first) -> std::optional<Filled> {
    for (std::optional<Found> found = first; found; found = next_placeholder(decoded_, done_)) {
      take_plain(found->begin);
      done_ = found->end;
      take_placeholder(*found);
      if (filled_.text.size() > Budget::kLongestText) {
        filler_.report_limit(
            scalar_,
            fmt::format("with its placeholders filled, this text has more than {} MiB", Budget::kLongestText >> 20U),
            path_);
        return std::nullopt;
      }
    }
    take_plain(decoded_.size());
    if (!is_good_) return std::nullopt;
    if (!filler_.take(filled_.text.size() + filled_.pieces.size() * sizeof(Piece), scalar_, path_)) return std::nullopt;
    return std::move(filled_);
  }

 private:
  auto take_plain(std::size_t end) -> void {
    if (end == done_) return;
    const auto begin = filled_.text.size();
    filled_.text.append(decoded_, done_, end - done_);
    filled_.pieces.push_back(piece(begin, filled_.text.size(), scalar_, &decoded_, done_, false));
  }

  auto take_placeholder(const Found& found) -> void {
    const auto value = filler_.replacement(found.name);
    if (!value) report_unknown(found);
    if (!value || value->is_broken) {
      is_good_ = false;
      return;
    }
    const auto begin = filled_.text.size();
    if (value->text != nullptr) {
      filled_.text += *value->text;
      filled_.pieces.push_back(piece(begin, filled_.text.size(), value->span, value->text, 0, true));
    } else {
      filled_.text += fmt::format("{{env.{}}}", value->environment);
      filled_.secrets.push_back(value->environment);
      filled_.pieces.push_back(piece(begin, filled_.text.size(), scalar_, &decoded_, found.begin, false));
    }
  }

  auto report_unknown(const Found& found) -> void {
    if (filler_.sink_.is_full(diag::Code::UnknownPlaceholder)) return;
    if (!spelled_) spelled_.emplace(filler_.sources_, scalar_, decoded_);
    filler_.report_unknown(found.name, spelled_->slice(found.begin, found.end), path_);
  }

  const Filler& filler_;
  const std::string& decoded_;
  source::Span scalar_;
  std::string_view path_;
  std::optional<syntax::ScalarMap> spelled_;  // when something is reported
  Filled filled_;
  std::size_t done_ = 0;
  bool is_good_ = true;
};

auto Filler::fill_value(const std::string& decoded, source::Span scalar, std::string_view path) const
    -> std::optional<Filled> {
  const auto first = next_placeholder(decoded, 0);
  if (first) return FilledText(*this, decoded, scalar, path).run(*first);
  if (!take(decoded.size(), scalar, path)) return std::nullopt;
  return Filled(decoded, scalar);
}

}  // namespace pinwright::lower
