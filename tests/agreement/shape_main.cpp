// Prints `good PATH` or `bad PATH` for each file: what the decoder's shape phase says of it alone.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "model/decode.hpp"
#include "syntax/parse.hpp"

auto main(int count, char** values) -> int {
  namespace diag = pinwright::diag;
  for (int i = 1; i < count; ++i) {
    std::ifstream file(values[i], std::ios::binary);
    pinwright::source::SourceMap sources;
    const auto id = sources.add(values[i], {std::istreambuf_iterator<char>(file), {}});
    diag::Sink sink;
    const auto documents = pinwright::syntax::parse(sources, id, {}, sink);
    const auto fragments = pinwright::model::decode_fragments(sources, documents, sink);
    fmt::print("{} {}\n", sink.has_errors() || fragments.empty() ? "bad" : "good", values[i]);
  }
  return 0;
}
