#include "plan/hidden_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "check/secret_names.hpp"
#include "grammar/xml_places.hpp"
#include "object/secrecy.hpp"
#include "object/to_graph.hpp"

namespace pinwright::plan {

namespace {

using grammar::XmlPlace;
using Places = std::vector<XmlPlace>;

struct Range {
  std::size_t begin = 0, end = 0;
};
using Ranges = std::vector<Range>;

/// Ranges that meet or lie in one another are hidden as one.
auto hidden(std::string_view text, Ranges ranges) -> std::string {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
  std::string out;
  std::size_t done = 0;
  for (auto range = ranges.begin(); range != ranges.end();) {
    auto end = range->end;
    const auto begin = range->begin;
    for (++range; range != ranges.end() && range->begin <= end; ++range) end = std::max(end, range->end);
    out.append(text.substr(done, begin - done)).append(object::kHiddenPart);
    done = end;
  }
  return out.append(text.substr(done));
}

auto is_blank(std::string_view text) -> bool { return base::trimmed(text).empty(); }

/// Where the secrets of `places` stand by their names. Nothing is hidden that is nothing.
auto marked(std::string_view text, const Places& places) -> Ranges {
  Ranges ranges;
  for (const auto& place : places) {
    const auto name = place.attribute.empty() ? place.element : place.attribute;
    if (check::names_a_secret(name) && !is_blank(text.substr(place.begin, place.end - place.begin)))
      ranges.push_back({place.begin, place.end});
  }
  return ranges;
}

auto find_all(std::string_view text, std::string_view part, Ranges& ranges) -> void {
  if (part.empty()) return;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ranges.push_back({at, at + part.size()});
}

auto placeholders(std::string_view declared, const std::vector<std::string>& variables) -> Ranges {
  Ranges ranges;
  for (const auto& name : variables) find_all(declared, object::symbol("env", name), ranges);
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  return ranges;
}

/// The innermost place around each placeholder; nullopt when one stands in none.
auto places_of_secrets(const Places& places, const Ranges& secrets) -> std::optional<std::vector<const XmlPlace*>> {
  std::vector<const XmlPlace*> found;
  for (const auto& secret : secrets) {
    const XmlPlace* innermost = nullptr;
    for (const auto& place : places) {
      if (place.begin > secret.begin || place.end < secret.end) continue;
      if (innermost == nullptr || place.begin > innermost->begin) innermost = &place;
    }
    if (innermost == nullptr) return std::nullopt;
    found.push_back(innermost);
  }
  return found;
}

auto same_names(const XmlPlace& a, const XmlPlace& b) -> bool {
  return a.element == b.element && a.attribute == b.attribute;
}

/// The places of `places` that `wanted` is: those of its path, else all of its names.
auto counterparts(const Places& places, const XmlPlace& wanted) -> Ranges {
  Ranges by_path, by_names;
  for (const auto& place : places) {
    if (!same_names(place, wanted)) continue;
    by_names.push_back({place.begin, place.end});
    if (place.path == wanted.path) by_path.push_back({place.begin, place.end});
  }
  return by_path.empty() ? by_names : by_path;
}

/// nullopt: it cannot be told where the secrets stand.
auto secrets_in_xml(const Places& live, const Places& declared, const Ranges& secrets) -> std::optional<Ranges> {
  const auto wanted = places_of_secrets(declared, secrets);
  if (!wanted) return std::nullopt;
  Ranges ranges;
  for (const auto* place : *wanted) {
    const auto found = counterparts(live, *place);
    if (found.empty()) return std::nullopt;
    ranges.insert(ranges.end(), found.begin(), found.end());
  }
  return ranges;
}

/// What stands between the fixed parts of `declared`, when `live` has them all.
auto secrets_in_text(std::string_view live, std::string_view declared, const Ranges& secrets) -> std::optional<Ranges> {
  const auto head = declared.substr(0, secrets.front().begin);
  const auto tail = declared.substr(secrets.back().end);
  if (live.size() < head.size() + tail.size() || !live.starts_with(head) || !live.ends_with(tail)) return std::nullopt;
  if (head.empty() && tail.empty()) return std::nullopt;
  // Between two placeholders nothing tells where one value ends and the next begins.
  return Ranges{{head.size(), live.size() - tail.size()}};
}

}  // namespace

auto without_marked_parts(std::string_view text) -> std::optional<std::string> {
  if (text.find('<') == std::string_view::npos) return std::nullopt;
  auto ranges = marked(text, grammar::xml_places(text));
  if (ranges.empty()) return std::nullopt;
  return hidden(text, std::move(ranges));
}

auto declared_parts(std::string_view declared, const std::vector<std::string>& variables) -> std::string {
  auto ranges = placeholders(declared, variables);
  const auto more = marked(declared, grammar::xml_places(declared));
  ranges.insert(ranges.end(), more.begin(), more.end());
  auto text = hidden(declared, std::move(ranges));
  return text == object::kHiddenPart ? std::string() : text;
}

auto live_parts(std::string_view live, std::string_view declared, const std::vector<std::string>& variables,
                const std::vector<std::string>& values) -> std::string {
  const auto secrets = placeholders(declared, variables);
  if (secrets.empty()) return {};
  const auto places = grammar::xml_places(live);
  const auto declared_places = grammar::xml_places(declared);
  const bool is_xml = !places.empty() && !declared_places.empty();
  auto ranges = is_xml ? secrets_in_xml(places, declared_places, secrets) : secrets_in_text(live, declared, secrets);
  if (!ranges) return {};
  const auto more = marked(live, places);
  ranges->insert(ranges->end(), more.begin(), more.end());
  for (const auto& value : values) find_all(live, value, *ranges);
  auto text = hidden(live, *std::move(ranges));
  return text == object::kHiddenPart ? std::string() : text;
}

}  // namespace pinwright::plan
