#pragma once

#include <optional>
#include <vector>

#include "csp/node.hpp"
#include "emit/yaml_writer.hpp"
#include "lower/admx.hpp"
#include "object/policy.hpp"

namespace pinwright::emit {

/// A payload as `admx` says it.
struct AdmxValue {
  bool enabled = true;
  std::vector<lower::AdmxEntry> entries;
};

/// The value of a live setting whose node is `node`, or lies in the area of an ingested ADMX file. nullopt where `admx`
/// cannot say it, or not exactly: it is no payload, nothing is known of its policy, or an element has no place there.
[[nodiscard]] auto admx_value(const object::Setting& setting, const csp::Node& node, bool is_admx_area)
    -> std::optional<AdmxValue>;

/// The key `admx` and what it holds.
auto write_admx(YamlWriter& yaml, const AdmxValue& value) -> void;

}  // namespace pinwright::emit
