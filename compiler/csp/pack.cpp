#include "csp/pack.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "csp/admx_pack.hpp"
#include "csp/definitions.hpp"
#include "csp/draft.hpp"
#include "csp/layout.hpp"
#include "csp/path.hpp"
#include "csp/pool.hpp"
#include "csp/schema_pack.hpp"

namespace pinwright::csp {
namespace {

constexpr std::size_t kMaxPacked = 1U << 31;

auto keys_of(const std::vector<std::string>& paths) -> std::unordered_set<std::string> {
  std::unordered_set<std::string> keys;
  for (const std::string& path : paths) keys.insert(path_key(path));
  return keys;
}

/// groups, then for each: kind and values that change, number of dependencies, then for each: negated, URI, kind,
/// values.
auto pack_dependencies(const std::vector<DependencyGroupFacts>& groups, Pool& pool) -> std::uint32_t {
  if (groups.empty()) return 0;
  std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(groups.size())};
  for (const DependencyGroupFacts& group : groups) {
    words.push_back(static_cast<std::uint32_t>(group.changed.kind));
    words.push_back(pool.texts(group.changed.values));
    words.push_back(static_cast<std::uint32_t>(group.any_of.size()));
    for (const DependencyFacts& dependency : group.any_of) {
      words.push_back(dependency.negated ? 1 : 0);
      words.push_back(pool.text(dependency.uri));
      words.push_back(static_cast<std::uint32_t>(dependency.allowed.kind));
      words.push_back(pool.texts(dependency.allowed.values));
    }
  }
  return pool.list(words);
}

auto pack_builds(const std::vector<std::string>& builds, Pool& pool) -> std::uint32_t {
  std::vector<std::uint32_t> words;
  for (const std::string& text : builds) {
    const OsBuild build = parse_os_build(text).value_or(OsBuild{});
    words.insert(words.end(), {build.major, build.minor, build.build, build.revision});
  }
  return pool.list(words);
}

/// Packs one node after the other; a parent comes before its children, so what is inherited is there.
class NodePacker {
 public:
  NodePacker(const Overlay& overlay, Pool& pool);
  auto pack(const std::vector<DraftNode>& draft) -> std::vector<PackedNode>;

 private:
  auto structure(const DraftNode& draft, PackedNode& out) -> void;
  auto values(const NodeFacts& facts, PackedNode& out) -> void;
  auto dependencies(const DraftNode& draft, PackedNode& out) -> void;
  auto admx(const DraftNode& draft, PackedNode& out) -> void;
  auto naming(const NodeFacts& facts, PackedNode& out) -> void;
  auto applicability(const DraftNode& draft, const PackedNode& parent, PackedNode& out) -> void;
  auto overlay_facts(const DraftNode& draft, PackedNode& out) -> void;
  auto content(const DraftNode& draft, PackedNode& out) -> void;

