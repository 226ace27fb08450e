#include "diag/render.hpp"

namespace pinwright::diag {

auto headline_of(const Report& report) -> std::string {
  return report.title.empty() ? sentence_of(report.summary) : std::string(report.title);
}

}  // namespace pinwright::diag
