#include "check/ingested_path.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "lower/ingested.hpp"

namespace pinwright::check {

namespace {

using Known = std::pair<std::string_view, const csp::AdmxPolicyFacts*>;
using Why = MeantPolicy::Why;

/// "Contoso~Policy~Cat~Sub~Name" of `Policy/Config/Contoso~Policy~Cat/Sub~Name`: all behind `Config`, in one spelling.
auto joined_path(const lower::Setting& setting) -> std::string {
  constexpr std::size_t kFirst = 2;
  std::string path;
  const auto& segments = setting.key.parsed()->segments;
  for (std::size_t i = kFirst; i < segments.size(); ++i) {
    if (!path.empty()) path += '~';
    path += grammar::decoded_segment(segments[i].text);
  }
  return path;
}

/// "Contoso~Policy" and what is behind it.
struct Split {
  std::string_view application, rest;
};
auto split(std::string_view path) -> Split {
  const auto first = path.find('~');
  const auto second = first == std::string_view::npos ? first : path.find('~', first + 1);
  if (second == std::string_view::npos) return {path, {}};
  return {path.substr(0, second), path.substr(second + 1)};
}

auto last_name(std::string_view path) -> std::string_view { return path.substr(path.rfind('~') + 1); }

auto ends_in(std::string_view text, std::string_view name) -> bool {
  return text.size() >= name.size() && base::equal_folded(text.substr(text.size() - name.size()), name);
}

auto why_meant(std::string_view written, const Known& known) -> std::optional<Why> {
  // Whatever is wrong before it: of thousands of policies this leaves few.
  if (!ends_in(written, known.second->name)) return std::nullopt;
  const auto right = std::string(known.first) + '~' + known.second->name;
  if (base::equal_folded(written, right)) return Why::Form;
  const auto mine = split(written), theirs = split(right);
  if (!mine.rest.empty() && base::equal_folded(mine.rest, theirs.rest)) return Why::Application;
  if (base::equal_folded(mine.application, theirs.application) &&
      base::equal_folded(last_name(written), known.second->name))
    return Why::Category;
  return std::nullopt;
}

}  // namespace

auto meant_policy(const lower::Deployment& deployment, const lower::Setting& setting) -> std::optional<MeantPolicy> {
  if (deployment.ingested == nullptr || setting.key.parsed() == nullptr) return std::nullopt;
  const auto written = joined_path(setting);
  std::optional<MeantPolicy> best;
  for (const auto& known : deployment.ingested->policies()) {
    const auto why = why_meant(written, known);
    if (why && (!best || std::tie(*why, known.first) < std::tuple<Why, std::string_view>(best->why, best->area)))
      best = MeantPolicy{*why, std::string(known.first), known.second->name};
  }
  return best;
}

}  // namespace pinwright::check
