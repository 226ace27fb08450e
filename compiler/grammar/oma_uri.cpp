#include "grammar/oma_uri.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/oma_uri_grammar.hpp"

namespace pinwright::grammar {
namespace {

namespace pegtl = tao::pegtl;

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;
using Defect = std::optional<OmaUriError>;

// What the actions collect: the value, and the first defect of each kind that is found on the way.
struct State {
  std::string_view text;
  OmaUri uri;
  Defect empty_segment;
  Defect bad_escape;
  Defect wildcard;
};

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <typename In>
auto offset_of(const In& in, const State& state) -> std::size_t {
  return static_cast<std::size_t>(in.begin() - state.text.data());
}

template <OmaUriRoot kRoot>
struct RootAction {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.uri.root = kRoot;
    state.uri.root_text = std::string_view(in.begin(), in.size());
  }
};

template <>
struct Action<oma_uri::DeviceRoot> : RootAction<OmaUriRoot::Device> {};
template <>
struct Action<oma_uri::UserRoot> : RootAction<OmaUriRoot::User> {};
template <>
struct Action<oma_uri::VendorRoot> : RootAction<OmaUriRoot::Vendor> {};
template <>
struct Action<oma_uri::CimRoot> : RootAction<OmaUriRoot::Cimv2> {};
template <>
struct Action<oma_uri::OtherRoot> : RootAction<OmaUriRoot::Other> {};

template <>
struct Action<oma_uri::BadEscape> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const auto begin = offset_of(in, state);
    if (!state.bad_escape) state.bad_escape = OmaUriError{OmaUriDefect::BadEscape, begin, begin + 1};
  }
};

template <>
struct Action<oma_uri::Unescaped> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    if (!state.uri.unescaped) state.uri.unescaped = offset_of(in, state);
  }
};

template <>
struct Action<oma_uri::SegmentText> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const auto begin = offset_of(in, state);
    const std::string_view text(in.begin(), in.size());
    const bool last = begin == state.text.size();
    if (text.empty() && !last && !state.empty_segment) {
      state.empty_segment = OmaUriError{OmaUriDefect::EmptySegment, begin - 1, begin + 1};
    }
    if (text == "*" && !state.wildcard) state.wildcard = OmaUriError{OmaUriDefect::Wildcard, begin, begin + 1};
    state.uri.segments.push_back(Segment{text, begin});
  }
};

template <>
struct Action<oma_uri::Query> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.uri.query = std::string_view(in.begin(), in.size());
    state.uri.query_begin = offset_of(in, state);
  }
};

auto find_whitespace(std::string_view text) -> Defect {
  const auto inner = base::trimmed(text);
  if (inner.empty()) return text.empty() ? Defect() : OmaUriError{OmaUriDefect::Whitespace, 0, text.size()};
  const auto front = static_cast<std::size_t>(inner.data() - text.data());
  if (front > 0) return OmaUriError{OmaUriDefect::Whitespace, 0, front};
  const auto is_control = [](char c) { return c == '\t' || c == '\r' || c == '\n'; };
  const auto found = std::find_if(inner.begin(), inner.end(), is_control);
  if (found != inner.end()) {
    const auto at = static_cast<std::size_t>(found - inner.begin());
    return OmaUriError{OmaUriDefect::Whitespace, at, at + 1};
  }
  return inner.size() == text.size() ? Defect() : OmaUriError{OmaUriDefect::Whitespace, inner.size(), text.size()};
}

auto find_invisible(std::string_view text) -> Defect {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    if (base::is_invisible(point.value)) return OmaUriError{OmaUriDefect::InvisibleCharacter, at, at + point.size};
    at += point.size;
  }
  return std::nullopt;
}

// The bytes that stand where `./` should: a leading slash, the dots of `../`, or the first name.
auto root_error(std::string_view text) -> OmaUriError {
  const auto slash = text.find('/');
  const auto end = slash == std::string_view::npos ? text.size() : std::max<std::size_t>(slash, 1);
  return OmaUriError{OmaUriDefect::Root, 0, end};
}

auto find_structural_defect(const State& state) -> Defect {
  if (state.empty_segment) return state.empty_segment;
  const auto size = state.text.size();
  if (state.text.back() == '/' && state.uri.query.empty()) {
    return OmaUriError{OmaUriDefect::TrailingSlash, size - 1, size};
  }
  return state.bad_escape ? state.bad_escape : state.wildcard;
}

// The WMI bridge writes class and key names, not URI segments: nothing of their form is judged.
auto judged(State state) -> std::variant<OmaUri, OmaUriError> {
  if (state.uri.root == OmaUriRoot::Cimv2) {
    state.uri.unescaped.reset();
    return std::move(state.uri);
  }
  if (const auto at = state.text.find('\\'); at != std::string_view::npos) {
    return OmaUriError{OmaUriDefect::Backslash, at, at + 1};
  }
  if (state.uri.root_text.empty()) return root_error(state.text);
  if (const auto defect = find_structural_defect(state)) return *defect;
  return std::move(state.uri);
}

}  // namespace

auto parse_oma_uri(std::string_view text) -> std::variant<OmaUri, OmaUriError> {
  if (const auto defect = find_whitespace(text)) return *defect;
  if (const auto defect = find_invisible(text)) return *defect;
  State state;
  state.text = text;
  if (text.substr(0, 2) == "./") {
    state.uri.segments.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '/')));
    Input input(text.data(), text.data() + text.size(), "");
    pegtl::parse<oma_uri::Uri, Action>(input, state);
  }
  return judged(std::move(state));
}

}  // namespace pinwright::grammar
