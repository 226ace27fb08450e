#include "cli/online/confirm.hpp"

#include <fmt/ostream.h>

#include <optional>
#include <string>

#include "base/text.hpp"

namespace pinwright::cli::online {

auto refused_by_person(bool yes_given, driver::Env& env) -> std::optional<Refusal> {
  if (yes_given) return std::nullopt;
  if (env.in == nullptr || !env.in_is_terminal) {
    return Refusal{{"nobody is there to say yes: standard input is no terminal",
                    "`--yes` does not ask; to apply exactly what was reviewed, save it with `plan --out FILE`"},
                   ExitCode::Findings};
  }
  env.out.flush();
  fmt::print(env.err, "\nDo you want to perform these actions? Only 'yes' is accepted: ");
  env.err.flush();
  std::string answer;
  const bool answered = static_cast<bool>(std::getline(*env.in, answer));
  if (env.stop.stop_requested()) return Refusal{{"interrupted: nothing was written", ""}, ExitCode::Interrupted};
  if (answered && base::trimmed(answer) == "yes") return std::nullopt;
  return Refusal{{"the answer was not `yes`: nothing was written", ""}, ExitCode::Findings};
}

}  // namespace pinwright::cli::online
