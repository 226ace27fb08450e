#pragma once

#include <string>
#include <string_view>

namespace pinwright::graph {

/// RFC 3986: everything but letters, digits, `-`, `.`, `_` and `~` as %XX.
[[nodiscard]] auto percent_encoded(std::string_view text) -> std::string;
/// A string literal of OData for use in a URL: quotes doubled, between quotes, percent-encoded.
[[nodiscard]] auto odata_literal(std::string_view text) -> std::string;

/// "https://host:port" of an absolute URL, as written; empty when it is none.
[[nodiscard]] auto origin_of(std::string_view url) -> std::string_view;
/// The host of an absolute URL without user and port; an IPv6 address keeps its brackets.
[[nodiscard]] auto host_of(std::string_view url) -> std::string_view;
/// What follows the origin, without the query.
[[nodiscard]] auto path_of(std::string_view url) -> std::string_view;
/// Whether a token for `base` may be sent to `url`: same scheme, host and port.
[[nodiscard]] auto is_same_origin(std::string_view url, std::string_view base) -> bool;

/// 127.0.0.0/8, [::1], localhost.
[[nodiscard]] auto is_loopback(std::string_view host) -> bool;
/// 169.254.0.0/16: the metadata service of a virtual machine, which speaks nothing but plain http.
[[nodiscard]] auto is_link_local(std::string_view host) -> bool;

}  // namespace pinwright::graph
