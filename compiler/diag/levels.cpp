#include "diag/levels.hpp"

#include <array>
#include <cstddef>

namespace pinwright::diag {
namespace {

constexpr std::array kLevels{
    Levels{Severity::Error, "error", "error", "error", "major", "error"},
    Levels{Severity::Warning, "warning", "warning", "warning", "minor", "warning"},
    Levels{Severity::Note, "note", "recommendation", "notice", "info", ""},
};

}  // namespace

auto levels(Severity severity) -> const Levels& { return kLevels[static_cast<std::size_t>(severity)]; }

}  // namespace pinwright::diag
