#include "cli/option.hpp"

namespace pinwright::cli {

namespace {

/// A comma stands before the last of more words than a glance takes in.
constexpr std::size_t kAtAGlance = 4;

/// "stop or continue", "auto, always or never".
auto listed(Words words) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_last = i + 1 == words.size();
    if (i > 0 && (!is_last || words.size() > kAtAGlance)) text += ',';
    if (i > 0) text += is_last ? " or " : " ";
    text += words[i];
  }
  return text;
}

}  // namespace

auto help_of(const Option& option) -> std::string {
  constexpr std::string_view kPlace = "{}";
  std::string text(option.help);
  const auto at = option.words.empty() ? std::string::npos : text.find(kPlace);
  if (at != std::string::npos) text.replace(at, kPlace.size(), listed(option.words));
  return text;
}

}  // namespace pinwright::cli
