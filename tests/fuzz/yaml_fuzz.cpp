#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "syntax/parse.hpp"
#include "syntax/scalar.hpp"

namespace {

using pinwright::source::SourceMap;
using pinwright::source::Span;
using pinwright::syntax::Kind;
using pinwright::syntax::Member;
using pinwright::syntax::Node;

auto is_within(Span inner, Span outer) -> bool { return inner.begin >= outer.begin && inner.end <= outer.end; }

struct Walk {
  const SourceMap& sources;
  Span file;
  bool has_aliases = false;  // an alias has the spans of another place

  auto check_span(Span span, Span parent) const -> void {
    require(span.begin <= span.end);
    require(is_within(span, has_aliases ? file : parent));
  }

  auto check_scalar(const Node& node) const -> void {
    (void)pinwright::syntax::resolve(node);
    const std::string_view text = node.text;
    const std::size_t step = 1 + text.size() / 16;
    for (std::size_t begin = 0; begin <= text.size(); begin += step) {
      for (const std::size_t end : {begin, (begin + text.size()) / 2, text.size()}) {
        const Span part = pinwright::syntax::slice(sources, node.span, text, begin, end);
        require(part.begin <= part.end);
        require(is_within(part, node.span));
      }
    }
  }

  auto check(const Node& node, Span parent) const -> void {
    check_span(node.span, parent);
    if (node.kind == Kind::Scalar) check_scalar(node);
    for (const Node& item : node.items) check(item, node.span);
    for (const Member& member : node.members) {
      check(member.key, node.span);
      check(member.value, node.span);
    }
  }
};

}  // namespace

/// Parses, resolves and slices every scalar: spans stay inside the file and inside each other.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string text(reinterpret_cast<const char*>(data), size);
  SourceMap sources;
  const auto file = sources.add("fuzz.yaml", text);
  pinwright::diag::Sink sink;
  const auto documents = pinwright::syntax::parse(sources, file, {}, sink);
  const Span whole{file, 0, static_cast<std::uint32_t>(size)};
  const Walk walk{sources, whole, text.find('*') != std::string::npos};
  for (const auto& document : documents) walk.check(document, whole);
  for (const auto& finding : sink.diagnostics()) {
    require(finding.span.begin <= finding.span.end && is_within(finding.span, whole));
    for (const auto& label : finding.labels) require(is_within(label.span, whole));
  }
  return 0;
}