  Pool& pool_;
  std::unordered_set<std::string> tenant_ids_, placeholders_, secrets_;
  std::unordered_map<std::string, std::string> replaced_by_;
  std::unordered_map<std::string, PatternFacts> patterns_;
  std::unordered_map<std::string, DependencyFacts> dependencies_;
  std::unordered_map<std::string, AdmxCorrection> admx_policies_;
  std::unordered_map<std::string, ContentFacts> contents_;
};

NodePacker::NodePacker(const Overlay& overlay, Pool& pool)
    : pool_(pool),
      tenant_ids_(keys_of(overlay.tenant_ids)),
      placeholders_(keys_of(overlay.placeholders)),
      secrets_(keys_of(overlay.secrets)) {
  for (const auto& row : overlay.replaced_by) replaced_by_.emplace(path_key(row.first), row.second);
  for (const auto& row : overlay.patterns) patterns_.emplace(path_key(row.path), row);
  for (const auto& row : overlay.dependencies) dependencies_.emplace(path_key(row.path), row.on);
  for (const auto& row : overlay.admx_policies) admx_policies_.emplace(path_key(row.path), row);
  for (const auto& row : overlay.contents) contents_.emplace(path_key(row.path), row);
}

auto set_flag(PackedNode& node, flag::Bits bit, bool on) -> void {
  if (on) node.flags = static_cast<std::uint16_t>(node.flags | bit);
}

auto NodePacker::structure(const DraftNode& draft, PackedNode& out) -> void {
  out.name = pool_.text(draft.name);
  out.parent = draft.parent;
  out.first_child = draft.children.empty() ? 0 : draft.children.front();
  out.child_count = static_cast<std::uint32_t>(draft.children.size());
  out.tree = static_cast<std::uint8_t>(draft.tree);
  const bool retired = draft.facts != nullptr && !draft.facts->retired.empty();
  out.edition = pool_.text(retired ? std::string_view(draft.facts->retired) : draft.edition);
  set_flag(out, flag::Retired, retired);
  set_flag(out, flag::Dynamic, draft.dynamic);
  set_flag(out, flag::VendorRoot, draft.vendor_root);
  set_flag(out, flag::Synthetic, draft.facts == nullptr);
  set_flag(out, flag::UnitRoot, draft.unit_root);
}

auto NodePacker::values(const NodeFacts& facts, PackedNode& out) -> void {
  out.format = static_cast<std::uint8_t>(facts.format);
  out.access = facts.access;
  out.default_value = pool_.text(facts.default_value.value_or(""));
  set_flag(out, flag::HasDefault, facts.default_value.has_value());
  out.allowed = static_cast<std::uint8_t>(facts.allowed.kind);
  out.values = pool_.texts(facts.allowed.values);
  out.labels = pool_.texts(facts.allowed.labels);
  out.pattern = pool_.text(facts.allowed.pattern);
  out.delimiter = pool_.text(facts.list);
  set_flag(out, flag::HasRange, facts.allowed.range.has_value());
  out.low = facts.allowed.range.value_or(Range{}).low;
  out.high = facts.allowed.range.value_or(Range{}).high;
  set_flag(out, flag::AdmxBacked, facts.admx.has_value() || facts.allowed.kind == Allowed::Admx);
  set_flag(out, flag::Deprecated, facts.deprecated);
  out.deprecated_since = pool_.text(facts.deprecated_since);
}

auto NodePacker::dependencies(const DraftNode& draft, PackedNode& out) -> void {
  auto groups = draft.facts->dependencies;
  if (const auto found = dependencies_.find(draft.key); found != dependencies_.end())
    groups.push_back({{}, {}, {found->second}});
  out.dependencies = pack_dependencies(groups, pool_);
}

auto NodePacker::admx(const DraftNode& draft, PackedNode& out) -> void {
  const auto& facts = draft.facts->admx;
  const auto right = admx_policies_.find(draft.key);
  if (facts && right != admx_policies_.end() && right->second.instead_of == facts->name) {
    out.admx = pack_admx(right->second.policy, right->second.edition, pool_);
    return;
  }
  if (facts && facts->policy) out.admx = pack_admx(*facts->policy, draft.admx_edition, pool_);
}

auto NodePacker::naming(const NodeFacts& facts, PackedNode& out) -> void {
  if ((out.flags & flag::Dynamic) == 0) return;  // one static node of Microsoft's states a rule: EncodedCertificate
  out.naming = static_cast<std::uint8_t>(facts.naming == Naming::Static ? Naming::Unspecified : facts.naming);
  // An inner node has no value: its regular expression is about its name.
  const bool by_value = facts.name_pattern.empty() && facts.format == Format::Node;
  out.name_pattern = pool_.text(by_value ? facts.allowed.pattern : facts.name_pattern);
}

auto NodePacker::applicability(const DraftNode& draft, const PackedNode& parent, PackedNode& out) -> void {
  const NodeFacts& facts = *draft.facts;
  const bool inherits = !draft.unit_root;
  out.builds = facts.builds.empty() && inherits ? parent.builds : pack_builds(facts.builds, pool_);
  out.csp_version = facts.csp_version.empty() && inherits ? parent.csp_version : pool_.text(facts.csp_version);
  if (facts.editions) {
    out.editions = pool_.list({facts.editions->begin(), facts.editions->end()});
  } else if (inherits) {
    out.editions = parent.editions;
  }
}

auto NodePacker::overlay_facts(const DraftNode& draft, PackedNode& out) -> void {
  const std::string& key = draft.key;
  set_flag(out, flag::TenantId, tenant_ids_.contains(key));
  set_flag(out, flag::Placeholder, placeholders_.contains(key));
  set_flag(out, flag::Secret, secrets_.contains(key));
  if (const auto found = replaced_by_.find(key); found != replaced_by_.end())
    out.replaced_by = pool_.text(found->second);
  const auto pattern = patterns_.find(key);
  if (pattern != patterns_.end() && pattern->second.instead_of == draft.facts->allowed.pattern)
    out.pattern = pool_.text(pattern->second.pattern);
}

auto stated_content(const NodeFacts& facts) -> Content {
  if (facts.admx || facts.allowed.kind == Allowed::Admx) return Content::Plain;
  if (facts.format == Format::Xml || facts.allowed.kind == Allowed::Xsd) return Content::Xml;
  return facts.allowed.kind == Allowed::Json ? Content::Json : Content::Plain;
}

auto NodePacker::content(const DraftNode& draft, PackedNode& out) -> void {
  const NodeFacts& facts = *draft.facts;
  out.content = static_cast<std::uint8_t>(stated_content(facts));
  if (facts.format == Format::Node) return;
  auto row = contents_.find(draft.key);
  if (row == contents_.end()) row = contents_.find(draft.key.substr(0, draft.key.rfind('/')));
  if (row == contents_.end()) return;
  if (row->second.content) out.content = static_cast<std::uint8_t>(*row->second.content);
  out.content_rule = static_cast<std::uint8_t>(row->second.rule);
  if (row->second.root.empty()) return;
  std::vector<std::uint32_t> root = {pool_.text(row->second.root)};
  if (row->second.space) root.push_back(pool_.text(*row->second.space));
  out.xml_root = pool_.list(root);
}

auto NodePacker::pack(const std::vector<DraftNode>& draft) -> std::vector<PackedNode> {
  std::vector<PackedNode> nodes(draft.size());
  for (std::size_t i = kFirstTree; i < draft.size(); ++i) {
    PackedNode& out = nodes[i];
    structure(draft[i], out);
    for (const std::uint32_t child : draft[i].children) out.dynamic_count += draft[child].dynamic ? 1U : 0U;
    if (draft[i].facts == nullptr) continue;
    values(*draft[i].facts, out);
    dependencies(draft[i], out);
    admx(draft[i], out);
    naming(*draft[i].facts, out);
    applicability(draft[i], nodes[draft[i].parent], out);
    overlay_facts(draft[i], out);
    content(draft[i], out);
  }
  return nodes;
}

auto pack_overlay(const Overlay& overlay, Pool& pool, Header& header) -> void {
  header.retired = pool.texts(overlay.retired);
  header.unlisted = pool.texts(overlay.unlisted);
  std::vector<std::uint32_t> bad;
  for (const BadPathFacts& row : overlay.bad_paths) {
    bad.insert(bad.end(), {pool.text(row.bad), pool.text(row.right), pool.text(row.reason)});
  }
  header.bad_paths = pool.list(bad);
  std::vector<std::uint32_t> names;
  for (const auto& [sku, edition] : overlay.editions) names.insert(names.end(), {sku, pool.text(edition)});
  header.edition_names = pool.list(names);
}

auto pack_leaves(const std::vector<DraftNode>& draft, Pool& pool) -> std::uint32_t {
  std::vector<std::tuple<Tree, std::string, std::uint32_t>> leaves;
  for (std::uint32_t i = kFirstNode; i < draft.size(); ++i) {
    const DraftNode& node = draft[i];
    if (node.children.empty() && !node.dynamic) leaves.emplace_back(node.tree, base::folded(node.name), i);
  }
  std::sort(leaves.begin(), leaves.end());
  std::vector<std::uint32_t> words;
  for (const auto& leaf : leaves) words.push_back(std::get<std::uint32_t>(leaf));
  return pool.list(words);
}

auto pack_schemas(const std::vector<DraftNode>& draft, Pool& pool) -> std::uint32_t {
  std::vector<std::uint32_t> words;
  for (std::uint32_t i = kFirstNode; i < draft.size(); ++i) {
    const auto* facts = draft[i].facts;
    if (facts != nullptr && facts->schema) words.insert(words.end(), {i, pack_schema(*facts->schema, pool)});
  }
  return pool.list(words);
}

/// Puts what the list of definitions says to the nodes.
class DefinitionPacker {
 public:
  DefinitionPacker(const std::vector<DraftNode>& draft, std::vector<PackedNode>& nodes, Pool& pool)
      : nodes_(nodes), pool_(pool) {
    for (std::uint32_t i = kFirstNode; i < draft.size(); ++i) index_.emplace(draft[i].key, i);
  }

