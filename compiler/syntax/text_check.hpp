#pragma once

#include <string_view>

#include "diag/sink.hpp"
#include "source/span.hpp"
#include "syntax/parse.hpp"

namespace pinwright::syntax {

struct TextFacts {
  bool readable = false;      ///< false: a finding says why
  bool tab_at_start = false;  ///< some line has a tab before its first other character
};

/// What the parser must not see, because it would misread it in silence or take memory out of proportion: text that is
/// not UTF-8, control characters, lone carriage returns, too many bytes or brackets.
[[nodiscard]] auto check_text(source::FileId file, std::string_view text, const Limits& limits, diag::Sink& sink)
    -> TextFacts;

}  // namespace pinwright::syntax
