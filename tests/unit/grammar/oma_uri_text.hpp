#pragma once

#include <string>

#include "grammar/oma_uri.hpp"

namespace pinwright::grammar::test {

inline auto printed(const OmaUri& uri) -> std::string {
  std::string out(uri.root_text);
  for (const auto& segment : uri.segments) {
    out += '/';
    out += segment.text;
  }
  return out.append(uri.query);
}

}  // namespace pinwright::grammar::test
