#include "source/folder_watch.hpp"

#include <dirent.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "source/failure.hpp"

namespace pinwright::source {

namespace {

constexpr int kQuietMilliseconds = 40;
constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

/// An event as the kernel writes it: the name follows the fixed part.
constexpr std::size_t kEventBytes = 64 * (sizeof(inotify_event) + 256);

auto is_passed_over(std::string_view name) -> bool { return name.starts_with('.') || name.ends_with('~'); }

/// A file system need not say what an entry is.
auto is_folder(const dirent& entry, const std::string& path) -> bool {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// The folders directly below one. What cannot be listed has none: reading the workspace says why.
auto folders_in(const std::string& folder) -> std::vector<std::string> {
  std::vector<std::string> found;
  DIR* open = ::opendir(folder.c_str());
  if (open == nullptr) return found;
  while (const dirent* entry = ::readdir(open)) {
    auto path = folder + "/" + entry->d_name;
    if (!is_passed_over(entry->d_name) && is_folder(*entry, path)) found.push_back(std::move(path));
  }
  ::closedir(open);
  return found;
}

/// A descriptor that can be read from once the run is to stop.
class StopSignal {
 public:
  explicit StopSignal(const std::stop_token& stop) : wake_(stop, Wake{descriptor_}) {}
  StopSignal(const StopSignal&) = delete;
  auto operator=(const StopSignal&) -> StopSignal& = delete;
  ~StopSignal() {
    if (is_open()) ::close(descriptor_);
  }
  [[nodiscard]] auto is_open() const -> bool { return descriptor_ >= 0; }
  [[nodiscard]] auto descriptor() const -> int { return descriptor_; }

 private:
  struct Wake {
    int descriptor;
    auto operator()() const -> void {
      const std::uint64_t one = 1;
      (void)!::write(descriptor, &one, sizeof one);
    }
  };
  int descriptor_ = ::eventfd(0, EFD_CLOEXEC);
  std::stop_callback<Wake> wake_;
};

class Inotify final : public FolderWatch {
 public:
  explicit Inotify(int descriptor) : descriptor_(descriptor) {}
  Inotify(const Inotify&) = delete;
  auto operator=(const Inotify&) -> Inotify& = delete;
  ~Inotify() override { ::close(descriptor_); }

  /// The folder and all below it. A folder that is gone again is no error, but for the first.
  auto add(const std::string& folder) -> base::Status {
    const int number = ::inotify_add_watch(descriptor_, folder.c_str(), kChanges | IN_ONLYDIR | IN_DONT_FOLLOW);
    if (number < 0) return failed(folder, errno);
    folders_[number] = folder;
    for (const auto& below : folders_in(folder)) {
      if (auto added = add(below); !added && !is_gone(below)) return added;
    }
    return base::Done{};
  }

  auto wait(const std::stop_token& stop) -> base::Result<std::vector<std::string>> override {
    const StopSignal stopped(stop);
    if (!stopped.is_open()) return failed("the workspace", errno);
    std::set<std::string> changed;
    for (;;) {
      const int patience = changed.empty() ? -1 : kQuietMilliseconds;
      std::array<pollfd, 2> waiting{pollfd{descriptor_, POLLIN, 0}, pollfd{stopped.descriptor(), POLLIN, 0}};
      const int ready = ::poll(waiting.data(), waiting.size(), patience);
      if (ready < 0 && errno != EINTR) return failed("the workspace", errno);
      if (stop.stop_requested()) return std::vector<std::string>();
      if (ready == 0) return std::vector<std::string>(changed.begin(), changed.end());
      if (auto read = read_events(changed); !read) return read.error();
    }
  }

 private:
  static auto is_gone(const std::string& folder) -> bool { return ::access(folder.c_str(), F_OK) != 0; }

  static auto failed(const std::string& folder, int error) -> base::Error {
    if (error == ENOENT) return failure("watch", folder, kNoSuchFolder);
    if (error != ENOSPC) return failure("watch", folder, error);
    auto full = failure("watch", folder, "the system watches no more folders for this user");
    full.help = "raise `fs.inotify.max_user_watches` with sysctl";
    return full;
  }

  auto read_events(std::set<std::string>& changed) -> base::Status {
    alignas(inotify_event) std::array<char, kEventBytes> bytes{};
    for (;;) {
      const auto got = ::read(descriptor_, bytes.data(), bytes.size());
      if (got <= 0) return base::Done{};
      for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
        inotify_event event{};
        std::memcpy(&event, bytes.data() + at, sizeof event);
        const char* name = bytes.data() + at + sizeof event;
        if (auto taken = take(event, event.len == 0 ? "" : name, changed); !taken) return taken;
        at += sizeof event + event.len;
      }
    }
  }

  auto take(const inotify_event& event, std::string_view name, std::set<std::string>& changed) -> base::Status {
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
      changed.insert(folders_.begin()->second);
      return base::Done{};
    }
    const auto folder = folders_.find(event.wd);
    if (folder == folders_.end()) return base::Done{};
    if ((event.mask & IN_IGNORED) != 0) {
      const auto gone = folder->second;
      folders_.erase(folder);
      if (folders_.empty()) return failed(gone, ENOENT);
      return base::Done{};
    }
    if (name.empty() || is_passed_over(name)) return base::Done{};
    auto path = folder->second + "/" + std::string(name);
    const bool is_new_folder = (event.mask & IN_ISDIR) != 0 && (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
    changed.insert(path);
    if (!is_new_folder) return base::Done{};
    if (auto added = add(path); !added && !is_gone(path)) return added;
    return base::Done{};
  }

  int descriptor_;
  std::map<int, std::string> folders_;
};

auto not_begun(const std::string& folder, int error) -> base::Error {
  auto out = failure("watch", folder, error);
  if (error == EMFILE) {
    out = failure("watch", folder, "no more watches can be begun for this user");
    out.help = "raise `fs.inotify.max_user_instances` with sysctl, or `ulimit -n`";
  }
  return out;
}

}  // namespace

auto watch_folders(const std::vector<std::string>& folders) -> base::Result<std::unique_ptr<FolderWatch>> {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return not_begun(folders.empty() ? "." : folders.front(), errno);
  auto watch = std::make_unique<Inotify>(descriptor);
  for (const auto& folder : folders) {
    if (auto added = watch->add(folder); !added) return added.error();
  }
  return std::unique_ptr<FolderWatch>(std::move(watch));
}

}  // namespace pinwright::source
