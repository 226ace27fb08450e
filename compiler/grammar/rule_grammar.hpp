#pragma once

#include <tao/pegtl.hpp>

/// What filter rules and membership rules are spelled with. Internal to grammar/.
namespace pinwright::grammar::rule {

namespace pegtl = tao::pegtl;

/// `R`, or an error that is placed where `R` would have begun.
template <typename R>
struct Need : pegtl::sor<R, pegtl::raise<R>> {};

struct Blank : pegtl::star<pegtl::space> {};
struct WordEnd : pegtl::not_at<pegtl::identifier_other> {};

/// Opening and closing count the depth, so they are read only where the grammar will not turn back.
struct Open : pegtl::one<'('> {};
struct Close : pegtl::one<')'> {};
struct OpenList : pegtl::one<'['> {};
struct CloseList : pegtl::one<']'> {};
struct Comma : pegtl::one<','> {};
struct End : pegtl::eof {};

struct Null : pegtl::seq<pegtl::opt<pegtl::one<'$'>>, pegtl::istring<'n', 'u', 'l', 'l'>, WordEnd> {};

/// `Item` is read by the grammar of the rule; a comma behind the last one is forgiven, as the service does.
template <typename Item>
struct List
    : pegtl::seq<OpenList, Blank, Need<Item>, pegtl::star<Blank, Comma, Blank, pegtl::not_at<CloseList>, Need<Item>>,
                 Blank, pegtl::opt<Comma, Blank>, Need<CloseList>> {};

/// `R` between operators, without recursion.
template <typename R, typename Connective>
struct Chain : pegtl::seq<R, pegtl::star<Blank, Connective, Blank, R>> {};

}  // namespace pinwright::grammar::rule
