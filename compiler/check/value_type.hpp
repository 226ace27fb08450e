#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/context.hpp"

/// Whether a value fits the data type, and the data type the node: decided once, so that exactly one check explains a
/// value that cannot be written.
namespace pinwright::check {

enum class TypeError : std::uint8_t {
  None,
  DeclaredType,     ///< `dataType` is not one that the node takes
  WrongKind,        ///< text for a number, a number for text, nothing at all
  FromEnvironment,  ///< the environment gives text, the type is none
  BinaryFile,       ///< a file that is no text for a type that is
  NotSingle,        ///< a number that single precision does not hold
  Overflow,         ///< an integer beyond 32 bits
  NotBase64,
  NotDateTime,
  NotAdmx,  ///< `admx` for a node that no ADMX file backs
};
[[nodiscard]] auto type_error(const SettingContext& context) -> TypeError;

/// The data types that the node takes, the usual one first; empty when nothing is known of it. An ingested ADMX area
/// takes text.
[[nodiscard]] auto taken_types(const SettingContext& context) -> std::vector<object::DataType>;

/// The text of a `string` or `stringXml` value that checks may look at, else nullptr.
[[nodiscard]] auto known_text(const SettingContext& context) -> const std::string*;

}  // namespace pinwright::check
