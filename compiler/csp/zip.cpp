// The directory of the archive is read here (PKWARE APPNOTE 6.3.3, 4.3.12 and 4.3.16), its entries are unpacked by
// zlib.

#include "csp/zip.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace pinwright::csp {
namespace {

using base::Error;

constexpr std::string_view kLocal = "PK\x03\x04";
constexpr std::string_view kCentral = "PK\x01\x02";
constexpr std::string_view kEnd = "PK\x05\x06";
constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22;
constexpr std::size_t kMaxComment = 0xFFFF;
constexpr std::uint16_t kEncrypted = 1;
constexpr std::uint16_t kStored = 0, kDeflated = 8;

struct Entry {
  std::string_view name;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0;
  std::size_t packed = 0, size = 0, local = 0;
};

auto number(std::string_view bytes, std::size_t at, std::size_t size) -> std::uint32_t {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}
auto u16(std::string_view bytes, std::size_t at) -> std::uint16_t {
  return static_cast<std::uint16_t>(number(bytes, at, 2));
}
auto u32(std::string_view bytes, std::size_t at) -> std::uint32_t { return number(bytes, at, 4); }

/// `size` bytes at `at`, or nothing where the archive is shorter.
auto piece(std::string_view bytes, std::size_t at, std::size_t size) -> std::optional<std::string_view> {
  if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
  return bytes.substr(at, size);
}

auto damaged(std::string_view what) -> Error {
  return {"the zip archive is damaged: " + std::string(what), "fetch it again"};
}
auto refused(const Entry& entry, std::string_view why) -> Error {
  return {"the zip archive is refused: " + base::quoted(entry.name) + " " + std::string(why), {}};
}

/// The end record, which a comment may follow.
auto find_end(std::string_view bytes) -> std::optional<std::string_view> {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t last = bytes.size() - kEndSize;
  const std::size_t first = last > kMaxComment ? last - kMaxComment : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    if (bytes.substr(at).starts_with(kEnd) && at + kEndSize + u16(bytes, at + 20) == bytes.size()) {
      return bytes.substr(at, kEndSize);
    }
  }
  return std::nullopt;
}

auto leads_out(std::string_view name) -> bool {
  if (name.empty() || name.front() == '/' ||
      name.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos) {
    return true;
  }
  const auto segments = base::split(name, '/');
  return std::find(segments.begin(), segments.end(), "..") != segments.end();
}

/// One row of the directory; `at` is moved behind it.
auto read_row(std::string_view bytes, std::size_t& at) -> std::optional<Entry> {
  const auto row = piece(bytes, at, kCentralSize);
  if (!row || !row->starts_with(kCentral)) return std::nullopt;
  const auto name = piece(bytes, at + kCentralSize, u16(*row, 28));
  if (!name) return std::nullopt;
  at += kCentralSize + name->size() + u16(*row, 30) + u16(*row, 32);
  return Entry{*name, u16(*row, 8), u16(*row, 10), u32(*row, 16), u32(*row, 20), u32(*row, 24), u32(*row, 42)};
}

auto read_directory(std::string_view bytes, const ZipLimits& limits) -> base::Result<std::vector<Entry>> {
  const auto end = find_end(bytes);
  if (!end) return damaged("it has no directory");
  const std::size_t count = u16(*end, 10);
  const std::size_t start = u32(*end, 16);
  if (u16(*end, 4) != 0 || u16(*end, 6) != 0) return Error{"the zip archive is one part of several", {}};
  if (start == 0xFFFFFFFF || count == 0xFFFF) return Error{"the zip archive is of the large kind (zip64)", "unpack it"};
  if (count > limits.entries) return Error{"the zip archive has " + base::counted(count, "entry") + ": too many", {}};
  std::vector<Entry> entries;
  for (std::size_t at = start; entries.size() < count;) {
    const auto entry = read_row(bytes, at);
    if (!entry) return damaged("its directory ends early");
    if (leads_out(entry->name)) return refused(*entry, "leads out of the archive");
    entries.push_back(*entry);
  }
  return entries;
}

/// zlib without header, into exactly the size that the directory states.
auto inflated(std::string_view packed, std::size_t size) -> std::optional<std::string> {
  std::string out(size, '\0');
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  // zlib does not write through next_in.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // NOLINT(*-const-cast)
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  const int result = inflate(&stream, Z_FINISH);
  const bool whole = result == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

auto unpacked(std::string_view bytes, const Entry& entry) -> base::Result<std::string> {
  if ((entry.flags & kEncrypted) != 0) return refused(entry, "is encrypted");
  if (entry.method != kStored && entry.method != kDeflated)
    return refused(entry, "is packed in a way that is not read");
  const auto local = piece(bytes, entry.local, kLocalSize);
  if (!local || !local->starts_with(kLocal)) return damaged(base::quoted(entry.name) + " is not where it should be");
  const auto packed = piece(bytes, entry.local + kLocalSize + u16(*local, 26) + u16(*local, 28), entry.packed);
  if (!packed) return damaged(base::quoted(entry.name) + " ends early");
  const bool stored = entry.method == kStored;
  if (stored && entry.packed != entry.size) return damaged(base::quoted(entry.name) + " has two sizes");
  auto out = stored ? std::optional(std::string(*packed)) : inflated(*packed, entry.size);
  if (!out) return damaged(base::quoted(entry.name) + " cannot be unpacked to the size that it states");
  const auto* data = reinterpret_cast<const Bytef*>(out->data());
  if (crc32(0, data, static_cast<uInt>(out->size())) != entry.crc) {
    return damaged(base::quoted(entry.name) + " has another checksum");
  }
  return std::move(*out);
}

}  // namespace

auto is_zip(std::string_view bytes) -> bool { return bytes.starts_with(kLocal) || bytes.starts_with(kEnd); }

auto read_zip(std::string_view bytes, std::string_view extension, const ZipLimits& limits)
    -> base::Result<std::vector<std::pair<std::string, std::string>>> {
  const auto entries = read_directory(bytes, limits);
  if (!entries.ok()) return entries.error();
  std::vector<std::pair<std::string, std::string>> files;
  std::size_t total = 0;
  for (const Entry& entry : entries.value()) {
    const std::string_view name = entry.name;
    if (name.size() <= extension.size() ||
        !base::equal_folded(name.substr(name.size() - extension.size()), extension)) {
      continue;
    }
    if (entry.size > limits.entry_size) return refused(entry, "is too large");
    total += entry.size;
    if (total > limits.total_size) return refused(entry, "makes it too large");
    auto file = unpacked(bytes, entry);
    if (!file.ok()) return file.error();
    files.emplace_back(name, std::move(file).value());
  }
  return files;
}

}  // namespace pinwright::csp
