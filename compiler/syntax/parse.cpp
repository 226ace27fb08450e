#include "syntax/parse.hpp"

#include <utility>

#include "syntax/full_reader.hpp"
#include "syntax/plain_reader.hpp"

namespace pinwright::syntax {

auto parse(const source::SourceMap& sources, source::FileId file, const Limits& limits, diag::Sink& sink)
    -> std::vector<Node> {
  const std::string_view text = sources.text(file);
  if (auto documents = read_plain(file, text, limits)) return *std::move(documents);
  return read_full(file, text, limits, sink);
}

}  // namespace pinwright::syntax
