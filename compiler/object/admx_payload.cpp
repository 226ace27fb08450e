#include "object/admx_payload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/xml.hpp"

namespace pinwright::object {

namespace {

using Elements = std::vector<grammar::XmlElement>;

auto is_named(const grammar::XmlElement& element, std::string_view name) -> bool {
  return element.space.empty() && base::equal_folded(element.name, name);
}

auto is_empty(const grammar::XmlElement& element) -> bool {
  return element.children.empty() && base::trimmed(element.text).empty();
}

auto is_state(const grammar::XmlElement& element) -> bool {
  return (is_named(element, "enabled") || is_named(element, "disabled")) && element.attributes.empty() &&
         is_empty(element);
}

auto is_datum(const grammar::XmlElement& element) -> bool {
  const auto* id = element.attribute("id");
  return is_named(element, "data") && id != nullptr && !id->empty() && element.attribute("value") != nullptr &&
         element.attributes.size() == 2 && is_empty(element);
}

auto is_payload(const Elements& elements) -> bool {
  return !elements.empty() && is_state(elements.front()) && std::all_of(elements.begin() + 1, elements.end(), is_datum);
}

/// Most values are no payloads, and are spared the reader of XML.
auto may_be_payload(std::string_view xml) -> bool {
  constexpr std::string_view kPart = "abled";  // of both words
  if (!base::trimmed(xml).starts_with('<')) return false;
  const auto is_same = [](char a, char b) { return base::fold(a) == b; };
  return std::search(xml.begin(), xml.end(), kPart.begin(), kPart.end(), is_same) != xml.end();
}

auto append_escaped(std::string& out, std::string_view text) -> void {
  constexpr char32_t kSeparator = 0xF000;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = base::code_point_at(text, at);
    switch (value) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case U'\t':
      case U'\n':
      case U'\r':
      case kSeparator:
        out += fmt::format("&#x{:X};", static_cast<std::uint32_t>(value));
        break;
      default:
        out += text.substr(at, size);
    }
    at += size;
  }
}

}  // namespace

auto to_xml(const AdmxPayload& payload) -> std::string {
  std::string xml = payload.enabled ? "<enabled/>" : "<disabled/>";
  for (const auto& [id, value] : payload.data) {
    xml += "\n<data id=\"";
    append_escaped(xml, id);
    xml += "\" value=\"";
    append_escaped(xml, value);
    xml += "\"/>";
  }
  return xml;
}

auto read_admx_payload(std::string_view xml) -> std::optional<AdmxReading> {
  if (!may_be_payload(xml)) return std::nullopt;
  const auto body = grammar::xml_body(xml);
  const auto parsed = grammar::parse_xml(body.text);
  const auto* elements = std::get_if<Elements>(&parsed);
  if (elements == nullptr || !is_payload(*elements)) return std::nullopt;
  AdmxReading reading;
  const auto tag_of = [&](const grammar::XmlElement& element) {
    return ByteRange{body.begin + element.begin, body.begin + grammar::tag_end(body.text, element.begin)};
  };
  const auto& state = elements->front();
  reading.payload.data.reserve(elements->size() - 1);
  reading.tags.reserve(elements->size() - 1);
  reading.payload.enabled = is_named(state, "enabled");
  reading.state = tag_of(state);
  reading.other_letter_case = state.name != (reading.payload.enabled ? "enabled" : "disabled");
  for (auto datum = elements->begin() + 1; datum != elements->end(); ++datum) {
    reading.payload.data.push_back({*datum->attribute("id"), *datum->attribute("value")});
    reading.tags.push_back(tag_of(*datum));
    reading.other_letter_case = reading.other_letter_case || datum->name != "data";
  }
  return reading;
}

auto canonical_payload(AdmxPayload payload) -> AdmxPayload {
  for (auto& datum : payload.data) datum.id = base::folded(datum.id);
  // Of two with one id, which is a mistake, each keeps its turn.
  std::stable_sort(payload.data.begin(), payload.data.end(),
                   [](const AdmxDatum& a, const AdmxDatum& b) { return a.id < b.id; });
  return payload;
}

}  // namespace pinwright::object
