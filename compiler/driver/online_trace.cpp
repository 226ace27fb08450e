#include "driver/online_trace.hpp"

#include <fmt/format.h>

#include <utility>

namespace pinwright::driver {

auto Trace::open(source::FileSystem& files, std::string path) -> base::Result<std::unique_ptr<Trace>> {
  const auto made = files.append_durably(path, "");
  if (!made.ok()) return made.error();
  return std::unique_ptr<Trace>(new Trace(files, std::move(path)));
}

auto Trace::write(const std::string& line) -> std::string {
  const std::lock_guard lock(mutex_);
  const auto written = files_.append(path_, line + "\n");
  if (written.ok() || !std::exchange(is_whole_, false)) return {};
  return fmt::format("warning: the trace is not whole: {}", written.error().message);
}

}  // namespace pinwright::driver
