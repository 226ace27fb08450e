#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source_map.hpp"
#include "syntax/node.hpp"

namespace pinwright::format {

/// A text and the nodes that are read from it.
class Document {
 public:
  explicit Document(std::string text);

  [[nodiscard]] auto is_yaml() const -> bool { return is_yaml_; }
  [[nodiscard]] auto text() const -> std::string_view { return sources_.text(file_); }
  [[nodiscard]] auto nodes() const -> const std::vector<syntax::Node>& { return nodes_; }

 private:
  source::SourceMap sources_;
  source::FileId file_;
  std::vector<syntax::Node> nodes_;
  bool is_yaml_ = false;
};

/// Kinds, styles, texts and order; places aside. Two texts that are no YAML are not the same.
[[nodiscard]] auto same_nodes(const Document& a, const Document& b) -> bool;

[[nodiscard]] auto is_flow(const syntax::Node& node, std::string_view text) -> bool;

}  // namespace pinwright::format