  auto run(const Definitions& definitions, Header& header) -> base::Status {
    std::vector<std::pair<std::string, std::uint32_t>> ids;
    for (const DefinitionFacts& row : definitions.rows) {
      const std::uint32_t at = node_of(row.path);
      if (at == 0) return missing(row.path);
      nodes_[at].definition =
          pool_.list({static_cast<std::uint32_t>(row.control), pool_.text(row.id), pool_.texts(row.options),
                      pool_.texts(row.missing_elements), row.named ? 1U : 0U});
      ids.emplace_back(row.id.empty() ? rule_of_definition_id(row.path) : row.id, at);
    }
    for (const std::string& path : definitions.newer) {
      const std::uint32_t at = node_of(path);
      if (at == 0) return missing(path);
      set_flag(nodes_[at], flag::NewerThanList, true);
      // Intune may have a definition of it by now, and the rule gives the id.
      if (nodes_[at].format != static_cast<std::uint8_t>(Format::Node))
        ids.emplace_back(rule_of_definition_id(path), at);
    }
    std::sort(ids.begin(), ids.end());
    std::vector<std::uint32_t> words;
    for (const auto& id : ids) words.push_back(id.second);
    header.definitions = pool_.list(words);
    header.definitions_edition = pool_.text(definitions.list);
    return others(definitions.others, header);
  }

