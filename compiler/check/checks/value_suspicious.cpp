#include <algorithm>

#include "base/text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// What Intune and Graph show in the place of a value that they keep encrypted: `****`, and for XML base64 of `<a/>`.
auto is_mask(std::string_view text) -> bool {
  text = base::trimmed(text);
  const bool is_stars = text.size() >= 4 && std::all_of(text.begin(), text.end(), [](char c) { return c == '*'; });
  return is_stars || text == "PGEvPg==";
}

}  // namespace

auto value_suspicious(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& value = context.setting.value;
  if (value.source == lower::Value::Source::Environment || !value.text.secrets.empty()) return;
  if (!is_mask(value.text.text)) return;
  sink.add(value_finding(context, diag::Code::ValueSuspicious,
                         "the value is the mask that Intune shows in the place of a value that it keeps encrypted",
                         "write the value itself: devices would get the mask; `pinwright import` reads what is behind "
                         "it with a credential that may write"));
}

}  // namespace pinwright::check::checks
