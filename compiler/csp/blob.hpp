#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "csp/layout.hpp"
#include "csp/node.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {

/// One packed catalogue, read where it lies. Not copyable: nodes point into it.
class Blob {
 public:
  /// Owns the words.
  explicit Blob(std::vector<std::uint64_t> words);
  /// Bytes that live as long as the program, aligned to 8. Asserts the layout's magic and version.
  explicit Blob(const unsigned char* bytes);
  Blob(const Blob&) = delete;
  auto operator=(const Blob&) -> Blob& = delete;

  [[nodiscard]] auto header() const -> const Header& { return *reinterpret_cast<const Header*>(bytes_); }
  [[nodiscard]] auto node(std::uint32_t index) const -> const PackedNode& {
    return reinterpret_cast<const PackedNode*>(bytes_ + header().nodes)[index];
  }
  [[nodiscard]] auto node_count() const -> std::uint32_t { return header().node_count; }
  [[nodiscard]] auto text(std::uint32_t ref) const -> std::string_view;
  [[nodiscard]] auto list(std::uint32_t ref) const -> std::span<const std::uint32_t>;
  [[nodiscard]] auto texts(std::uint32_t ref) const -> std::vector<std::string_view>;

  [[nodiscard]] static auto tree_root(Tree tree) -> std::uint32_t {
    return kFirstTree + static_cast<std::uint32_t>(tree);
  }
  /// The static child whose folded name is the segment's (percent-decoded, folded), or 0.
  [[nodiscard]] auto static_child(std::uint32_t parent, std::string_view segment) const -> std::uint32_t;
  /// Indices [first, last) of the dynamic children.
  [[nodiscard]] auto dynamic_children(std::uint32_t parent) const -> std::pair<std::uint32_t, std::uint32_t>;
  /// The leaves of a tree, none dynamic, whose folded name is the segment's (percent-decoded, folded).
  [[nodiscard]] auto leaves_named(Tree tree, std::string_view segment) const -> std::span<const std::uint32_t>;

 private:
  auto check() const -> void;

  std::vector<std::uint64_t> words_;
  const unsigned char* bytes_ = nullptr;
};

}  // namespace pinwright::csp
