#include "base/print.hpp"

#include <fmt/format-inl.h>
#include <fmt/ostream.h>

// What fmt's headers leave to its library, as its own source has it: Debian has the library as a shared object only,
// and one less to load is a sooner start.
FMT_BEGIN_NAMESPACE
namespace detail {

template FMT_API auto dragonbox::to_decimal(float value) noexcept -> dragonbox::decimal_fp<float>;
template FMT_API auto dragonbox::to_decimal(double value) noexcept -> dragonbox::decimal_fp<double>;
template FMT_API locale_ref::locale_ref(const std::locale& locale);
template FMT_API auto locale_ref::get<std::locale>() const -> std::locale;
template FMT_API auto thousands_sep_impl(locale_ref locale) -> thousands_sep_result<char>;
template FMT_API auto decimal_point_impl(locale_ref locale) -> char;
template FMT_API void buffer<char>::append(const char* begin, const char* end);
template FMT_API void vformat_to(buffer<char>& out, string_view format,
                                 basic_format_args<FMT_BUFFER_CONTEXT(char)> values, locale_ref locale);

}  // namespace detail
FMT_END_NAMESPACE

namespace pinwright::base {

auto print_formatted(std::ostream& out, fmt::string_view format, fmt::format_args values) -> void {
  fmt::vprint(out, format, values);
}

}  // namespace pinwright::base
