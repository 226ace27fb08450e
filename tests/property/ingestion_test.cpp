// Every real ADMX file, installed by a workspace: of a policy that is set by its right path and payload nothing is
// said, and each mistake in it has its own finding.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "csp/admx_xml.hpp"
#include "object/admx_payload.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;
using csp::AdmxKind;

namespace {

const std::string kSeparator(object::kAdmxSeparator);

/// Applications whose files people install, and Windows does not refuse.
const std::set<std::string> kInstalled = {"1Password",
                                          "AcrobatDC",
                                          "AcrobatReaderDC",
                                          "AdobeDC_x64",
                                          "brave",
                                          "chrome",
                                          "Collabora-Office",
                                          "copilotupdate",
                                          "Dell",
                                          "Devolutions",
                                          "excel16",
                                          "firefox",
                                          "fslogix",
                                          "GoogleUpdate",
                                          "lync16",
                                          "msedge",
                                          "msedgeupdate",
                                          "msedgewebview2",
                                          "office16",
                                          "OneDrive",
                                          "onent16",
                                          "outlk16",
                                          "PowerToys",
                                          "ppt16",
                                          "proj16",
                                          "PSAppDeployToolkit",
                                          "pub16",
                                          "receiver",
                                          "SinclairMakeMeAdmin",
                                          "slack",
                                          "teams16",
                                          "visio16",
                                          "Viscosity",
                                          "VisualStudio",
                                          "WAU",
                                          "word16",
                                          "access16",
                                          "ZoomMeetings_HKCU",
                                          "ZoomMeetings_HKLM",
                                          "ZoomVDI_HKLM"};

auto slurp(const std::filesystem::path& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

auto is_judged(AdmxKind kind) -> bool {
  return kind == AdmxKind::Boolean || kind == AdmxKind::Enum || kind == AdmxKind::Decimal;
}

auto right_value(const csp::AdmxElementFacts& element) -> std::string {
  switch (element.kind) {
    case AdmxKind::Boolean:
      return "true";
    case AdmxKind::Enum:
      for (const auto& item : element.items) {
        if (item.value) return *item.value;
      }
      return {};
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return std::to_string(element.min.value_or(0));
    case AdmxKind::Text:
    case AdmxKind::MultiText:
      return "text";
    case AdmxKind::List:
      return "1" + kSeparator + "text";
  }
  return {};
}

auto has_value(const csp::AdmxElementFacts& element) -> bool {
  return element.kind != AdmxKind::Enum ||
         std::any_of(element.items.begin(), element.items.end(), [](const auto& item) { return item.value; });
}

auto right_payload(const csp::AdmxPolicyFacts& policy) -> object::AdmxPayload {
  object::AdmxPayload payload{true, {}};
  for (const auto& element : policy.elements) {
    if (has_value(element)) payload.data.push_back({element.id, right_value(element)});
  }
  return payload;
}

/// The policy that tells most, and its area behind "App~Policy".
struct Choice {
  const csp::AdmxPolicyFacts* policy = nullptr;
  std::string area;
};
auto choose(const csp::AdmxFile& file) -> Choice {
  Choice best;
  std::size_t most = 0;
  for (const auto& policy : file.policies) {
    std::string area;
    for (const auto name : csp::category_path(file, policy)) area.append("~").append(name);
    const auto judged = std::count_if(policy.elements.begin(), policy.elements.end(),
                                      [](const auto& element) { return is_judged(element.kind); });
    const auto points = 1 + static_cast<std::size_t>(judged) + (policy.elements.empty() ? 0U : 1U) +
                        (policy.policy_class == csp::AdmxClass::Both ? 0U : 1U);
    if (area.empty() || points <= most) continue;
    best = {&policy, area};
    most = points;
  }
  return best;
}

struct Case {
  std::string uri, value;
};
using Cases = std::map<std::string, Case>;

auto cases_of(const Choice& choice) -> Cases {
  const auto& policy = *choice.policy;
  const bool is_user = policy.policy_class == csp::AdmxClass::User;
  const auto uri = [&](bool user, const std::string& area, const std::string& name) {
    return fmt::format("./{}/Vendor/MSFT/Policy/Config/App~Policy{}/{}", user ? "User" : "Device", area, name);
  };
  const auto right = right_payload(policy);
  const auto xml = object::to_xml(right);
  Cases cases{{"right", {uri(is_user, choice.area, policy.name), xml}},
              {"wrong-category", {uri(is_user, choice.area + "~Wrong", policy.name), xml}},
              {"wrong-name", {uri(is_user, choice.area, policy.name + "Wrong"), xml}}};
  if (policy.policy_class != csp::AdmxClass::Both)
    cases["wrong-class"] = {uri(!is_user, choice.area, policy.name), xml};
  auto more = right;
  more.data.push_back({"WrongElement", "1"});
  cases["wrong-element"] = {uri(is_user, choice.area, policy.name), object::to_xml(more)};
  const auto known = csp::view(policy);
  for (std::size_t i = 0; i < right.data.size(); ++i) {
    const auto* element = known.element(right.data[i].id);
    if (element == nullptr || !is_judged(element->kind)) continue;
    auto other = right;
    other.data[i].value = "wrong value";
    cases["wrong-value"] = {uri(is_user, choice.area, policy.name), object::to_xml(other)};
  }
  return cases;
}

auto quoted_yaml(std::string_view text) -> std::string {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

auto yaml_of(const Cases& cases) -> std::string {
  auto yaml = fmt::format(
      "pinwright: 1\nworkspace: {}\ntenants: {{contoso: {{tenantId: {}}}}}\npolicies:\n  install:\n"
      "    displayName: install\n    settings:\n"
      "      - omaUri: ./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/App/Policy/File\n"
      "        valueFrom: {{file: app.admx}}\n",
      kWorkspace, kTenantId);
  for (const auto& [name, one] : cases) {
    yaml += fmt::format("  {0}:\n    displayName: {0}\n    settings:\n      - omaUri: {1}\n        value: {2}\n", name,
                        quoted_yaml(one.uri), quoted_yaml(one.value));
  }
  return yaml;
}

/// Slugs by policy; that none of them is assigned says nothing here.
auto slugs_of(const Workspace& workspace) -> std::map<std::string, std::set<std::string>> {
  std::map<std::string, std::set<std::string>> slugs;
  for (const auto& one : workspace.findings()) {
    if (one.code == diag::Code::AssignmentNone) continue;
    const auto parts = base::split(one.path, '.');
    slugs[parts.size() > 1 ? std::string(parts[1]) : one.path].insert(std::string(diag::info(one.code).slug));
  }
  return slugs;
}

const std::map<std::string, std::string> kSlugs = {{"wrong-category", "unknown-node"},
                                                   {"wrong-name", "unknown-node"},
                                                   {"wrong-class", "admx-class"},
                                                   {"wrong-element", "admx-unknown-element"},
                                                   {"wrong-value", "admx-element-value"}};

auto check_file(const std::string& name, const std::string& bytes, std::map<std::string, int>& made) -> void {
  INFO(name);
  const auto file = csp::parse_admx(bytes);
  REQUIRE(file.ok());
  const auto choice = choose(file.value());
  if (choice.policy == nullptr) return;
  const auto cases = cases_of(choice);
  const Workspace workspace({{"pinwright.yaml", yaml_of(cases)}, {"app.admx", bytes}});
  auto slugs = slugs_of(workspace);
  const bool is_installed = kInstalled.contains(name);
  if (!is_installed) {
    for (auto& [which, found] : slugs) found.erase("admx-not-ingestible");
  }
  for (const auto& [which, one] : cases) {
    INFO(which << ' ' << one.uri << '\n' << one.value);
    auto& found = slugs[which];
    if (which == "right") {
      CHECK(found.empty());
    } else {
      CHECK(found.contains(kSlugs.at(which)));
    }
    if (is_installed) ++made[which];
  }
  CHECK(slugs["install"].empty());
}

}  // namespace

TEST_CASE("policies of real ADMX files are judged by the file that is installed", "[shared]") {
  std::map<std::string, int> made;
  const auto folder = std::filesystem::path(PINWRIGHT_SOURCE_DIR) / "../shared/admx";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".admx") continue;
    check_file(entry.path().stem().string(), slurp(entry.path()), made);
    ++files;
  }
  CHECK(files == 303);
  CHECK(made["right"] >= 39);
  CHECK(made["wrong-class"] > 20);
  CHECK(made["wrong-value"] > 30);
}
