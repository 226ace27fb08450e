#include "check/web_sign_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/domain_name.hpp"
#include "object/well_known.hpp"

namespace pinwright::check::web_sign_in {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kQuotes = {
    {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x98", "\xE2\x80\x99"}}};

auto is_blank_at(std::string_view text, std::size_t at) -> bool {
  return base::is_space(text[at]) || base::is_invisible(base::code_point_at(text, at).value);
}

/// Without white space and invisible characters at both ends.
auto stripped(std::string_view text) -> std::string_view {
  while (!text.empty() && is_blank_at(text, 0)) text.remove_prefix(base::code_point_at(text, 0).size);
  while (!text.empty()) {
    auto last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    if (!is_blank_at(text, last)) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

/// Takes an entry apart, one error after the other, until a domain is left or nothing can be made of it.
class EntryCheck {
 public:
  explicit EntryCheck(std::string_view entry) : rest_(entry) {}

  auto check() -> std::optional<EntryError> {
    strip_blanks();
    strip_quotes();
    if (has_separator()) return several();
    strip_scheme();
    strip_user();
    strip_path();
    strip_port();
    strip_dot();
    if (rest_.find('*') != std::string_view::npos) errors_.emplace_back("a wildcard");
    if (!errors_.empty()) return EntryError{"has " + listed(), repaired()};
    if (grammar::is_domain(rest_)) return std::nullopt;
    return EntryError{"is not a domain name", {}};
  }

 private:
  auto strip_blanks() -> void {
    const auto inner = stripped(rest_);
    if (inner.size() != rest_.size()) errors_.emplace_back("white space around it");
    rest_ = inner;
  }

  auto strip_quotes() -> void {
    bool quoted = false;
    for (const auto& [open, close] : kQuotes) {
      if (rest_.starts_with(open)) {
        rest_.remove_prefix(open.size());
        quoted = true;
      }
      if (rest_.ends_with(close)) {
        rest_.remove_suffix(close.size());
        quoted = true;
      }
    }
    if (quoted) errors_.emplace_back("quotes");
    rest_ = stripped(rest_);
  }

  static auto is_separator(std::string_view text, std::size_t at) -> bool {
    return text[at] == ',' || is_blank_at(text, at);
  }

  [[nodiscard]] auto has_separator() const -> bool {
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (is_separator(rest_, i)) return true;
    }
    return false;
  }

  /// `a.com, b.com`: every piece is checked by itself, and the repair is right only when each of them is.
  [[nodiscard]] auto several() const -> EntryError {
    EntryError error{rest_.find(',') == std::string_view::npos ? "has white space in it" : "has a comma in it", {}};
    for (std::size_t begin = 0; begin < rest_.size();) {
      auto end = begin;
      while (end < rest_.size() && !is_separator(rest_, end)) ++end;
      const auto piece = rest_.substr(begin, end - begin);
      begin = end + (end < rest_.size() ? base::code_point_at(rest_, end).size : 0);
      if (piece.empty()) continue;
      const auto inner = EntryCheck(piece).check();
      const auto right = inner ? inner->repaired : std::string(piece);
      if (right.empty()) return {error.fact, {}};
      error.repaired += (error.repaired.empty() ? "" : ";") + right;
    }
    return error;
  }

  auto strip_scheme() -> void {
    const auto colon = rest_.find(':');
    if (colon == std::string_view::npos || rest_.substr(colon + 1, 1) != "/") return;
    errors_.emplace_back("a scheme");
    rest_.remove_prefix(colon + 1);
    rest_.remove_prefix(std::min(rest_.find_first_not_of('/'), rest_.size()));
  }

  auto strip_user() -> void {
    const auto at = rest_.substr(0, rest_.find('/')).find('@');
    if (at == std::string_view::npos) return;
    errors_.emplace_back("a user name");
    is_address_ = true;
    rest_.remove_prefix(at + 1);
  }

  auto strip_path() -> void {
    const auto path = rest_.find_first_of("/?#\\");
    if (path == std::string_view::npos) return;
    errors_.emplace_back(rest_.size() - path == 1 ? "a slash at its end" : "a path");
    rest_ = rest_.substr(0, path);
  }

  auto strip_port() -> void {
    const auto colon = rest_.rfind(':');
    if (colon == std::string_view::npos) return;
    errors_.emplace_back("a port");
    rest_ = rest_.substr(0, colon);
  }

  auto strip_dot() -> void {
    if (rest_.empty() || rest_.back() != '.') return;
    errors_.emplace_back("a dot at its end");
    rest_.remove_suffix(1);
  }

  [[nodiscard]] auto repaired() const -> std::string {
    return grammar::is_domain(rest_) && !is_address_ ? std::string(rest_) : std::string();
  }

  /// "a scheme", "a scheme and a path", "a scheme, a port and a path".
  [[nodiscard]] auto listed() const -> std::string {
    std::string text;
    for (std::size_t i = 0; i < errors_.size(); ++i) {
      if (i > 0) text += i + 1 == errors_.size() ? " and " : ", ";
      text += errors_[i];
    }
    return text;
  }

  std::string_view rest_;
  std::vector<std::string> errors_;
  bool is_address_ = false;  ///< of mail, most likely: its domain need not be what is meant
};

}  // namespace

auto is_list(const lower::Setting& setting) -> bool { return setting.key.canonical() == object::kWebSignInCanonical; }

auto find(const lower::Policy& policy) -> const lower::Setting* {
  const auto found = std::find_if(policy.settings.begin(), policy.settings.end(), is_list);
  return found == policy.settings.end() ? nullptr : &*found;
}

auto is_known(const lower::Setting& setting) -> bool {
  return std::get_if<std::string>(lower::plain_value(setting)) != nullptr;
}

auto entries(std::string_view list) -> std::vector<Entry> {
  std::vector<Entry> found;
  std::size_t begin = 0;
  for (const auto piece : base::split(list, ';')) {
    found.push_back({begin, begin + piece.size()});
    begin += piece.size() + 1;
  }
  return found;
}

auto holds(std::string_view list, std::string_view domain) -> bool {
  const auto pieces = base::split(list, ';');
  return std::any_of(pieces.begin(), pieces.end(),
                     [&](std::string_view piece) { return base::equal_folded(base::trimmed(piece), domain); });
}

auto check_entry(std::string_view entry) -> std::optional<EntryError> { return EntryCheck(entry).check(); }

}  // namespace pinwright::check::web_sign_in
