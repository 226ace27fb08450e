#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "csp/node.hpp"
#include "emit/format.hpp"
#include "object/policy.hpp"

namespace pinwright::emit {

/// How the files say one value.
struct WrittenValue {
  enum class Way : std::uint8_t { Inline, FromFile, FromEnvironment } way = Way::Inline;
  std::string scalar;        ///< Inline: the value as YAML; FromFile: the path; FromEnvironment: the caller's to name
  std::optional<File> file;  ///< FromFile: to be written below the output folder
  std::string remark;        ///< what is lost; empty: nothing
};

/// `folder`: of the policy's files, below the output folder, such as "files/wifi". `number` tells its files apart.
[[nodiscard]] auto written_value(const object::Setting& setting, const csp::Node& node, const std::string& folder,
                                 std::size_t number) -> WrittenValue;

}  // namespace pinwright::emit
