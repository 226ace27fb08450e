#include "base/json_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::base {
namespace {

auto is_json_space(char c) -> bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

auto place(std::string_view text, std::size_t offset) -> std::string {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("(line {}, column {})", line, count_code_points(before.substr(begin)) + 1);
}

/// The bytes of a text for the parser of nlohmann; `last` is kept at the one that was read last.
class Bytes {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the names that std::iterator_traits asks for
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  // NOLINTEND(readability-identifier-naming)

  Bytes(const char* at, const char*& last) : at_(at), last_(&last) {}

  auto operator*() const -> const char& { return *(*last_ = at_); }
  auto operator++() -> Bytes& {
    ++at_;
    return *this;
  }
  auto operator++(int) -> Bytes {
    auto old = *this;
    ++at_;
    return old;
  }
  friend auto operator!=(const Bytes& a, const Bytes& b) -> bool { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** last_;
};

/// Where the parser stopped.
struct Stop {
  std::size_t offset = 0;
  bool in_string = false;
  bool in_object = false;
  bool after_key = false;  ///< the value of a key was to follow
  bool is_done = false;    ///< the document was whole already
};

auto begins_value(char c) -> bool { return c == '"' || c == '{' || c == '[' || c == '-' || is_alnum(c); }
auto ends_value(char c) -> bool { return c == '"' || c == '}' || c == ']' || is_alnum(c); }

/// What is wrong at the character of `stop`, which stands behind `before`, white space aside.
auto explain_character(std::string_view text, const Stop& stop, char before) -> std::string {
  const char c = text[stop.offset];
  if (stop.is_done) return "something follows the end of the document";
  if ((c == '}' || c == ']') && before == ',') return fmt::format("a comma stands before `{}`", c);
  if (c == '/' || c == '#') return "JSON has no comments";
  if (c == '\'') return "a string stands between double quotes";
  if (stop.after_key && before != ':') return "a colon is missing after a key";
  if (c == ',' && (before == ',' || before == '[' || before == '{')) return "a value is missing before a comma";
  if (begins_value(c) && ends_value(before)) return "a comma is missing";
  const bool is_key = stop.in_object && !stop.after_key && (before == '{' || before == ',');
  if (is_key && is_alpha(c)) return "a key stands between double quotes";
  return fmt::format("{} is not expected here",
                     base::quoted(text.substr(stop.offset, code_point_at(text, stop.offset).size)));
}

auto syntax_error(std::string_view text, Stop stop) -> Error {
  if (const auto bad = find_invalid_utf8(text)) {
    return {fmt::format("is not JSON: it is not UTF-8 {}", place(text, *bad)), {}};
  }
  if (stop.offset >= text.size())
    return {fmt::format("is not JSON: it ends too early {}", place(text, text.size())), {}};
  if (stop.in_string) {
    const bool is_raw = is_control(static_cast<unsigned char>(text[stop.offset]));
    return {fmt::format("is not JSON: a string holds {} {}",
                        is_raw ? "a control character" : "an escape that JSON does not have", place(text, stop.offset)),
            {}};
  }
  // A string that is not expected was read to its end.
  if (text[stop.offset] == '"' && stop.offset > 0) {
    const auto is_opening = [&](std::size_t at) { return text[at] == '"' && (at == 0 || text[at - 1] != '\\'); };
    do --stop.offset;
    while (stop.offset > 0 && !is_opening(stop.offset));
  }
  auto at = stop.offset;
  while (at > 0 && is_json_space(text[at - 1])) --at;
  return {fmt::format("is not JSON: {} {}", explain_character(text, stop, at == 0 ? '\0' : text[at - 1]),
                      place(text, stop.offset)),
          {}};
}

/// Makes the value while the text is read, so that a key that stands twice and a depth beyond the limit end it at once.
template <class Json>
class Builder {
 public:
  Builder(std::string_view text, std::size_t depth) : text_(text), last_(text.data()), depth_(depth) {}

  auto run() -> Result<Json> {
    const bool whole = Json::sax_parse(Bytes(text_.data(), last_), Bytes(text_.data() + text_.size(), last_), this);
    if (!whole) return error_;
    return std::move(root_);
  }

  // The events of nlohmann's parser. False ends it.
  auto null() -> bool { return add(nullptr); }
  auto boolean(bool value) -> bool { return add(value); }
  auto number_integer(std::int64_t value) -> bool { return add(value); }
  auto number_unsigned(std::uint64_t value) -> bool { return add(value); }
  auto number_float(double value, const std::string& /*text*/) -> bool { return add(value); }
  auto string(std::string& value) -> bool { return add(std::move(value)); }
  auto binary(typename Json::binary_t& /*value*/) -> bool { return false; }  // no event of a text
  auto start_object(std::size_t /*size*/) -> bool { return open(Json::object()); }
  auto start_array(std::size_t /*size*/) -> bool { return open(Json::array()); }
  auto end_object() -> bool { return close(); }
  auto end_array() -> bool { return close(); }

  auto key(std::string& name) -> bool {
    const auto [member, is_new] = open_.back()->emplace(name, nullptr);
    slot_ = &*member;
    if (!is_new) error_ = {fmt::format("has the key {} twice in one object {}", base::quoted(name), here()), {}};
    return is_new;
  }

  auto parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& why) -> bool {
    const std::string_view words = why.what();
    if (words.find("number overflow") != std::string_view::npos) {
      error_ = {fmt::format("is not JSON: a number is too large {}", here()), {}};
      return false;
    }
    error_ = syntax_error(text_, {.offset = position == 0 ? 0 : position - 1,
                                  .in_string = words.find("invalid string") != std::string_view::npos,
                                  .in_object = !open_.empty() && open_.back()->is_object(),
                                  .after_key = slot_ != nullptr,
                                  .is_done = open_.empty() && has_root_});
    return false;
  }

 private:
  auto place_for_value() -> Json& {
    if (open_.empty()) {
      has_root_ = true;
      return root_;
    }
    if (slot_ != nullptr) return *std::exchange(slot_, nullptr);
    return open_.back()->emplace_back(nullptr);
  }

  template <class Value>
  auto add(Value&& value) -> bool {
    place_for_value() = std::forward<Value>(value);
    return true;
  }

  auto open(Json empty) -> bool {
    if (open_.size() == depth_) {
      error_ = {fmt::format("nests deeper than {} levels {}", depth_, here()), {}};
      return false;
    }
    auto& value = place_for_value();
    value = std::move(empty);
    open_.push_back(&value);
    return true;
  }

  auto close() -> bool {
    open_.pop_back();
    return true;
  }

  auto here() const -> std::string { return place(text_, static_cast<std::size_t>(last_ - text_.data())); }

  std::string_view text_;
  const char* last_;
  std::size_t depth_;
  Json root_;
  bool has_root_ = false;
  std::vector<Json*> open_;  // the last member of each is still being read, so none of them moves
  Json* slot_ = nullptr;     // of the key whose value is to follow
  Error error_;
};

template <class Json>
auto parse(std::string_view text, const JsonLimits& limits) -> Result<Json> {
  if (text.size() > limits.bytes) return Error{fmt::format("is larger than {} MiB", limits.bytes / kMiB), {}};
  return Builder<Json>(text, limits.depth).run();
}

}  // namespace

auto parse_json(std::string_view text, const JsonLimits& limits) -> Result<nlohmann::json> {
  return parse<nlohmann::json>(text, limits);
}

auto parse_ordered_json(std::string_view text, const JsonLimits& limits) -> Result<nlohmann::ordered_json> {
  return parse<nlohmann::ordered_json>(text, limits);
}

}  // namespace pinwright::base
