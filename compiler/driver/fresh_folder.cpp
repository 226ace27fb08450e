#include "driver/fresh_folder.hpp"

#include <fmt/format.h>

#include <utility>

#include "driver/paths.hpp"

namespace pinwright::driver {

FreshFolder::FreshFolder(Env& env, std::string place) : env_(env), place_(std::move(place)) {
  const auto slash = place_.rfind('/');
  folder_ = fmt::format("{}/.{}.pinwright-{:016x}", place_.substr(0, slash), place_.substr(slash + 1), env.random());
}

FreshFolder::~FreshFolder() {
  if (has_begun_ && !is_in_place_) static_cast<void>(env_.files.remove_folder(folder_).ok());
}

auto FreshFolder::begin() -> base::Status {
  has_begun_ = true;
  return env_.files.make_folders(folder_);
}

auto FreshFolder::path(std::string_view file) const -> std::string { return join(folder_, file); }

auto FreshFolder::fill(const std::vector<emit::File>& files) const -> base::Status {
  std::string made;
  for (const auto& file : files) {
    const auto whole = path(file.path);
    auto folder = parent(whole);
    auto status = folder == made ? base::Status(base::Done{}) : env_.files.make_folders(folder);
    made = std::move(folder);
    if (status.ok()) status = env_.files.write_new(whole, file.bytes);
    if (!status.ok()) return status;
  }
  return base::Done{};
}

auto FreshFolder::put_in_place() -> base::Status {
  auto swapped = env_.files.swap_folder(folder_, place_);
  is_in_place_ = swapped.ok();
  return swapped;
}

auto FreshFolder::told(const base::Error& error) const -> base::Error { return named(error, folder_, place_); }

}  // namespace pinwright::driver