 private:
  auto others(const std::vector<OtherIds>& rows, Header& header) -> base::Status {
    std::vector<std::pair<std::string, std::uint32_t>> ids;
    for (const OtherIds& row : rows) {
      const std::uint32_t at = node_of(row.path);
      if (at == 0) return missing(row.path);
      for (const std::string& id : row.ids) ids.emplace_back(id, at);
    }
    std::sort(ids.begin(), ids.end());
    std::vector<std::uint32_t> words;
    for (const auto& [id, at] : ids) words.insert(words.end(), {pool_.text(id), at});
    header.other_definitions = pool_.list(words);
    return base::Done{};
  }
  [[nodiscard]] auto node_of(std::string_view path) const -> std::uint32_t {
    const auto found = index_.find(path_key(path));
    return found == index_.end() ? 0 : found->second;
  }
  static auto missing(const std::string& path) -> base::Error {
    return {"a definition is of `" + path + "`, which is no node", {}};
  }

  std::vector<PackedNode>& nodes_;
  Pool& pool_;
  std::unordered_map<std::string, std::uint32_t> index_;  // by path_key
};

auto aligned(std::size_t size) -> std::size_t { return (size + 7) / 8 * 8; }

auto assemble(Header header, const std::vector<PackedNode>& nodes, const Pool& pool)
    -> base::Result<std::vector<std::uint64_t>> {
  const std::size_t nodes_at = aligned(sizeof(Header));
  const std::size_t words_at = nodes_at + nodes.size() * sizeof(PackedNode);
  const std::size_t strings_at = aligned(words_at + pool.words().size() * sizeof(std::uint32_t));
  const std::size_t total = aligned(strings_at + pool.strings().size());
  if (total > kMaxPacked) return base::Error{"the catalogue is larger than 2 GiB", {}};
  header.total_size = static_cast<std::uint32_t>(total);
  header.nodes = static_cast<std::uint32_t>(nodes_at);
  header.node_count = static_cast<std::uint32_t>(nodes.size());
  header.words = static_cast<std::uint32_t>(words_at);
  header.word_count = static_cast<std::uint32_t>(pool.words().size());
  header.strings = static_cast<std::uint32_t>(strings_at);
  header.string_size = static_cast<std::uint32_t>(pool.strings().size());
  std::vector<std::uint64_t> out(total / 8);
  char* bytes = reinterpret_cast<char*>(out.data());
  std::memcpy(bytes, &header, sizeof header);
  std::memcpy(bytes + nodes_at, nodes.data(), nodes.size() * sizeof(PackedNode));
  std::memcpy(bytes + words_at, pool.words().data(), pool.words().size() * sizeof(std::uint32_t));
  std::memcpy(bytes + strings_at, pool.strings().data(), pool.strings().size());
  return out;
}

}  // namespace

auto pack(const std::vector<PackInput>& inputs, const Overlay& overlay, std::string_view overlay_json,
          const Definitions& definitions) -> base::Result<std::vector<std::uint64_t>> {
  const auto draft = draft_tree(inputs);
  if (!draft.ok()) return draft.error();
  Pool pool;
  Header header;
  if (!inputs.empty()) header.edition = pool.text(inputs.front().file.edition);
  header.overlay = pool.text(overlay_json);
  pack_overlay(overlay, pool, header);
  header.leaves = pack_leaves(draft.value(), pool);
  header.schemas = pack_schemas(draft.value(), pool);
  auto nodes = NodePacker(overlay, pool).pack(draft.value());
  const auto packed = DefinitionPacker(draft.value(), nodes, pool).run(definitions, header);
  if (!packed.ok()) return packed.error();
  return assemble(header, nodes, pool);
}

}  // namespace pinwright::csp
