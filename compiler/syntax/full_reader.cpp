#include "syntax/full_reader.hpp"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <stdexcept>
#include <streambuf>
#include <utility>

#include "base/utf8.hpp"
#include "syntax/explain.hpp"
#include "syntax/extent.hpp"
#include "syntax/text_check.hpp"
#include "syntax/tree_builder.hpp"

namespace pinwright::syntax {
namespace {

/// Reads a text where it stands, without the copy of a stringstream.
class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // The interface wants char*; a get area is never written.
    char* const begin = const_cast<char*>(text.data());  // NOLINT(*-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

/// Behind the lines at the top that are empty or nothing but a comment. Nothing is open yet, so that no `#` there can
/// belong to a text, and the parser takes as long over a comment as over what it reads.
auto end_of_top_comments(std::string_view text) -> std::size_t {
  std::size_t end = 0;
  for (;;) {
    const std::size_t first = text.find_first_not_of(' ', end);
    if (first == std::string_view::npos || (text[first] != '#' && !is_break(text[first]))) return end;
    const std::size_t feed = text.find('\n', first);
    if (feed == std::string_view::npos) return end;
    end = feed + 1;
  }
}

auto is_document_marker(std::string_view text, std::size_t at) -> bool {
  const std::string_view marker = text.substr(at, 3);
  const bool begins_line = at == 0 || is_break(text[at - 1]);
  const bool ends = at + 3 >= text.size() || is_blank(text[at + 3]) || is_break(text[at + 3]);
  return begins_line && ends && (marker == "---" || marker == "...");
}

/// Translates events and keeps the documents that are complete.
class Handler final : public YAML::EventHandler {
 public:
  Handler(const Input& input, const Limits& limits, diag::Sink& sink)
      : text_(input.text), input_(input), sink_(sink), builder_(input, limits, sink) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!finish_document()) throw StopReading{};
    const std::size_t at = offset(mark);
    const bool is_marked = text_.substr(at, 3) == "---" && is_document_marker(text_, at);
    builder_.begin_document(at + (is_marked ? 3 : 0));
  }
  void OnDocumentEnd() override { pending_ = true; }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.null(opening(mark, anchor, {})); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.alias(offset(mark), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    builder_.scalar(opening(mark, anchor, tag), value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    builder_.begin_sequence(opening(mark, anchor, tag), style != YAML::EmitterStyle::Block);
  }
  void OnSequenceEnd() override { builder_.end_collection(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    builder_.begin_mapping(opening(mark, anchor, tag), style != YAML::EmitterStyle::Block);
  }
  void OnMapEnd() override { builder_.end_collection(); }

  /// Takes the document that has ended, if one has. The parser begins a new document at any text that does not continue
  /// the old one; without a marker between them that text is a mistake, and the document before it is not what was
  /// meant.
  auto finish_document() -> bool {
    if (!std::exchange(pending_, false)) return true;
    const std::size_t next = skip_filler(text_, builder_.position());
    std::optional<Node> document = builder_.take_document();
    if (next < text_.size() && !is_document_marker(text_, next)) {
      sink_.add(diag::make(diag::Code::YamlSyntax, input_.span(next, end_of_word(next)),
                           "this text continues nothing above it",
                           "align it with the lines that it belongs to, or put `---` between two documents"));
      return false;
    }
    if (document) documents_.push_back(*std::move(document));
    return true;
  }

  auto fail(const YAML::Exception& exception) -> void {
    // A complete document stays when the broken one is another.
    const std::size_t next = skip_filler(text_, builder_.position());
    if (pending_ && next < text_.size() && is_document_marker(text_, next)) finish_document();
    const Failure failure{text_,
                          exception.msg,
                          offset(exception.mark),
                          builder_.position(),
                          builder_.open_bracket(),
                          builder_.last_node()};
    const Explanation found = explain(failure);
    auto finding = diag::make(diag::Code::YamlSyntax, input_.span(found.begin, found.end), found.message, found.help);
    if (found.label_at) finding.labels.push_back({input_.span(*found.label_at, *found.label_at + 1), found.label});
    sink_.add(std::move(finding));
  }

  auto fail_deep(const YAML::Exception& exception) -> void {
    const std::size_t at = offset(exception.mark);
    sink_.add(diag::make(diag::Code::LimitExceeded, input_.span(at, at), "collections are nested too deep",
                         "look for a bracket or indentation that repeats by mistake"));
  }

  [[nodiscard]] auto documents() -> std::vector<Node>& { return documents_; }

 private:
  auto end_of_word(std::size_t at) const -> std::size_t {
    return std::min(text_.find_first_of(" \t\r\n", at), text_.size());
  }
  auto offset(const YAML::Mark& mark) const -> std::size_t {
    return mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(mark.pos), text_.size());
  }
  auto opening(const YAML::Mark& mark, YAML::anchor_t anchor, std::string_view tag) const -> Opening {
    return {offset(mark), mark.column < 0 ? 0 : static_cast<std::size_t>(mark.column), anchor, tag};
  }

  std::string_view text_;
  Input input_;
  diag::Sink& sink_;
  TreeBuilder builder_;
  bool pending_ = false;
  std::vector<Node> documents_;
};

auto read(Handler& handler, std::string_view text) -> void {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(handler)) {
  }
  handler.finish_document();
}

}  // namespace

auto read_full(source::FileId file, std::string_view whole, const Limits& limits, diag::Sink& sink)
    -> std::vector<Node> {
  const TextFacts facts = check_text(file, whole, limits, sink);
  if (!facts.readable) return {};
  const std::size_t mark = whole.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
  const std::size_t shift = mark + end_of_top_comments(whole.substr(mark));
  const Input input{file, whole.substr(shift), shift, facts.tab_at_start};
  Handler handler(input, limits, sink);
  try {
    read(handler, input.text);
  } catch (const StopReading&) {  // its finding is in the sink
  } catch (const YAML::DeepRecursion& exception) {
    handler.fail_deep(exception);
  } catch (const YAML::Exception& exception) {
    handler.fail(exception);
  } catch (const std::runtime_error& exception) {  // the parser's internal errors
    handler.fail(YAML::Exception(YAML::Mark::null_mark(), exception.what()));
  }
  return std::move(handler.documents());
}

}  // namespace pinwright::syntax
