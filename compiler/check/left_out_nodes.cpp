#include "check/left_out_nodes.hpp"

#include <algorithm>
#include <variant>

#include "base/text.hpp"
#include "grammar/oma_uri.hpp"
#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::check {

namespace {

auto is_name(std::string_view segment) -> bool { return segment.starts_with('{') && segment.ends_with('}'); }

auto matches(std::string_view pattern, std::string_view uri) -> bool {
  const auto wanted = base::split(pattern, '/');
  const auto given = base::split(uri, '/');
  return std::equal(wanted.begin(), wanted.end(), given.begin(), given.end(),
                    [](std::string_view a, std::string_view b) { return a == b || is_name(a); });
}

}  // namespace

LeftOutNodes::LeftOutNodes(const model::Workspace& workspace, const csp::Catalog& catalog) {
  for (const auto& node : workspace.nodes) {
    const auto parsed = grammar::parse_oma_uri(node.oma_uri.value);
    const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
    if (uri == nullptr || std::holds_alternative<csp::Found>(catalog.find(*uri))) continue;
    auto canonical = grammar::canonical_oma_uri(node.oma_uri.value);
    const auto segments = base::split(canonical, '/');
    if (std::any_of(segments.begin(), segments.end(), is_name)) {
      patterns_.push_back(std::move(canonical));
    } else {
      uris_.insert(std::move(canonical));
    }
  }
}

auto LeftOutNodes::contains(const std::string& uri) const -> bool {
  return uris_.contains(uri) || std::any_of(patterns_.begin(), patterns_.end(),
                                            [&](const std::string& pattern) { return matches(pattern, uri); });
}

}  // namespace pinwright::check
