#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::check::content {

namespace {

constexpr auto kCode = diag::Code::ValueContent;
constexpr std::size_t kSha1Digits = 40;

auto name_above(const SettingContext& context) -> std::string {
  const auto& segments = context.uri.uri->segments;
  return segments.size() < 2 ? std::string() : grammar::decoded_segment(segments[segments.size() - 2].text);
}

/// What the base64 of the value holds; nullopt: it is not known, or no base64, which other checks say.
auto bytes_of(const SettingContext& context) -> std::optional<std::string> {
  const auto* text = std::get_if<std::string>(lower::plain_value(context.setting));
  return text == nullptr ? std::nullopt : base::base64_decode(*text);
}

/// Of PEM and base64 in the place of bytes speaks value-suspicious.
auto is_text_form(std::string_view bytes) -> bool {
  constexpr std::size_t kShortestBase64 = 40;
  const auto text = base::trimmed(bytes);
  return text.starts_with("-----BEGIN ") || (text.size() >= kShortestBase64 && base::base64_decode(text));
}

/// What every certificate begins with, X.509 and PKCS #7.
constexpr char kSequence = '\x30';

/// The content of the one DER SEQUENCE that the bytes are; nullopt: they are not one that is as long as it says.
auto der_sequence(std::string_view bytes) -> std::optional<std::string_view> {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.size() < 2 || bytes[0] != kSequence) return std::nullopt;
  std::size_t header = 2;
  std::size_t length = at(1);
  if (length >= 0x80) {
    const std::size_t count = length & 0x7FU;
    if (count == 0 || count > 4 || bytes.size() < 2 + count) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = length << 8U | at(2 + i);
    header += count;
  }
  return bytes.size() == header + length ? std::optional(bytes.substr(header)) : std::nullopt;
}

auto is_hash(std::string_view name) -> bool {
  return name.size() == kSha1Digits &&
         std::all_of(name.begin(), name.end(), [](char c) { return base::hex_value(c) >= 0; });
}

auto hash_finding(const SettingContext& context, std::string message, std::string help) -> diag::Diagnostic {
  const auto& segment = context.uri.uri->segments[context.uri.uri->segments.size() - 2];
  const auto& sources = context.sources();
  return finding(context.in.in, kCode,
                 lower::place(sources, context.setting.uri_origin, context.setting.key.text(), segment.begin,
                              segment.begin + segment.text.size()),
                 context.path() + ".omaUri", std::move(message), std::move(help));
}

/// "PKCS #7" and the like have no hash of their own to be named by.
auto is_x509(std::string_view der) -> bool {
  // SEQUENCE { SEQUENCE { [0] version or INTEGER serialNumber …: the first thing in a certificate is a SEQUENCE, in
  // PKCS #7 an OBJECT IDENTIFIER.
  const auto content = der_sequence(der);
  return content && content->starts_with(kSequence);
}

auto certificate(const SettingContext& context) -> Findings {
  const auto name = name_above(context);
  Findings out;
  if (name.find("{env.") == std::string::npos && !is_hash(name)) {
    out.push_back(hash_finding(context, fmt::format("{} is no SHA-1 hash of a certificate", base::quoted(name)),
                               "write the thumbprint of the certificate: 40 hexadecimal digits, without blanks and "
                               "colons"));
  }
  const auto bytes = bytes_of(context);
  if (!bytes || is_text_form(*bytes)) return out;
  if (!bytes->starts_with(kSequence)) {
    out.push_back(value_finding(context, kCode, "the value is base64 of something that is no certificate",
                                "name the file of the certificate in binary form (DER), or write its base64"));
  } else if (is_hash(name) && is_x509(*bytes) && !base::equal_folded(base::hex(base::sha1(*bytes)), name)) {
    out.push_back(
        hash_finding(context, "the OMA-URI names another certificate than the value holds",
                     fmt::format("the SHA-1 hash of this certificate is `{}`", base::hex(base::sha1(*bytes)))));
  }
  return out;
}

/// XML as UTF-8 or UTF-16, with or without a byte order mark.
auto begins_like_xml(std::string_view bytes) -> bool {
  constexpr std::string_view kMarks = "\xEF\xBB\xBF\xFF\xFE";
  const auto begin = std::min(bytes.find_first_not_of(kMarks), bytes.size());
  return bytes.substr(begin).starts_with('<') && bytes.find('>') != std::string_view::npos;
}

auto code_integrity(const SettingContext& context) -> Findings {
  const auto bytes = bytes_of(context);
  if (!bytes || !begins_like_xml(*bytes)) return {};
  return {value_finding(context, kCode, "the value is the policy as XML, and the device takes its binary form alone",
                        "name the file that `ConvertFrom-CIPolicy` writes (`.cip`, `.bin`)")};
}

auto is_code_integrity(const csp::Node& node) -> bool {
  return node.name() == "Policy" &&
         (node.uri().starts_with("./Vendor/MSFT/ApplicationControl/") || parent_name(node) == "CodeIntegrity");
}

}  // namespace

auto binary(const SettingContext& context) -> Findings {
  const auto& node = *context.node();
  if (node.name() == "EncodedCertificate" && parent_name(node) == "CertHash") return certificate(context);
  return is_code_integrity(node) ? code_integrity(context) : Findings();
}

}  // namespace pinwright::check::content
