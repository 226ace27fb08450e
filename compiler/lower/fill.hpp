#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diag/sink.hpp"
#include "lower/deployment.hpp"
#include "lower/filled.hpp"
#include "source/source_map.hpp"

namespace pinwright::lower {

/// Fills placeholders for one tenant. Exactly `{tenantId}` (any letter case), `{tenant.name|tenantId|primaryDomain}`,
/// `{tenant.labels.NAME}` and
/// `{vars.NAME}` are placeholders; every other brace is text. Filled text is not scanned again. What it gives points
/// into the text that it was given, which has to outlive it: a temporary is refused.
class Filler {
 public:
  Filler(TenantRef tenant, const source::SourceMap& sources, diag::Sink& sink)
      : tenant_(tenant), sources_(sources), sink_(sink) {}

  /// nullopt after an `unknown-placeholder` finding at `path`, or when what it names was reported where it is defined.
  /// A secret has no place in such a text: the tenant shows it to everybody who may look.
  [[nodiscard]] auto fill(const model::Text& text, std::string_view path) const -> std::optional<Filled>;
  auto fill(model::Text&&, std::string_view) const -> std::optional<Filled> = delete;
  /// The text as it stands where it cannot be filled, so that nothing else is said about it.
  [[nodiscard]] auto fill_or_keep(const model::Text& text, std::string_view path) const -> Filled;
  auto fill_or_keep(model::Text&&, std::string_view) const -> Filled = delete;
  /// As `fill`, for the value of a setting, which may hold secrets.
  [[nodiscard]] auto fill_value(const std::string& decoded, source::Span scalar, std::string_view path) const
      -> std::optional<Filled>;
  auto fill_value(std::string&&, source::Span, std::string_view) const -> std::optional<Filled> = delete;

  /// The variable that the text consists of, when it is exactly one `{vars.NAME}` that is defined.
  [[nodiscard]] auto whole_variable(std::string_view text) const -> const model::Named<model::Variable>*;

 private:
  struct Replacement {
    const std::string* text = nullptr;
    source::Span span;
    std::string environment;  ///< not empty: a secret, `text` is unused
    bool is_broken = false;   ///< the definition was reported: nothing is filled and nothing more is said
  };
  [[nodiscard]] auto replacement(std::string_view name) const -> std::optional<Replacement>;
  auto report_secret(std::string_view placeholder, source::Span span, source::Span definition,
                     std::string_view path) const -> void;
  auto report_unknown(const std::string& decoded, source::Span scalar, std::size_t begin, std::size_t end,
                      std::string_view path) const -> void;

  TenantRef tenant_;
  const source::SourceMap& sources_;
  diag::Sink& sink_;
};

/// Whether the text holds a placeholder at all (filled or not).
[[nodiscard]] auto has_placeholder(std::string_view text) -> bool;

}  // namespace pinwright::lower
