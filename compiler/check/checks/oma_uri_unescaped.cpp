#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "check/check.hpp"
#include "check/tenant_index.hpp"

namespace pinwright::check::checks {

namespace {

/// A path that cannot be checked is no mistake: the note may stand beside those notes, but beside no error.
auto is_usable(const UriResult& result) -> bool {
  return !result.slug || *result.slug == diag::Code::UncheckedNode || *result.slug == diag::Code::RetiredCsp;
}

auto percent_encoded(std::string_view bytes) -> std::string {
  std::string encoded;
  for (const char byte : bytes) encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  return encoded;
}

/// The segment that holds the byte.
auto segment_at(std::string_view uri, std::size_t at) -> std::string_view {
  const auto begin = uri.rfind('/', at) + 1;
  return uri.substr(begin, uri.find('/', at) - begin);
}

}  // namespace

auto oma_uri_unescaped(const SettingContext& context, diag::Sink& sink) -> void {
  if (!context.uri.uri || !context.uri.uri->unescaped) return;
  const std::string_view uri = context.setting.key.text();
  const auto begin = *context.uri.uri->unescaped;
  // One name in many settings of a policy, such as that of a VPN profile, is one thing to know.
  if (!context.in.in.index.is_first(context.in.policy, segment_at(uri, begin)) || !is_usable(context.uri)) return;
  const auto size = base::code_point_at(uri, begin).size;
  const auto character = uri.substr(begin, size);
  // The finding blames nothing here, so the place is this check's own.
  const auto span = lower::place_in_uri(context.sources(), context.setting, begin, begin + size);
  const auto what = character == " " ? std::string("a plain space") : base::quoted(character);
  sink.add(finding(
      context.in.in, diag::Code::OmaUriUnescaped, span, context.path() + ".omaUri",
      fmt::format("{} in the OMA-URI is not percent-encoded", what),
      fmt::format("OMA DM asks for `{}`; Windows takes the plain character in names too, and both name one node",
                  percent_encoded(character))));
}

}  // namespace pinwright::check::checks
