// The archives were made with Python's zipfile; a byte is changed where a test needs a damaged one.

#include "csp/zip.hpp"

#include "base/base64.hpp"
#include "support.hpp"

using namespace pinwright::csp;

namespace {

constexpr std::string_view kArchive =
    "UEsDBBQAAAAAAAAAQVwAAAAAAAAAAAAAAAAEAAAARERGL1BLAwQUAAAAAAAAAEFc1BzRAQQAAAAEAAAACQAAAERERi9hLnhtbDxh"
    "Lz5QSwMEFAAAAAAAAABBXDOE8e4GAAAABgAAAA0AAABEREYvRERGdjIueHNkPHhzZC8+UEsDBBQAAAAIAAAAQVxqAm0pEQAAAO8D"
    "AAAOAAAARERGL2RlZXAvQi5YTUyzSbKrGAWjYBQMe2Cjn2QHAFBLAQIUAxQAAAAAAAAAQVwAAAAAAAAAAAAAAAAEAAAAAAAAAAAA"
    "AACAAQAAAABEREYvUEsBAhQDFAAAAAAAAABBXNQc0QEEAAAABAAAAAkAAAAAAAAAAAAAAIABIgAAAERERi9hLnhtbFBLAQIUAxQA"
    "AAAAAAAAQVwzhPHuBgAAAAYAAAANAAAAAAAAAAAAAACAAU0AAABEREYvRERGdjIueHNkUEsBAhQDFAAAAAgAAABBXGoCbSkRAAAA"
    "7wMAAA4AAAAAAAAAAAAAAIABfgAAAERERi9kZWVwL0IuWE1MUEsFBgAAAAAEAAQA4AAAALsAAAAAAA==";
constexpr std::string_view kCommented =
    "UEsDBBQAAAAAAAAAQVwAAAAAAAAAAAAAAAAEAAAARERGL1BLAwQUAAAAAAAAAEFc1BzRAQQAAAAEAAAACQAAAERERi9hLnhtbDxh"
    "Lz5QSwECFAMUAAAAAAAAAEFcAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAgAEAAAAARERGL1BLAQIUAxQAAAAAAAAAQVzUHNEBBAAA"
    "AAQAAAAJAAAAAAAAAAAAAACAASIAAABEREYvYS54bWxQSwUGAAAAAAIAAgBpAAAATQAAABEAbWFkZSBieSBQSwUGIGhhbmQ=";
constexpr std::string_view kParent =
    "UEsDBBQAAAAAAAAAQVzUHNEBBAAAAAQAAAANAAAAeC8uLi8uLi9hLnhtbDxhLz5QSwECFAMUAAAAAAAAAEFc1BzRAQQAAAAEAAAA"
    "DQAAAAAAAAAAAAAAgAEAAAAAeC8uLi8uLi9hLnhtbFBLBQYAAAAAAQABADsAAAAvAAAAAAA=";
constexpr std::string_view kAbsolute =
    "UEsDBBQAAAAAAAAAQVxDvrfoAQAAAAEAAAAKAAAAL2V0Yy9hLnR4dGFQSwECFAMUAAAAAAAAAEFcQ7636AEAAAABAAAACgAAAAAA"
    "AAAAAAAAgAEAAAAAL2V0Yy9hLnR4dFBLBQYAAAAAAQABADgAAAApAAAAAAA=";
constexpr std::string_view kDrive =
    "UEsDBBQAAAAAAAAAQVzUHNEBBAAAAAQAAAAHAAAAQzphLnhtbDxhLz5QSwECFAMUAAAAAAAAAEFc1BzRAQQAAAAEAAAABwAAAAAA"
    "AAAAAAAAgAEAAAAAQzphLnhtbFBLBQYAAAAAAQABADUAAAApAAAAAAA=";

auto bytes_of(std::string_view base64) -> std::string {
  auto bytes = pinwright::base::base64_decode(base64);
  REQUIRE(bytes);
  return *bytes;
}

auto refusal(std::string_view bytes, const ZipLimits& limits = {}) -> std::string {
  const auto files = read_zip(bytes, ".xml", limits);
  return files.ok() ? "" : files.error().message;
}

}  // namespace

TEST_CASE("stored and deflated entries of one extension are read, folders and others are not") {
  const auto files = read_zip(bytes_of(kArchive), ".xml");
  REQUIRE(files.ok());
  REQUIRE(files.value().size() == 2);
  CHECK(files.value()[0] == std::pair<std::string, std::string>("DDF/a.xml", "<a/>"));
  CHECK(files.value()[1].first == "DDF/deep/B.XML");
  CHECK(files.value()[1].second == "<b>" + std::string(1000, 'x') + "</b>");
  CHECK(is_zip(bytes_of(kArchive)));
  CHECK_FALSE(is_zip("<MgmtTree/>"));
}

TEST_CASE("a comment behind the directory does no harm") { CHECK(refusal(bytes_of(kCommented)).empty()); }

TEST_CASE("a name that leads out of the archive is refused, whatever its extension") {
  for (const std::string_view archive : {kParent, kAbsolute, kDrive}) {
    CHECK(refusal(bytes_of(archive)).find("leads out of the archive") != std::string::npos);
  }
}

TEST_CASE("more than the limits is refused before it is unpacked") {
  const std::string archive = bytes_of(kArchive);
  CHECK(refusal(archive, {2, 5000, 5000}).find("too many") != std::string::npos);
  CHECK(refusal(archive, {10, 1000, 5000}).find("is too large") != std::string::npos);
  CHECK(refusal(archive, {10, 5000, 1008}).find("makes it too large") != std::string::npos);
  CHECK(refusal(archive, {10, 5000, 1011}).empty());
}

TEST_CASE("an entry that is larger than it says is not unpacked further") {
  std::string archive = bytes_of(kArchive);
  const std::size_t row = archive.rfind("DDF/deep/B.XML") - 46;
  archive[row + 24] = 10;  // 10 bytes in place of 1007
  archive[row + 25] = 0;
  CHECK(refusal(archive).find("cannot be unpacked to the size that it states") != std::string::npos);
}

TEST_CASE("no damage is read over") {
  const std::string archive = bytes_of(kArchive);
  REQUIRE(refusal(archive).empty());
  for (std::size_t size = 0; size < archive.size(); ++size) CHECK_FALSE(refusal(archive.substr(0, size)).empty());
  std::string flipped = archive;
  flipped[flipped.find("<a/>")] = '[';
  CHECK(refusal(flipped).find("has another checksum") != std::string::npos);
  std::string encrypted = archive;
  encrypted[encrypted.rfind("DDF/a.xml") - 46 + 8] |= 1;
  CHECK(refusal(encrypted).find("is encrypted") != std::string::npos);
}

TEST_CASE("no byte of an archive, whatever it becomes, leads astray") {
  const std::string archive = bytes_of(kArchive);
  for (std::size_t i = 0; i < archive.size(); ++i) {
    for (const char value : {'\x00', '\x7F', '\xFF'}) {
      std::string changed = archive;
      changed[i] = value;
      const auto files = read_zip(changed, ".xml");
      if (!files.ok()) CHECK_FALSE(files.error().message.empty());
    }
  }
}
