#include "model/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pinwright::model {

namespace {

auto listed(const std::vector<std::string_view>& keys) -> std::string {
  std::string text;
  for (const auto key : keys) text += fmt::format("{}`{}`", text.empty() ? "" : " or ", key);
  return text;
}

}  // namespace

auto report_unknown_key(const syntax::Node& key, const Record& record, Decoder& decoder) -> void {
  std::vector<std::string_view> known;
  for (const auto& row : record.keys) known.push_back(row.name);
  decoder.unknown_key(key, known);
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
      auto finding = diag::make(diag::Code::UnknownKey, member.key.span,
                                fmt::format("`{}` stands beside `{}`", member.key.text, first->key.text),
                                fmt::format("keep one of {}", listed(group)));
      finding.labels.push_back({first->key.span, fmt::format("`{}` is here", first->key.text)});
      return decoder.report(std::move(finding));
    }
    if (first == nullptr) return decoder.missing_key(mapping, group.front(), fmt::format("one of {} is needed", listed(group)));
  }
  return true;
}

}  // namespace pinwright::model
