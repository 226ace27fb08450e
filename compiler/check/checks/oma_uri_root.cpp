#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

/// In the order in which they are tried.
constexpr std::array<std::string_view, 5> kRoots = {"./", "./Device/Vendor/MSFT/", "./Device/Vendor/", "./Device/",
                                                    "./Vendor/"};

/// Length of what stands before the first name: `/`, `../`, `.` of `.Device`.
auto prefix_length(std::string_view uri) -> std::size_t {
  const auto first = uri.find_first_not_of("./");
  return first == std::string_view::npos ? uri.size() : first;
}

/// The front that makes a node of the catalogue of this OMA-URI; an empty text when none does.
auto meant_front(const csp::Catalog& catalog, std::string_view rest) -> std::string_view {
  if (rest.empty()) return {};
  for (const auto root : kRoots) {
    if (names_a_node(catalog, std::string(root) + std::string(rest))) return root;
  }
  return {};
}

auto message_for(std::string_view uri, std::string_view blamed) -> std::string {
  if (uri.empty()) return "the OMA-URI is empty";
  if (uri.front() == '/') return "the OMA-URI begins with `/`";
  if (uri.substr(0, 2) != "./")
    return fmt::format("the OMA-URI begins with {} and not with `./`", base::quoted(blamed));
  return fmt::format("the OMA-URI begins with {}, which is no place that Windows has",
                     base::quoted("./" + std::string(blamed)));
}

/// Bytes of an OMA-URI that is right as far as `./Device`, `./User` or `./Vendor` goes.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first segment that is not as in `./Device/Vendor/MSFT`; nullopt when the front is none of these.
auto first_strange_segment(std::string_view uri) -> std::optional<Place> {
  std::size_t at = 2;
  const auto take = [&](std::string_view name) {
    const auto rest = uri.substr(std::min(at, uri.size()));
    const auto segment = rest.substr(0, rest.find('/'));
    if (!base::equal_folded(segment, name)) return false;
    at += segment.size() + 1;
    return true;
  };
  if (!uri.starts_with("./")) return std::nullopt;
  const bool has_scope = take("Device") || take("User");
  if (!take("Vendor") && !has_scope) return std::nullopt;
  if (at >= uri.size()) return std::nullopt;
  return Place{at, std::min(uri.find('/', at), uri.size())};
}

auto report_segment(const SettingContext& context, const Place& place, diag::Sink& sink) -> void {
  const auto& uri = context.setting.key.text();
  const auto segment = std::string_view(uri).substr(place.begin, place.end - place.begin);
  const auto inner = base::trimmed(segment);
  const bool is_blank =
      inner.size() != segment.size() && (base::equal_folded(inner, "MSFT") || base::equal_folded(inner, "Vendor"));
  const auto front = std::string_view(uri).substr(0, place.end);
  auto finding = uri_finding(
      context, diag::Code::OmaUriRoot,
      is_blank ? fmt::format("the segment {} holds white space", base::quoted(segment))
               : fmt::format("the OMA-URI begins with {}: only `Vendor/MSFT` is known", base::quoted(front)),
      is_blank ? fmt::format("write `{}`", inner)
               : std::string("begin with `./Device/Vendor/MSFT/` or `./User/Vendor/MSFT/`"));
  finding.span = lower::place_in_uri(context.sources(), context.setting, place.begin, place.end);
  if (is_blank)
    add_uri_edits(finding, context, fmt::format("write `{}`", inner), {{place.begin, place.end, std::string(inner)}});
  sink.add(std::move(finding));
}

}  // namespace

auto oma_uri_root(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriRoot) return;
  const std::string_view uri = context.setting.key.text();
  if (const auto place = first_strange_segment(uri)) return report_segment(context, *place, sink);
  const auto blamed = uri.substr(context.uri.begin, context.uri.end - context.uri.begin);
  auto finding = uri_finding(context, diag::Code::OmaUriRoot, message_for(uri, blamed),
                             "begin with `./Device/Vendor/MSFT/` or `./User/Vendor/MSFT/`");
  const auto prefix = prefix_length(uri);
  if (const auto front = meant_front(context.catalog(), uri.substr(prefix)); !front.empty()) {
    finding.help = fmt::format("begin with `{}`", front);
    add_uri_edits(finding, context, fmt::format("write `{}`", front), {{0, prefix, std::string(front)}});
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
