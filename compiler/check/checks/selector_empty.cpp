#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "model/select.hpp"

namespace pinwright::check::checks {

namespace {

constexpr std::size_t kShown = 8;

auto unique(std::vector<std::string_view> words) -> std::vector<std::string_view> {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

class EmptySelectors {
 public:
  EmptySelectors(const model::Workspace& workspace, diag::Sink& sink) : workspace_(workspace), sink_(sink) {}

  auto check(const model::Selector& selector, std::string path) -> void {
    if (workspace_.tenants.size() == 0 || !selector.span.known()) return;
    if (model::any_taken(selector, workspace_.tenants, [](const auto&) { return true; })) return;
    auto finding =
        diag::make(diag::Code::SelectorEmpty, selector.span, "the selector matches no tenant", reason(selector));
    finding.path = std::move(path);
    sink_.add(std::move(finding));
  }

 private:
  [[nodiscard]] auto reason(const model::Selector& selector) const -> std::string {
    if (selector.names && selector.names->empty())
      return "name a tenant, or remove the key: then all tenants are meant";
    for (const auto& match : selector.labels) {
      auto missing = reason(match);
      if (!missing.empty()) return missing;
    }
    return "no tenant meets all of its keys at once: `names` and every label must match, and `exclude` comes last";
  }

  /// Why a label matches no tenant on its own; empty when it matches one.
  [[nodiscard]] auto reason(const model::LabelMatch& match) const -> std::string {
    std::vector<std::string_view> labels, values;
    for (const auto& tenant : workspace_.tenants.all()) {
      for (const auto& label : tenant.value.labels) {
        labels.emplace_back(label.name.value);
        if (label.name.value == match.label.value) values.emplace_back(label.value.value);
      }
    }
    if (values.empty())
      return advice(fmt::format("no tenant has the label `{}`", match.label.value), {&match.label}, unique(labels));
    std::vector<const model::Text*> wanted;
    for (const auto& value : match.values) {
      if (std::find(values.begin(), values.end(), value.value) != values.end()) return {};
      wanted.push_back(&value);
    }
    return advice(fmt::format("no tenant has such a value of the label `{}`", match.label.value), wanted,
                  unique(values));
  }

  static auto advice(std::string fact, const std::vector<const model::Text*>& written,
                     const std::vector<std::string_view>& known) -> std::string {
    if (known.empty()) return fact;
    for (const auto* word : written) {
      if (const auto near = base::nearest(word->value, known))
        return fmt::format("{}; did you mean `{}`?", fact, *near);
    }
    return fmt::format("{}; known: {}", fact, base::listed_words(known, kShown));
  }

  const model::Workspace& workspace_;
  diag::Sink& sink_;
};

}  // namespace

auto selector_empty(const WorkspaceContext& context, diag::Sink& sink) -> void {
  EmptySelectors selectors(context.workspace, sink);
  for (const auto& policy : context.workspace.policies.all()) {
    if (policy.broken) continue;
    selectors.check(policy.value.tenants, fmt::format("policies.{}.tenants", policy.name.value));
    for (std::size_t i = 0; i < policy.value.overrides.size(); ++i) {
      selectors.check(policy.value.overrides[i].tenants,
                      fmt::format("policies.{}.overrides[{}].tenants", policy.name.value, i));
    }
  }
  // The selector of a waiver that matches nothing makes the waiver unused, which is an error of its own.
}

}  // namespace pinwright::check::checks
