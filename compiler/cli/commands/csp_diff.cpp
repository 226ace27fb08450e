#include "cli/commands/csp_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/csp_files.hpp"
#include "cli/report.hpp"
#include "csp/diff.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli {

namespace {

using Json = nlohmann::ordered_json;
using Texts = std::vector<std::string>;

auto lacking(const Texts& texts, const Texts& in) -> Texts {
  Texts out;
  for (const auto& text : texts) {
    if (std::find(in.begin(), in.end(), text) == in.end()) out.push_back(text);
  }
  return out;
}

/// "0 -> 1", or "+ 2, 3  - 7" of a list.
auto text_of(const csp::FactChange& change) -> std::string {
  if (change.before.size() <= 1 && change.after.size() <= 1) {
    const auto one = [](const Texts& texts) { return texts.empty() ? "not stated" : texts.front(); };
    return fmt::format("{} -> {}", one(change.before), one(change.after));
  }
  const auto added = lacking(change.after, change.before);
  const auto gone = lacking(change.before, change.after);
  if (added.empty() && gone.empty()) return "in another order";
  std::string text;
  if (!added.empty()) text += "+ " + base::joined(added, ", ");
  if (!gone.empty()) text += (text.empty() ? "- " : "  - ") + base::joined(gone, ", ");
  return text;
}

auto print(const csp::EditionDiff& diff, std::ostream& out) -> void {
  for (const auto& path : diff.added) base::print(out, "+ {}\n", diag::visible(path));
  for (const auto& path : diff.gone) base::print(out, "- {}\n", diag::visible(path));
  for (const auto& node : diff.changed) {
    base::print(out, "~ {}\n", diag::visible(node.path));
    for (const auto& change : node.facts)
      base::print(out, "    {:<14} {}\n", change.key, diag::visible(text_of(change)));
  }
  base::print(out, "{} added, {} gone, {} changed\n", base::counted(diff.added.size(), "node"), diff.gone.size(),
              diff.changed.size());
}

auto to_json(const csp::EditionDiff& diff) -> Json {
  Json json{{"added", diff.added}, {"gone", diff.gone}, {"changed", Json::array()}};
  for (const auto& node : diff.changed) {
    Json facts = Json::object();
    for (const auto& change : node.facts) facts[change.key] = {{"before", change.before}, {"after", change.after}};
    json["changed"].push_back({{"omaUri", node.path}, {"facts", std::move(facts)}});
  }
  return json;
}

}  // namespace

auto diff_csps(const Args& args, bool as_json, driver::Env& env) -> ExitCode {
  if (args.positional().size() != 3) return fail(env, {"`csp diff` needs OLD and NEW", ""}, ExitCode::Usage);
  const auto before = read_edition(args.positional()[1], env);
  if (!before.ok()) return fail(env, before.error(), ExitCode::Usage);
  const auto after = read_edition(args.positional()[2], env);
  if (!after.ok()) return fail(env, after.error(), ExitCode::Usage);
  const auto diff = csp::diff_editions(before.value(), after.value());
  if (as_json) {
    env.out << diag::json_text(to_json(diff), 2) << "\n";
  } else {
    print(diff, env.out);
  }
  const bool same = diff.added.empty() && diff.gone.empty() && diff.changed.empty();
  return same ? ExitCode::Success : ExitCode::Findings;
}

}  // namespace pinwright::cli
