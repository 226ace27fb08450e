#include "cli/views/progress.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/views/names.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

/// To the line's begin, and everything behind it away (ECMA-48 EL).
constexpr std::string_view kWipe = "\r\x1b[K";

}  // namespace

ProgressLine::~ProgressLine() {
  terminal_ << kWipe;
  terminal_.flush();
}

auto ProgressLine::writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void {
  const auto object = change.key.empty() ? diag::visible(change.name) : change.key;
  const std::lock_guard lock(mutex_);
  draw(fmt::format("{}: {} {} {}", tenant, what, noun(change.kind), object));
}

auto ProgressLine::done(const std::string& tenant, const plan::Outcome& /*outcome*/) -> void {
  const std::lock_guard lock(mutex_);
  ++done_;
  draw(tenant);
}

auto ProgressLine::draw(std::string_view text) -> void {
  fmt::print(terminal_, "{}[{}/{}] {}", kWipe, done_, total_, text);
  terminal_.flush();
}

}  // namespace pinwright::cli::views
