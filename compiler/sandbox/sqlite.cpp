#include "sandbox/sqlite.hpp"

namespace pinwright::sandbox {

auto Statement::bind(int place, std::string_view text) -> Statement& {
  // A copy is cheap here, and frees the caller from keeping the text alive. A null pointer would bind NULL.
  const char* data = text.empty() ? "" : text.data();
  sqlite3_bind_text64(statement_.get(), place, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

auto Statement::bind(int place, std::int64_t number) -> Statement& {
  sqlite3_bind_int64(statement_.get(), place, number);
  return *this;
}

auto Statement::step() -> bool {
  code_ = sqlite3_step(statement_.get());
  return code_ == SQLITE_ROW;
}

auto Statement::reset() -> void {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

auto Statement::text(int column) const -> std::string {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

auto Statement::number(int column) const -> std::int64_t { return sqlite3_column_int64(statement_.get(), column); }

auto Database::open(const std::string& path) -> base::Result<Database> {
  Database database;
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  database.database_.reset(opened);
  if (code != SQLITE_OK) return database.error();
  sqlite3_extended_result_codes(opened, 1);
  return database;
}

auto Database::run(const char* sql) -> base::Status {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error();
  return base::Done{};
}

auto Database::prepare(std::string_view sql) -> Statement {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                     nullptr);
  return Statement(statement);
}

auto Database::number(std::string_view sql) -> base::Result<std::int64_t> {
  auto statement = prepare(sql);
  if (!statement.exists()) return error();
  const bool has_row = statement.step();
  if (!has_row && statement.code() != SQLITE_DONE) return error();
  return has_row ? statement.number(0) : std::int64_t{0};
}

auto Database::error() const -> base::Error {
  if (!database_) return {"the store could not be opened: out of memory", ""};
  const int code = sqlite3_errcode(database_.get()) & 0xFF;
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    return {"the store is in use by another sandbox", "stop that one, or name another file"};
  }
  if (code == SQLITE_NOTADB) return {"the store is no SQLite file", "name another file"};
  return {std::string("the store failed: ") + sqlite3_errmsg(database_.get()), ""};
}

}  // namespace pinwright::sandbox
