#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/csp_show.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli {

namespace {

/// The node's path as an author writes it.
auto yaml_uri(const csp::Node& node) -> std::string {
  auto uri = node.uri();
  for (auto at = node; at.valid(); at = at.parent()) {
    if (!at.is_tenant_id()) continue;
    const auto place = uri.find(fmt::format("{{{}}}", at.name()));
    if (place != std::string::npos) uri.replace(place, at.name().size() + 2, "{tenantId}");
  }
  return uri;
}

/// With escapes where the text as it is could not be printed.
auto quoted_yaml(std::string_view text) -> std::string {
  if (diag::visible(text) != text) return diag::json_text(text);
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

/// Something that the element takes.
auto example_of(const csp::AdmxElement& element) -> std::string {
  switch (element.kind) {
    case csp::AdmxKind::Boolean:
      return "true";
    case csp::AdmxKind::Decimal:
    case csp::AdmxKind::LongDecimal:
      return std::to_string(element.min.value_or(0));
    case csp::AdmxKind::Text:
      return "'text'";
    case csp::AdmxKind::MultiText:
      return "['text']";
    case csp::AdmxKind::List:
      return element.explicit_value ? "{'name': 'value'}" : "['value']";
    case csp::AdmxKind::Enum:
      break;
  }
  const auto sent = std::find_if(element.items.begin(), element.items.end(),
                                 [](const csp::AdmxItem& item) { return item.value.has_value(); });
  if (sent == element.items.end()) return "''";
  const auto number = base::to_int(*sent->value);
  return number && std::to_string(*number) == *sent->value ? std::string(*sent->value) : quoted_yaml(*sent->value);
}

auto print_payload(std::ostream& out, const csp::Node& node) -> void {
  const auto policy = node.admx();
  if (!policy || policy->elements.empty()) {
    out << "  admx: enabled\n";
    return;
  }
  out << "  admx:\n";
  for (const auto& element : policy->elements)
    base::print(out, "    {}: {}\n", diag::visible(element.id), diag::visible(example_of(element)));
}

/// The node's own text of an allowed value, as YAML of the node's format.
auto scalar(csp::Format format, std::string_view value) -> std::string {
  if (format == csp::Format::Bool) return base::equal_folded(value, "true") || value == "1" ? "true" : "false";
  return format == csp::Format::Int && !value.empty() ? std::string(value) : quoted_yaml(value);
}

auto example_value(const csp::Node& node) -> std::string {
  const auto values = node.allowed_values();
  const auto initial = node.default_value();
  const bool allowed = values.empty() || std::find(values.begin(), values.end(), initial.value_or("")) != values.end();
  if (initial && !initial->empty() && allowed) return scalar(node.format(), *initial);
  if (!values.empty()) return scalar(node.format(), values.front());
  if (const auto range = node.allowed_range()) return scalar(node.format(), std::to_string(range->low));
  return node.format() == csp::Format::Bool ? "true" : node.format() == csp::Format::Int ? "0" : "'text'";
}

}  // namespace

auto print_yaml(std::ostream& out, const csp::Node& node) -> void {
  const auto values = node.allowed_values();
  const auto labels = node.allowed_labels();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].empty()) base::print(out, "# {}: {}\n", diag::visible(values[i]), diag::visible(labels[i]));
  }
  if (const auto range = node.allowed_range()) base::print(out, "# {} to {}\n", range->low, range->high);
  base::print(out, "- omaUri: {}\n", diag::visible(yaml_uri(node)));
  if (node.is_secret()) {
    out << "  valueFrom: {env: NAME_OF_A_VARIABLE}\n";
  } else if (node.is_admx_backed()) {
    print_payload(out, node);
  } else {
    base::print(out, "  value: {}\n", diag::visible(example_value(node)));
  }
}

}  // namespace pinwright::cli
