#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "fuzz/require.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/journal/read.hpp"
#include "plan/journal/seal.hpp"

namespace {

constexpr const char* kKey = "the key of this fuzz target";

/// The same lines as whoever has the key would write them: without this nothing behind the seals is ever reached.
auto sealed(std::string_view bytes) -> std::string {
  pinwright::plan::JournalSeal seal(kKey);
  std::string lines;
  for (const auto line : pinwright::base::split(bytes, '\n')) {
    if (line.size() > 2 && line.ends_with('}')) lines += seal.seal(line) + "\n";
  }
  return lines;
}

/// What a journal holds of an object is written and read again without a change.
auto check(const pinwright::plan::JournalFile& journal) -> void {
  for (const auto& entry : journal.entries) {
    if (!entry.is_intent || !entry.intent.before) continue;
    const auto json = pinwright::plan::live_to_json(*entry.intent.before);
    const auto again = pinwright::plan::live_from_json(entry.intent.kind, json);
    require(again.ok());
    require(pinwright::plan::live_to_json(again.value()) == json);
  }
}

}  // namespace

/// The records of a journal, without their seals: bytes as they are are refused, and sealed they are read or refused.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(!pinwright::plan::read_journal(text, kKey).ok());
  const auto journal = pinwright::plan::read_journal(sealed(text), kKey);
  if (journal.ok()) {
    check(journal.value());
  } else {
    require(!journal.error().message.empty());
  }
  return 0;
}
