#include "cli/online/confirm.hpp"

#include <istream>
#include <string>

#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::online {

auto confirm(std::string_view question, std::string_view help, driver::Env& env) -> base::Status {
  if (env.in == nullptr || !env.in_is_terminal) {
    return base::Error{"nobody is there to say yes: standard input is no terminal", std::string(help)};
  }
  env.out.flush();
  base::print(env.err, "{} Only 'yes' is accepted: ", diag::visible_lines(question));
  env.err.flush();
  std::string answer;
  const bool answered = static_cast<bool>(std::getline(*env.in, answer));
  if (env.stop.stop_requested()) {
    return base::Error{"interrupted: nothing was done", {}, base::ErrorKind::Interrupted};
  }
  if (answered && base::trimmed(answer) == "yes") return base::Done{};
  return base::Error{"the answer was not `yes`: nothing was done", {}};
}

}  // namespace pinwright::cli::online
