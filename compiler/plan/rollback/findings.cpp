#include "plan/rollback/findings.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kNamesShown = 4;

}  // namespace

auto RollbackFindings::warn(const Change& change, std::string message, std::string help) -> void {
  plan_.diagnostics.push_back(
      finding_about(diag::Code::MaskedValue, plan_.name, change, std::move(message), std::move(help)));
}

auto RollbackFindings::give_up(const Change& change, const FilledValues& lacking) -> void {
  plan_.incomplete = true;
  if (lacking.missing.empty()) {
    return warn(change,
                fmt::format("{} cannot be put back: the environment has no value for {}", name_of(change),
                            base::listed(base::quoted_all(lacking.unset), kNamesShown)),
                "it stays as it is; set the variables, as they were then");
  }
  warn(
      change,
      fmt::format("{} cannot be put back: the journal does not hold the value of {}{}", name_of(change),
                  base::listed(base::quoted_all(lacking.missing), kNamesShown),
                  lacking.has_other_files ? ", and the files of `--files` are not those that it was written from" : ""),
      "it stays as it is; `rollback JOURNAL --files DIR` takes such values from the files of then, such as an older "
      "commit");
}

auto RollbackFindings::note_environment(const Change& change, const std::vector<std::string>& variables) -> void {
  warn(change,
       fmt::format("{} gets the values that the environment holds today: {}", name_of(change),
                   base::listed(base::quoted_all(variables), kNamesShown)),
       "what they were then, no journal says");
  plan_.diagnostics.back().severity = diag::Severity::Note;
}

auto RollbackFindings::leave(const Change& change) -> void {
  plan_.incomplete = true;
  plan_.diagnostics.push_back(
      finding_about(diag::Code::NotAsWritten, plan_.name, change,
                    fmt::format("{} is not put back: the apply did not find it as it had written it, and nothing tells "
                                "that it still is what the apply left",
                                name_of(change)),
                    "it stays as it is; put it right by hand, or apply the files of then"));
}

auto RollbackFindings::stale(const Change& change, std::string_view what) -> void {
  plan_.diagnostics.push_back(finding_about(diag::Code::StalePlan, plan_.name, change,
                                            fmt::format("{} {}", name_of(change), what),
                                            "put it right by hand, or apply the files of then"));
}

auto RollbackFindings::stale_state(const History& history, const Change& change) -> void {
  if (history.not_as_written) return leave(change);
  stale(change, history.left.empty() ? "is not put back: the journal does not say what the apply left of it"
                                     : "was changed since the apply");
}

}  // namespace pinwright::plan
