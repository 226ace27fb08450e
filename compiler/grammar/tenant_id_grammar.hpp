#pragma once

#include <tao/pegtl.hpp>

/// The forms of a tenant ID. Internal to grammar/; a header so that a test can analyse it.
namespace pinwright::grammar::tenant_id {

namespace pegtl = tao::pegtl;

struct Guid : pegtl::seq<pegtl::rep<8, pegtl::xdigit>, pegtl::rep<3, pegtl::one<'-'>, pegtl::rep<4, pegtl::xdigit>>,
                         pegtl::one<'-'>, pegtl::rep<12, pegtl::xdigit>> {};

struct OpenEscape : pegtl::seq<pegtl::one<'%'>, pegtl::sor<pegtl::istring<'7', 'b'>, pegtl::string<'2', '8'>>> {};
struct CloseEscape : pegtl::seq<pegtl::one<'%'>, pegtl::sor<pegtl::istring<'7', 'd'>, pegtl::string<'2', '9'>>> {};
struct Inside : Guid {};
struct Braced
    : pegtl::sor<pegtl::seq<pegtl::one<'{'>, Inside, pegtl::one<'}'>>,
                 pegtl::seq<pegtl::one<'('>, Inside, pegtl::one<')'>>, pegtl::seq<OpenEscape, Inside, CloseEscape>> {};

/// Letters, digits and inner dashes. The last label begins with a letter, so that `10.0` is no host name.
struct Label : pegtl::seq<pegtl::alnum, pegtl::star<pegtl::star<pegtl::one<'-'>>, pegtl::alnum>> {};
struct LastLabel : pegtl::seq<pegtl::at<pegtl::alpha>, Label, pegtl::eof> {};
struct HostName : pegtl::seq<pegtl::plus<Label, pegtl::one<'.'>>, LastLabel> {};

template <typename Rule>
struct Whole : pegtl::seq<Rule, pegtl::eof> {};

}  // namespace pinwright::grammar::tenant_id
