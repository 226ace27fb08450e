#include "grammar/xml_full.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::grammar {
namespace {

constexpr std::size_t kMaxDepth = 100;
/// `<a/>` four million times is a value of the size that may be read, and half a gigabyte of elements.
constexpr std::size_t kMaxElements = 200'000;
// Expat wants one root; the text may have many. Its name never meets the text's, since depth is counted.
constexpr std::string_view kOpenRoot = "<r>";
constexpr std::string_view kCloseRoot = "</r>";

// Between namespace, local name and prefix in the names that expat gives. No XML can hold it.
constexpr char kBetween = '\x1f';

struct Name {
  std::string_view space, local, prefix;

  [[nodiscard]] auto spelled() const -> std::string {
    std::string text(prefix);
    if (!prefix.empty()) text += ':';
    return text.append(local);
  }
};

/// `local`, `namespace local` or `namespace local prefix`.
auto split_name(std::string_view name) -> Name {
  const auto first = name.find(kBetween);
  if (first == std::string_view::npos) return {{}, name, {}};
  const auto rest = name.substr(first + 1);
  const auto second = rest.find(kBetween);
  if (second == std::string_view::npos) return {name.substr(0, first), rest, {}};
  return {name.substr(0, first), rest.substr(0, second), rest.substr(second + 1)};
}

/// What expat mixes into its tables, so that nobody can write names that all fall on one place. It would ask the system
/// for each text.
auto hash_salt() -> unsigned long {
  static const unsigned long kSalt = std::random_device{}() | 1U;
  return kSalt;
}

struct FreeParser {
  auto operator()(XML_Parser parser) const -> void { XML_ParserFree(parser); }
};
using OwnParser = std::unique_ptr<XML_ParserStruct, FreeParser>;

auto new_parser(Prefixes prefixes) -> OwnParser {
  if (prefixes == Prefixes::Any) return OwnParser(XML_ParserCreate("UTF-8"));
  OwnParser parser(XML_ParserCreateNS("UTF-8", kBetween));
  XML_SetReturnNSTriplet(parser.get(), XML_TRUE);
  return parser;
}

/// A parser of expat's, which is used again for the next text of the thread: setting one up takes longer than reading a
/// short text.
class BorrowedParser {
 public:
  explicit BorrowedParser(Prefixes prefixes) : kept_(kept(prefixes)), parser_(std::move(kept_)) {
    // Only what was told of namespaces stays.
    if (!parser_ || XML_ParserReset(parser_.get(), "UTF-8") != XML_TRUE) parser_ = new_parser(prefixes);
    XML_SetHashSalt(parser_.get(), hash_salt());
  }
  BorrowedParser(const BorrowedParser&) = delete;
  auto operator=(const BorrowedParser&) -> BorrowedParser& = delete;
  ~BorrowedParser() {
    // One that has seen much holds much.
    if (XML_GetCurrentByteIndex(parser_.get()) < kMostKept) kept_ = std::move(parser_);
  }

  [[nodiscard]] auto get() const -> XML_Parser { return parser_.get(); }

 private:
  static constexpr XML_Index kMostKept = XML_Index{1} << 20;

  static auto kept(Prefixes prefixes) -> OwnParser& {
    thread_local OwnParser of_declared, of_any;
    return prefixes == Prefixes::Any ? of_any : of_declared;
  }

