#pragma once

#include "grammar/rule_grammar.hpp"

/// memdocs filters-device-properties, "Advanced rule editing". Internal to grammar/; a header so that a test can
/// analyse it.
namespace pinwright::grammar::filter {

namespace pegtl = tao::pegtl;
using rule::Blank;
using rule::Need;
using rule::WordEnd;

struct Dash : pegtl::opt<pegtl::one<'-'>> {};
struct And : pegtl::seq<Dash, pegtl::istring<'a', 'n', 'd'>, WordEnd> {};
struct Or : pegtl::seq<Dash, pegtl::istring<'o', 'r'>, WordEnd> {};

struct Property : pegtl::seq<pegtl::identifier, pegtl::one<'.'>, pegtl::identifier> {};
struct Operator : pegtl::seq<Dash, pegtl::plus<pegtl::alpha>, WordEnd> {};

/// No escape exists: a backslash is a letter like any other.
struct Text : pegtl::seq<pegtl::one<'"'>, pegtl::star<pegtl::not_one<'"'>>, pegtl::one<'"'>> {};
struct Version : pegtl::seq<pegtl::plus<pegtl::digit>, pegtl::star<pegtl::one<'.'>, pegtl::plus<pegtl::digit>>,
                            pegtl::not_at<pegtl::sor<pegtl::identifier_other, pegtl::one<'.', '-', '_'>>>> {};
struct ListText : Text {};
struct TextList : rule::List<ListText> {};
struct Value : pegtl::sor<Text, Version, rule::Null, TextList> {};

struct Comparison : pegtl::seq<Need<Property>, Blank, Need<Operator>, Blank, Need<Value>> {};

/// Every comparison has parentheses of its own; a group has more of them round it.
struct Disjunction;
struct Inside : pegtl::if_then_else<pegtl::at<pegtl::one<'('>>, Disjunction, Comparison> {};
struct Operand : pegtl::seq<Need<rule::Open>, Blank, Inside, Blank, Need<rule::Close>> {};
struct Conjunction : rule::Chain<Operand, And> {};
struct Disjunction : rule::Chain<Conjunction, Or> {};
struct Grammar : pegtl::seq<Blank, Disjunction, Blank, Need<rule::End>> {};

}  // namespace pinwright::grammar::filter
