#include "property/settings_by_chance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "csp/settings_catalog.hpp"

namespace pinwright::property {

namespace {

using Json = nlohmann::json;
using Parts = std::vector<std::string>;

const std::string kSeparator = "\xEF\x80\x80";

class ValueMaker {
 public:
  explicit ValueMaker(std::mt19937& random) : random_(random) {}

  /// YAML of a value of the node.
  auto value_of(const csp::Node& node) -> std::string {
    if (node.is_admx_backed()) return quoted(payload(node));
    if (node.format() == csp::Format::Bool) return below(2) == 0 ? "false" : "true";
    if (node.allowed() == csp::Allowed::Flag) return std::to_string(static_cast<std::int32_t>(flags(node)));
    const bool is_number = node.format() == csp::Format::Int;
    if (!node.list_delimiter().empty() && !is_number) return quoted(list(node));
    const auto text = node.allowed() == csp::Allowed::Enum ? std::string(pick(node.allowed_values())) : std::string();
    if (is_number) return text.empty() ? std::to_string(number(node)) : text;
    return quoted(text.empty() ? words() : text);
  }

  auto below(std::size_t limit) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

 private:
  static auto quoted(const std::string& text) -> std::string { return Json(text).dump(); }
  template <class T>
  auto pick(const std::vector<T>& items) -> T {
    return items[below(items.size())];
  }
  auto words() -> std::string {
    static const std::vector<std::string> kWords{"plain", "two words", "a<b>&\"c\"", "\xC3\xBC\xC3\xB6",
                                                 "x=y",   "1",         "'q'"};
    return pick(kWords);
  }
  auto number(const csp::Node& node) -> std::int64_t {
    const auto range = node.allowed_range().value_or(csp::Range{0, 1000});
    const auto high = std::min<std::int64_t>(range.high, 2'000'000'000);
    return std::uniform_int_distribution<std::int64_t>(std::min(range.low, high), high)(random_);
  }
  auto flags(const csp::Node& node) -> std::uint32_t {
    std::uint32_t sum = 0;
    for (const auto flag : node.allowed_values()) {
      const auto bits = static_cast<std::uint32_t>(base::to_int_or_hex(flag).value_or(0));
      const bool is_one = (bits & (bits - 1)) == 0;
      if (is_one && below(2) == 0) sum |= bits;
    }
    return sum;
  }
  auto list(const csp::Node& node) -> std::string {
    std::vector<std::string> items;
    for (std::size_t left = 1 + below(3); left > 0; --left) {
      items.push_back(node.allowed() == csp::Allowed::Enum ? std::string(pick(node.allowed_values()))
                                                           : fmt::format("item{}", below(100)));
    }
    return base::joined(items, node.list_delimiter());
  }

  auto payload(const csp::Node& node) -> std::string {
    if (below(4) == 0) return "<disabled/>";
    std::string xml = below(2) == 0 ? "<enabled/>" : "<Enabled />\n";
    const auto policy = node.admx();
    if (!policy) return xml;
    auto elements = policy->elements;
    std::shuffle(elements.begin(), elements.end(), random_);
    for (const auto& element : elements) {
      const auto missing = node.definition()->missing_elements;
      const bool may_stay_out = !csp::is_required(*node.definition(), element);
      if (std::find(missing.begin(), missing.end(), element.id) != missing.end()) continue;
      if (may_stay_out && below(5) == 0) continue;
      const auto value = element_value(element);
      if (value) xml += fmt::format("<data id=\"{}\" value=\"{}\"/>", element.id, escaped(*value));
    }
    return xml;
  }
  auto element_value(const csp::AdmxElement& element) -> std::optional<std::string> {
    switch (element.kind) {
      case csp::AdmxKind::Boolean:
        return below(2) == 0 ? "false" : "true";
      case csp::AdmxKind::Enum: {
        const auto item = pick(element.items);
        return item.value ? std::optional<std::string>(*item.value) : std::nullopt;
      }
      case csp::AdmxKind::Decimal:
      case csp::AdmxKind::LongDecimal:
        return std::to_string(below(9999));
      case csp::AdmxKind::Text:
        return words();
      case csp::AdmxKind::MultiText:
        return words() + kSeparator + words();
      case csp::AdmxKind::List:
        return pairs(element);
    }
    return std::nullopt;
  }
  auto pairs(const csp::AdmxElement& element) -> std::string {
    Parts parts;
    for (std::size_t i = 1, count = 1 + below(3); i <= count; ++i) {
      const auto value = fmt::format("value{}", i);
      const auto name = element.value_prefix ? fmt::format("{}{}", *element.value_prefix, i) : value;
      parts.push_back(element.explicit_value ? fmt::format("name {}", i) : name);
      parts.push_back(value);
    }
    return base::joined(parts, kSeparator);
  }
  static auto escaped(std::string_view text) -> std::string {
    std::string out;
    for (const char c : text) {
      switch (c) {
        case '<':
          out += "&lt;";
          break;
        case '&':
          out += "&amp;";
          break;
        case '"':
          out += "&quot;";
          break;
        default:
          out += c;
      }
    }
    return out;
  }

  std::mt19937& random_;
};

auto named_segments(const csp::Node& node) -> std::size_t {
  const auto uri = node.uri();
  return static_cast<std::size_t>(std::count(uri.begin(), uri.end(), '{'));
}

auto below_a_name_that_is_carried(const csp::Node& node) -> bool {
  auto at = node;
  while (at.valid() && !at.is_dynamic()) at = at.parent();
  if (!at.valid()) return true;
  const auto group = at.definition();
  return named_segments(node) == 1 && group && (at.is_tenant_id() || group->named);
}

auto is_one_value(const csp::Node& node) -> bool {
  const auto definition = node.definition();
  return definition && definition->control != csp::Control::Group && definition->control != csp::Control::Unknown &&
         node.format() != csp::Format::Null;
}

/// The list and the DDF agree about what the node takes.
auto has_the_ddf_options(const csp::Node& node) -> bool {
  const auto control = node.definition()->control;
  const bool is_enum = node.allowed() == csp::Allowed::Enum || node.allowed() == csp::Allowed::Flag;
  if (!node.definition()->own_options.empty()) return false;
  return is_enum || (control != csp::Control::Choice && control != csp::Control::Choices) || node.is_admx_backed();
}

auto collect(const std::vector<csp::Node>& nodes, std::vector<csp::Node>& out) -> void {
  for (const auto& node : nodes) {
    if (is_one_value(node) && below_a_name_that_is_carried(node) && has_the_ddf_options(node)) out.push_back(node);
    collect(node.children(), out);
  }
}

auto uri_for(const csp::Node& node, ValueMaker& maker) -> std::string {
  auto uri = node.uri();
  const auto begin = uri.find('{');
  if (begin == std::string::npos) return uri;
  static const std::array<std::string, 3> kNames{"Web%20server", "Mail", "x.1"};
  const auto end = uri.find('}', begin);
  const bool is_tenant = uri.substr(begin, end - begin + 1) == "{TenantId}";
  return uri.replace(begin, end - begin + 1, is_tenant ? "{tenantId}" : kNames.at(maker.below(kNames.size())));
}

}  // namespace

auto settable_by_both(const csp::Catalog& catalog) -> std::vector<csp::Node> {
  std::vector<csp::Node> nodes;
  collect(catalog.roots(), nodes);
  return nodes;
}

auto settings_by_chance(const std::vector<csp::Node>& nodes, std::mt19937& random) -> std::vector<std::string> {
  ValueMaker maker(random);
  std::vector<std::string> lines;
  std::set<std::string> taken;
  for (std::size_t left = 1 + maker.below(12); left > 0; --left) {
    const auto& node = nodes[maker.below(nodes.size())];
    const auto uri = uri_for(node, maker);
    if (!taken.insert(base::folded(uri)).second) continue;
    lines.push_back(fmt::format("- {{omaUri: {}, value: {}}}", Json(uri).dump(), maker.value_of(node)));
  }
  return lines;
}

}  // namespace pinwright::property
