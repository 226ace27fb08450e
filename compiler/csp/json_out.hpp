#pragma once

#include <optional>
#include <string>

/// Catalogue files leave out what says nothing: `false`, an empty text, a value that is not stated.
namespace pinwright::csp {

template <class Json>
auto put_flag(Json& out, const char* key, bool value) -> void {
  if (value) out[key] = true;
}
template <class Json>
auto put_text(Json& out, const char* key, const std::string& text) -> void {
  if (!text.empty()) out[key] = text;
}
template <class Json, class T>
auto put_stated(Json& out, const char* key, const std::optional<T>& value) -> void {
  if (value) out[key] = *value;
}

}  // namespace pinwright::csp
