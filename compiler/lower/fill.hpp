#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.hpp"
#include "lower/deployment.hpp"
#include "lower/filled.hpp"
#include "lower/scope.hpp"
#include "source/source_map.hpp"

namespace pinwright::lower {

/// Fills placeholders for one tenant. Exactly `{tenantId}` (any letter case), `{tenant.name|tenantId|primaryDomain}`,
/// `{tenant.labels.NAME}` and
/// `{vars.NAME}` are placeholders; every other brace is text. Filled text is not scanned again. What it gives points
/// into the text that it was given, which has to outlive it: a temporary is refused. What is filled counts against the
/// tenant's budget; the text that goes beyond it is a `limit-exceeded`, and after it nothing is filled any more.
class Filler {
 public:
  Filler(Scope& scope, const source::SourceMap& sources, diag::Sink& sink)
      : scope_(scope), sources_(sources), sink_(sink) {}

  /// nullopt after an `unknown-placeholder` finding at `path`, or when what it names was reported where it is defined.
  /// A secret has no place in such a text: the tenant shows it to everybody who may look.
  [[nodiscard]] auto fill(const model::Text& text, std::string_view path) const -> std::optional<Filled>;
  auto fill(model::Text&&, std::string_view) const -> std::optional<Filled> = delete;
  /// The text as it stands (its beginning, when the budget is used up) where it cannot be filled, so that nothing else
  /// is said about it.
  [[nodiscard]] auto fill_or_keep(const model::Text& text, std::string_view path) const -> Filled;
  auto fill_or_keep(model::Text&&, std::string_view) const -> Filled = delete;
  /// As `fill`, for the value of a setting, which may hold secrets.
  [[nodiscard]] auto fill_value(const std::string& decoded, source::Span scalar, std::string_view path) const
      -> std::optional<Filled>;
  auto fill_value(std::string&&, source::Span, std::string_view) const -> std::optional<Filled> = delete;

  /// A text of `size` bytes that is copied as it is, such as that of a file. False after a finding at `span`.
  [[nodiscard]] auto take(std::size_t size, source::Span span, std::string_view path) const -> bool;
  [[nodiscard]] auto is_used_up() const -> bool { return scope_.budget().is_used_up(); }
  [[nodiscard]] auto scope() const -> const Scope& { return scope_; }
  [[nodiscard]] auto tenant() const -> TenantRef { return scope_.tenant(); }

  /// The variable that the text consists of, when it is exactly one `{vars.NAME}` that is defined.
  [[nodiscard]] auto whole_variable(std::string_view text) const -> const model::Named<model::Variable>*;

 private:
  class FilledText;
  struct Replacement {
    const std::string* text = nullptr;
    source::Span span;
    std::string environment;  ///< not empty: a secret, `text` is unused
    bool is_broken = false;   ///< the definition was reported: nothing is filled and nothing more is said
  };
  [[nodiscard]] auto replacement(std::string_view name) const -> std::optional<Replacement>;
  auto report_limit(source::Span span, std::string message, std::string_view path) const -> void;
  [[nodiscard]] auto known_names() const -> std::vector<std::string>;
  auto suggest(std::string_view name, source::Span span, diag::Diagnostic& finding) const -> void;
  auto report_secret(std::string_view placeholder, source::Span span, source::Span definition,
                     std::string_view path) const -> void;
  auto report_unknown(std::string_view name, source::Span span, std::string_view path) const -> void;

  Scope& scope_;
  const source::SourceMap& sources_;
  diag::Sink& sink_;
};

/// Whether the text holds a placeholder at all (filled or not).
[[nodiscard]] auto has_placeholder(std::string_view text) -> bool;

}  // namespace pinwright::lower
