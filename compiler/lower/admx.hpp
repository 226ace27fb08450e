#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/workspace.hpp"
#include "object/admx_payload.hpp"
#include "source/source_map.hpp"

namespace pinwright::lower {

class Filler;
struct Filled;

/// Where something is written: in the files, or in the text of the setting's value.
struct AdmxPlace {
  source::Span span;  ///< unknown: `in_value` tells
  std::optional<object::ByteRange> in_value;
};

/// What the files say of one element of an ADMX-backed policy.
struct AdmxEntry {
  /// Xml: a payload's own text. The others are what YAML has.
  enum class Form : std::uint8_t { Xml, Text, Boolean, Number, List, Pairs } form = Form::Xml;
  std::string id;                    ///< as it is written
  std::vector<std::string> parts;    ///< the one text as spelled; List: the items; Pairs: name, value, name, value …
  std::vector<std::string> secrets;  ///< environment variables whose `{env.NAME}` stands in a part
  AdmxPlace id_place;
  AdmxPlace place;
};

/// What the files say of the payload: `admx`, or a value that is one in XML.
struct AdmxStatement {
  bool enabled = true;
  bool is_mapping = false;  ///< it can be laid over another; what else is said stands for the whole
  bool other_letter_case = false;
  std::vector<AdmxEntry> entries;
  std::vector<std::string> left_out;  ///< ids that are to have no value, when it is laid over another
  AdmxPlace place;                    ///< of the state, or of the first element
};

/// The statement of an `admx` key, placeholders filled. nullopt after a finding.
[[nodiscard]] auto admx_statement(const model::Admx& admx, const Filler& filler, std::string_view path)
    -> std::optional<AdmxStatement>;
/// The statement of a value that is a payload, and nothing but one.
[[nodiscard]] auto admx_statement(const Filled& xml) -> std::optional<AdmxStatement>;

/// Lays a mapping over an earlier statement of the same node: elements of the same id are replaced, the others kept.
/// `earlier_value` is what the earlier statement was read from: its places may point there.
auto lay_over(AdmxStatement earlier, const Filled& earlier_value, const source::SourceMap& sources,
              AdmxStatement& later) -> void;

/// The environment variables of all entries, each once.
[[nodiscard]] auto secrets_of(const AdmxStatement& statement) -> std::vector<std::string>;

}  // namespace pinwright::lower
