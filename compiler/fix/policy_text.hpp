#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"

namespace pinwright::fix {

/// The mapping of one policy in its file, and the lines around the places in it.
class PolicyText {
 public:
  /// nullopt: the policy is no mapping of its own in the files, such as an alias or an empty one.
  [[nodiscard]] static auto of(const model::Policy& policy, const source::SourceMap& sources)
      -> std::optional<PolicyText>;

  [[nodiscard]] auto node() const -> const syntax::Node& { return node_; }
  /// Of the whole file.
  [[nodiscard]] auto text() const -> std::string_view { return sources_->text(node_.span.file); }
  [[nodiscard]] auto line_break() const -> std::string_view;

  /// Written with brackets.
  [[nodiscard]] auto is_flow(const syntax::Node& node) const -> bool;
  [[nodiscard]] auto is_on_one_line(source::Span span) const -> bool;
  /// Blanks up to the column of a place: what stands before it in its line, `- ` say, is made blank.
  [[nodiscard]] auto indent_at(std::size_t offset) const -> std::string;
  /// The first byte of the line that holds the byte at `offset`.
  [[nodiscard]] auto line_begin(std::size_t offset) const -> std::size_t;
  /// The first byte of the line behind the one that holds the byte before `offset`; the file's size when it is the
  /// last.
  [[nodiscard]] auto next_line(std::size_t offset) const -> std::size_t;

  [[nodiscard]] auto span(std::size_t begin, std::size_t end) const -> source::Span;
  [[nodiscard]] auto insert(std::size_t offset, std::string new_text) const -> diag::Edit;
  /// A line of its own behind the one that holds the byte before `offset`; a comment at its end stays there. The edit
  /// stands in front of the line break, so that it does not touch an edit of the line below.
  [[nodiscard]] auto after_line(std::size_t offset, const std::string& line) const -> diag::Edit;

 private:
  PolicyText(const source::SourceMap& sources, syntax::Node node) : sources_(&sources), node_(std::move(node)) {}

  const source::SourceMap* sources_;
  syntax::Node node_;
};

}  // namespace pinwright::fix
