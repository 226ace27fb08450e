#include "syntax/tags.hpp"

#include <cstdint>
#include <variant>

#include "syntax/scalar.hpp"

namespace pinwright::syntax {
namespace {

constexpr std::string_view kCore = "tag:yaml.org,2002:";

}  // namespace

auto is_implicit_tag(std::string_view tag) -> bool { return tag.empty() || tag == "?" || tag == "!"; }

auto makes_text(std::string_view tag) -> bool { return tag == "tag:yaml.org,2002:str" || tag == "!"; }

auto fits(std::string_view tag, const Node& node) -> bool {
  if (!tag.starts_with(kCore)) return false;
  const std::string_view name = tag.substr(kCore.size());
  if (node.kind == Kind::Mapping) return name == "map";
  if (node.kind == Kind::Sequence) return name == "seq";
  const ScalarValue value = resolve(node).value;
  if (name == "null") return std::holds_alternative<Null>(value);
  if (name == "bool") return std::holds_alternative<bool>(value);
  if (name == "int") return std::holds_alternative<std::int64_t>(value);
  if (name == "float") return std::holds_alternative<double>(value);
  return name == "str";
}

auto short_tag(std::string_view tag) -> std::string {
  if (tag.starts_with(kCore)) return "!!" + std::string(tag.substr(kCore.size()));
  return std::string(tag);
}

}  // namespace pinwright::syntax
