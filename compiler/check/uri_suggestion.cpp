#include "check/uri_suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace pinwright::check {

namespace {

using Segments = std::vector<std::string_view>;

auto is_near(std::string_view word, std::string_view other) -> bool {
  const std::array<std::string_view, 1> candidates = {other};
  return base::nearest(word, candidates).has_value();
}

auto begin_of(std::string_view text, std::string_view piece) -> std::size_t {
  return static_cast<std::size_t>(piece.data() - text.data());
}

auto joined(const Segments& segments, std::size_t first, std::size_t last) -> std::string {
  std::string text;
  for (auto i = first; i < last; ++i) text += std::string(segments[i]) + "/";
  return text;
}

auto edits_by_segment(std::string_view from, const Segments& old, const Segments& wanted) -> std::vector<UriEdit> {
  std::vector<UriEdit> edits;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (old[i] == wanted[i]) continue;
    const auto begin = begin_of(from, old[i]);
    edits.push_back({begin, begin + old[i].size(), std::string(wanted[i])});
  }
  return edits;
}

/// One edit between what both have in front and what both have at the end.
auto edit_of_middle(std::string_view from, const Segments& old, const Segments& wanted) -> UriEdit {
  const auto shorter = std::min(old.size(), wanted.size());
  std::size_t front = 0;
  while (front < shorter && old[front] == wanted[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && old[old.size() - 1 - back] == wanted[wanted.size() - 1 - back]) ++back;
  // An end that differs takes the last segment in front of it along, so that the edit never begins or ends with a lone
  // slash.
  if (back == 0 && front > 0) --front;
  const auto begin = front < old.size() ? begin_of(from, old[front]) : from.size();
  const auto end = back > 0 ? begin_of(from, old[old.size() - back]) : from.size();
  auto text = joined(wanted, front, wanted.size() - back);
  if (back == 0) text.pop_back();
  return {begin, end, std::move(text)};
}

auto is_clear(std::string_view from, const std::vector<UriEdit>& edits) -> bool {
  const auto is_small = [&](const UriEdit& edit) {
    const auto old = from.substr(edit.begin, edit.end - edit.begin);
    return old.empty() || edit.text.empty() || is_near(old, edit.text);
  };
  return std::all_of(edits.begin(), edits.end(), is_small);
}

/// A node that only tells something is no way out for whoever wants to set it.
auto can_be_set(const SettingContext& context, std::string_view uri) -> bool {
  const auto parsed = grammar::parse_oma_uri(uri);
  const auto* good = std::get_if<grammar::OmaUri>(&parsed);
  if (good == nullptr) return true;
  const auto answer = context.catalog().find(*good);
  const auto* found = std::get_if<csp::Found>(&answer);
  return found == nullptr || found->node.format() == csp::Format::Node || found->node.can(csp::Access::Add) ||
         found->node.can(csp::Access::Replace);
}

auto is_last(std::string_view from, const UriEdit& edit) -> bool {
  return from.find('/', edit.end) == std::string_view::npos;
}

/// Own tenant IDs as the placeholder that fills them in.
auto with_placeholders(const SettingContext& context, std::string_view uri) -> std::string {
  std::string text;
  for (const auto segment : base::split(uri, '/')) {
    if (!text.empty()) text += '/';
    const bool is_own =
        base::equal_folded(segment, context.tenant().tenant_id.value) || base::equal_folded(segment, "{tenantId}");
    text += is_own ? std::string_view("{tenantId}") : segment;
  }
  return text;
}

auto with_written_root(const SettingContext& context, std::string uri) -> std::string {
  constexpr std::array<std::string_view, 2> kDeviceRoots = {"./Device/Vendor/MSFT/", "./Vendor/MSFT/"};
  if (!context.uri.uri) return uri;
  const auto root = context.uri.uri->root;
  if (root != grammar::OmaUriRoot::Device && root != grammar::OmaUriRoot::Vendor) return uri;
  for (const auto device : kDeviceRoots) {
    if (uri.rfind(device, 0) == 0) return std::string(context.uri.uri->root_text) + uri.substr(device.size() - 1);
  }
  return uri;
}

/// A static node beside the one that the finding blames: where any text may stand, as below PassportForWork, the
/// catalogue takes a misspelt name for a tenant ID.
auto nearest_sibling(const SettingContext& context) -> std::string {
  const auto& uri = *context.uri.uri;
  auto depth = uri.segments.size();
  auto node = context.uri.found ? context.uri.found->node : csp::Node();
  if (context.uri.missing) {
    node = context.uri.missing->parent;
    depth = std::min(depth, context.uri.missing->segment);
  }
  while (node.valid() && depth > 0 && uri.segments[depth - 1].begin > context.uri.begin) {
    node = node.parent();
    --depth;
  }
  if (depth == 0 || uri.segments[depth - 1].begin != context.uri.begin || !node.valid() || !node.parent().valid())
    return {};
  Segments names;
  const auto siblings = node.parent().children();
  for (const auto& sibling : siblings) {
    if (!sibling.is_dynamic()) names.push_back(sibling.name());
  }
  const auto near = base::nearest(uri.segments[depth - 1].text, names);
  if (!near) return {};
  auto text = edited_uri(context.setting.key.text(), {{context.uri.begin, context.uri.end, std::string(*near)}});
  return names_a_node(context.catalog(), text) ? text : std::string();
}

}  // namespace

auto edits_between(std::string_view from, std::string_view to) -> std::vector<UriEdit> {
  const auto old = base::split(from, '/');
  const auto wanted = base::split(to, '/');
  if (old == wanted) return {};
  if (old.size() == wanted.size()) return edits_by_segment(from, old, wanted);
  return {edit_of_middle(from, old, wanted)};
}

auto as_suggestion(const SettingContext& context, std::string uri) -> UriSuggestion {
  UriSuggestion suggestion;
  suggestion.uri = with_written_root(context, std::move(uri));
  const auto edits = edits_between(context.setting.key.text(), suggestion.uri);
  suggestion.clear = is_clear(context.setting.key.text(), edits);
  // A word that is like nothing of what is written says little alone: `System` for `Experience`.
  const bool one_segment = edits.size() == 1 && !edits[0].text.empty() && edits[0].text.find('/') == std::string::npos;
  const bool is_enough = one_segment && (suggestion.clear || is_last(context.setting.key.text(), edits[0]));
  suggestion.shown = is_enough ? edits[0].text : with_placeholders(context, suggestion.uri);
  return suggestion;
}

auto suggested_uri(const SettingContext& context) -> std::optional<UriSuggestion> {
  if (!context.uri.uri) return std::nullopt;
  // Where the blame lies depends on the tenant; all else follows from the text.
  const auto question = fmt::format("{} {}", context.uri.begin, context.setting.key.text());
  auto uri = context.in.in.all.suggestions.get(question, [&] {
    auto sibling = nearest_sibling(context);
    return sibling.empty() ? context.catalog().suggest(*context.uri.uri) : sibling;
  });
  if (uri.empty()) return std::nullopt;
  auto suggestion = as_suggestion(context, std::move(uri));
  if (suggestion.uri == context.setting.key.text()) return std::nullopt;
  if (!suggestion.clear && !can_be_set(context, suggestion.uri)) return std::nullopt;
  return suggestion;
}

auto add_suggestion(diag::Diagnostic& finding, const SettingContext& context, const UriSuggestion& suggestion) -> void {
  if (!suggestion.clear) return;
  add_uri_edits(finding, context, fmt::format("write `{}`", suggestion.shown),
                edits_between(context.setting.key.text(), suggestion.uri));
}

}  // namespace pinwright::check
