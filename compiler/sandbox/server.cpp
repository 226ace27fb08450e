#include "sandbox/server.hpp"

namespace pinwright::sandbox {

auto start(const Options&) -> base::Result<std::unique_ptr<Server>> { return base::Error{"not yet", ""}; }

}  // namespace pinwright::sandbox
