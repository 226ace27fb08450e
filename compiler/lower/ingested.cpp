#include "lower/ingested.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "csp/admx_xml.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/xml.hpp"
#include "lower/admx_setting.hpp"

namespace pinwright::lower {

namespace {

/// Policy/ConfigOperations/ADMXInstall/{App}/{Policy|Preference}/{File}.
constexpr std::size_t kInstallSegments = 6;
constexpr std::size_t kApplication = 3;
constexpr std::size_t kKind = 4;
/// Policy/Config/{area}/{name}.
constexpr std::size_t kPolicySegments = 4;

/// "Chrome~Policy" of "Chrome~Policy~googlechrome~Extensions".
auto application_in(std::string_view area) -> std::string_view {
  const auto first = area.find('~');
  return first == std::string_view::npos ? area : area.substr(0, area.find('~', first + 1));
}

/// The value as it is known to everybody: not what a placeholder or the environment fills in.
auto is_fixed(const Setting& setting) -> bool {
  return setting.declared != nullptr && plain_value(setting) != nullptr && !setting.value.text.uses_placeholder();
}

auto read(const Setting& setting) -> std::shared_ptr<const csp::AdmxFile> {
  const auto* text = std::get_if<std::string>(plain_value(setting));
  if (text == nullptr) return nullptr;
  // A file says in its bytes which encoding it has.
  const bool has_bytes = setting.value.file != nullptr && !setting.value.text.uses_placeholder();
  auto file = csp::parse_admx(grammar::xml_body(has_bytes ? setting.value.file->bytes : *text).text);
  return file.ok() ? std::make_shared<const csp::AdmxFile>(std::move(file).value()) : nullptr;
}

auto find_policy(const std::vector<const csp::AdmxPolicyFacts*>& policies, std::string_view name)
    -> const csp::AdmxPolicyFacts* {
  const auto found = std::find_if(policies.begin(), policies.end(), [&](const csp::AdmxPolicyFacts* policy) {
    return base::equal_folded(policy->name, name);
  });
  return found == policies.end() ? nullptr : *found;
}

}  // namespace

auto is_admx_file(const Setting& setting) -> bool {
  constexpr std::string_view kInstall = "./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/";
  const auto* uri = setting.key.parsed();
  if (uri == nullptr || !setting.node.valid() || !setting.node.is_dynamic()) return false;
  return uri->segments.size() == kInstallSegments && setting.node.uri().starts_with(kInstall);
}

auto AdmxFiles::of(const Setting& setting) -> std::shared_ptr<const csp::AdmxFile> {
  if (!is_fixed(setting)) return plain_value(setting) == nullptr ? nullptr : read(setting);
  const void* key = setting.value.file != nullptr ? static_cast<const void*>(setting.value.file) : setting.declared;
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_value_.find(key);
    if (known != by_value_.end()) return known->second;
  }
  auto file = read(setting);
  const std::lock_guard lock(mutex_);
  return by_value_.try_emplace(key, std::move(file)).first->second;
}

auto IngestedAdmx::add(std::string_view application, const std::string& uri, std::shared_ptr<const csp::AdmxFile> file)
    -> void {
  auto& into = applications_[base::folded(application)];
  if (file == nullptr) {
    into.is_whole = false;
    return;
  }
  for (const auto& policy : file->policies) {
    const auto path = csp::category_path(*file, policy);
    if (path.empty()) {
      into.elsewhere.push_back(&policy);
      continue;
    }
    std::string area(application);
    for (const auto category : path) area.append("~").append(category);
    auto& known = into.areas[base::folded(area)];
    if (known.spelled.empty()) known.spelled = std::move(area);
    known.policies.push_back(&policy);
  }
  by_uri_[uri] = file.get();
  into.files.push_back(std::move(file));
}

auto IngestedAdmx::file_of(const Setting& setting) const -> const csp::AdmxFile* {
  const auto found = by_uri_.find(setting.key.canonical());
  return found == by_uri_.end() ? nullptr : found->second;
}

auto IngestedAdmx::file_of(const csp::AdmxPolicyFacts& policy) const -> const csp::AdmxFile* {
  const auto holds = [&](const auto& one) {
    const auto* const first = one.second->policies.data();
    const std::less<> before;
    return !before(&policy, first) && before(&policy, first + one.second->policies.size());
  };
  const auto found = std::find_if(by_uri_.begin(), by_uri_.end(), holds);
  return found == by_uri_.end() ? nullptr : found->second;
}

auto IngestedAdmx::application_of(std::string_view area) const -> const Application* {
  const auto found = applications_.find(base::folded(application_in(area)));
  return found == applications_.end() ? nullptr : &found->second;
}

auto IngestedAdmx::area_of(const Application& application, std::string_view area) -> const Area* {
  const auto found = application.areas.find(base::folded(area));
  return found == application.areas.end() ? nullptr : &found->second;
}

auto IngestedAdmx::find(std::string_view area, std::string_view name) const -> Answer {
  using Kind = Answer::Kind;
  const auto* application = application_of(area);
  if (application == nullptr) return {};
  const auto* known = area_of(*application, area);
  const auto* policy = known == nullptr ? nullptr : find_policy(known->policies, name);
  if (policy == nullptr) policy = find_policy(application->elsewhere, name);
  if (policy != nullptr) return {Kind::Found, policy};
  if (!application->is_whole) return {};
  return {known == nullptr ? Kind::UnknownArea : Kind::UnknownName, nullptr};
}

auto IngestedAdmx::policies() const -> std::vector<std::pair<std::string_view, const csp::AdmxPolicyFacts*>> {
  std::vector<std::pair<std::string_view, const csp::AdmxPolicyFacts*>> all;
  for (const auto& [name, application] : applications_) {
    for (const auto& [folded, area] : application.areas) {
      for (const auto* policy : area.policies) all.emplace_back(area.spelled, policy);
    }
  }
  return all;
}

auto IngestedAdmx::areas(std::string_view area) const -> std::vector<std::string_view> {
  std::vector<std::string_view> all;
  if (const auto* application = application_of(area)) {
    for (const auto& [key, known] : application->areas) all.emplace_back(known.spelled);
  }
  std::sort(all.begin(), all.end());
  return all;
}

auto IngestedAdmx::names(std::string_view area) const -> std::vector<std::string_view> {
  std::vector<std::string_view> all;
  const auto* application = application_of(area);
  const auto* known = application == nullptr ? nullptr : area_of(*application, area);
  if (known == nullptr) return all;
  for (const auto* policy : known->policies) all.emplace_back(policy->name);
  return all;
}

auto ingested_name(const Setting& setting) -> IngestedName {
  const auto* uri = setting.key.parsed();
  if (uri == nullptr || uri->segments.size() != kPolicySegments || !is_in_admx_area(setting)) return {};
  return {grammar::decoded_segment(uri->segments[2].text), grammar::decoded_segment(uri->segments[3].text)};
}

auto ingested_admx(const Deployment& deployment, AdmxFiles& files) -> std::shared_ptr<const IngestedAdmx> {
  auto ingested = std::make_shared<IngestedAdmx>();
  for (const auto& policy : deployment.policies) {
    for (const auto& setting : policy.settings) {
      if (!is_admx_file(setting)) continue;
      const auto& segments = setting.key.parsed()->segments;
      const auto application =
          grammar::decoded_segment(segments[kApplication].text) + '~' + grammar::decoded_segment(segments[kKind].text);
      ingested->add(application, setting.key.canonical(), files.of(setting));
    }
  }
  return ingested->empty() ? nullptr : ingested;
}

}  // namespace pinwright::lower
