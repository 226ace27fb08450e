#include "object/marker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace pinwright::object {

namespace {

constexpr std::size_t kTenantSize = 8;
constexpr std::size_t kDigestSize = 16;
constexpr std::size_t kNameSize = 63;

auto is_lower_hex(char c) -> bool { return base::is_digit(c) || (c >= 'a' && c <= 'f'); }
auto is_base32(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }
auto is_name_character(char c) -> bool { return base::is_alnum(c) || c == '_' || c == '-'; }

auto is_name(std::string_view text) -> bool {
  return !text.empty() && text.size() <= kNameSize && base::is_alnum(text.front()) &&
         std::all_of(text.begin(), text.end(), is_name_character);
}

/// Reads one part after another; after the first that is not there it stays failed.
class Reader {
 public:
  explicit Reader(std::string_view line) : rest_(line) {}

  auto literal(std::string_view text) -> void {
    ok_ = ok_ && rest_.starts_with(text);
    if (ok_) rest_.remove_prefix(text.size());
  }
  auto name() -> std::string {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name_character);
    auto text = take(static_cast<std::size_t>(end - rest_.begin()));
    ok_ = ok_ && is_name(text);
    return text;
  }
  auto exactly(std::size_t size, bool (*fits)(char)) -> std::string {
    auto text = take(size);
    ok_ = ok_ && text.size() == size && std::all_of(text.begin(), text.end(), fits);
    return text;
  }
  auto section() -> std::optional<std::string> {
    if (!next_is('-')) return exactly(kDigestSize, is_base32);
    literal("-");
    return std::nullopt;
  }
  [[nodiscard]] auto next_is(char c) const -> bool { return !rest_.empty() && rest_.front() == c; }
  [[nodiscard]] auto done() const -> bool { return ok_ && rest_.empty(); }

 private:
  auto take(std::size_t size) -> std::string {
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(text.size());
    return text;
  }

  std::string_view rest_;
  bool ok_ = true;
};

auto parse_marker(std::string_view line) -> std::optional<Marker> {
  Reader reader(line);
  Marker marker;
  reader.literal("[pinwright:1 ");
  marker.workspace = reader.name();
  reader.literal("/");
  marker.key = reader.name();
  reader.literal(" t=");
  marker.tenant = reader.exactly(kTenantSize, is_lower_hex);
  reader.literal(" s=");
  marker.settings = reader.section();
  reader.literal(" a=");
  marker.assignments = reader.section();
  reader.literal(" o=");
  marker.rest = reader.section();
  marker.is_protected = reader.next_is(' ');
  if (marker.is_protected) reader.literal(" p");
  reader.literal("]");
  if (!reader.done()) return std::nullopt;
  return marker;
}

auto without_return(std::string_view line) -> std::string_view {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// The text without line [begin, end) and with one line break less: its own, or the one before it where it is the last.
auto without_line(std::string_view text, std::size_t begin, std::size_t end) -> std::string {
  if (end < text.size()) return std::string(text.substr(0, begin)).append(text.substr(end + 1));
  return begin == 0 ? std::string() : std::string(without_return(text.substr(0, begin - 1)));
}

}  // namespace

auto to_text(const Marker& marker) -> std::string {
  return fmt::format("[pinwright:1 {}/{} t={} s={} a={} o={}{}]", marker.workspace, marker.key, marker.tenant,
                     marker.settings.value_or("-"), marker.assignments.value_or("-"), marker.rest.value_or("-"),
                     marker.is_protected ? " p" : "");
}

auto tenant_mark(std::string_view tenant_id) -> std::string {
  return base::hex(base::sha256(base::folded(tenant_id))).substr(0, kTenantSize);
}

auto split_description(std::string_view description) -> Description {
  for (std::size_t end = description.size();;) {
    const auto line_break = end == 0 ? std::string_view::npos : description.rfind('\n', end - 1);
    const std::size_t begin = line_break == std::string_view::npos ? 0 : line_break + 1;
    if (auto marker = parse_marker(without_return(description.substr(begin, end - begin)))) {
      return {without_line(description, begin, end), std::move(marker)};
    }
    if (begin == 0) return {std::string(description), std::nullopt};
    end = begin - 1;
  }
}

auto join_description(std::string_view text, const Marker& marker) -> std::string {
  if (text.empty()) return to_text(marker);
  // A carriage return before a lone line feed would be taken for half of the line break.
  return fmt::format("{}{}{}", text, text.ends_with('\r') ? "\r\n" : "\n", to_text(marker));
}

}  // namespace pinwright::object
