#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace pinwright::sandbox {

/// A prepared statement of a Database, used again and again. Bind from 1, step, read from 0; `reset` after use.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  auto bind(int place, std::string_view text) -> Statement&;
  auto bind(int place, std::int64_t number) -> Statement&;
  /// True: a row is there. False: no further row, or a failure, which `code` tells.
  auto step() -> bool;
  auto reset() -> void;

  [[nodiscard]] auto text(int column) const -> std::string;
  [[nodiscard]] auto number(int column) const -> std::int64_t;
  [[nodiscard]] auto code() const -> int { return code_; }
  [[nodiscard]] auto exists() const -> bool { return statement_ != nullptr; }

 private:
  struct Finalize {
    auto operator()(sqlite3_stmt* statement) const -> void { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int code_ = SQLITE_OK;
};

/// A connection, for one thread at a time. Statements made from it must end before it does.
class Database {
 public:
  [[nodiscard]] static auto open(const std::string& path) -> base::Result<Database>;

  /// Runs statements that give no rows.
  [[nodiscard]] auto run(const char* sql) -> base::Status;
  /// A wrong `sql` is a bug and gives a statement that does not exist.
  [[nodiscard]] auto prepare(std::string_view sql) -> Statement;
  /// The first column of the first row, or 0.
  [[nodiscard]] auto number(std::string_view sql) -> base::Result<std::int64_t>;
  [[nodiscard]] auto error() const -> base::Error;

 private:
  struct Close {
    auto operator()(sqlite3* database) const -> void { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace pinwright::sandbox
