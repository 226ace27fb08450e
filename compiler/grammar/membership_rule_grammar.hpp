#pragma once

#include "grammar/rule_grammar.hpp"

/// entra groups-dynamic-membership. Internal to grammar/; a header so that a test can analyse it. Operators bind in the
/// order -not, -and, -or; all of them, and those of comparisons, may be written without dash.
namespace pinwright::grammar::membership {

namespace pegtl = tao::pegtl;
using rule::Blank;
using rule::Need;
using rule::WordEnd;

/// Microsoft's page prints several of its examples with an en dash.
struct Dash : pegtl::opt<pegtl::sor<pegtl::one<'-'>, pegtl::string<'\xE2', '\x80', '\x93'>>> {};
struct And : pegtl::seq<Dash, pegtl::istring<'a', 'n', 'd'>, WordEnd> {};
struct Or : pegtl::seq<Dash, pegtl::istring<'o', 'r'>, WordEnd> {};
struct Not : pegtl::seq<Dash, pegtl::istring<'n', 'o', 't'>, WordEnd> {};
struct Any : pegtl::istring<'a', 'n', 'y'> {};
struct All : pegtl::istring<'a', 'l', 'l'> {};
struct Quantifier : pegtl::seq<Dash, pegtl::sor<Any, All>, WordEnd> {};
struct Operator : pegtl::seq<Dash, pegtl::plus<pegtl::alpha>, WordEnd> {};

struct DottedName : pegtl::seq<pegtl::identifier, pegtl::plus<pegtl::one<'.'>, pegtl::identifier>> {};
struct Property : DottedName {};
/// Of one element of a collection: `assignedPlan.service`, `group.objectId`, or `_` for the element itself.
struct ItemProperty : pegtl::sor<DottedName, pegtl::seq<pegtl::one<'_'>, WordEnd>> {};

struct DoubleQuoted
    : pegtl::seq<pegtl::one<'"'>,
                 pegtl::star<pegtl::sor<pegtl::seq<pegtl::one<'\\'>, pegtl::any>, pegtl::not_one<'"', '\\'>>>,
                 pegtl::one<'"'>> {};
struct SingleQuoted
    : pegtl::seq<pegtl::one<'\''>, pegtl::star<pegtl::sor<pegtl::two<'\''>, pegtl::not_one<'\''>>>, pegtl::one<'\''>> {
};

struct Boolean
    : pegtl::seq<pegtl::sor<pegtl::istring<'t', 'r', 'u', 'e'>, pegtl::istring<'f', 'a', 'l', 's', 'e'>>, WordEnd> {};
struct ValueEnd : pegtl::at<pegtl::sor<pegtl::space, pegtl::one<')', ']', ','>, pegtl::eof>> {};
struct Digits : pegtl::plus<pegtl::digit> {};
struct Number : pegtl::seq<pegtl::opt<pegtl::one<'-'>>, Digits, pegtl::opt<pegtl::one<'.'>, Digits>, ValueEnd> {};
/// 2020-06-10T18:13:20Z
struct Moment : pegtl::seq<pegtl::rep<4, pegtl::digit>, pegtl::one<'-'>,
                           pegtl::plus<pegtl::sor<pegtl::alnum, pegtl::one<':', '.', '+', '-'>>>, ValueEnd> {};
/// system.now -plus p1d
struct Shift
    : pegtl::seq<Blank, Dash, pegtl::sor<pegtl::istring<'p', 'l', 'u', 's'>, pegtl::istring<'m', 'i', 'n', 'u', 's'>>,
                 pegtl::plus<pegtl::space>, pegtl::one<'p', 'P'>, pegtl::plus<pegtl::alnum>> {};
struct Now : pegtl::seq<pegtl::istring<'s', 'y', 's', 't', 'e', 'm', '.', 'n', 'o', 'w'>, WordEnd, pegtl::opt<Shift>> {
};

struct Single : pegtl::sor<DoubleQuoted, SingleQuoted, Moment, Number, Boolean, rule::Null, Now> {};
struct ListItem : pegtl::sor<DoubleQuoted, SingleQuoted, Moment, Number, Boolean> {};
struct ValueList : rule::List<ListItem> {};
struct Value : pegtl::sor<Single, ValueList> {};

struct Comparator : pegtl::seq<Need<Operator>, Blank, Need<Value>> {};

/// A condition for the elements of a collection. Need not have parentheses when it is one comparison:
/// `device.devicePhysicalIds -any _ -startsWith "[ZTDId]"`.
struct ItemDisjunction;
struct ItemComparison : pegtl::seq<Need<ItemProperty>, Blank, Comparator> {};
struct ItemGroup : pegtl::seq<rule::Open, Blank, ItemDisjunction, Blank, Need<rule::Close>> {};
struct ItemOperand : pegtl::seq<pegtl::star<Not, Blank>, pegtl::sor<ItemGroup, ItemComparison>> {};
struct ItemConjunction : rule::Chain<ItemOperand, And> {};
struct ItemDisjunction : rule::Chain<ItemConjunction, Or> {};
struct Condition : pegtl::sor<ItemGroup, ItemComparison> {};
struct QuantifiedComparison : pegtl::seq<Quantifier, Blank, Condition> {};

struct Disjunction;
struct PlainComparison : Comparator {};
struct Comparison : pegtl::seq<Need<Property>, Blank, pegtl::sor<QuantifiedComparison, PlainComparison>> {};
struct Group : pegtl::seq<rule::Open, Blank, Disjunction, Blank, Need<rule::Close>> {};
struct Operand : pegtl::seq<pegtl::star<Not, Blank>, pegtl::sor<Group, Comparison>> {};
struct Conjunction : rule::Chain<Operand, And> {};
struct Disjunction : rule::Chain<Conjunction, Or> {};

struct DirectReports : pegtl::seq<pegtl::istring<'d', 'i', 'r', 'e', 'c', 't'>, pegtl::plus<pegtl::space>,
                                  pegtl::istring<'r', 'e', 'p', 'o', 'r', 't', 's'>, pegtl::plus<pegtl::space>,
                                  pegtl::istring<'f', 'o', 'r'>, WordEnd> {};
struct Manager : pegtl::sor<DoubleQuoted, SingleQuoted> {};
struct DirectReportsRule : pegtl::seq<DirectReports, Blank, Need<Manager>> {};
struct Grammar : pegtl::seq<Blank, pegtl::sor<DirectReportsRule, Disjunction>, Blank, Need<rule::End>> {};

}  // namespace pinwright::grammar::membership
