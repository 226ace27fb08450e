#include "cli/views/progress.hpp"

#include <fmt/format.h>

#include "base/print.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/views/labels.hpp"
#include "diag/visible.hpp"
#include "object/noun.hpp"

namespace pinwright::cli::views {

namespace {

/// To the line's begin, and everything behind it away (ECMA-48 EL).
constexpr std::string_view kWipe = "\r\x1b[K";

/// A shorter one is over before anybody asks what goes on.
constexpr std::chrono::milliseconds kShortestWait{1000};

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

auto Progress::sent(const std::string& /*tenant*/, std::size_t /*requests*/) -> void {}
auto Progress::answered(const std::string& /*tenant*/, std::size_t /*requests*/) -> void {}
auto Progress::waiting(const std::string& /*tenant*/, std::chrono::milliseconds /*wait*/) -> void {}
auto Progress::waited(const std::string& /*tenant*/) -> void {}
auto Progress::saying() -> void {}
auto Progress::writing(const std::string& /*tenant*/, const plan::Change& /*change*/, std::string_view /*what*/)
    -> void {}
auto Progress::done(const std::string& /*tenant*/, const plan::Outcome& /*outcome*/) -> void {}
auto Progress::begin_writes(std::size_t /*total*/) -> void {}
auto Progress::end_writes() -> void {}

ProgressLine::~ProgressLine() { wipe_line(); }

auto ProgressLine::sent(const std::string& tenant, std::size_t requests) -> void {
  const std::lock_guard lock(mutex_);
  under_way_ += requests;
  if (!is_writing()) draw_reading(tenant);
}

auto ProgressLine::answered(const std::string& tenant, std::size_t requests) -> void {
  const std::lock_guard lock(mutex_);
  under_way_ -= requests;
  answers_[tenant] += requests;
  if (is_writing()) return;
  if (under_way_ == 0) return wipe_line();
  draw_reading(tenant);
}

auto ProgressLine::waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  if (wait < kShortestWait) return;
  const std::lock_guard lock(mutex_);
  draw(fmt::format("{}: waiting {} s before it is asked again", tenant, seconds.count()));
}

auto ProgressLine::waited(const std::string& /*tenant*/) -> void { wipe(); }

auto ProgressLine::begin_writes(std::size_t total) -> void {
  const std::lock_guard lock(mutex_);
  total_ = total;
}

auto ProgressLine::writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void {
  const auto object = change.key.empty() ? diag::visible(change.name) : change.key;
  const std::lock_guard lock(mutex_);
  draw(fmt::format("[{}/{}] {}: {} {} {}", done_, total_, tenant, what, object::noun(change.kind), object));
}

auto ProgressLine::done(const std::string& tenant, const plan::Outcome& /*outcome*/) -> void {
  const std::lock_guard lock(mutex_);
  ++done_;
  draw(fmt::format("[{}/{}] {}", done_, total_, tenant));
}

auto ProgressLine::wipe() -> void {
  const std::lock_guard lock(mutex_);
  wipe_line();
}

auto ProgressLine::draw_reading(const std::string& tenant) -> void {
  const auto count = answers_[tenant];
  const auto answers = count == 0 ? std::string("reading") : base::counted(count, "answer");
  if (answers_.size() == 1) return draw(fmt::format("{}: {}", tenant, answers));
  draw(fmt::format("{}, {}: {}", base::counted(answers_.size(), "tenant"), tenant, answers));
}

auto ProgressLine::draw(std::string_view text) -> void {
  terminal_ << kWipe << cut(text);
  terminal_.flush();
  is_drawn_ = true;
}

auto ProgressLine::wipe_line() -> void {
  if (!is_drawn_) return;
  terminal_ << kWipe;
  terminal_.flush();
  is_drawn_ = false;
}

auto ProgressLog::waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void {
  const auto seconds = [](std::chrono::milliseconds time) {
    return std::chrono::ceil<std::chrono::seconds>(time).count();
  };
  const std::lock_guard lock(mutex_);
  auto& waits = waits_[tenant];
  waits.all += wait;
  if (waits.all - waits.told < kLongWait) return;
  waits.told = waits.all;
  base::print(log_, "{}: is busy or does not answer; it is asked again in {} s, after {} s of waiting in all\n", tenant,
              seconds(wait), seconds(waits.all));
  log_.flush();
}

auto make_progress(driver::Env& env, bool quiet) -> std::unique_ptr<Progress> {
  if (quiet) return std::make_unique<Progress>();
  if (!env.err_is_terminal) return std::make_unique<ProgressLog>(env.err);
  return std::make_unique<ProgressLine>(env.err);
}

}  // namespace pinwright::cli::views
