#include "grammar/placeholder.hpp"

#include "grammar/oma_uri_grammar.hpp"

namespace pinwright::grammar {
namespace {

namespace pegtl = tao::pegtl;

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

struct NotePlace {
  template <typename In>
  static auto apply(const In& in, std::string_view& found) -> void {
    found = std::string_view(in.begin(), in.size());
  }
};

template <>
struct Action<oma_uri::FrontMark> : NotePlace {};
template <>
struct Action<oma_uri::InnerMark> : NotePlace {};

}  // namespace

auto find_documentation_placeholder(std::string_view segment) -> std::optional<Placeholder> {
  std::string_view found;
  pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> input(
      segment.data(), segment.data() + segment.size(), "");
  if (!pegtl::parse<oma_uri::FindMark, Action>(input, found)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(found.data() - segment.data());
  return Placeholder{begin, begin + found.size()};
}

}  // namespace pinwright::grammar
