#include "source/memory_file_system.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::source;
using Catch::Contains;
using Files = std::map<std::string, std::string>;

TEST_CASE("in memory, a file that was put is read, listed and found") {
  MemoryFileSystem files;
  files.put("/w/b.yaml", "b");
  files.put("/w/sub/a.yaml", "a");
  CHECK(files.read("/w/./sub/../b.yaml", 10).value() == "b");
  CHECK(files.kind("/w") == FileKind::Folder);
  CHECK(files.kind("/w/sub/a.yaml") == FileKind::Regular);
  CHECK(files.kind("/x") == FileKind::Missing);
  CHECK(files.real_path("w//sub/").value() == "/w/sub");
  const auto entries = files.list("/w").value();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].name == "b.yaml");
  CHECK(entries[1].name == "sub");
  CHECK(entries[1].kind == FileKind::Folder);
}

TEST_CASE("in memory, a file over the limit is an error that says the limit") {
  MemoryFileSystem files;
  files.put("/a", "12345");
  CHECK(files.read("/a", 5));
  CHECK(files.read("/a", 4).error().message == "cannot read `/a`: it is larger than the limit of 4 bytes");
  CHECK(files.read("/a", 4).error().kind == pinwright::base::ErrorKind::TooLarge);
}

TEST_CASE("in memory, the head of a file is read and a plain append makes no file") {
  MemoryFileSystem files;
  files.put("/a", "12");
  CHECK(files.append("/a", "345"));
  CHECK(files.read_head("/a", 3).value() == "123");
  CHECK_FALSE(files.append("/b", ""));
  CHECK_FALSE(files.read_head("/b", 3));
}

TEST_CASE("in memory, what is missing is named") {
  MemoryFileSystem files;
  CHECK(files.read("/a", 9).error().message == "cannot read `/a`: no such file");
  CHECK(files.list("/a").error().message == "cannot list `/a`: no such folder");
  CHECK_FALSE(files.real_path("/a"));
}

TEST_CASE("in memory, a folder must exist before a file is written into it") {
  MemoryFileSystem files;
  CHECK_FALSE(files.write_new("/out/a", "1"));
  REQUIRE(files.make_folders("/out/deep"));
  CHECK(files.write_new("/out/a", "1"));
  CHECK(files.list("/out/deep").value().empty());
  CHECK_FALSE(files.write_new("/out/a", "2"));
  CHECK(files.replace("/out/a", "2"));
  CHECK(files.append_durably("/out/a", "3"));
  CHECK(files.files() == Files{{"/out/a", "23"}});
}

TEST_CASE("in memory, a file in the way of a folder is an error") {
  MemoryFileSystem files;
  files.put("/a", "");
  CHECK_THAT(files.make_folders("/a/b").error().message, Contains("exists already"));
  CHECK_THAT(files.list("/a").error().message, Contains("not a folder"));
}

TEST_CASE("in memory, writes below a refused path fail with the given reason") {
  MemoryFileSystem files;
  files.put("/out/a", "old");
  files.put("/outer/a", "old");
  files.refuse_writes("/out", "no space left on device");
  CHECK(files.replace("/out/a", "new").error().message == "cannot write `/out/a`: no space left on device");
  CHECK_FALSE(files.append_durably("/out/b", ""));
  CHECK_FALSE(files.make_folders("/out/c"));
  CHECK(files.replace("/outer/a", "new"));
  CHECK(files.read("/out/a", 9).value() == "old");
}

TEST_CASE("in memory, a swapped folder takes the place of the old one whole") {
  MemoryFileSystem files;
  files.put("/out/old/x", "1");
  files.put("/fresh/new/y", "2");
  REQUIRE(files.swap_folder("/fresh", "/out"));
  CHECK(files.files() == Files{{"/out/new/y", "2"}});
  CHECK(files.kind("/fresh") == FileKind::Missing);
  CHECK(files.kind("/out/old") == FileKind::Missing);
}

TEST_CASE("in memory, a removed folder is gone with what is in it, and a missing one is no error") {
  MemoryFileSystem files;
  files.put("/out/a/b", "1");
  files.put("/outer", "2");
  CHECK(files.remove_folder("/out"));
  CHECK(files.remove_folder("/out"));
  CHECK(files.files() == Files{{"/outer", "2"}});
  CHECK_FALSE(files.remove_folder("/outer"));
}
