#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "check/content.hpp"

namespace pinwright::check::content {

namespace {

constexpr std::int64_t kLastPort = 65535;

auto is_number(std::string_view text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

auto is_above(std::string_view text, std::int64_t last) -> bool {
  return is_number(text) && base::to_int(text).value_or(last + 1) > last;
}

auto is_reversed(std::string_view first, std::string_view last) -> bool {
  const auto from = base::to_int(base::trimmed(first));
  const auto to = base::to_int(base::trimmed(last));
  return from && to && *from > *to;
}

auto reversed_ports(const SettingContext& context, const Part& range) -> Findings {
  const auto ports = base::split(range.text, '-');
  if (ports.size() != 2 || !is_reversed(ports[0], ports[1])) return {};
  return {at(context, range, fmt::format("{} begins above its end, so no port is in it", base::quoted(range.text)),
             fmt::format("write the lower port first: `{}-{}`", base::trimmed(ports[1]), base::trimmed(ports[0])))};
}

/// NetworkQoSPolicy DDF: "Valid values are [first port number]-[last port number] or [port number]".
auto judge_port_condition(const SettingContext& context, std::string_view text) -> Findings {
  const auto ports = base::split(base::trimmed(text), '-');
  const bool is_form = ports.size() <= 2 && std::all_of(ports.begin(), ports.end(), is_number);
  if (is_form) return reversed_ports(context, {text, 0});
  return {value_finding(context, diag::Code::ValueContent, "the value is neither a port nor a range of ports",
                        "write `443`, or the first and the last port of one range: `5060-5070`")};
}

/// Firewall DDF: "Comma Separated list of ranges for eg. 100-120,200,300-320".
auto judge_port_ranges(const SettingContext& context, std::string_view text) -> Findings {
  for (const auto& range : parts_of(text, ",")) {
    for (const auto port : base::split(range.text, '-')) {
      if (is_above(base::trimmed(port), kLastPort))
        return {at(context, range, fmt::format("{} is no port", base::quoted(base::trimmed(port))),
                   fmt::format("ports go up to {}", kLastPort))};
    }
    if (auto reversed = reversed_ports(context, range); !reversed.empty()) return reversed;
  }
  return {};
}

/// The octet above 255 of `10.0.0.256`, `10.0.0.0/255.255.256.0` or `10.0.0.1-10.0.0.300`; empty: there is none, or it
/// is no IPv4.
auto wrong_octet(std::string_view text) -> std::string_view {
  constexpr std::int64_t kLastOctet = 255;
  for (const auto side : base::split(text, '-')) {
    for (const auto address : base::split(side, '/')) {
      const auto octets = base::split(address, '.');
      if (octets.size() != 4 || !std::all_of(octets.begin(), octets.end(), is_number)) continue;
      const auto wrong = std::find_if(octets.begin(), octets.end(),
                                      [](std::string_view octet) { return is_above(octet, kLastOctet); });
      if (wrong != octets.end()) return *wrong;
    }
  }
  return {};
}

/// The four numbers of an IPv4 address; empty: it is none.
auto octets_of(std::string_view address) -> std::vector<std::int64_t> {
  std::vector<std::int64_t> octets;
  for (const auto part : base::split(base::trimmed(address), '.')) {
    if (!is_number(part)) return {};
    octets.push_back(base::to_int(part).value_or(0));
  }
  return octets.size() == 4 ? octets : std::vector<std::int64_t>();
}

/// `10.0.0.9-10.0.0.1`. Of IPv6 nothing is said.
auto is_reversed_range(std::string_view text) -> bool {
  const auto sides = base::split(text, '-');
  if (sides.size() != 2) return false;
  const auto first = octets_of(sides[0]);
  const auto last = octets_of(sides[1]);
  return !first.empty() && !last.empty() && last < first;
}

/// Firewall DDF: "one or more comma-delimited tokens … `*` indicates any remote address".
auto judge_addresses(const SettingContext& context, std::string_view text) -> Findings {
  if (const auto found = text.find(';'); found != std::string_view::npos)
    return {at(context, {text.substr(found, 1), found},
               "addresses are separated by `,`, so this is one address, which nothing has", "write `,` between them")};
  for (const auto& token : parts_of(text, ",")) {
    if (base::equal_folded(token.text, "any"))
      return {at(context, token, fmt::format("{} is no address", base::quoted(token.text)),
                 "write `*` for any address, or leave the setting out")};
    if (const auto octet = wrong_octet(token.text); !octet.empty())
      return {at(context, token,
                 fmt::format("{} is no address: it has the part {}", base::quoted(token.text), base::quoted(octet)),
                 "write numbers up to 255")};
    if (is_reversed_range(token.text))
      return {at(context, token,
                 fmt::format("{} begins above its end, so no address is in it", base::quoted(token.text)),
                 "write the lower address first")};
  }
  return {};
}

struct Row {
  std::string_view csp, name;
  auto(*judge)(const SettingContext&, std::string_view) -> Findings;
};

constexpr std::array<Row, 7> kRows{{{"/NetworkQoSPolicy/", "SourcePortMatchCondition", judge_port_condition},
                                    {"/NetworkQoSPolicy/", "DestinationPortMatchCondition", judge_port_condition},
                                    {"/Firewall/", "FilePath", quotation_mark},
                                    {"/Firewall/", "LocalPortRanges", judge_port_ranges},
                                    {"/Firewall/", "RemotePortRanges", judge_port_ranges},
                                    {"/Firewall/", "LocalAddressRanges", judge_addresses},
                                    {"/Firewall/", "RemoteAddressRanges", judge_addresses}}};

}  // namespace

auto network(const SettingContext& context, std::string_view text) -> Findings {
  const auto& node = *context.node();
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& one) {
    return one.name == node.name() && node.uri().find(one.csp) != std::string::npos;
  });
  return row == kRows.end() ? Findings() : row->judge(context, text);
}

}  // namespace pinwright::check::content
