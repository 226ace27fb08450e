#pragma once

#include <cstdint>

#include "diag/sink.hpp"
#include "model/workspace.hpp"

namespace pinwright::check {

struct WaiverOptions {
  std::int64_t today = 0;     ///< days since 1970-01-01
  bool report_unused = true;  ///< false when only a part of the workspace was checked
};

/// Marks the findings that waivers accept. A waiver takes findings of its slug at its path or below, for its tenants; a
/// finding that is waived for some tenants only is split in two. Reports `waiver-unused` and `waiver-expired` (an
/// expired waiver waives nothing).
auto apply_waivers(const model::Workspace& workspace, const WaiverOptions& options, diag::Sink& sink) -> void;

}  // namespace pinwright::check
