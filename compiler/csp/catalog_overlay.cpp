#include "base/text.hpp"
#include "csp/blob.hpp"
#include "csp/catalog.hpp"
#include "csp/path.hpp"
#include "csp/segment.hpp"
#include "csp/walk.hpp"

namespace pinwright::csp {
namespace {

using grammar::OmaUri;

/// The segments behind the bad prefix, or nothing when the OMA-URI does not begin with it. Asked about every setting,
/// so it takes the path apart where it stands.
auto behind(const OmaUri& uri, std::string_view bad) -> std::optional<std::span<const grammar::Segment>> {
  const auto root = root_text(tree_of(uri), false);
  if (!base::starts_with_folded(bad, root)) return std::nullopt;
  bad.remove_prefix(root.size());
  std::size_t length = 0;
  for (; !bad.empty(); ++length) {
    bad.remove_prefix(1);  // the slash
    const auto segment = bad.substr(0, bad.find('/'));
    if (length == uri.segments.size() || compare_folded(uri.segments[length].text, segment) != 0) return std::nullopt;
    bad.remove_prefix(segment.size());
  }
  return std::span(uri.segments).subspan(length);
}

auto moved(const Blob& blob, std::string_view right, std::span<const grammar::Segment> rest) -> std::string {
  const auto path = split_path(right);
  std::vector<grammar::Segment> segments;
  for (const std::string_view segment : path->segments) segments.push_back({segment, 0});
  segments.insert(segments.end(), rest.begin(), rest.end());
  const Walk found = walk(blob, path->tree, segments);
  return found.node == 0 ? std::string() : Node(&blob, found.node).uri();
}

}  // namespace

auto Catalog::known_bad_path(const OmaUri& uri) const -> std::optional<KnownBadPath> {
  const Blob& blob = *layers_.front();
  const auto rows = blob.list(blob.header().bad_paths);
  for (std::size_t i = 0; i + 2 < rows.size(); i += 3) {
    const auto rest = behind(uri, blob.text(rows[i]));
    if (!rest) continue;
    std::string right = moved(blob, blob.text(rows[i + 1]), *rest);
    if (!right.empty()) return KnownBadPath{std::move(right), blob.text(rows[i + 2])};
  }
  return std::nullopt;
}

auto Catalog::edition_name(std::uint16_t sku) const -> std::string_view {
  const Blob& blob = *layers_.front();
  const auto rows = blob.list(blob.header().edition_names);
  for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
    if (rows[i] == sku) return blob.text(rows[i + 1]);
  }
  return {};
}

auto Catalog::edition_sku(std::string_view name) const -> std::optional<std::uint16_t> {
  const Blob& blob = *layers_.front();
  const auto rows = blob.list(blob.header().edition_names);
  for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
    if (blob.text(rows[i + 1]) == name) return static_cast<std::uint16_t>(rows[i]);
  }
  return std::nullopt;
}

auto Catalog::edition_names() const -> std::vector<std::string_view> {
  const Blob& blob = *layers_.front();
  const auto rows = blob.list(blob.header().edition_names);
  std::vector<std::string_view> out;
  for (std::size_t i = 1; i < rows.size(); i += 2) out.push_back(blob.text(rows[i]));
  return out;
}

}  // namespace pinwright::csp
