#include "format/document.hpp"

#include <algorithm>
#include <utility>

#include "diag/sink.hpp"
#include "syntax/parse.hpp"

namespace pinwright::format {
namespace {

// As deep as the parser goes, 64 levels.
auto same(const syntax::Node& a, const syntax::Node& b) -> bool {
  const auto same_members = [](const syntax::Member& x, const syntax::Member& y) {
    return same(x.key, y.key) && same(x.value, y.value);
  };
  return a.kind == b.kind && a.style == b.style && a.text == b.text &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
         std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same_members);
}

}  // namespace

Document::Document(std::string text) : file_(sources_.add("", std::move(text))) {
  diag::Sink sink;
  nodes_ = syntax::parse(sources_, file_, {}, sink);
  is_yaml_ = !sink.has_errors();
}

auto same_nodes(const Document& a, const Document& b) -> bool {
  return a.is_yaml() && b.is_yaml() &&
         std::equal(a.nodes().begin(), a.nodes().end(), b.nodes().begin(), b.nodes().end(), same);
}

auto is_flow(const syntax::Node& node, std::string_view text) -> bool {
  const char first = node.span.begin < text.size() ? text[node.span.begin] : '\0';
  return (node.kind == syntax::Kind::Mapping && first == '{') || (node.kind == syntax::Kind::Sequence && first == '[');
}

}  // namespace pinwright::format
