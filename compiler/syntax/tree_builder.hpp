#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.hpp"
#include "source/span.hpp"
#include "syntax/node.hpp"
#include "syntax/parse.hpp"

namespace pinwright::syntax {

/// Thrown to leave the parser early; the finding is in the Sink already.
struct StopReading {};

/// What an event says of a node's place and properties. `at` may be the place of an anchor or a tag before the node.
struct Opening {
  std::size_t at = 0;
  std::size_t column = 0;  ///< bytes
  std::size_t anchor = 0;  ///< 0: none
  std::string_view tag;
};

/// A text without the byte order mark and the comments at the top of its file, `shift` bytes of it.
struct Input {
  source::FileId file;
  std::string_view text;
  std::size_t shift = 0;
  bool tab_at_start = false;

  [[nodiscard]] auto span(std::size_t begin, std::size_t end) const -> source::Span {
    return {file, static_cast<std::uint32_t>(begin + shift), static_cast<std::uint32_t>(end + shift)};
  }
};

/// Makes the Node tree of one document after the other from parser events, and finds where each node ends. Children
/// wait on one stack and move into a vector of their exact number when their collection ends.
class TreeBuilder {
 public:
  TreeBuilder(const Input& input, const Limits& limits, diag::Sink& sink)
      : input_(input), limits_(limits), sink_(sink) {}

  /// `at`: behind the marker `---`, where there is one.
  auto begin_document(std::size_t at) -> void;
  auto null(const Opening& opening) -> void;
  auto scalar(const Opening& opening, const std::string& text) -> void;
  auto alias(std::size_t at, std::size_t anchor) -> void;
  auto begin_sequence(const Opening& opening, bool flow) -> void;
  auto begin_mapping(const Opening& opening, bool flow) -> void;
  auto end_collection() -> void;

  /// Behind what has been read.
  [[nodiscard]] auto position() const -> std::size_t { return at_; }
  /// The opening bracket of the flow collection that is being read.
  [[nodiscard]] auto open_bracket() const -> std::optional<std::size_t>;
  /// Where the node begins that was read last.
  [[nodiscard]] auto last_node() const -> std::optional<std::size_t>;
  /// The document that has been read; nullopt when it is empty.
  [[nodiscard]] auto take_document() -> std::optional<Node>;

 private:
  struct Collection {
    Kind kind = Kind::Mapping;
    bool flow = false;
    bool bracketed = false;
    std::size_t begin = 0;
    std::size_t column = 0;
    std::size_t anchor = 0;
    std::size_t first_child = 0;   // in nodes_
    std::size_t nodes_before = 0;  // counted_ when it began
    std::size_t text_before = 0;   // text_ when it began
    std::size_t height = 0;        // of the collections below it
    std::string tag;
    std::size_t opened_at = 0;  // its first anchor or tag, or `begin`
  };
  struct Anchored {
    Node node;
    std::size_t nodes = 0;
    std::size_t height = 0;
    std::size_t text = 0;  // bytes of its scalars
  };
  struct Start {
    std::size_t at = 0;          // of the node itself
    std::size_t column = 0;      // of that
    std::size_t properties = 0;  // end of the last anchor or tag, else `at`
  };

  auto behind_properties(const Opening& opening, std::size_t most) const -> Start;
  auto is_inside(const Start& start) const -> bool;
  auto begin_collection(Kind kind, const Opening& opening, bool flow) -> void;
  auto absent(const Opening& opening, const Start& start) -> void;
  auto place_of_absent(std::size_t next_token) -> std::size_t;
  auto add_scalar(const Opening& opening, const Start& start, Style style, std::string text, std::size_t end) -> void;
  auto add(Node node, std::size_t anchor, std::size_t nodes, std::size_t height, std::size_t text) -> void;
  auto end_of_collection(const Collection& collection) const -> std::size_t;
  auto assemble_mapping(const Collection& collection, Node& mapping) -> void;
  auto is_key_next() const -> bool;
  auto check_tag(std::string_view tag, std::size_t opened_at, const Node& node) -> void;
  auto count(std::size_t nodes, source::Span span) -> void;
  auto count_repeated(std::size_t text, source::Span span) -> void;
  auto refuse_depth(std::size_t depth, source::Span span) -> void;
  auto check_tabs(std::size_t at) -> void;
  auto check_column(const Start& start) -> void;
  auto stop_when_hopeless() const -> void;
  auto report(source::Span span, std::string message, std::string help) -> void;

  Input input_;
  Limits limits_;
  diag::Sink& sink_;
  std::size_t findings_before_ = sink_.diagnostics().size();
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::size_t text_ = 0;      // bytes of scalars, those that aliases stand for included
  std::size_t repeated_ = 0;  // bytes of them that are copies
  std::vector<Node> nodes_;
  std::vector<Collection> open_;
  std::unordered_map<std::size_t, Anchored> anchors_;
};

}  // namespace pinwright::syntax
