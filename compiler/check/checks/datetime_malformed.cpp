#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

auto datetime_malformed(const SettingContext& context, diag::Sink& sink) -> void {
  if (type_error(context) != TypeError::NotDateTime) return;
  sink.add(value_finding(context, diag::Code::DatetimeMalformed,
                         fmt::format("{} is not a date and time", base::quoted(context.setting.value.text.text)),
                         "write a day of the calendar, a time and its offset, as in `2026-03-01T08:30:00+01:00`"));
}

}  // namespace pinwright::check::checks
