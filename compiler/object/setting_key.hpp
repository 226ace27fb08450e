#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "grammar/oma_uri.hpp"

namespace pinwright::csp {
class Catalog;
}

namespace pinwright::object {

/// The OMA-URI of a setting: as it is spelled, what tells it from others, and its parts. It is made once, where the
/// OMA-URI enters (lower/ for the files, object/codec/ for live objects and exports) and carried from there on: nothing
/// behind it parses the OMA-URI of a setting again. A copy shares what was worked out, and never changes.
class SettingKey {
 public:
  /// The key of the empty text.
  SettingKey();
  /// Parses the text and makes it canonical. Any text is accepted.
  [[nodiscard]] static auto of_oma_uri(std::string text) -> SettingKey;

  /// The same key, looked up in this catalogue where a codec asks which definition it has: it outlives every copy.
  [[nodiscard]] auto in(const csp::Catalog* catalog) const -> SettingKey;
  /// nullptr: the built-in one.
  [[nodiscard]] auto catalog() const -> const csp::Catalog* { return catalog_; }

  /// As it is spelled.
  [[nodiscard]] auto text() const -> const std::string& { return facts_->text; }
  /// What makes two settings of two objects the same setting: grammar::canonical_oma_uri.
  [[nodiscard]] auto canonical() const -> const std::string& { return facts_->canonical; }
  /// The parts, or what is wrong with the form. Views into text(), good as long as any copy of this key lives.
  [[nodiscard]] auto form() const -> const std::variant<grammar::OmaUri, grammar::OmaUriError>& { return facts_->form; }
  /// The parts; nullptr when the text has no form to go by.
  [[nodiscard]] auto parsed() const -> const grammar::OmaUri* { return std::get_if<grammar::OmaUri>(&facts_->form); }

 private:
  struct Facts {
    std::string text;
    std::string canonical;
    std::variant<grammar::OmaUri, grammar::OmaUriError> form;
  };
  explicit SettingKey(std::shared_ptr<const Facts> facts) : facts_(std::move(facts)) {}
  [[nodiscard]] static auto facts_of(std::string text) -> std::shared_ptr<const Facts>;

  std::shared_ptr<const Facts> facts_;  // never nullptr
  const csp::Catalog* catalog_ = nullptr;
};

}  // namespace pinwright::object
