#include "object/difference_settings.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "object/canonical.hpp"
#include "object/canonical_value.hpp"
#include "object/pair_up.hpp"
#include "object/setting_path.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::ordered_json;

auto bytes_json(std::string text, std::string_view bytes) -> Json {
  return {{"base64", std::move(text)}, {"bytes", bytes.size()}, {"sha256", base::hex(base::sha256(bytes))}};
}

auto text_json(const Setting& setting, const std::string& text) -> Json {
  if (base::find_invalid_utf8(text)) return bytes_json(base::base64_encode(text), text);
  if (setting.type != DataType::Base64) return text;
  const auto bytes = base::base64_decode(text);
  return bytes ? bytes_json(text, *bytes) : Json(text);
}

/// The value as far as it may be seen.
auto value_json(const Setting& setting, const Shown& shown) -> Json {
  if (shown.secrecy == Secrecy::Clear) {
    const auto text = text_of(setting.value);
    return text ? text_json(setting, *text) : to_graph_value(setting);
  }
  Json json{{json_key(shown.secrecy), true}};
  if (!shown.text.empty()) json["text"] = shown.text;
  return json;
}

auto is_secret(const Shown& shown) -> bool { return shown.secrecy == Secrecy::Secret; }

auto whole(const Setting& setting, const Shown& shown) -> Json {
  Json json{{"@odata.type", odata_type(setting.type)}, {"displayName", setting.display_name}};
  if (setting.description && !setting.description->empty()) json["description"] = *setting.description;
  json["omaUri"] = setting.key.text();
  if (!setting.file_name.empty()) json["fileName"] = setting.file_name;
  json["value"] = value_json(setting, shown);
  return json;
}

/// A setting that is on one side only.
auto one_sided(const Pair<Setting>& pair, const ShowValues& show) -> Difference {
  const bool appears = pair.after != nullptr;
  const auto& setting = appears ? *pair.after : *pair.before;
  const auto shown = appears ? show.after(setting) : show.before(setting);
  Difference difference{setting_path(setting), std::nullopt, std::nullopt, is_secret(shown)};
  (appears ? difference.after : difference.before) = base::json_line(whole(setting, shown));
  return difference;
}

/// The fields of a setting that is on both sides.
class FieldDifferences {
 public:
  FieldDifferences(const Setting& before, const Setting& after, const CanonicalRules& rules, const ShowValues& show,
                   std::vector<Difference>& found)
      : before_(before), after_(after), rules_(rules), show_(show), found_(found) {}

  auto run() -> void {
    add("@odata.type", json_text(odata_type(before_.type)), json_text(odata_type(after_.type)));
    add("displayName", canonical_name(before_.display_name, rules_), canonical_name(after_.display_name, rules_));
    add("description", text_or_none(before_.description), text_or_none(after_.description));
    add("omaUri", json_text(before_.key.text()), json_text(after_.key.text()));
    add("fileName", file_name(before_), file_name(after_));
    add_value();
  }

 private:
  using Side = std::optional<std::string>;

  auto text_or_none(const std::optional<std::string>& text) const -> Side {
    auto json = canonical_prose(text, rules_);
    if (!text || (rules_.absent_text_is_empty && json == R"("")")) return std::nullopt;
    return json;
  }
  static auto file_name(const Setting& setting) -> Side {
    return setting.file_name.empty() ? Side() : json_text(setting.file_name);
  }
  auto add(std::string_view field, Side before, Side after) -> void {
    if (before != after) found_.push_back({path(field), std::move(before), std::move(after), false});
  }
  auto add_value() -> void {
    if (plain_value(before_, rules_) == plain_value(after_, rules_)) return;
    auto before = show_.before(before_);
    const auto after = show_.after(after_);
    // What becomes a secret of the environment is taken for one already.
    if (!after_.secrets.empty() && before.secrecy == Secrecy::Clear) before = {Secrecy::Secret, {}};
    auto after_json = value_json(after_, after);
    if (is_secret(after)) after_json["changed"] = is_masked(before_) || is_masked(after_) ? Json() : Json(true);
    found_.push_back({path("value"), base::json_line(value_json(before_, before)), base::json_line(after_json),
                      is_secret(before) || is_secret(after)});
  }
  [[nodiscard]] auto path(std::string_view field) const -> std::string { return setting_path(after_, field); }

  const Setting& before_;
  const Setting& after_;
  const CanonicalRules& rules_;
  const ShowValues& show_;
  std::vector<Difference>& found_;
};

/// Like canonical_setting, but for a secret what it is.
auto plain_setting(const Setting& setting, const CanonicalRules& rules) -> std::string {
  auto open = setting;
  open.secrets.clear();
  return canonical_setting(open, rules);
}

auto uris_of(const std::vector<Setting>& settings) -> std::string {
  std::vector<std::string> uris;
  for (const auto& setting : settings) uris.push_back(json_text(setting.key.text()));
  return json_array(uris);
}

auto same_order(const std::vector<Setting>& before, const std::vector<Setting>& after) -> bool {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [](const Setting& a, const Setting& b) { return identity(a) == identity(b); });
}

}  // namespace

auto setting_differences(const std::vector<Setting>& before, const std::vector<Setting>& after,
                         const CanonicalRules& rules, const ShowValues& show) -> std::vector<Difference> {
  const PairUp<Setting> pair_up(
      before, after, [](const Setting& one) -> const std::string& { return identity(one); },
      [&](const Setting& one) { return plain_setting(one, rules); });
  std::vector<Difference> found;
  for (const auto& pair : pair_up.unequal()) {
    if (pair.before == nullptr || pair.after == nullptr) {
      found.push_back(one_sided(pair, show));
    } else {
      FieldDifferences(*pair.before, *pair.after, rules, show, found).run();
    }
  }
  const bool only_order = found.empty() && !rules.sort_settings && !same_order(before, after);
  if (only_order) found.push_back({"omaSettings", uris_of(before), uris_of(after), false});
  return found;
}

}  // namespace pinwright::object
