#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts of which a part is a secret, with object::kHiddenPart in its place.
namespace pinwright::plan {

/// XML with an element or attribute that holds a secret by its name (check::names_a_secret). nullopt: there is none.
[[nodiscard]] auto without_marked_parts(std::string_view text) -> std::optional<std::string>;

/// A text of the files, without the placeholders of these variables of the environment, and without marked parts.
/// Empty when it is nothing but a placeholder.
[[nodiscard]] auto declared_parts(std::string_view declared, const std::vector<std::string>& variables) -> std::string;

/// What the tenant holds for a text of the files. In XML hidden is what stands in the elements and attributes that hold
/// a placeholder in the files; in another text what stands between its fixed parts. Beside that every occurrence of
/// `values`, and marked parts. Empty when it cannot be told which part the secret is.
[[nodiscard]] auto live_parts(std::string_view live, std::string_view declared,
                              const std::vector<std::string>& variables, const std::vector<std::string>& values)
    -> std::string;

}  // namespace pinwright::plan
