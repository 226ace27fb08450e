#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "source/file_system.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright::source;
using Catch::EndsWith;

TEST_CASE("a file is read whole, up to the limit and not beyond") {
  const Scratch scratch;
  const auto disk = make_disk();
  const std::string bytes(100000, 'x');
  REQUIRE(disk->write_new(scratch / "a", bytes));
  CHECK(disk->read(scratch / "a", bytes.size()).value() == bytes);
  const auto refused = disk->read(scratch / "a", bytes.size() - 1);
  CHECK_THAT(refused.error().message, EndsWith("the limit of 99999 bytes"));
  CHECK(refused.error().kind == pinwright::base::ErrorKind::TooLarge);
}

TEST_CASE("the head of a file is its first bytes, or all of them") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", "abc"));
  CHECK(disk->read_head(scratch / "a", 2).value() == "ab");
  CHECK(disk->read_head(scratch / "a", 99).value() == "abc");
  CHECK_FALSE(disk->read_head(scratch / "no", 2));
  CHECK_FALSE(disk->read_head(scratch.root(), 2));
}

TEST_CASE("an empty file is read as no bytes") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", ""));
  CHECK(disk->read(scratch / "a", 0).value().empty());
}

TEST_CASE("a missing file, a folder and a device are not read") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK(disk->read(scratch / "no", 9).error().message == "cannot read `" + scratch / "no" + "`: no such file");
  CHECK_THAT(disk->read(scratch.root(), 9).error().message, EndsWith("it is a folder"));
  CHECK_THAT(disk->read("/dev/zero", 9).error().message, EndsWith("it is not a regular file"));
}

TEST_CASE("a named pipe without a writer is an error and no wait") {
  const Scratch scratch;
  REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0600) == 0);
  CHECK_THAT(make_disk()->read(scratch / "pipe", 9).error().message, EndsWith("it is not a regular file"));
}

TEST_CASE("a file that holds more than its size says is an error") {
  CHECK_THAT(make_disk()->read("/proc/self/status", 99999).error().message,
             EndsWith("changed while it was being read"));
}

TEST_CASE("a path with a NUL names no file, not the file before the NUL") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", "text"));
  const auto with_nul = scratch / "a" + std::string("\0b", 2);
  CHECK_FALSE(disk->read(with_nul, 9));
  CHECK_FALSE(disk->real_path(with_nul));
  CHECK_FALSE(disk->replace(with_nul, ""));
  CHECK(disk->kind(with_nul) == FileKind::Missing);
}

TEST_CASE("a listing is sorted and says what links lead to") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "folder"));
  REQUIRE(disk->write_new(scratch / "b", ""));
  REQUIRE(disk->write_new(scratch / "B", ""));
  std::filesystem::create_symlink("folder", scratch / "a-link");
  std::filesystem::create_symlink("nowhere", scratch / "z-link");
  const auto entries = disk->list(scratch.root()).value();
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].name == "B");
  CHECK(entries[1].name == "a-link");
  CHECK(entries[1].kind == FileKind::Folder);
  CHECK(entries[1].is_link);
  CHECK(entries[2].kind == FileKind::Regular);
  CHECK(entries[3].kind == FileKind::Folder);
  CHECK_FALSE(entries[3].is_link);
  CHECK(entries[4].kind == FileKind::Missing);
  CHECK(entries[4].is_link);
}

TEST_CASE("only folders are listed") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", ""));
  CHECK_THAT(disk->list(scratch / "a").error().message, EndsWith("it is not a folder"));
  CHECK_THAT(disk->list(scratch / "no").error().message, EndsWith("no such folder"));
}

TEST_CASE("a real path follows links and has no dots") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "folder/deep"));
  std::filesystem::create_symlink("folder", scratch / "link");
  CHECK(disk->real_path(scratch / "link/../link/deep").value() == disk->real_path(scratch / "folder/deep").value());
}

TEST_CASE("links in a cycle are an error and no endless walk") {
  const Scratch scratch;
  const auto disk = make_disk();
  std::filesystem::create_symlink("b", scratch / "a");
  std::filesystem::create_symlink("a", scratch / "b");
  CHECK_THAT(disk->real_path(scratch / "a").error().message, EndsWith("its symbolic links are a cycle"));
  CHECK_FALSE(disk->read(scratch / "a", 9));
  CHECK(disk->kind(scratch / "a") == FileKind::Missing);
  CHECK(disk->list(scratch.root()).value().at(0).kind == FileKind::Missing);
}
