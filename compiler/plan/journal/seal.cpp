#include "plan/journal/seal.hpp"

#include <cassert>

#include "base/hmac.hpp"
#include "base/sha256.hpp"

namespace pinwright::plan {

namespace {

constexpr std::string_view kBefore = R"(,"mac":")";
constexpr std::string_view kBehind = R"("})";
constexpr std::size_t kMacDigits = 64;
constexpr std::size_t kSealSize = kBefore.size() + kMacDigits + kBehind.size();
constexpr std::size_t kKeyIdDigits = 16;

}  // namespace

auto JournalSeal::mac_of(std::string_view record) const -> std::string {
  std::string bytes = last_;
  bytes += '\n';
  bytes += record;
  return base::hex(base::hmac_sha256(key_, bytes));
}

auto JournalSeal::seal(std::string_view record) -> std::string {
  assert(record.size() > 2 && record.ends_with('}'));
  last_ = mac_of(record);
  std::string line(record.substr(0, record.size() - 1));
  line += kBefore;
  line += last_;
  line += kBehind;
  return line;
}

auto JournalSeal::open(std::string_view line) -> std::optional<std::string> {
  if (line.size() < kSealSize || !line.ends_with(kBehind)) return std::nullopt;
  const auto tail = line.substr(line.size() - kSealSize);
  if (!tail.starts_with(kBefore)) return std::nullopt;
  std::string record(line.substr(0, line.size() - kSealSize));
  record += '}';
  auto mac = mac_of(record);
  if (!base::equal_in_constant_time(mac, tail.substr(kBefore.size(), kMacDigits))) return std::nullopt;
  last_ = std::move(mac);
  return record;
}

auto journal_key_id(std::string_view key) -> std::string {
  return base::hex(base::hmac_sha256(key, "the id of a journal's key")).substr(0, kKeyIdDigits);
}

}  // namespace pinwright::plan
