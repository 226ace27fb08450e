#pragma once

#include <fmt/format.h>

#include <string>

#include "lower/deployment.hpp"

namespace pinwright::check {

/// A display name or description of an object that a tenant is to hold.
struct Text {
  const lower::Filled& filled;
  std::string path;  ///< `policies.hello.description`
};

/// Calls `each` with every one.
template <class Each>
auto for_each_name(const lower::Deployment& deployment, const Each& each) -> void {
  for (const auto& one : deployment.policies)
    each(Text{one.display_name, fmt::format("policies.{}.displayName", one.name())});
  for (const auto& one : deployment.groups) each(Text{one.display_name, fmt::format("groups.{}.displayName", one.key)});
  for (const auto& one : deployment.filters)
    each(Text{one.display_name, fmt::format("filters.{}.displayName", one.key)});
}

template <class Each>
auto for_each_description(const lower::Deployment& deployment, const Each& each) -> void {
  for (const auto& one : deployment.policies)
    if (one.description) each(Text{*one.description, fmt::format("policies.{}.description", one.name())});
  for (const auto& one : deployment.groups)
    if (one.description) each(Text{*one.description, fmt::format("groups.{}.description", one.key)});
  for (const auto& one : deployment.filters)
    if (one.description) each(Text{*one.description, fmt::format("filters.{}.description", one.key)});
}

}  // namespace pinwright::check
