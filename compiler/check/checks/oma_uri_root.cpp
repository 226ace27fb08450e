#include <fmt/format.h>

#include <array>

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

}  // namespace

auto oma_uri_root(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriRoot) return;
  const std::string_view uri = context.setting.key.text();
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
