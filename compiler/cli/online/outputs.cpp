#include "cli/online/outputs.hpp"

#include <sstream>

#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

auto write_output(const Common::Output& output, const Draw& text, const std::function<std::string()>& json, bool color,
                  driver::Env& env) -> base::Status {
  if (output.file.empty()) {
    if (output.format == "json") {
      env.out << json();
    } else {
      text(env.out, color);
    }
    return base::Done{};
  }
  std::ostringstream bytes;
  if (output.format == "json") {
    bytes << json();
  } else {
    text(bytes, false);
  }
  return env.files.replace(driver::absolute(env.working_folder, output.file), bytes.str());
}

}  // namespace

auto write_outputs(const Common& common, const Draw& text, const std::function<std::string()>& json, driver::Env& env)
    -> base::Status {
  for (const auto& output : common.outputs) {
    auto done = write_output(output, text, json, common.color, env);
    if (!done.ok()) return done;
  }
  return base::Done{};
}

}  // namespace pinwright::cli::online
