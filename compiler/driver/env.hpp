#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "source/file_system.hpp"
#include "source/folder_watch.hpp"

namespace pinwright::plan {
class Tenant;
}
namespace pinwright::graph {
struct ConnectOptions;
struct World;
}  // namespace pinwright::graph

namespace pinwright::driver {

/// The world of one run: everything that a command may touch.
struct Env {
  source::FileSystem& files;
  std::ostream& out;
  std::ostream& err;
  std::string working_folder;  ///< absolute
  base::Variables variable;
  base::Clock clock;
  base::Random random;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t out_columns = 0;  ///< of the terminal on stdout; 0: there is none, or it does not say
  // For the commands that meet a tenant; others leave them alone.
  std::istream* in = nullptr;  ///< answers to questions; nullptr: nobody is there to answer
  bool in_is_terminal = false;
  base::Sleep sleep;
  base::StopToken stop;
  /// graph::connect, or a tenant in memory.
  std::function<std::unique_ptr<plan::Tenant>(const graph::ConnectOptions&, const graph::World&)> connect;
  /// source::watch_folders, or a stand-in: for `validate --watch`.
  source::WatchFolders watch;
  /// Set once a tenant was changed: what could not be told then is no longer a refusal.
  bool has_written = false;
  /// Seconds that go on evenly, from any moment, whatever is done to the system's clock: for waits. Absent: `clock`.
  base::Clock steady;
  /// Remarks that are made once a run.
  std::set<std::string> told;
  /// What nobody needs any more: the end of the process frees it.
  std::vector<std::shared_ptr<void>> kept;

  /// The same world but for its disk.
  [[nodiscard]] auto with_files(source::FileSystem& other) const -> Env;
  /// The same world, in which all that is printed goes to stderr.
  [[nodiscard]] auto with_out_on_err() const -> Env;
};

}  // namespace pinwright::driver
