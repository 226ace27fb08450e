#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

/// Those that copying from a browser, a chat or a document leaves behind.
constexpr std::array<std::pair<char32_t, std::string_view>, 8> kNames = {{{0x00A0, "no-break space"},
                                                                          {0x00AD, "soft hyphen"},
                                                                          {0x200B, "zero width space"},
                                                                          {0x200C, "zero width non-joiner"},
                                                                          {0x200D, "zero width joiner"},
                                                                          {0x202F, "narrow no-break space"},
                                                                          {0x2060, "word joiner"},
                                                                          {0xFEFF, "byte order mark"}}};

auto described(char32_t value) -> std::string {
  auto code = fmt::format("U+{:04X}", static_cast<std::uint32_t>(value));
  for (const auto& [known, name] : kNames) {
    if (known == value) return fmt::format("{}, {}", code, name);
  }
  return code;
}

/// Takes out what has no width, and wide spaces at the ends. A wide space inside may stand for a plain one: then there
/// is no one repair.
auto removals(std::string_view text) -> std::vector<UriEdit> {
  std::vector<UriEdit> edits;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    const auto end = at + point.size;
    if (base::is_invisible(point.value)) {
      const bool at_an_end = at == 0 || end == text.size();
      if (base::display_width(point.value) > 0 && !at_an_end) return {};
      edits.push_back({at, end, {}});
    }
    at = end;
  }
  return edits;
}

}  // namespace

auto oma_uri_invisible_character(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriInvisibleCharacter) return;
  const std::string_view text = context.setting.key.text();
  const auto point = base::code_point_at(text, context.uri.begin);
  auto finding =
      uri_finding(context, diag::Code::OmaUriInvisibleCharacter,
                  fmt::format("the OMA-URI holds an invisible character ({})", described(point.value)),
                  "remove it, or type the OMA-URI again: such characters come with text that is copied from a page");
  add_uri_edits(finding, context, "remove the invisible characters", removals(text));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
