#include "cli/views/progress.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "cli/views/labels.hpp"
#include "diag/visible.hpp"
#include "object/noun.hpp"

namespace pinwright::cli::views {

namespace {

/// To the line's begin, and everything behind it away (ECMA-48 EL).
constexpr std::string_view kWipe = "\r\x1b[K";

/// A line that wraps could not be wiped: terminals are no narrower than this.
constexpr int kWidth = 79;

auto cut(std::string_view line) -> std::string_view {
  std::size_t at = 0;
  for (int width = 0; at < line.size();) {
    const auto point = base::code_point_at(line, at);
    width += base::display_width(point.value);
    if (width > kWidth) break;
    at += point.size;
  }
  return line.substr(0, at);
}

}  // namespace

ProgressLine::~ProgressLine() {
  terminal_ << kWipe;
  terminal_.flush();
}

auto ProgressLine::writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void {
  const auto object = change.key.empty() ? diag::visible(change.name) : change.key;
  const std::lock_guard lock(mutex_);
  draw(fmt::format("{}: {} {} {}", tenant, what, object::noun(change.kind), object));
}

auto ProgressLine::done(const std::string& tenant, const plan::Outcome& /*outcome*/) -> void {
  const std::lock_guard lock(mutex_);
  ++done_;
  draw(tenant);
}

auto ProgressLine::draw(std::string_view text) -> void {
  const auto line = fmt::format("[{}/{}] {}", done_, total_, text);
  terminal_ << kWipe << cut(line);
  terminal_.flush();
}

}  // namespace pinwright::cli::views
