#include "object/codec/catalog_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "object/codec/catalog_json.hpp"

namespace pinwright::object {

namespace {

/// Raw values, as spelled by the list or the DDF; none: nobody knows them.
auto options_of(const csp::Node& node, const csp::Definition& definition) -> std::vector<std::string_view> {
  if (!definition.own_options.empty()) return definition.own_options;
  const bool is_listed = node.allowed() == csp::Allowed::Enum || node.allowed() == csp::Allowed::Flag;
  return is_listed ? node.allowed_values() : std::vector<std::string_view>();
}

/// How an option is spelled in its id: `0x4` is `4`.
auto option_text(std::string_view option) -> std::string {
  if (!base::starts_with_folded(option, "0x")) return base::folded(option);
  const auto bits = bits_of(option);
  return bits ? std::to_string(*bits) : base::folded(option);
}

auto is_option(std::string_view option, std::string_view raw) -> bool {
  if (base::equal_folded(option, raw)) return true;
  const auto bits = bits_of(option);
  return bits && bits == bits_of(raw);
}

/// Of a Boolean node some options are numbers.
auto other_spelling(std::string_view raw) -> std::string_view {
  if (raw == "true") return "1";
  if (raw == "false") return "0";
  if (raw == "1") return "true";
  return raw == "0" ? "false" : "";
}

auto find_option(const std::vector<std::string_view>& options, std::string_view raw)
    -> std::optional<std::string_view> {
  const auto found = std::find_if(options.begin(), options.end(), [&](auto one) { return is_option(one, raw); });
  return found == options.end() ? std::nullopt : std::optional(*found);
}

/// Ids of Microsoft's hold nothing else.
auto can_stand_in_id(std::string_view raw) -> bool {
  constexpr std::string_view kMarks = "_~.{}-";
  return !raw.empty() && std::all_of(raw.begin(), raw.end(), [&](char c) {
    return base::is_alnum(c) || kMarks.find(c) != std::string_view::npos;
  });
}

/// Of an option whose id the list tells.
auto listed_value(const csp::Definition& definition, std::string_view option_id) -> std::optional<std::string_view> {
  const auto& ids = definition.option_ids;
  const auto found = std::find(ids.begin(), ids.end(), option_id);
  if (found == ids.end()) return std::nullopt;
  return definition.own_options[static_cast<std::size_t>(found - ids.begin())];
}

auto is_boolean(const csp::Node& node) -> bool { return node.format() == csp::Format::Bool; }

}  // namespace

auto bits_of(std::string_view text) -> std::optional<std::uint32_t> {
  const auto number = base::to_int_or_hex(text);
  if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
      *number > std::numeric_limits<std::uint32_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

auto knows_options(const CatalogPlace& place) -> bool { return !options_of(place.node, place.definition).empty(); }

OptionWriter::OptionWriter(const CatalogPlace& place, bool has_secrets)
    : place_(place), has_secrets_(has_secrets), options_(options_of(place.node, place.definition)) {}

auto OptionWriter::id_of(const std::string& raw) const -> std::optional<std::string> {
  auto option = find_option(options_, raw);
  if (!option && is_boolean(place_.node)) option = find_option(options_, other_spelling(raw));
  if (option) return option_id(*option);
  if (has_secrets_) return place_.id + '_' + raw;
  if (options_.empty() && can_stand_in_id(raw)) return csp::settings_catalog_option_id(place_.id, raw);
  return std::nullopt;
}

auto OptionWriter::option_id(std::string_view option) const -> std::string {
  const auto& ids = place_.definition.option_ids;
  const auto found = std::find(options_.begin(), options_.end(), option);
  if (ids.size() == options_.size()) return std::string(ids[static_cast<std::size_t>(found - options_.begin())]);
  return csp::settings_catalog_option_id(place_.id, option_text(option));
}

auto OptionWriter::flags_of(std::string_view raw) const -> std::optional<std::vector<std::string>> {
  const auto value = bits_of(raw);
  if (!value) return std::nullopt;
  if (const auto whole = find_option(options_, raw)) return std::vector{option_text(*whole)};
  std::uint32_t rest = *value;
  std::vector<std::string> flags;
  for (const auto option : options_) {
    const auto bits = bits_of(option).value_or(0);
    const bool is_one_bit = bits != 0 && (bits & (bits - 1)) == 0;
    if (!is_one_bit || (rest & bits) == 0) continue;
    rest &= ~bits;
    flags.push_back(option_text(option));
  }
  return rest == 0 ? std::optional(std::move(flags)) : std::nullopt;
}

auto OptionWriter::none(std::string_view raw) const -> Misfit {
  if (options_.empty())
    return {Misfit::What::Value,
            fmt::format("the settings catalog takes one of its options here, and {} can be none", base::quoted(raw)),
            false};
  constexpr std::size_t kShown = 12;
  std::vector<std::string> shown;
  for (const auto option : options_) shown.push_back(fmt::format("`{}`", option_text(option)));
  return {Misfit::What::Value,
          fmt::format("the settings catalog has no option {} of it, only {}", base::quoted(raw),
                      base::listed(shown, kShown)),
          false};
}

/// The raw value of an option in the spelling of the DDF. nullopt: an option of something else.
auto raw_of_option(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                   const nlohmann::json& value) -> std::optional<std::string> {
  const auto option_id = text_of(value, "value");
  auto raw = listed_value(definition, option_id);
  if (!raw) raw = csp::settings_catalog_option_value(id, option_id);
  if (!raw) return std::nullopt;
  const auto option = find_option(options_of(node, definition), *raw);
  if (!option || is_boolean(node)) return std::string(*raw);
  const auto in_ddf = find_option(node.allowed_values(), *raw);
  return std::string(in_ddf.value_or(*option));
}

}  // namespace pinwright::object
