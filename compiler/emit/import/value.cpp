#include "emit/import/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "check/hidden_secrets.hpp"
#include "check/secret_names.hpp"
#include "check/xml_secrets.hpp"
#include "csp/catalog.hpp"
#include "emit/yaml_writer.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "lower/fill.hpp"
#include "object/canonical.hpp"
#include "object/codec/catalog_place.hpp"
#include "object/xml_lines.hpp"

namespace pinwright::emit {

namespace {

using object::DataType;
using Way = WrittenValue::Way;

/// Beyond this, or with a line break, a text is easier to read in a file of its own.
constexpr std::size_t kLongInline = 300;

/// An ADMX file has passwords among its elements, and none of them is one.
auto is_admx_file(const object::Setting& setting) -> bool {
  const auto* uri = setting.key.parsed();
  return uri != nullptr && uri->segments.size() > 2 && base::equal_folded(uri->segments[2].text, "ADMXInstall");
}

/// `<data id="ApiKey" value="…"/>` of a policy that some ADMX file brought along.
auto holds_admx_secret(const object::Setting& setting) -> bool {
  const auto* text = std::get_if<std::string>(&setting.value);
  const auto reading = text == nullptr ? std::nullopt : object::read_admx_payload(*text);
  const auto* given = std::get_if<object::AdmxPayload>(&setting.value);
  const auto* payload = given != nullptr ? given : reading ? &reading->payload : nullptr;
  return payload != nullptr && std::any_of(payload->data.begin(), payload->data.end(), [](const auto& datum) {
           return check::names_a_secret(datum.id) && check::can_be_secret(datum.value);
         });
}

/// What stands in the file that base64 is made of.
auto content_of(const object::Setting& setting, const std::string& text) -> std::string {
  return setting.type == DataType::Base64 ? base::base64_decode(text).value_or(text) : text;
}

auto is_secret(const object::Setting& setting, const csp::Node& node) -> bool {
  if (object::is_masked(setting)) return true;
  const auto text = object::text_of(setting.value);
  if (!text || text->empty()) return false;
  const auto& catalog = object::catalog_or_built_in(setting.key.catalog());
  if (setting.is_secret || (node.valid() && check::has_secret_definition(catalog, node))) return true;
  if (is_admx_file(setting)) return false;
  const auto name = grammar::last_segment(setting.key.text());
  const bool by_node = node.valid() ? check::holds_secret(catalog, node, name) : check::names_a_secret(name);
  return (by_node && row_of(setting.type).is_text) || holds_admx_secret(setting) ||
         check::holds_any_clear_secret(content_of(setting, *text));
}

/// The base name of a file becomes the setting's fileName, so it must be one on every disk.
auto is_file_name(std::string_view name) -> bool {
  constexpr std::string_view kForbidden = "/\\:*?\"<>|";
  const auto is_bad = [&](char c) {
    return static_cast<unsigned char>(c) < 0x20 || kForbidden.find(c) != kForbidden.npos;
  };
  return !name.empty() && name.front() != '.' && name.size() <= 128 && std::none_of(name.begin(), name.end(), is_bad) &&
         !lower::has_placeholder(name);
}

/// What the file of a text cannot hold: it is read without a byte order mark and with LF for CRLF.
auto survives_file(std::string_view text) -> bool {
  return text.find('\r') == std::string_view::npos && !text.starts_with(base::kByteOrderMark);
}

auto without_cr_and_mark(std::string text) -> std::string {
  if (text.starts_with(base::kByteOrderMark)) text.erase(0, base::kByteOrderMark.size());
  return base::with_line_feeds(text);
}

auto in_file(const std::string& path, std::string bytes) -> WrittenValue {
  return {Way::FromFile, path, File{path, std::move(bytes)}, {}};
}

class ValueWriter {
 public:
  ValueWriter(const object::Setting& setting, std::string folder, std::size_t number)
      : setting_(setting), folder_(std::move(folder)), number_(number) {}

  auto operator()(bool flag) const -> WrittenValue { return {Way::Inline, flag ? "true" : "false", {}, {}}; }
  auto operator()(std::int32_t number) const -> WrittenValue {
    return {Way::Inline, fmt::format("{}", number), {}, {}};
  }
  auto operator()(float real) const -> WrittenValue { return {Way::Inline, fmt::format("{}", real), {}, {}}; }
  auto operator()(const object::Masked&) const -> WrittenValue { return {}; }
  auto operator()(const object::AdmxPayload& payload) const -> WrittenValue { return (*this)(object::to_xml(payload)); }
  auto operator()(const std::string& text) const -> WrittenValue {
    if (setting_.type == DataType::Base64) return base64(text);
    if (setting_.type == DataType::StringXml && is_file_name(setting_.file_name))
      return in_file(fmt::format("{}/{}/{}", folder_, number_, setting_.file_name), without_cr_and_mark(text));
    return plain(object::is_xml_with_other_line_ends(text) ? object::with_xml_line_ends(text) : text);
  }

 private:
  [[nodiscard]] auto base64(const std::string& text) const -> WrittenValue {
    const auto bytes = base::base64_decode(text);
    if (!bytes || !is_file_name(setting_.file_name)) return {Way::Inline, yaml_text(text), {}, {}};
    return in_file(fmt::format("{}/{}/{}", folder_, number_, setting_.file_name), *bytes);
  }

  [[nodiscard]] auto plain(const std::string& text) const -> WrittenValue {
    const bool must = lower::has_placeholder(text);
    const bool wants = text.size() > kLongInline || text.find('\n') != std::string::npos;
    // A StringXml without fileName would get one from its file.
    const bool may = survives_file(text) && setting_.type == DataType::String;
    if (may && (must || wants)) return in_file(fmt::format("{}/{}.txt", folder_, number_), text);
    WrittenValue value{Way::Inline, yaml_text(text), {}, {}};
    if (must) value.remark = "its value holds what these files take for a placeholder, which is filled in";
    return value;
  }

  const object::Setting& setting_;
  std::string folder_;
  std::size_t number_;
};

}  // namespace

auto written_value(const object::Setting& setting, const csp::Node& node, const std::string& folder, std::size_t number)
    -> WrittenValue {
  if (is_secret(setting, node)) return {Way::FromEnvironment, {}, {}, {}};
  return std::visit(ValueWriter(setting, folder, number), setting.value);
}

}  // namespace pinwright::emit
