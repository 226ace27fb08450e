#include "object/secrecy.hpp"

#include "object/canonical.hpp"

namespace pinwright::object {

auto words(Secrecy secrecy) -> std::string_view {
  switch (secrecy) {
    case Secrecy::Clear:
      return "";
    case Secrecy::Secret:
      return "(secret)";
    case Secrecy::MaybeSecret:
      return "(may have been a secret)";
    case Secrecy::Unreadable:
      return "(not readable with this credential)";
    case Secrecy::Hidden:
      return "(not shown)";
  }
  return "";
}

auto json_key(Secrecy secrecy) -> std::string_view {
  switch (secrecy) {
    case Secrecy::Clear:
      return "";
    case Secrecy::Secret:
      return "secret";
    case Secrecy::MaybeSecret:
      return "maybeSecret";
    case Secrecy::Unreadable:
      return "unreadable";
    case Secrecy::Hidden:
      return "hidden";
  }
  return "";
}

auto show_cautiously(const Setting& setting) -> Shown {
  if (is_masked(setting)) return {Secrecy::Unreadable, {}};
  const bool is_secret = !setting.secrets.empty() || !setting.revealed_from.empty();
  return {is_secret ? Secrecy::Secret : Secrecy::Clear, {}};
}

}  // namespace pinwright::object
