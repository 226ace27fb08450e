#include "model/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"

namespace pinwright::model {

namespace {

auto listed(const std::vector<std::string_view>& keys) -> std::string {
  std::string text;
  for (const auto key : keys) text += fmt::format("{}`{}`", text.empty() ? "" : " or ", key);
  return text;
}

auto names_of(const Record& record) -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const auto& row : record.keys) names.push_back(row.name);
  return names;
}

auto member(const syntax::Node& mapping, std::string_view key) -> const syntax::Member* {
  const auto found = std::find_if(mapping.members.begin(), mapping.members.end(),
                                  [&](const syntax::Member& one) { return one.key.text == key; });
  return found == mapping.members.end() ? nullptr : &*found;
}

auto is_never_both(const Record& record, std::string_view a, std::string_view b) -> bool {
  return std::any_of(record.never_both.begin(), record.never_both.end(), [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

}  // namespace

auto report_unknown_key(const syntax::Node& key, const Record& record, Decoder& decoder) -> void {
  decoder.unknown_key(key, names_of(record));
}

auto is_choice(const Record& record, std::string_view key) -> bool {
  return std::any_of(record.exactly_one.begin(), record.exactly_one.end(),
                     [&](const auto& group) { return std::find(group.begin(), group.end(), key) != group.end(); });
}

auto is_misspelt(const syntax::Node& mapping, const Record& record, std::string_view key) -> bool {
  const auto known = names_of(record);
  return std::any_of(mapping.members.begin(), mapping.members.end(), [&](const syntax::Member& member) {
    const bool is_known = std::find(known.begin(), known.end(), member.key.text) != known.end();
    return !is_known && base::nearest(member.key.text, known) == key;
  });
}

auto check_required(const syntax::Node& mapping, const Record& record, std::uint32_t seen, Decoder& decoder) -> bool {
  bool all = true;
  std::vector<std::string_view> missing;
  std::string help;
  for (std::size_t i = 0; i < record.keys.size(); ++i) {
    const auto& key = record.keys[i];
    if (!key.required || (seen & (1U << i)) != 0) continue;
    all = false;
    if (is_misspelt(mapping, record, key.name)) continue;
    missing.push_back(key.name);
    help += fmt::format("{}`{}`: {}", help.empty() ? "add " : "; ", key.name, key.help);
  }
  if (!missing.empty()) decoder.missing_keys(mapping, missing, help);
  return all;
}

auto check_never_both(const syntax::Node& mapping, const Record& record, Decoder& decoder) -> bool {
  bool good = true;
  for (const auto& [key, other] : record.never_both) {
    const auto* first = member(mapping, key);
    const auto* second = member(mapping, other);
    if (first == nullptr || second == nullptr) continue;
    auto finding =
        diag::make(diag::Code::WrongType, second->key.span, fmt::format("`{}` stands beside `{}`", other, key),
                   fmt::format("`{}` says all that there is to say: keep one of the two", key));
    finding.labels.push_back({first->key.span, fmt::format("`{}` is here", key)});
    good = decoder.report(std::move(finding));
  }
  return good;
}

auto check_exactly_one(const syntax::Node& mapping, const Record& record, Decoder& decoder) -> bool {
  for (const auto& group : record.exactly_one) {
    const syntax::Member* first = nullptr;
    for (const auto& member : mapping.members) {
      if (std::find(group.begin(), group.end(), member.key.text) == group.end()) continue;
      if (first == nullptr) {
        first = &member;
        continue;
      }
      if (is_never_both(record, first->key.text, member.key.text)) return false;
      auto finding = diag::make(diag::Code::UnknownKey, member.key.span,
                                fmt::format("`{}` stands beside `{}`", member.key.text, first->key.text),
                                fmt::format("keep one of {}", listed(group)));
      finding.labels.push_back({first->key.span, fmt::format("`{}` is here", first->key.text)});
      return decoder.report(std::move(finding));
    }
    const auto misspelt = [&](std::string_view key) { return is_misspelt(mapping, record, key); };
    if (first == nullptr && std::any_of(group.begin(), group.end(), misspelt)) return false;
    if (first == nullptr) {
      return decoder.missing_keys(mapping, std::span(group).first(1),
                                  fmt::format("one of {} is needed", listed(group)));
    }
  }
  return true;
}

}  // namespace pinwright::model
