#include "grammar/tenant_id.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "grammar/tenant_id_grammar.hpp"

namespace pinwright::grammar {
namespace {

namespace pegtl = tao::pegtl;

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <>
struct Action<tenant_id::Inside> {
  template <typename In>
  static auto apply(const In& in, std::string_view& inside) -> void {
    inside = std::string_view(in.begin(), in.size());
  }
};

template <typename Rule>
auto matches(std::string_view text) -> bool {
  Input input(text.data(), text.data() + text.size(), "");
  return pegtl::parse<tenant_id::Whole<Rule>>(input);
}

// The GUID between braces of any kind; empty when there are none.
auto inside_braces(std::string_view text) -> std::string_view {
  std::string_view inside;
  Input input(text.data(), text.data() + text.size(), "");
  return pegtl::parse<tenant_id::Whole<tenant_id::Braced>, Action>(input, inside) ? inside : std::string_view();
}

auto is_reserved(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 4> kReserved = {"common", "organizations", "consumers",
                                                         "9188040d-6c67-4c5b-b112-36a304b66dad"};
  return std::any_of(kReserved.begin(), kReserved.end(),
                     [text](std::string_view name) { return base::equal_folded(text, name); });
}

}  // namespace

auto classify_tenant_id(std::string_view text) -> TenantIdForm {
  if (is_reserved(text)) return TenantIdForm::Reserved;
  if (text == "00000000-0000-0000-0000-000000000000") return TenantIdForm::Nil;
  if (is_guid(text)) return TenantIdForm::Guid;
  if (is_braced_guid(text)) return TenantIdForm::Braced;
  return matches<tenant_id::HostName>(text) ? TenantIdForm::Domain : TenantIdForm::NotGuid;
}

auto is_guid(std::string_view text) -> bool { return matches<tenant_id::Guid>(text); }

auto is_braced_guid(std::string_view text) -> bool { return !inside_braces(text).empty(); }

auto without_braces(std::string_view text) -> std::string {
  const auto inside = inside_braces(text);
  return std::string(inside.empty() ? text : inside);
}

}  // namespace pinwright::grammar
