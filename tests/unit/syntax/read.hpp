#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/parse.hpp"

namespace pinwright::syntax::testing {

/// A text as the only file, parsed.
struct Read {
  explicit Read(std::string source, const Limits& limits = {})
      : file(sources.add("test.yaml", std::move(source))), documents(parse(sources, file, limits, sink)) {}

  [[nodiscard]] auto text(source::Span span) const -> std::string { return std::string(sources.text(span)); }
  [[nodiscard]] auto findings() const -> const std::vector<diag::Diagnostic>& { return sink.diagnostics(); }
  /// "slug «the bytes of its span»", one a line.
  [[nodiscard]] auto report() const -> std::string {
    std::string out;
    for (const auto& finding : findings()) {
      if (!out.empty()) out += '\n';
      out += std::string(diag::info(finding.code).slug) + " «" + text(finding.span) + "»";
    }
    return out;
  }

  source::SourceMap sources;
  diag::Sink sink;
  source::FileId file;
  std::vector<Node> documents;
};

/// Calls `visit` for every scalar below a node, keys among them.
template <class Visit>
auto each_scalar(const Node& node, const Visit& visit) -> void {
  if (node.kind == Kind::Scalar) visit(node);
  for (const Node& item : node.items) each_scalar(item, visit);
  for (const Member& member : node.members) {
    visit(member.key);
    each_scalar(member.value, visit);
  }
}

}  // namespace pinwright::syntax::testing
