#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "support/tree_difference.hpp"
#include "syntax/full_reader.hpp"
#include "syntax/plain_reader.hpp"

namespace {

using namespace pinwright;

/// What has been seen, told at the end: a run that never leaves the full reader shows nothing.
struct Count {
  unsigned long inputs = 0;
  unsigned long accepted = 0;
  unsigned long bytes_accepted = 0;
  ~Count() {
    if (std::getenv("PINWRIGHT_FUZZ_COUNT") == nullptr) return;
    std::fprintf(stderr, "plain: %lu of %lu inputs accepted, %lu bytes\n", accepted, inputs, bytes_accepted);
  }
};

}  // namespace

/// What the plain reader accepts, the full reader accepts without a finding and reads as the same nodes. Limits are
/// small so that both meet them.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  static Count count;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const syntax::Limits limits{4096, 8, 200};
  ++count.inputs;
  const auto plain = syntax::read_plain({0}, text, limits);
  if (!plain) return 0;
  ++count.accepted;
  count.bytes_accepted += size;
  diag::Sink sink;
  const auto full = syntax::read_full({0}, text, limits, sink);
  const auto difference = testing::tree_difference(*plain, full);
  if (!difference && sink.diagnostics().empty()) return 0;
  std::fprintf(stderr, "%s\n%.*s\n", difference.value_or("a finding of the full reader").c_str(),
               static_cast<int>(size), text.data());
  std::abort();
}
