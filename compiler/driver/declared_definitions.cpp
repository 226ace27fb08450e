#include "driver/declared_definitions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "csp/definitions.hpp"
#include "csp/path.hpp"
#include "csp/settings_catalog.hpp"
#include "driver/declared_nodes.hpp"

namespace pinwright::driver {

namespace {

using diag::Code;

/// The longest of Microsoft's has 247 characters.
constexpr std::size_t kMostCharacters = 1024;

/// What Microsoft's ids are made of: an upper-case letter is in none of them.
auto is_definition_id(std::string_view text) -> bool {
  constexpr std::string_view kMarks = "_~.{}-";
  return !text.empty() && text.size() <= kMostCharacters && std::all_of(text.begin(), text.end(), [&](char c) {
    return (base::is_alnum(c) && base::fold(c) == c) || kMarks.find(c) != std::string_view::npos;
  });
}

class DefinitionDeclarations {
 public:
  DefinitionDeclarations(const csp::Catalog& catalog, diag::Sink& sink) : catalog_(catalog), sink_(sink) {}

  auto add(const model::DeclaredNode& declared, std::size_t index) -> void {
    const auto node = catalog_.at_path(declared_path(declared.oma_uri.value));
    if (!node.valid() || !declared.definition_id) return;
    const auto& id = *declared.definition_id;
    if (!is_definition_id(id.value)) return report(index, malformed(id));
    const auto [first, is_new] = known_.try_emplace(id.value, &id);
    if (!is_new) return report(index, twice(id, first->second->span));
    const auto owner = catalog_.node_of_definition(id.value);
    if (owner.valid() && csp::path_key(owner.uri()) != csp::path_key(node.uri()))
      return report(index, of_another(id, owner));
    if (!catalog_.definition_of(node)) list_.rows.push_back(facts_of(node, id.value));
  }

  auto take() -> csp::Definitions { return std::move(list_); }

 private:
  static auto facts_of(const csp::Node& node, const std::string& id) -> csp::DefinitionFacts {
    csp::DefinitionFacts facts;
    facts.path = node.uri();
    facts.control = csp::suggested_control(node);
    facts.id = id;
    if (node.format() == csp::Format::Bool && node.allowed_values().empty()) facts.options = {"false", "true"};
    return facts;
  }

  static auto malformed(const model::Text& id) -> diag::Diagnostic {
    auto finding =
        diag::make(Code::WrongType, id.span,
                   fmt::format("{} is no id of a definition of the settings catalog", base::quoted(id.value)),
                   "write it as Microsoft Graph does, in lower case: `device_vendor_msft_policy_config_…`");
    const auto folded = base::folded(id.value);
    if (is_definition_id(folded)) finding.help = fmt::format("Microsoft's ids are in lower case: `{}`", folded);
    return finding;
  }
  static auto twice(const model::Text& id, const source::Span& first) -> diag::Diagnostic {
    auto finding = diag::make(Code::DuplicateDefinition, id.span,
                              fmt::format("the definition `{}` is that of two nodes", id.value),
                              "each node has a definition of its own: correct one of the two");
    finding.labels.push_back({first, "the first is here"});
    return finding;
  }
  static auto of_another(const model::Text& id, const csp::Node& owner) -> diag::Diagnostic {
    return diag::make(Code::DuplicateDefinition, id.span,
                      fmt::format("the definition `{}` is that of the node `{}`", id.value, owner.uri()),
                      "write the id that Microsoft Graph has for this node, or remove it");
  }

  auto report(std::size_t index, diag::Diagnostic finding) -> void {
    finding.path = fmt::format("nodes[{}].definitionId", index);
    sink_.add(std::move(finding));
  }

  const csp::Catalog& catalog_;
  diag::Sink& sink_;
  csp::Definitions list_;
  std::unordered_map<std::string, const model::Text*> known_;  // by id
};

}  // namespace

auto declare_definitions(Loaded& loaded) -> void {
  DefinitionDeclarations declarations(loaded.catalog, loaded.sink);
  const auto& nodes = loaded.workspace.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) declarations.add(nodes[i], i);
  const auto list = declarations.take();
  if (!list.rows.empty()) loaded.catalog = loaded.catalog.with_definitions(list);
}

}  // namespace pinwright::driver
