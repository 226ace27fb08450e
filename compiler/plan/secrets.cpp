#include "plan/secrets.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "object/codec/codec.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"

namespace pinwright::plan {

namespace {

struct Found {
  std::size_t at = std::string::npos;
  std::string_view symbol;
  const std::string* name = nullptr;
};

struct Named {
  std::string name, symbol;
};

/// The first symbol at or behind `from`.
auto next_symbol(std::string_view text, const std::vector<Named>& secrets, std::size_t from) -> Found {
  Found found;
  for (const auto& secret : secrets) {
    const auto at = text.find(secret.symbol, from);
    if (at < found.at) found = {at, secret.symbol, &secret.name};
  }
  return found;
}

/// In one pass: a value that looks like a symbol is still a value.
auto filled(std::string_view text, const std::vector<Named>& secrets, const base::Variables& variable) -> std::string {
  std::string out;
  std::size_t done = 0;
  for (auto found = next_symbol(text, secrets, 0); found.name != nullptr; found = next_symbol(text, secrets, done)) {
    out += text.substr(done, found.at - done);
    out += variable(*found.name).value_or(std::string(found.symbol));
    done = found.at + found.symbol.size();
  }
  out += text.substr(done);
  return out;
}

}  // namespace

auto is_missing(const std::string& name, const base::Variables& variable) -> bool {
  const auto value = variable ? variable(name) : std::nullopt;
  return !value || value->empty() || object::is_mask(*value);
}

auto why_missing(const std::string& name, const base::Variables& variable) -> std::string {
  const auto value = variable ? variable(name) : std::nullopt;
  if (value && object::is_mask(*value))
    return fmt::format("the environment variable `{}` holds a mask, which is no value to write", name);
  return fmt::format("the environment variable `{}` is not set, or is empty", name);
}

auto missing_variables(const object::Policy& policy, const base::Variables& variable) -> std::vector<std::string> {
  std::set<std::string> missing;
  for (const auto& setting : policy.settings) {
    for (const auto& name : setting.secrets) {
      if (is_missing(name, variable)) missing.insert(name);
    }
  }
  return {missing.begin(), missing.end()};
}

auto with_values(object::Policy policy, const base::Variables& variable) -> object::Policy {
  for (auto& setting : policy.settings) {
    if (setting.secrets.empty() || !variable) continue;
    std::vector<Named> secrets;
    for (const auto& name : setting.secrets) secrets.push_back({name, object::symbol("env", name)});
    if (auto* text = std::get_if<std::string>(&setting.value)) *text = filled(*text, secrets, variable);
    auto* payload = std::get_if<object::AdmxPayload>(&setting.value);
    if (payload == nullptr) continue;
    for (auto& datum : payload->data) datum.value = filled(datum.value, secrets, variable);
  }
  const auto& codec = object::codec_of(policy.target);
  if (codec.settle != nullptr) codec.settle(policy);
  return policy;
}

SecretTexts::SecretTexts(const TenantPlan& plan, const base::Variables& variable) {
  for (const auto& change : plan.changes) {
    const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
    if (policy == nullptr || !variable) continue;
    for (const auto& setting : with_values(*policy, variable).settings) {
      if (setting.secrets.empty()) continue;
      if (const auto text = object::text_of(setting.value)) {
        texts_.add(*text, object::symbol("env", setting.secrets.front()));
      }
      for (const auto& name : setting.secrets) texts_.add(variable(name).value_or(""), object::symbol("env", name));
    }
  }
}

}  // namespace pinwright::plan
