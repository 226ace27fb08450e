#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// The `%` with what stands where two hexadecimal digits should.
auto escape_at(std::string_view uri, std::size_t begin) -> std::string_view {
  const auto end = std::min(uri.find_first_of("/?%", begin + 1), begin + 3);
  return uri.substr(begin, end - begin);
}

}  // namespace

auto oma_uri_bad_escape(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriBadEscape) return;
  const auto escape = escape_at(context.setting.key.text(), context.uri.begin);
  sink.add(
      uri_finding(context, diag::Code::OmaUriBadEscape, fmt::format("{} is no percent escape", base::quoted(escape)),
                  "write `%` and two hexadecimal digits, such as `%20` for a space; a per cent sign itself is `%25`"));
}

}  // namespace pinwright::check::checks
