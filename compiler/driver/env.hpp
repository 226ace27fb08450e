#pragma once

#include <ostream>
#include <string>

#include "base/world.hpp"
#include "source/file_system.hpp"

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
};

}  // namespace pinwright::driver
