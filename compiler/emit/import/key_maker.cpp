#include "emit/import/key_maker.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/transliterate.hpp"
#include "model/names.hpp"

namespace pinwright::emit {

namespace {

/// A name has at most 63 characters; the end is left to `-2`, `-3`, ….
constexpr std::size_t kLongest = 56;

/// Letters and digits, with one `separator` for each run of anything else; none at the ends.
auto slug(std::string_view text, char separator) -> std::string {
  std::string made;
  for (const char c : text) {
    if (base::is_alnum(c)) {
      made += c;
    } else if (!made.empty() && made.back() != separator) {
      made += separator;
    }
  }
  made.resize(std::min(made.size(), kLongest));
  while (!made.empty() && made.back() == separator) made.pop_back();
  return made;
}

}  // namespace

KeyMaker::KeyMaker(const std::set<std::string>& taken) {
  for (const auto& name : taken) taken_.insert(base::folded(name));
}

auto KeyMaker::make(std::string_view display_name, std::string_view fallback) -> std::string {
  auto stem = base::folded(slug(base::to_ascii(display_name), '-'));
  if (stem.empty()) return make_numbered(fallback);
  if (!model::name_problem(stem).empty()) stem = fmt::format("{}-{}", fallback, stem);
  auto key = stem;
  for (int number = 2; !taken_.insert(key).second; ++number) key = fmt::format("{}-{}", stem, number);
  return key;
}

auto KeyMaker::make_numbered(std::string_view stem) -> std::string {
  for (int number = 1;; ++number) {
    auto key = fmt::format("{}-{}", stem, number);
    if (taken_.insert(key).second) return key;
  }
}

auto variable_name(std::string_view tenant, std::string_view policy, std::string_view setting) -> std::string {
  auto name = slug(fmt::format("{} {} {}", tenant, policy, setting), '_');
  for (auto& c : name) c = base::fold(c) == c && base::is_alpha(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return base::is_digit(name.front()) ? "_" + name : name;
}

}  // namespace pinwright::emit
