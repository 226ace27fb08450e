#pragma once

#include <string_view>

namespace pinwright::check {

/// Whether a text that is no XML holds a secret in clear, and what it stands in, for a message: "a URL" with a name and
/// a password (`http://joe:secret@proxy`), "JSON" with a member of a secret's name (secret_names.hpp), or "encoded XML"
/// (`&lt;keyMaterial&gt;…`). Empty: it holds none that can be told.
[[nodiscard]] auto clear_secret_in_text(std::string_view text) -> std::string_view;

/// A URL with a name and a password in a text of any kind.
[[nodiscard]] auto holds_url_password(std::string_view text) -> bool;

/// All of it, and what holds_clear_secret finds in XML.
[[nodiscard]] auto holds_any_clear_secret(std::string_view text) -> bool;

}  // namespace pinwright::check
