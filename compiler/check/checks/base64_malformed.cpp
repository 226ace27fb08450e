#include "base/text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

namespace {

auto is_base64_character(char c) -> bool {
  return base::is_alnum(c) || c == '+' || c == '/' || c == '=' || base::is_space(c);
}

auto foreign_character(std::string_view text) -> std::size_t {
  std::size_t at = 0;
  while (at < text.size() && is_base64_character(text[at])) ++at;
  return at;
}

}  // namespace

auto base64_malformed(const SettingContext& context, diag::Sink& sink) -> void {
  if (type_error(context) != TypeError::NotBase64) return;
  constexpr auto kCode = diag::Code::Base64Malformed;
  const auto& text = context.setting.value.text.text;
  const auto* help =
      "write base64 with its padding, or name the file with `valueFrom: {file: …}`, which is encoded for you";
  if (base::trimmed(text).starts_with("-----BEGIN ")) {
    sink.add(value_finding(context, kCode, "the value is PEM, which has base64 between two lines of its own",
                           "write what stands between the lines `-----BEGIN …-----` and `-----END …-----`, without "
                           "them"));
    return;
  }
  const auto at = foreign_character(text);
  if (at < text.size()) {
    sink.add(value_finding(context, kCode, at, at + 1, "the value holds a character that base64 does not have", help));
  } else {
    sink.add(value_finding(context, kCode, "the value is not base64: its length or its padding is wrong", help));
  }
}

}  // namespace pinwright::check::checks
