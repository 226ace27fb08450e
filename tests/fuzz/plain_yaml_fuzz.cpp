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

/// What has been seen, told now and then where PINWRIGHT_FUZZ_COUNT is set: a run in which the plain reader refuses
/// everything would show nothing.
struct Count {
  unsigned long inputs = 0;
  unsigned long accepted = 0;

  auto add(bool is_accepted) -> void {
    constexpr unsigned long kInterval = 100'000;
    ++inputs;
    if (is_accepted) ++accepted;
    if (inputs % kInterval != 0 || std::getenv("PINWRIGHT_FUZZ_COUNT") == nullptr) return;
    std::fprintf(stderr, "plain: %lu of %lu inputs accepted\n", accepted, inputs);
  }
};

}  // namespace

/// What the plain reader accepts, the full reader accepts without a finding and reads as the same nodes. Limits are
/// small so that both meet them.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  static Count count;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const syntax::Limits limits{4096, 8, 200};
  const auto plain = syntax::read_plain({0}, text, limits);
  count.add(plain.has_value());
  if (!plain) return 0;
  diag::Sink sink;
  const auto full = syntax::read_full({0}, text, limits, sink);
  const auto difference = testing::tree_difference(*plain, full);
  if (!difference && sink.diagnostics().empty()) return 0;
  std::fprintf(stderr, "%s\n%.*s\n", difference.value_or("a finding of the full reader").c_str(),
               static_cast<int>(size), text.data());
  std::abort();
}
