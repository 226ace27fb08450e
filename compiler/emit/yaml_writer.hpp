#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace pinwright::emit {

/// A text as a YAML scalar that every reader takes for exactly this text: plain where that is beyond doubt, else in
/// double quotes.
[[nodiscard]] auto yaml_text(std::string_view text) -> std::string;
/// The same for a place between `[ ]` or `{ }`, where commas and brackets end a plain text. A GUID is plain.
[[nodiscard]] auto yaml_flow_text(std::string_view text) -> std::string;

/// Block-style YAML, line by line.
class YamlWriter {
 public:
  /// `key:` and what follows it is one level deeper, until `leave`.
  auto enter(std::string_view key) -> void;
  auto leave() -> void;
  /// `key: value`; `value` is YAML already.
  auto entry(std::string_view key, std::string_view value) -> void;
  auto text(std::string_view key, std::string_view text) -> void { entry(key, yaml_text(text)); }
  /// `- value`
  auto item(std::string_view value) -> void;
  /// The next line begins an item of a list: `- key: …`; the lines behind it stand below its key, until `leave_item`.
  auto enter_item() -> void;
  auto leave_item() -> void;
  /// `# text`, a line for each line of it, whatever ends a line in YAML 1.1 or 1.2 (LF, CR, CR LF, NEL, LS, PS): no
  /// part of the text can leave the comment. What else cannot be seen is written as an escape.
  auto comment(std::string_view text) -> void;

  [[nodiscard]] auto take() -> std::string { return std::move(text_); }

 private:
  auto line(std::string_view text) -> void;

  std::string text_;
  std::size_t depth_ = 0;
  bool begins_item_ = false;
};

}  // namespace pinwright::emit
