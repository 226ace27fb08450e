#include "graph/url.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace pinwright::graph {

namespace {

constexpr std::string_view kScheme = "://";

auto is_unreserved(char c) -> bool { return base::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

auto after_scheme(std::string_view url) -> std::size_t {
  const auto at = url.find(kScheme);
  return at == std::string_view::npos ? at : at + kScheme.size();
}

/// Whether `host` is a dotted address whose first bytes are those.
auto is_address(std::string_view host, std::string_view prefix) -> bool {
  const auto parts = base::split(host, '.');
  return parts.size() == 4 && host.starts_with(prefix) && std::all_of(parts.begin(), parts.end(), [](auto part) {
           const auto number = part.empty() || !base::is_digit(part[0]) ? std::nullopt : base::to_int(part);
           return number && *number <= 255;
         });
}

}  // namespace

auto percent_encoded(std::string_view text) -> std::string {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

auto odata_literal(std::string_view text) -> std::string {
  std::string doubled;
  for (const char c : text) doubled.append(c == '\'' ? 2 : 1, c);
  return "'" + percent_encoded(doubled) + "'";
}

auto origin_of(std::string_view url) -> std::string_view {
  const auto begin = after_scheme(url);
  if (begin == std::string_view::npos) return {};
  return url.substr(0, url.find_first_of("/?#", begin));
}

auto host_of(std::string_view url) -> std::string_view {
  const auto begin = after_scheme(url);
  if (begin == std::string_view::npos) return {};
  auto host = origin_of(url).substr(begin);
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host = host.substr(at + 1);
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

auto path_of(std::string_view url) -> std::string_view {
  const auto rest = url.substr(origin_of(url).size());
  return rest.substr(0, rest.find_first_of("?#"));
}

auto is_same_origin(std::string_view url, std::string_view base) -> bool {
  const auto ours = origin_of(base);
  return !ours.empty() && base::equal_folded(origin_of(url), ours);
}

auto is_loopback(std::string_view host) -> bool {
  return base::equal_folded(host, "localhost") || host == "[::1]" || is_address(host, "127.");
}

auto is_link_local(std::string_view host) -> bool { return is_address(host, "169.254."); }

}  // namespace pinwright::graph
