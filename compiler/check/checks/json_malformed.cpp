#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json_parse.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/oddity.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::JsonMalformed;

}  // namespace

auto json_malformed(const SettingContext& context, diag::Sink& sink) -> void {
  if (content_of(context) != csp::Content::Json) return;
  const auto* text = known_text(context);
  if (text == nullptr || type_error(context) != TypeError::None || is_mask(*text)) return;
  const auto body = xml_body(*text);
  const auto json = base::parse_json(body.text);
  if (!json.ok()) {
    sink.add(value_finding(context, kCode, fmt::format("the value {}", json.error().message),
                           fmt::format("`{}` takes a JSON object", context.node()->name())));
  } else if (!json.value().is_object()) {
    sink.add(value_finding(context, kCode, "the value is JSON, but no object",
                           fmt::format("`{}` takes a JSON object: `{{…}}`", context.node()->name())));
  }
}

}  // namespace pinwright::check::checks
