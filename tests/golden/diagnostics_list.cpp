#include "golden/diagnostics_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "diag/codes.hpp"

namespace golden {

namespace {

namespace diag = pinwright::diag;

constexpr std::string_view kMark =
    "<!-- From here on this page is made from compiler/diag/codes.def: the target update-golden writes it. -->\n";

/// The first two digits of a code, and what its group is about.
struct Group {
  std::string_view digits, title, text;
};
constexpr std::array kGroups{
    Group{"01", "YAML", "The text of a file. Found before anything is understood; cannot be waived."},
    Group{"02", "Shape", "Keys, types, names and references. Cannot be waived."},
    Group{"03", "Tenants", "The tenant ID, in `tenants` and in OMA-URIs."},
    Group{"04", "OMA-URI form", "How an OMA-URI is written, whatever it names."},
    Group{"05", "OMA-URI against the CSP schema", "Whether the node exists and can be set, by Microsoft's DDF files."},
    Group{"06", "Values", "What a setting is set to."},
    Group{"07", "Sets", "Settings that do not go together, in one policy or in several of one tenant."},
    Group{"08", "PIN recovery", "Windows Hello PIN recovery and web sign-in."},
    Group{"09", "Assignments", "Groups, filters and their rules."},
    Group{"10", "Waivers", "The waivers themselves. Cannot be waived."},
    Group{"11", "Live", "Found only with a tenant; each page says by which commands. Cannot be waived."},
};

constexpr auto group_of(std::string_view digits) -> const Group* {
  for (const auto& group : kGroups) {
    if (digits.substr(0, group.digits.size()) == group.digits) return &group;
  }
  return nullptr;
}

#define PW_CODE(id, name, slug, severity, scope, title) \
  static_assert(group_of(#id) != nullptr, "kGroups lacks the group of this code");
#include "diag/codes.def"
#undef PW_CODE

auto heading(const Group& group) -> std::string {
  return fmt::format("\n## {}\n\n{}\n\n| code | slug | severity | what it says |\n|---|---|---|---|\n", group.title,
                     group.text);
}

}  // namespace

auto diagnostics_page(std::string_view page) -> std::string {
  std::string text(page.substr(0, page.find(kMark)));
  text += kMark;
  const Group* last = nullptr;
  for (const auto& code : diag::all_codes()) {
    const auto* group = group_of(code.id.substr(2));
    if (group != last) text += heading(*group);
    last = group;
    text += fmt::format("| {} | `{}` | {} | [{}]({}.md) |\n", code.id, code.slug, diag::name(code.severity), code.title,
                        code.slug);
  }
  return text;
}

}  // namespace golden