  OwnParser& kept_;
  OwnParser parser_;
};

// One run of expat. The text is fed behind `kOpenRoot`, so that expat's offsets and the text's differ by `shift_`.
class Reader {
 public:
  Reader(std::string_view text, Prefixes prefixes) : text_(text), parser_(prefixes) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &on_start, &on_end);
    XML_SetCharacterDataHandler(parser_.get(), &on_text);
    XML_SetXmlDeclHandler(parser_.get(), &on_declaration);
    stack_.emplace_back();
  }

  auto read() -> std::variant<std::vector<XmlElement>, SyntaxError> {
    const auto body = body_begin();
    const bool read = feed(text_.substr(begin_, body - begin_)) && wrap(kOpenRoot) && feed(text_.substr(body)) &&
                      !unclosed() && wrap(kCloseRoot);
    if (!read && !error_) error_ = expat_error();
    if (error_) return *std::move(error_);
    return std::move(stack_.front().children);
  }

 private:
  static auto self(void* data) -> Reader& { return *static_cast<Reader*>(data); }

  static auto XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) -> void {
    auto& reader = self(data);
    if (reader.wrapping_) return;
    if (reader.stack_.size() > kMaxDepth) {
      reader.stop("elements are nested deeper than " + std::to_string(kMaxDepth) + " levels", "");
      return;
    }
    if (++reader.elements_ > kMaxElements) {
      reader.stop("there are more than " + std::to_string(kMaxElements) + " elements", "");
      return;
    }
    auto& element = reader.stack_.emplace_back();
    const auto parts = split_name(name);
    element.name = parts.spelled();
    element.space = parts.space;
    element.begin = reader.offset();
    for (; *attributes != nullptr; attributes += 2)
      element.attributes.emplace_back(split_name(attributes[0]).spelled(), attributes[1]);
  }

  static auto XMLCALL on_end(void* data, const XML_Char* name) -> void {
    auto& reader = self(data);
    if (reader.wrapping_) return;
    if (reader.stack_.size() == 1) {
      reader.stop(base::quoted("</" + split_name(name).spelled() + ">") + " closes no element", "");
      return;
    }
    auto element = std::move(reader.stack_.back());
    reader.stack_.pop_back();
    reader.stack_.back().children.push_back(std::move(element));
  }

  static auto XMLCALL on_text(void* data, const XML_Char* text, int size) -> void {
    auto& reader = self(data);
    const std::string_view piece(text, static_cast<std::size_t>(size));
    if (reader.stack_.size() > 1) {
      reader.stack_.back().text += piece;
    } else if (!std::all_of(piece.begin(), piece.end(), base::is_space)) {
      reader.stop("text stands outside of all elements", "an element");
    }
  }

  static auto XMLCALL on_declaration(void* data, const XML_Char* /*version*/, const XML_Char* encoding,
                                     int /*standalone*/) -> void {
    if (encoding == nullptr || base::equal_folded(encoding, "utf-8") || base::equal_folded(encoding, "us-ascii"))
      return;
    self(data).stop("the XML declaration says " + base::quoted(encoding) + " and the text is UTF-8",
                    "`encoding=\"utf-8\"` or no encoding");
  }

  // Behind the byte order mark and the XML declaration, which have to come before the root element.
  auto body_begin() -> std::size_t {
    constexpr std::string_view kDeclaration = "<?xml";
    if (text_.substr(0, base::kByteOrderMark.size()) == base::kByteOrderMark) begin_ = base::kByteOrderMark.size();
    begin_ += blanks_before_declaration(text_.substr(begin_));
    const auto rest = text_.substr(begin_);
    const bool declared = rest.substr(0, kDeclaration.size()) == kDeclaration && rest.size() > kDeclaration.size() &&
                          base::is_space(rest[kDeclaration.size()]);
    const auto end = declared ? rest.find("?>") : std::string_view::npos;
    shift_ = -static_cast<std::ptrdiff_t>(begin_);
    return end == std::string_view::npos ? begin_ : begin_ + end + 2;
  }

  auto feed(std::string_view bytes, bool last = false) -> bool {
    const int final = last ? XML_TRUE : XML_FALSE;
    return XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), final) == XML_STATUS_OK && !error_;
  }

  auto wrap(std::string_view tag) -> bool {
    wrapping_ = true;
    const bool ok = feed(tag, tag == kCloseRoot);
    wrapping_ = false;
    if (tag == kOpenRoot) shift_ += static_cast<std::ptrdiff_t>(tag.size());
    return ok;
  }

  // An element or a piece of mark-up that the end of the text cuts off.
  auto unclosed() -> bool {
    if (stack_.size() == 1) return false;
    const auto& name = stack_.back().name;
    error_ = SyntaxError{text_.size(), text_.size(), base::quoted("<" + name + ">") + " is never closed",
                         base::quoted("</" + name + ">")};
    return true;
  }

  auto offset() const -> std::size_t {
    const auto at = static_cast<std::ptrdiff_t>(XML_GetCurrentByteIndex(parser_.get())) - shift_;
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, static_cast<std::ptrdiff_t>(text_.size())));
  }

  // The tag, entity or character at `begin`.
  auto end_of_piece(std::size_t begin) const -> std::size_t {
    if (begin >= text_.size()) return text_.size();
    const char first = text_[begin];
    const auto close = first == '<'   ? text_.find('>', begin)
                       : first == '&' ? text_.find(';', begin)
                                      : std::string_view::npos;
    constexpr std::size_t kLongest = 80;
    if (close != std::string_view::npos && close - begin < kLongest) return close + 1;
    return std::min(text_.size(), begin + base::code_point_at(text_, begin).size);
  }

  auto stop(std::string message, std::string expected) -> void {
    if (error_) return;
    const auto begin = offset();
    error_ = SyntaxError{begin, end_of_piece(begin), std::move(message), std::move(expected)};
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  // Where the piece begins that expat stumbled over: of tags and declarations it points behind the opening signs.
  auto piece_begin() const -> std::size_t {
    const auto at = offset();
    const auto before = text_.substr(0, at);
    for (const std::string_view opening : {"</", "<!", "<"}) {
      if (before.size() >= opening.size() && before.substr(before.size() - opening.size()) == opening) {
        return at - opening.size();
      }
    }
    return at;
  }

  auto expat_error() const -> SyntaxError {
    const auto code = XML_GetErrorCode(parser_.get());
    const auto begin = piece_begin();
    if (begin == text_.size() || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_UNCLOSED_CDATA_SECTION) {
      return {text_.size(), text_.size(), "the XML ends inside of a tag, comment or other mark-up", ""};
    }
    const auto end = end_of_piece(begin);
    const auto piece = text_.substr(begin, end - begin);
    constexpr std::string_view kDoctype = "<!DOCTYPE";
    if (text_.substr(begin, kDoctype.size()) == kDoctype) {
      return {begin, end, base::quoted(piece) + " begins a document type declaration", "elements only"};
    }
    switch (code) {
      case XML_ERROR_TAG_MISMATCH:
        return mismatch(begin, end, piece);
      case XML_ERROR_UNDEFINED_ENTITY:
        return {begin, end, base::quoted(piece) + " is not an entity of XML", "one of `&lt; &gt; &amp; &quot; &apos;`"};
      case XML_ERROR_DUPLICATE_ATTRIBUTE:
        return {begin, end, "an attribute stands twice in one tag", ""};
      case XML_ERROR_UNBOUND_PREFIX:
        return unbound_prefix(begin);
      case XML_ERROR_MISPLACED_XML_PI:
        return {begin, end, "the XML declaration is not at the start", ""};
      default:  // expat's list grows with its versions
        if (is_curly_quote(piece))
          return {begin, end, base::quoted(piece) + " is a curly quotation mark, which XML does not know",
                  "`\"` where attributes begin and end"};
        if (auto reference = open_reference(begin)) return *std::move(reference);
        return {begin, end, base::quoted(piece) + " is not well-formed XML", ""};
    }
  }

  // `&` of `?a=1&b=2` and of `R & D`: expat points at what cannot stand in the reference.
  auto open_reference(std::size_t begin) const -> std::optional<SyntaxError> {
    auto at = begin;
    while (at > 0 && (is_name_character(text_[at - 1]) || text_[at - 1] == '#')) --at;
    const bool is_before = at > 0 && text_[at - 1] == '&';
    if (!is_before && text_[begin] != '&') return std::nullopt;
    const auto ampersand = is_before ? at - 1 : begin;
    return SyntaxError{ampersand, ampersand + 1, "`&` begins a reference, and no `;` ends it",
                       "`&amp;` where the character is meant"};
  }

  // Expat names the tag, not the prefix: it is the first that the text declares nowhere.
  auto unbound_prefix(std::size_t begin) const -> SyntaxError {
    const auto end = tag_end(text_, begin);
    const auto tag = text_.substr(begin, end - begin);
    for (auto colon = tag.find(':'); colon != std::string_view::npos; colon = tag.find(':', colon + 1)) {
      auto first = colon;
      while (first > 0 && is_name_character(tag[first - 1])) --first;
      const auto prefix = tag.substr(first, colon - first);
      auto last = colon + 1;
      while (last < tag.size() && is_name_character(tag[last])) ++last;
      const auto declaration = "xmlns:" + std::string(prefix);
      const bool is_name = first > 0 && (tag[first - 1] == '<' || base::is_space(tag[first - 1])) && !prefix.empty();
      if (!is_name || prefix == "xmlns" || prefix == "xml" || text_.find(declaration) != std::string_view::npos)
        continue;
      return {begin + first, begin + last,
              "no " + base::quoted(declaration) + " declares the prefix of " +
                  base::quoted(tag.substr(first, last - first)),
              base::quoted(declaration + "=\"…\"") + " at this element or one around it"};
    }
    return {begin, end, "a prefix is used that no `xmlns` declares around it", ""};
  }

  // Word processors and blogs make them of straight ones.
  static auto is_curly_quote(std::string_view piece) -> bool {
    constexpr std::array<std::string_view, 5> kCurly{"\u201C", "\u201D", "\u201E", "\u2018", "\u2019"};
    return std::find(kCurly.begin(), kCurly.end(), piece) != kCurly.end();
  }

  static auto is_name_character(char c) -> bool {
    return base::is_alnum(c) || c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  }

  auto mismatch(std::size_t begin, std::size_t end, std::string_view piece) const -> SyntaxError {
    if (stack_.size() == 1) return {begin, end, base::quoted(piece) + " closes no element", ""};
    const auto& open = stack_.back().name;
    return {begin, end, base::quoted(piece) + " stands where " + base::quoted("<" + open + ">") + " should be closed",
            base::quoted("</" + open + ">")};
  }

  std::string_view text_;
  BorrowedParser parser_;
  std::vector<XmlElement> stack_;  // the open elements; the first holds the top-level ones
  std::optional<SyntaxError> error_;
  std::size_t begin_ = 0;
  std::size_t elements_ = 0;
  std::ptrdiff_t shift_ = 0;
  bool wrapping_ = false;
};

}  // namespace

auto read_full_xml(std::string_view text, Prefixes prefixes) -> std::variant<std::vector<XmlElement>, SyntaxError> {
  return Reader(text, prefixes).read();
}

}  // namespace pinwright::grammar
