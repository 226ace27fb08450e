#include <fmt/format.h>

#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::UncheckedNode;

auto message_for(const SettingContext& context) -> std::string {
  using Kind = csp::NotFound::Kind;
  switch (context.uri.missing->kind) {
    case Kind::AdmxIngested:
      return fmt::format("the policy area {} comes from an ADMX file that is ingested, which no catalogue can know",
                         base::quoted(blamed_text(context)));
    case Kind::Cimv2:
      return "the path leads to the WMI bridge, which no catalogue describes";
    case Kind::UnlistedCsp:
      return fmt::format("the CSP {} exists, and Microsoft publishes no DDF file of it",
                         base::quoted(csp_name(*context.uri.uri)));
    case Kind::UnknownCsp:
    case Kind::RetiredCsp:
    case Kind::OtherScope:
    case Kind::UnknownNode:
      break;
  }
  return "no catalogue knows this node";
}

auto path_finding(const SettingContext& context) -> diag::Diagnostic {
  auto found = uri_finding(context, kCode, message_for(context),
                           "its path is not checked; compare it with the pages of its maker");
  if (auto note = type_note(context); !note.empty()) found.notes.push_back(std::move(note));
  return found;
}

/// Why the value is not compared with its pattern, where it has one; empty: it is.
auto pattern_trouble(const SettingContext& context) -> std::string_view {
  const auto* pattern = pattern_for(context);
  if (pattern == nullptr) return {};
  switch (pattern->state()) {
    case Pattern::State::TooLarge:
      return "is too large to be used";
    case Pattern::State::Unsupported:
      return "is malformed or uses what is not supported, such as look-ahead";
    case Pattern::State::Usable:
    case Pattern::State::Empty:
      break;
  }
  return {};
}

}  // namespace

auto unchecked_node(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug == kCode && context.uri.missing) return sink.add(path_finding(context));
  const auto trouble = pattern_trouble(context);
  if (trouble.empty()) return;
  const auto& node = *context.node();
  sink.add(value_finding(context, kCode,
                         fmt::format("the pattern of `{}` {} ({})", node.name(), trouble, edition_of(node)),
                         "the value is not compared with it; compare it with the pages of its maker"));
}

}  // namespace pinwright::check::checks
