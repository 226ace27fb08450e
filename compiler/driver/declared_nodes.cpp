#include "driver/declared_nodes.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "driver/declared_definitions.hpp"
#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::driver {

namespace {

using diag::Code;
using model::NodeFormat;

auto format_of(NodeFormat format) -> csp::Format {
  switch (format) {
    case NodeFormat::Chr:
    case NodeFormat::Admx:
      return csp::Format::Chr;
    case NodeFormat::Int:
      return csp::Format::Int;
    case NodeFormat::Bool:
      return csp::Format::Bool;
    case NodeFormat::B64:
      return csp::Format::B64;
    case NodeFormat::Xml:
      return csp::Format::Xml;
    case NodeFormat::Float:
      return csp::Format::Float;
    case NodeFormat::Time:
      return csp::Format::Time;
    case NodeFormat::Date:
      return csp::Format::Date;
  }
  return csp::Format::Chr;
}

auto allowed_of(const model::DeclaredNode& node) -> csp::AllowedFacts {
  csp::AllowedFacts allowed;
  if (node.format.value == NodeFormat::Admx) allowed.kind = csp::Allowed::Admx;
  if (node.allowed.empty()) return allowed;
  allowed.kind = csp::Allowed::Enum;
  for (const auto& value : node.allowed) allowed.values.push_back(value.spelled());
  return allowed;
}

auto facts_of(const model::DeclaredNode& node, std::string path) -> csp::NodeFacts {
  csp::NodeFacts facts;
  facts.path = std::move(path);
  facts.format = format_of(node.format.value);
  facts.access = kSettableAccess;
  facts.allowed = allowed_of(node);
  return facts;
}

class Declarations {
 public:
  explicit Declarations(diag::Sink& sink) : sink_(sink) {}

  auto add(const model::DeclaredNode& node, std::size_t index) -> void {
    const auto& uri = node.oma_uri;
    auto path = declared_path(uri.value);
    if (path.empty()) {
      report(index, diag::make(Code::WrongType, uri.span,
                               fmt::format("{} is no OMA-URI of a CSP's node", base::quoted(uri.value)),
                               "write it as Microsoft's reference does, from `./Device/Vendor/MSFT/` or "
                               "`./User/Vendor/MSFT/` on"));
    } else if (!node.format.span.known()) {
      // It has its finding; check::LeftOutNodes has the node.
    } else if (node.format.value == NodeFormat::Admx && !node.allowed.empty()) {
      report(index, diag::make(Code::WrongType, node.allowed.front().span, "`allowed` stands beside the format `admx`",
                               "remove `allowed`: such a node takes `admx`"));
    } else if (const auto [first, is_new] = known_.try_emplace(base::folded(path), &uri); is_new) {
      facts_.push_back(facts_of(node, std::move(path)));
    } else {
      auto finding = diag::make(Code::DuplicateDefinition, uri.span,
                                fmt::format("the node `{}` is declared twice", uri.value), "keep one of the two");
      finding.labels.push_back({first->second->span, "the first is here"});
      report(index, std::move(finding));
    }
  }

  auto take() -> std::vector<csp::NodeFacts> { return std::move(facts_); }

 private:
  auto report(std::size_t index, diag::Diagnostic finding) -> void {
    finding.path = fmt::format("nodes[{}]", index);
    sink_.add(std::move(finding));
  }

  diag::Sink& sink_;
  std::vector<csp::NodeFacts> facts_;
  std::unordered_map<std::string, const model::Text*> known_;  // by folded path
};

}  // namespace

auto declared_path(const std::string& oma_uri) -> std::string {
  const auto parsed = grammar::parse_oma_uri(oma_uri);
  const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
  if (uri == nullptr || uri->segments.empty() || !uri->query.empty()) return {};
  if (uri->root == grammar::OmaUriRoot::Cimv2 || uri->root == grammar::OmaUriRoot::Other) return {};
  std::string path = uri->root == grammar::OmaUriRoot::User ? "./User/Vendor/MSFT" : "./Device/Vendor/MSFT";
  for (const auto& segment : uri->segments) path += "/" + grammar::decoded_segment(segment.text);
  return path;
}

auto declared_facts(const model::Workspace& workspace, diag::Sink& sink) -> std::vector<csp::NodeFacts> {
  Declarations declarations(sink);
  for (std::size_t i = 0; i < workspace.nodes.size(); ++i) declarations.add(workspace.nodes[i], i);
  return declarations.take();
}

auto declare_nodes(Loaded& loaded) -> void {
  const auto& nodes = loaded.workspace.nodes;
  auto declared = loaded.catalog.with_declared(declared_facts(loaded.workspace, loaded.sink));
  if (declared.ok()) {
    loaded.catalog = std::move(declared).value();
    return declare_definitions(loaded);
  }
  loaded.sink.add(diag::make(Code::LimitExceeded, nodes.front().span, declared.error().message, declared.error().help));
}

}  // namespace pinwright::driver
