#include "fix/round.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fix/edits.hpp"
#include "source/yaml_name.hpp"
#include "syntax/parse.hpp"

namespace pinwright::fix {
namespace {

/// A fix by its finding and by what it writes: its place moves from round to round.
auto name_of(const diag::Diagnostic& finding, const source::SourceMap& sources) -> std::string {
  const auto& fix = finding.fixes.front();
  auto name = fmt::format("{}\n{}\n{}", diag::info(finding.code).slug, finding.path, fix.title);
  for (const auto& edit : fix.edits) {
    name += fmt::format("\n{}\n{}\n{}", sources.path(edit.span.file), sources.text(edit.span), edit.new_text);
  }
  return name;
}

auto yaml_errors(std::string text) -> std::size_t {
  source::SourceMap sources;
  const auto file = sources.add("", std::move(text));
  diag::Sink sink;
  const auto documents = syntax::parse(sources, file, {}, sink);
  const auto& all = sink.diagnostics();
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const auto& one) { return one.severity == diag::Severity::Error; }));
}

/// Whether no file is further from YAML than before.
auto keeps_yaml(const std::map<source::FileId, std::string>& files, const source::SourceMap& sources) -> bool {
  return std::all_of(files.begin(), files.end(), [&](const auto& file) {
    if (!source::is_yaml_name(sources.path(file.first))) return true;
    const auto after = yaml_errors(file.second);
    return after == 0 || after <= yaml_errors(std::string(sources.text(file.first)));
  });
}

auto applied(const Selection& selection, const source::SourceMap& sources) -> std::map<source::FileId, std::string> {
  std::map<source::FileId, std::string> files;
  for (const auto& [file, edits] : selection.edits()) files[file] = edited(sources.text(file), edits);
  return files;
}

using Wanted = std::vector<const diag::Diagnostic*>;

auto made_together(const Wanted& wanted, const source::SourceMap& sources) -> Round {
  Selection selection;
  Round round;
  for (const auto* finding : wanted) {
    if (selection.take(finding->fixes.front())) ++round.made;
  }
  round.files = applied(selection, sources);
  return round;
}

/// What keeps its files YAML when made alone; the rest is refused.
auto sound_alone(const Wanted& wanted, const source::SourceMap& sources, Refused& refused) -> Wanted {
  Wanted sound;
  for (const auto* finding : wanted) {
    const auto alone = made_together({finding}, sources);
    if (alone.made == 1 && keeps_yaml(alone.files, sources)) {
      sound.push_back(finding);
    } else {
      refused.insert(name_of(*finding, sources));
    }
  }
  return sound;
}

}  // namespace

auto make_round(std::span<const diag::Diagnostic> findings, const source::SourceMap& sources,
                const std::function<bool(const diag::Diagnostic&)>& wanted, Refused& refused) -> Round {
  Wanted tried;
  for (const auto& finding : findings) {
    const bool has_fix = !finding.fixes.empty() && !finding.fixes.front().edits.empty();
    if (has_fix && wanted(finding) && !refused.contains(name_of(finding, sources))) tried.push_back(&finding);
  }
  auto round = made_together(tried, sources);
  if (keeps_yaml(round.files, sources)) return round;
  tried = sound_alone(tried, sources, refused);
  round = made_together(tried, sources);
  if (tried.empty() || keeps_yaml(round.files, sources)) return round;
  return made_together({tried.front()}, sources);  // each is sound, all at once are not
}

}  // namespace pinwright::fix
