#include <algorithm>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

auto message_for(std::string_view text, std::string_view inner, std::size_t begin) -> std::string {
  if (inner.empty()) return "the OMA-URI is nothing but white space";
  if (begin == 0) return "the OMA-URI begins with white space";
  const auto inner_end = static_cast<std::size_t>(inner.data() - text.data()) + inner.size();
  if (begin == inner_end) {
    const bool only_breaks = text.find_first_not_of("\r\n", begin) == std::string_view::npos;
    return only_breaks ? "the OMA-URI ends in a line break" : "the OMA-URI ends in white space";
  }
  return text[begin] == '\t' ? "the OMA-URI holds a tab" : "the OMA-URI holds a line break";
}

/// Only what stands at the ends: white space in the middle may have replaced something.
auto trimming_edits(std::string_view text, std::string_view inner) -> std::vector<UriEdit> {
  if (inner.empty() || inner.find_first_of("\t\r\n") != std::string_view::npos) return {};
  std::vector<UriEdit> edits;
  const auto front = static_cast<std::size_t>(inner.data() - text.data());
  const auto back = front + inner.size();
  if (front > 0) edits.push_back({0, front, {}});
  if (back < text.size()) edits.push_back({back, text.size(), {}});
  return edits;
}

}  // namespace

auto oma_uri_whitespace(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriWhitespace) return;
  const std::string_view text = context.setting.key.text();
  const auto inner = base::trimmed(text);
  auto finding = uri_finding(
      context, diag::Code::OmaUriWhitespace, message_for(text, inner, context.uri.begin),
      "write the OMA-URI on one line, with nothing before `./` and nothing behind the last segment: the device "
      "looks for a node with exactly this name");
  add_uri_edits(finding, context, "remove the white space", trimming_edits(text, inner));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
