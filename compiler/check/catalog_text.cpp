#include "check/catalog_text.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

constexpr std::size_t kShownChildren = 8;

constexpr std::array<std::pair<csp::Access, std::string_view>, 5> kAccessWords = {{{csp::Access::Add, "Add"},
                                                                                   {csp::Access::Delete, "Delete"},
                                                                                   {csp::Access::Get, "Get"},
                                                                                   {csp::Access::Replace, "Replace"},
                                                                                   {csp::Access::Exec, "Exec"}}};

auto is_declared(const lower::Setting& setting) -> bool {
  return setting.declared != nullptr && setting.declared->data_type;
}

}  // namespace

auto edition_of(const csp::Node& node) -> std::string {
  return node.edition().empty() ? "declared under `nodes`" : fmt::format("DDF edition {}", node.edition());
}

auto access_words(const csp::Node& node) -> std::string {
  std::vector<std::string> words;
  for (const auto& [access, word] : kAccessWords) {
    if (node.can(access)) words.emplace_back(word);
  }
  if (words.empty()) return "nothing";
  if (words.size() == 1) return words.front();
  const auto last = words.back();
  words.pop_back();
  return base::joined(words, ", ") + " and " + last;
}

auto listed_children(const csp::Node& node) -> std::string {
  std::vector<std::string> names;
  for (const auto& child : node.children()) {
    names.push_back(child.is_dynamic() ? fmt::format("`{{{}}}`", title_of(child)) : fmt::format("`{}`", child.name()));
  }
  return base::listed(names, kShownChildren);
}

auto type_note(const SettingContext& context) -> std::string {
  const auto& setting = context.setting;
  if (is_declared(setting)) return {};
  if (setting.type_from_yaml) {
    return fmt::format("the data type is `{}`, as the value is written; write `dataType` when another is meant",
                       model::word(setting.type));
  }
  if (setting.node.valid()) return {};
  return fmt::format("the data type is `{}`, as for every ADMX policy", model::word(setting.type));
}

auto title_of(const csp::Node& node) -> std::string { return node.name().empty() ? "name" : std::string(node.name()); }

}  // namespace pinwright::check
