#include "driver/online_trace.hpp"

#include <utility>

namespace pinwright::driver {

auto Trace::open(source::FileSystem& files, std::string path) -> base::Result<std::unique_ptr<Trace>> {
  const auto made = files.append_durably(path, "");
  if (!made.ok()) return made.error();
  return std::unique_ptr<Trace>(new Trace(files, std::move(path)));
}

auto Trace::write(const std::string& line) -> void {
  const std::lock_guard lock(mutex_);
  (void)files_.append(path_, line + "\n");
}

}  // namespace pinwright::driver
