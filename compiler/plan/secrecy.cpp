#include "plan/secrecy.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "base/base64.hpp"
#include "base/hidden_texts.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "check/hidden_secrets.hpp"
#include "check/secret_names.hpp"
#include "object/canonical.hpp"
#include "plan/hidden_parts.hpp"

namespace pinwright::plan {

using object::Secrecy;
using object::Setting;
using object::Shown;

namespace {

constexpr std::size_t kMarkSize = 8;

auto text_of(const Setting& setting) -> std::optional<std::string> { return object::text_of(setting.value); }

auto values_of(const std::vector<std::string>& names, const base::Variables& variable) -> std::vector<std::string> {
  std::vector<std::string> values;
  for (const auto& name : names) {
    auto value = variable ? variable(name) : std::nullopt;
    if (value && value->size() >= base::HiddenTexts::kShortest) values.push_back(*std::move(value));
  }
  return values;
}

/// Of a value of which nothing says that it is a secret: what in it is one by its looks.
auto clear_parts(const Setting& setting, const std::string& text) -> Shown {
  if (setting.type == object::DataType::Base64) {
    const auto bytes = base::base64_decode(text);
    return bytes && check::holds_any_clear_secret(*bytes) ? Shown{Secrecy::Secret, {}} : Shown{};
  }
  if (check::holds_url_password(text) || !check::clear_secret_in_text(text).empty()) return {Secrecy::Secret, {}};
  auto parts = without_marked_parts(text);
  return parts ? Shown{Secrecy::Secret, *std::move(parts)} : Shown{};
}

}  // namespace

auto holds(const object::SettingKey& key, const csp::Catalog& catalog) -> Holds {
  const auto* uri = key.parsed();
  if (uri == nullptr) return Holds::Anything;
  const auto name = uri->segments.empty() ? std::string_view() : uri->segments.back().text;
  const auto answer = catalog.find(*uri);
  const auto* found = std::get_if<csp::Found>(&answer);
  if (found == nullptr) return check::names_a_secret(name) ? Holds::Secret : Holds::Anything;
  return check::holds_secret(catalog, found->node, name) ? Holds::Secret : Holds::NoSecret;
}

auto secrecy_of(const LiveValue& value) -> Secrecy {
  if (!value.is_readable) return Secrecy::Unreadable;
  if (value.is_secret_in_files || value.node == Holds::Secret) return Secrecy::Secret;
  if (value.written == Written::AsItStands) return Secrecy::Clear;
  if (value.node == Holds::Anything) return Secrecy::Secret;
  return value.written == Written::SecretsUnknown && value.is_text ? Secrecy::MaybeSecret : Secrecy::Clear;
}

auto secrets_mark(const std::vector<Setting>& settings) -> std::string {
  std::vector<std::string> uris;
  for (const auto& setting : settings) {
    if (!setting.secrets.empty()) uris.push_back(object::identity(setting));
  }
  if (uris.empty()) return "-";
  std::sort(uris.begin(), uris.end());
  return base::hex(base::sha256(base::joined(uris, "\n"))).substr(0, kMarkSize);
}

PolicySecrecy::PolicySecrecy(const csp::Catalog& catalog, const std::vector<Setting>* declared,
                             const base::Variables& variable, Written written)
    : catalog_(catalog), variable_(variable), written_(written) {
  if (declared == nullptr) return;
  for (const auto& setting : *declared) declared_.emplace(object::identity(setting), &setting);
}

auto PolicySecrecy::find(const Setting& setting) const -> const Setting* {
  const auto found = declared_.find(object::identity(setting));
  return found == declared_.end() ? nullptr : found->second;
}

auto PolicySecrecy::live(const Setting& setting) const -> Shown {
  const auto text = text_of(setting);
  const auto* declared = find(setting);
  const bool from_environment = declared != nullptr && !declared->secrets.empty();
  const auto node = setting.is_secret ? Holds::Secret : holds(setting.key, catalog_);
  const bool is_readable = !object::is_masked(setting);
  Shown shown{secrecy_of({is_readable, from_environment, text.has_value(), node, written_}), {}};
  if (!text) return shown;
  if (shown.secrecy == Secrecy::Clear) return clear_parts(setting, *text);
  const auto pattern = from_environment ? text_of(*declared) : std::nullopt;
  const bool is_known = written_ == Written::AsItStands || written_ == Written::SecretsKnown;
  if (!pattern || !is_known || node == Holds::Secret) return shown;
  shown.text = live_parts(*text, *pattern, declared->secrets, values_of(declared->secrets, variable_));
  return shown;
}

auto PolicySecrecy::declared(const Setting& setting) const -> Shown {
  const auto text = text_of(setting);
  if (holds(setting.key, catalog_) == Holds::Secret && text.has_value()) return {Secrecy::Secret, {}};
  if (setting.secrets.empty()) return text.has_value() ? clear_parts(setting, *text) : Shown{};
  // The text with values is never looked at: its placeholders are what tells where they are.
  const auto* declared = find(setting);
  const auto pattern = declared != nullptr ? text_of(*declared) : std::nullopt;
  return {Secrecy::Secret, pattern ? declared_parts(*pattern, setting.secrets) : std::string()};
}

auto PolicySecrecy::both() const -> object::ShowValues {
  return {[this](const Setting& setting) { return live(setting); },
          [this](const Setting& setting) { return declared(setting); }};
}

auto PolicySecrecy::hidden_among(const std::vector<Setting>& lives) const -> std::vector<std::string> {
  std::vector<std::string> hidden;
  for (const auto& setting : lives) {
    if (live(setting).secrecy != Secrecy::Clear) hidden.push_back(object::identity(setting));
  }
  std::sort(hidden.begin(), hidden.end());
  return hidden;
}

}  // namespace pinwright::plan
