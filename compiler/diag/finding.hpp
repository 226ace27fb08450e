#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/diagnostic.hpp"
#include "diag/line_index.hpp"
#include "diag/render.hpp"

/// A finding as every output shows it: placed once, and in one order.
namespace pinwright::diag {

/// `end` is behind the last code point.
struct Place {
  std::string_view file;
  source::Position begin;
  source::Position end;
};
/// nullopt when no file is to blame.
[[nodiscard]] auto place_of(source::Span span, Places& places) -> std::optional<Place>;

struct Finding {
  const Diagnostic* diagnostic = nullptr;
  std::optional<Place> place;
};
/// What is not waived: errors, warnings, notes; within each in the order of the report. Points into `report`.
[[nodiscard]] auto worst_first(const Report& report, Places& places) -> std::vector<Finding>;

/// "a.yaml:3:7", drawn; "" without a place.
[[nodiscard]] auto shown(const std::optional<Place>& place) -> std::string;
/// Message, help, notes and unplaced labels, a line each, drawn: what an output without a snippet says.
[[nodiscard]] auto explanation_of(const Diagnostic& diagnostic) -> std::vector<std::string>;
/// "in 30 tenants: a, b, c, … (27 more)", drawn; "" when it depends on none.
[[nodiscard]] auto tenants_of(const Diagnostic& diagnostic) -> std::string;

/// The page of a finding on the web.
[[nodiscard]] auto help_uri(Code code) -> std::string;

/// 32 hex digits that stay when lines are inserted or removed elsewhere in the file: of slug, file, the text that is
/// pointed at and its line. Findings that agree in all of these are told apart by their order.
class Fingerprints {
 public:
  Fingerprints(const source::SourceMap& sources, Places& places) : sources_(sources), places_(places) {}
  /// To be asked once for each finding of a report, in its order.
  [[nodiscard]] auto of(const Diagnostic& diagnostic) -> std::string;

 private:
  const source::SourceMap& sources_;
  Places& places_;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace pinwright::diag
