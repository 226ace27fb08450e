#include "check/uri_edit.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "check/written.hpp"

namespace pinwright::check {

namespace {

auto has_brace(const UriEdit& edit) -> bool { return edit.text.find_first_of("{}") != std::string::npos; }

enum class Quoting { Keep, Add, Impossible };

/// Inside a flow mapping a plain scalar ends at a brace, so one that gets a brace is put in quotes.
auto quoting_for(std::string_view source, const std::vector<UriEdit>& edits) -> Quoting {
  if (source.empty() || source.front() == '|' || source.front() == '>') return Quoting::Impossible;
  if (source.front() == '"' || source.front() == '\'') return Quoting::Keep;
  if (std::none_of(edits.begin(), edits.end(), has_brace) || source.find('{') != std::string_view::npos)
    return Quoting::Keep;
  return source.find_first_of("\"\\") == std::string_view::npos ? Quoting::Add : Quoting::Impossible;
}

}  // namespace

auto add_uri_edits(diag::Diagnostic& finding, const SettingContext& context, std::string title,
                   const std::vector<UriEdit>& edits) -> void {
  const auto& uri = context.setting.uri_origin;
  const auto stands_in_file = [&](const UriEdit& edit) { return is_written(uri, edit.begin, edit.end); };
  if (context.setting.declared == nullptr || edits.empty() || !std::all_of(edits.begin(), edits.end(), stands_in_file))
    return;
  const auto quoting = quoting_for(context.sources().text(uri.span), edits);
  if (quoting == Quoting::Impossible) return;
  diag::Fix fix{std::move(title), {}};
  if (quoting == Quoting::Add) fix.edits.push_back({{uri.span.file, uri.span.begin, uri.span.begin}, "\""});
  for (const auto& edit : edits) {
    fix.edits.push_back({lower::place_in_uri(context.sources(), context.setting, edit.begin, edit.end), edit.text});
  }
  if (quoting == Quoting::Add) fix.edits.push_back({{uri.span.file, uri.span.end, uri.span.end}, "\""});
  finding.fixes.push_back(std::move(fix));
}

auto edited_uri(std::string_view uri, const std::vector<UriEdit>& edits) -> std::string {
  std::string result;
  std::size_t done = 0;
  for (const auto& edit : edits) {
    result.append(uri, done, edit.begin - done);
    result += edit.text;
    done = edit.end;
  }
  return result.append(uri, done);
}

auto names_a_node(const csp::Catalog& catalog, std::string_view uri) -> bool {
  const auto parsed = grammar::parse_oma_uri(uri);
  const auto* good = std::get_if<grammar::OmaUri>(&parsed);
  return good != nullptr && std::holds_alternative<csp::Found>(catalog.find(*good));
}

}  // namespace pinwright::check
