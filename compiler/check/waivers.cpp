#include "check/waivers.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/datetime.hpp"
#include "model/select.hpp"

namespace pinwright::check {

using diag::Code;
using diag::Diagnostic;

namespace {

/// `path` is `place` or stands below it: `policies.a` takes `policies.a.settings[0]`, not `policies.ab`.
auto is_below(std::string_view path, std::string_view place) -> bool {
  if (path.substr(0, place.size()) != place) return false;
  return path.size() == place.size() || path[place.size()] == '.' || path[place.size()] == '[';
}

class Waiving {
 public:
  Waiving(const model::Workspace& workspace, const WaiverOptions& options, diag::Sink& sink)
      : workspace_(workspace), options_(options), sink_(sink) {}

  auto run() -> void {
    for (std::size_t i = 0; i < workspace_.waivers.size(); ++i) {
      const auto& waiver = workspace_.waivers[i];
      const auto path = fmt::format("waivers[{}]", i);
      const auto code = diag::find_code(waiver.slug.value);
      if (!code || !diag::can_be_waived(*code)) continue;
      if (is_expired(waiver)) {
        report_expired(waiver, path);
      } else if (!apply(waiver, *code) && options_.report_unused) {
        report_unused(waiver, path);
      }
    }
  }

 private:
  [[nodiscard]] auto is_expired(const model::Waiver& waiver) const -> bool {
    if (!waiver.expires) return false;
    const auto last_day = grammar::parse_date(waiver.expires->value);
    return last_day && *last_day < options_.today;
  }

  auto apply(const model::Waiver& waiver, Code code) -> bool {
    bool used = false;
    std::vector<Diagnostic> split;
    for (auto& finding : sink_.diagnostics()) {
      if (finding.code != code || !is_below(finding.path, waiver.path.value)) continue;
      used = apply_to(waiver, finding, split) || used;
    }
    for (auto& rest : split) sink_.diagnostics().push_back(std::move(rest));
    return used;
  }

  auto apply_to(const model::Waiver& waiver, Diagnostic& finding, std::vector<Diagnostic>& split) const -> bool {
    std::vector<std::string> taken;
    std::vector<std::string> left;
    for (auto& name : finding.tenants) (takes(waiver, name) ? taken : left).push_back(name);
    if (!finding.tenants.empty() && taken.empty()) return false;
    if (!left.empty()) {
      Diagnostic rest = finding;
      rest.tenants = std::move(left);
      split.push_back(std::move(rest));
    }
    finding.tenants = std::move(taken);
    finding.waived = true;
    return true;
  }

  [[nodiscard]] auto takes(const model::Waiver& waiver, std::string_view name) const -> bool {
    const auto* tenant = workspace_.tenants.find(name);
    return tenant != nullptr && model::selects(waiver.tenants, *tenant);
  }

  auto report_unused(const model::Waiver& waiver, const std::string& path) -> void {
    auto finding = diag::make(Code::WaiverUnused, waiver.slug.span,
                              fmt::format("nothing at `{}` is found as `{}`", waiver.path.value, waiver.slug.value),
                              "remove the waiver, or fix its path, slug or tenants");
    finding.path = path;
    sink_.add(std::move(finding));
  }

  auto report_expired(const model::Waiver& waiver, const std::string& path) -> void {
    auto finding = diag::make(Code::WaiverExpired, waiver.expires->span,
                              fmt::format("the waiver expired on {}", waiver.expires->value),
                              "fix what it waived and remove it, or set a later date");
    finding.path = path;
    sink_.add(std::move(finding));
  }

  const model::Workspace& workspace_;
  const WaiverOptions& options_;
  diag::Sink& sink_;
};

}  // namespace

auto apply_waivers(const model::Workspace& workspace, const WaiverOptions& options, diag::Sink& sink) -> void {
  Waiving(workspace, options, sink).run();
}

}  // namespace pinwright::check
