#include "csp/node.hpp"

#include <cassert>
#include <cstddef>

#include "csp/admx_unpack.hpp"
#include "csp/blob.hpp"
#include "csp/path.hpp"
#include "csp/schema.hpp"

namespace pinwright::csp {
namespace {

auto packed(const Blob* blob, std::uint32_t index) -> const PackedNode& {
  assert(blob != nullptr);
  return blob->node(index);
}

}  // namespace

auto Node::name() const -> std::string_view { return blob_->text(packed(blob_, index_).name); }

auto Node::uri() const -> std::string {
  const PackedNode& node = packed(blob_, index_);
  if (index_ < kFirstNode) return {};
  std::vector<std::uint32_t> chain;
  for (std::uint32_t at = index_; at >= kFirstNode; at = blob_->node(at).parent) chain.push_back(at);
  std::string out(root_text(static_cast<Tree>(node.tree), (node.flags & flag::VendorRoot) != 0));
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
    const PackedNode& step = blob_->node(*at);
    const std::string_view text = blob_->text(step.name);
    out += '/';
    if ((step.flags & flag::Dynamic) != 0) {
      out += '{';
      out += text;
      out += '}';
    } else {
      out += text;
    }
  }
  return out;
}

auto Node::format() const -> Format { return static_cast<Format>(packed(blob_, index_).format); }
auto Node::can(Access access) const -> bool {
  return (packed(blob_, index_).access & static_cast<std::uint8_t>(access)) != 0;
}
auto Node::is_dynamic() const -> bool { return (packed(blob_, index_).flags & flag::Dynamic) != 0; }
auto Node::naming() const -> Naming { return static_cast<Naming>(packed(blob_, index_).naming); }
auto Node::name_pattern() const -> std::string_view { return blob_->text(packed(blob_, index_).name_pattern); }
auto Node::is_tenant_id() const -> bool { return (packed(blob_, index_).flags & flag::TenantId) != 0; }
auto Node::is_secret() const -> bool { return (packed(blob_, index_).flags & flag::Secret) != 0; }

auto Node::content() const -> Content { return static_cast<Content>(packed(blob_, index_).content); }
auto Node::content_rule() const -> ContentRule { return static_cast<ContentRule>(packed(blob_, index_).content_rule); }

auto Node::xml_root() const -> std::optional<XmlRoot> {
  const auto words = blob_->list(packed(blob_, index_).xml_root);
  if (words.empty()) return std::nullopt;
  XmlRoot root{blob_->text(words[0]), std::nullopt};
  if (words.size() > 1) root.space = blob_->text(words[1]);
  return root;
}

auto Node::schema() const -> std::optional<XmlSchema> {
  const auto words = blob_->list(blob_->header().schemas);
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {  // few nodes have one
    if (words[i] == index_) return XmlSchema(*blob_, words[i + 1]);
  }
  return std::nullopt;
}

auto Node::default_value() const -> std::optional<std::string_view> {
  const PackedNode& node = packed(blob_, index_);
  if ((node.flags & flag::HasDefault) == 0) return std::nullopt;
  return blob_->text(node.default_value);
}

auto Node::allowed() const -> Allowed { return static_cast<Allowed>(packed(blob_, index_).allowed); }
auto Node::allowed_values() const -> std::vector<std::string_view> {
  return blob_->texts(packed(blob_, index_).values);
}

auto Node::allowed_labels() const -> std::vector<std::string_view> {
  return blob_->texts(packed(blob_, index_).labels);
}

auto Node::allowed_range() const -> std::optional<Range> {
  const PackedNode& node = packed(blob_, index_);
  if ((node.flags & flag::HasRange) == 0) return std::nullopt;
  return Range{node.low, node.high};
}

auto Node::pattern() const -> std::string_view { return blob_->text(packed(blob_, index_).pattern); }
auto Node::list_delimiter() const -> std::string_view { return blob_->text(packed(blob_, index_).delimiter); }
auto Node::admx() const -> std::optional<AdmxPolicy> { return unpack_admx(*blob_, blob_->node(index_).admx); }
auto Node::is_admx_backed() const -> bool { return (packed(blob_, index_).flags & flag::AdmxBacked) != 0; }
auto Node::is_deprecated() const -> bool { return (packed(blob_, index_).flags & flag::Deprecated) != 0; }
auto Node::deprecated_since() const -> std::string_view { return blob_->text(packed(blob_, index_).deprecated_since); }

auto Node::os_builds() const -> std::vector<OsBuild> {
  const auto words = blob_->list(packed(blob_, index_).builds);
  std::vector<OsBuild> out;
  for (std::size_t i = 0; i + 3 < words.size(); i += 4) {
    out.push_back(OsBuild{words[i], words[i + 1], words[i + 2], words[i + 3]});
  }
  return out;
}

auto Node::csp_version() const -> std::string_view { return blob_->text(packed(blob_, index_).csp_version); }

auto Node::editions() const -> std::vector<std::uint16_t> {
  std::vector<std::uint16_t> out;
  for (const std::uint32_t sku : blob_->list(packed(blob_, index_).editions)) {
    out.push_back(static_cast<std::uint16_t>(sku));
  }
  return out;
}

auto Node::dependencies() const -> std::vector<DependencyGroup> {
  const auto words = blob_->list(packed(blob_, index_).dependencies);
  std::vector<DependencyGroup> groups;
  if (words.empty()) return groups;
  std::size_t at = 0;
  const auto next = [&words, &at] { return words[at++]; };
  for (std::uint32_t left = next(); left > 0; --left) {
    DependencyGroup& group = groups.emplace_back();
    group.changed_kind = static_cast<Allowed>(next());
    group.changed_values = blob_->texts(next());
    for (std::uint32_t rows = next(); rows > 0; --rows) {
      Dependency& dependency = group.any_of.emplace_back();
      dependency.negated = next() != 0;
      dependency.uri = blob_->text(next());
      dependency.kind = static_cast<Allowed>(next());
      dependency.values = blob_->texts(next());
    }
  }
  return groups;
}

auto Node::replaced_by() const -> std::string_view { return blob_->text(packed(blob_, index_).replaced_by); }

auto Node::children() const -> std::vector<Node> {
  const PackedNode& node = packed(blob_, index_);
  std::vector<Node> out;
  out.reserve(node.child_count);
  for (std::uint32_t i = 0; i < node.child_count; ++i) out.emplace_back(blob_, node.first_child + i);
  return out;
}

auto Node::parent() const -> Node {
  const std::uint32_t up = packed(blob_, index_).parent;
  if (up < kFirstNode || (blob_->node(up).flags & flag::Synthetic) != 0) return {};
  return {blob_, up};
}

auto Node::scope() const -> Scope {
  return static_cast<Tree>(packed(blob_, index_).tree) == Tree::User ? Scope::User : Scope::Device;
}

auto Node::edition() const -> std::string_view { return blob_->text(packed(blob_, index_).edition); }
auto Node::is_retired() const -> bool { return (packed(blob_, index_).flags & flag::Retired) != 0; }

}  // namespace pinwright::csp
