#pragma once

#include <tao/pegtl.hpp>

#include "grammar/tenant_id_grammar.hpp"

/// The form of an OMA-URI and of what documentation leaves in one. Internal to grammar/; a header so that a test can
/// analyse it. The grammar accepts every text that begins with `./`: its actions note defects, since which defect is
/// reported depends on their rank and not on their place.
namespace pinwright::grammar::oma_uri {

namespace pegtl = tao::pegtl;

struct Slash : pegtl::one<'/'> {};
struct SegmentEnd : pegtl::at<pegtl::sor<pegtl::one<'/', '?'>, pegtl::eof>> {};
struct DeviceWord : pegtl::istring<'/', 'd', 'e', 'v', 'i', 'c', 'e'> {};
struct UserWord : pegtl::istring<'/', 'u', 's', 'e', 'r'> {};
struct VendorWords : pegtl::istring<'/', 'v', 'e', 'n', 'd', 'o', 'r', '/', 'm', 's', 'f', 't'> {};
struct CimWord : pegtl::istring<'/', 'c', 'i', 'm', 'v', '2'> {};

struct DeviceRoot : pegtl::seq<pegtl::one<'.'>, DeviceWord, VendorWords, SegmentEnd> {};
struct UserRoot : pegtl::seq<pegtl::one<'.'>, UserWord, VendorWords, SegmentEnd> {};
struct VendorRoot : pegtl::seq<pegtl::one<'.'>, VendorWords, SegmentEnd> {};
struct CimRoot : pegtl::seq<pegtl::one<'.'>, pegtl::opt<pegtl::sor<DeviceWord, UserWord>>, CimWord, SegmentEnd> {};
struct OtherRoot : pegtl::one<'.'> {};
struct Root : pegtl::sor<DeviceRoot, VendorRoot, UserRoot, CimRoot, OtherRoot> {};

struct Escape : pegtl::seq<pegtl::one<'%'>, pegtl::xdigit, pegtl::xdigit> {};
/// `%tenantid%`: no bad escape but a placeholder, whose closing sign must not begin an escape (`%C3%A4`).
struct PercentName : pegtl::seq<pegtl::one<'%'>, pegtl::alpha, pegtl::plus<pegtl::identifier_other>, pegtl::one<'%'>,
                                pegtl::not_at<pegtl::xdigit, pegtl::xdigit>> {};
struct Ellipsis : pegtl::string<'\xE2', '\x80', '\xA6'> {};

struct Plain : pegtl::sor<pegtl::alnum, pegtl::one<'.', '_', '-', '~', '!', '(', ')', ',', ';', '=', '@', ':', '+',
                                                   '\'', '$', '&', '{', '}', '[', ']', '<', '>'>> {};
struct BadEscape : pegtl::one<'%'> {};
struct Unescaped : pegtl::not_one<'/', '?'> {};
struct SegmentText : pegtl::star<pegtl::sor<pegtl::plus<Plain>, PercentName, Escape, BadEscape, Ellipsis, Unescaped>> {
};
struct Query : pegtl::seq<pegtl::one<'?'>, pegtl::star<pegtl::any>> {};
struct Uri : pegtl::seq<Root, pegtl::star<Slash, SegmentText>, pegtl::opt<Query>, pegtl::eof> {};

/// Braces that hold a GUID are another mistake than a name that was never replaced.
struct BracedGuid : pegtl::seq<pegtl::one<'{'>, tenant_id::Guid, pegtl::one<'}'>> {};
struct BracedName : pegtl::seq<pegtl::one<'{'>, pegtl::star<pegtl::not_one<'}'>>, pegtl::opt<pegtl::one<'}'>>> {};
struct AngledName : pegtl::seq<pegtl::one<'<'>, pegtl::star<pegtl::not_one<'>'>>, pegtl::opt<pegtl::one<'>'>>> {};
struct BracketedName : pegtl::seq<pegtl::one<'['>, pegtl::star<pegtl::not_one<']'>>, pegtl::opt<pegtl::one<']'>>> {};
struct EntityEnd : pegtl::seq<pegtl::istring<'&', 'g', 't'>, pegtl::opt<pegtl::one<';'>>> {};
struct EntityName : pegtl::seq<pegtl::istring<'&', 'l', 't'>, pegtl::star<pegtl::not_at<EntityEnd>, pegtl::any>,
                               pegtl::opt<EntityEnd>> {};
struct Mark : pegtl::sor<BracedName, AngledName, BracketedName, EntityName, PercentName, Ellipsis> {};
/// Only at the front: `ADMX_AppCompat` and `E_APN1` are names.
struct UnderscoreName : pegtl::seq<pegtl::one<'_'>, pegtl::upper, pegtl::star<pegtl::identifier_other>> {};

struct FrontMark : UnderscoreName {};
struct InnerMark : Mark {};
/// No mark begins with one of these: nearly all of every segment.
struct NoMark : pegtl::plus<pegtl::not_one<'{', '<', '[', '&', '%', '\xE2'>> {};
struct FindMark
    : pegtl::sor<FrontMark,
                 pegtl::seq<pegtl::star<pegtl::sor<NoMark, BracedGuid, pegtl::seq<pegtl::not_at<Mark>, pegtl::any>>>,
                            InnerMark>> {};

}  // namespace pinwright::grammar::oma_uri
