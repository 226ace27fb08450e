#include "csp/xsd_pattern.hpp"

namespace pinwright::csp {
namespace {

constexpr std::string_view kEscaped = "\\|.-^?*+{}()[]$";  // behind a backslash, these stand for themselves

class Translator {
 public:
  explicit Translator(std::string_view pattern) : in_(pattern) {}

  auto run() -> std::optional<std::string> {
    while (at_ < in_.size()) {
      if (!take()) return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto peek() const -> char { return at_ < in_.size() ? in_[at_] : '\0'; }

  auto take() -> bool {
    const char c = in_[at_++];
    switch (c) {
      case '\\':
        return take_escape(false);
      case '[':
        return take_class();
      case '*':
      case '+':
      case '?':
        return take_quantifier(std::string(1, c));
      case '{':
        return take_count();
      case '(':
        out_ += '(';
        return peek() != '?';  // groups of Perl
      case '^':
      case '$':
        out_ += '\\';
        out_ += c;
        return true;
      case '.':
        out_ += "[^\\n\\r]";
        return true;
      default:
        out_ += c;
        return true;
    }
  }

  /// One behind another is Perl's.
  auto take_quantifier(const std::string& text) -> bool {
    out_ += text;
    const char next = peek();
    return next != '*' && next != '+' && next != '?' && next != '{';
  }

  auto take_count() -> bool {
    const auto close = in_.find('}', at_);
    if (close == std::string_view::npos) return false;
    const auto count = in_.substr(at_, close - at_);
    at_ = close + 1;
    return count.find_first_not_of("0123456789,") == std::string_view::npos &&
           take_quantifier("{" + std::string(count) + "}");
  }

  auto take_escape(bool in_class) -> bool {
    const char c = peek();
    ++at_;
    switch (c) {
      case 'n':
      case 'r':
      case 't':
        out_ += {'\\', c};
        return true;
      case 'd':
        out_ += "\\p{Nd}";
        return true;
      case 'D':
        out_ += "\\P{Nd}";
        return true;
      case 's':
        out_ += in_class ? " \\t\\n\\r" : "[ \\t\\n\\r]";
        return true;
      case 'S':
        out_ += "[^ \\t\\n\\r]";
        return !in_class;
      case 'p':
      case 'P':
        return take_category(c);
      default:
        out_ += {'\\', c};
        return c != '\0' && kEscaped.find(c) != std::string_view::npos;
    }
  }

  /// `\p{Lu}`; `\p{IsGreek}` is a block.
  auto take_category(char letter) -> bool {
    const auto close = in_.find('}', at_);
    if (peek() != '{' || close == std::string_view::npos || in_.substr(at_).starts_with("{Is")) return false;
    out_ += {'\\', letter};
    out_ += in_.substr(at_, close + 1 - at_);
    at_ = close + 1;
    return true;
  }

  auto take_class() -> bool {
    out_ += '[';
    if (peek() == '^') out_ += in_[at_++];
    bool empty = true;
    while (at_ < in_.size()) {
      const char c = in_[at_++];
      if (c == ']') {
        out_ += ']';
        return !empty;
      }
      empty = false;
      if (c == '[') return false;  // subtraction: [a-z-[aeiou]]
      if (c == '\\') {
        if (!take_escape(true)) return false;
      } else {
        out_ += c;
      }
    }
    return false;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

auto xsd_pattern_to_re2(std::string_view pattern) -> std::optional<std::string> { return Translator(pattern).run(); }

}  // namespace pinwright::csp
