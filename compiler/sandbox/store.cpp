#include "sandbox/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "source/file_system.hpp"

namespace pinwright::sandbox {

namespace {

constexpr std::int64_t kApplicationId = 0x50575342;  // "PWSB"
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kRecentWrites = 64;

// A lock that is never given back keeps a second process out, and its death gives it back.
constexpr const char* kPragmas =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=0;";
constexpr const char* kSchema = R"(
  CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE clients(id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE tenants(id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE domains(name TEXT PRIMARY KEY, tenant TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE objects(sequence INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, kind INTEGER NOT NULL,
                       id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(tenant, kind, id));
  CREATE INDEX objects_in_order ON objects(tenant, kind, sequence);
)";

}  // namespace

struct Store::Statements {
  Statement put_setting, setting, put_client, client, any_client, put_tenant, tenant, put_domain, domain;
  Statement find, list, insert, replace, erase;

  explicit Statements(Database& database)
      : put_setting(database.prepare("INSERT OR REPLACE INTO settings VALUES(?1, ?2)")),
        setting(database.prepare("SELECT value FROM settings WHERE name = ?1")),
        put_client(database.prepare("INSERT OR REPLACE INTO clients VALUES(?1, ?2)")),
        client(database.prepare("SELECT body FROM clients WHERE id = ?1")),
        any_client(database.prepare("SELECT id FROM clients LIMIT 1")),
        put_tenant(database.prepare("INSERT OR REPLACE INTO tenants VALUES(?1, ?2)")),
        tenant(database.prepare("SELECT body FROM tenants WHERE id = ?1")),
        put_domain(database.prepare("INSERT OR REPLACE INTO domains VALUES(?1, ?2)")),
        domain(
            database.prepare("SELECT tenant FROM domains WHERE name = ?1 UNION SELECT id FROM tenants WHERE id = ?1")),
        find(database.prepare("SELECT sequence, id, body FROM objects WHERE tenant = ?1 AND kind = ?2 AND id = ?3")),
        list(database.prepare(
            "SELECT sequence, id, body FROM objects WHERE tenant = ?1 AND kind = ?2 ORDER BY sequence")),
        insert(database.prepare("INSERT INTO objects(tenant, kind, id, body) VALUES(?1, ?2, ?3, ?4)")),
        replace(database.prepare("UPDATE objects SET body = ?4 WHERE tenant = ?1 AND kind = ?2 AND id = ?3")),
        erase(database.prepare("DELETE FROM objects WHERE tenant = ?1 AND kind = ?2 AND id = ?3")) {}
};

auto Store::StatementsDeleter::operator()(Statements* statements) const -> void { delete statements; }

auto Store::open(const std::string& path) -> base::Result<std::unique_ptr<Store>> {
  // It may hold secrets: SQLite itself would make it readable for everyone.
  if (auto made = source::make_disk()->append_durably(path, ""); !made) return made.error();
  auto database = Database::open(path);
  if (!database) return base::Error{database.error().message + ": " + base::quoted(path), database.error().help};
  std::unique_ptr<Store> store(new Store(std::move(database).value()));
  if (auto ready = store->prepare(); !ready) {
    return base::Error{ready.error().message + ": " + base::quoted(path), ready.error().help};
  }
  return store;
}

auto Store::prepare() -> base::Status {
  if (auto done = database_.run(kPragmas); !done) return done;
  if (auto done = database_.run("BEGIN IMMEDIATE"); !done) return done;
  const auto application = database_.number("PRAGMA application_id");
  if (!application) return application.error();
  const auto tables = database_.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  is_new_ = application.value() == 0 && tables.value() == 0;
  if (!is_new_) {
    const auto version = database_.number("PRAGMA user_version");
    if (!version) return version.error();
    if (application.value() != kApplicationId || version.value() != kVersion) {
      return base::Error{"the store was not made by a sandbox of this version", "name another file"};
    }
    if (auto done = database_.run("COMMIT"); !done) return done;
  } else if (auto done = database_.run(kSchema); !done) {
    return done;
  }
  being_made_ = is_new_;
  statements_.reset(new Statements(database_));
  return base::Done{};
}

Store::Transaction::Transaction(Store& store) : store_(store), lock_(store.mutex_), writing_(store.being_made_) {}

Store::Transaction::~Transaction() {
  store_.pending_.clear();
  if (writing_) (void)store_.database_.run("ROLLBACK");
}

// Reads need no transaction: the mutex keeps this process out, the lock of the file every other.
auto Store::Transaction::begin() -> void {
  if (writing_ || failure_) return;
  if (auto begun = store_.database_.run("BEGIN IMMEDIATE"); !begun) failure_ = begun.error();
  writing_ = !failure_;
}

auto Store::Transaction::commit() -> base::Status {
  if (failure_) return *failure_;
  if (!writing_) return base::Done{};
  if (store_.being_made_) {
    static const auto kMark = fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", kApplicationId, kVersion);
    if (auto marked = store_.database_.run(kMark.c_str()); !marked) return marked;
  }
  if (auto done = store_.database_.run("COMMIT"); !done) return done;
  writing_ = false;
  store_.being_made_ = false;
  for (auto& [tenant, write] : store_.pending_) {
    auto& recent = store_.recent_[tenant];
    recent.push_back(std::move(write));
    if (recent.size() > kRecentWrites) recent.pop_front();
  }
  store_.pending_.clear();
  return base::Done{};
}

auto Store::Transaction::step(Statement& statement) -> bool {
  if (failure_) return false;
  const bool has_row = statement.step();
  if (!has_row && statement.code() != SQLITE_DONE) failure_ = store_.database_.error();
  return has_row;
}

auto Store::Transaction::run(Statement& statement) -> void {
  (void)step(statement);
  statement.reset();
}

auto Store::Transaction::one_text(Statement& statement) -> std::optional<std::string> {
  std::optional<std::string> text;
  if (step(statement)) text = statement.text(0);
  statement.reset();
  return text;
}

auto Store::Transaction::put_setting(std::string_view name, std::string_view value) -> void {
  begin();
  run(store_.statements_->put_setting.bind(1, name).bind(2, value));
}

auto Store::Transaction::setting(std::string_view name) -> std::optional<std::string> {
  return one_text(store_.statements_->setting.bind(1, name));
}

auto Store::Transaction::put_client(std::string_view id, std::string_view body) -> void {
  begin();
  run(store_.statements_->put_client.bind(1, base::folded(id)).bind(2, body));
}

auto Store::Transaction::client(std::string_view id) -> std::optional<std::string> {
  return one_text(store_.statements_->client.bind(1, base::folded(id)));
}

auto Store::Transaction::has_clients() -> bool { return one_text(store_.statements_->any_client).has_value(); }

auto Store::Transaction::put_tenant(std::string_view id, std::string_view body) -> void {
  begin();
  run(store_.statements_->put_tenant.bind(1, base::folded(id)).bind(2, body));
}

auto Store::Transaction::tenant(std::string_view id) -> std::optional<std::string> {
  return one_text(store_.statements_->tenant.bind(1, base::folded(id)));
}

auto Store::Transaction::put_domain(std::string_view domain, std::string_view tenant) -> void {
  begin();
  run(store_.statements_->put_domain.bind(1, base::folded(domain)).bind(2, base::folded(tenant)));
}

auto Store::Transaction::tenant_named(std::string_view domain_or_id) -> std::string {
  return one_text(store_.statements_->domain.bind(1, base::folded(domain_or_id))).value_or("");
}

auto Store::Transaction::find(std::string_view tenant, Kind kind, std::string_view id) -> std::optional<Row> {
  auto& statement = store_.statements_->find;
  statement.bind(1, tenant).bind(2, static_cast<std::int64_t>(kind)).bind(3, base::folded(id));
  std::optional<Row> row;
  if (step(statement)) row = Row{statement.number(0), statement.text(1), statement.text(2)};
  statement.reset();
  return row;
}

auto Store::Transaction::list(std::string_view tenant, Kind kind, std::size_t writes_ago) -> std::vector<Row> {
  auto& statement = store_.statements_->list;
  statement.bind(1, tenant).bind(2, static_cast<std::int64_t>(kind));
  std::vector<Row> rows;
  while (step(statement)) rows.push_back({statement.number(0), statement.text(1), statement.text(2)});
  statement.reset();
  const auto recent = store_.recent_.find(tenant);
  if (writes_ago == 0 || recent == store_.recent_.end()) return rows;
  for (auto write = recent->second.rbegin(); write != recent->second.rend() && writes_ago > 0; ++write, --writes_ago) {
    for (auto change = write->rbegin(); change != write->rend(); ++change) {
      if (change->kind != kind) continue;
      std::erase_if(rows, [&](const Row& row) { return row.id == change->id; });
      if (change->before) rows.push_back(*change->before);
    }
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.sequence < b.sequence; });
  return rows;
}

auto Store::Transaction::note(std::string_view tenant, Kind kind, const std::string& id) -> void {
  auto before = find(tenant, kind, id);
  store_.pending_[std::string(tenant)].push_back({kind, id, std::move(before)});
}

auto Store::Transaction::insert(std::string_view tenant, Kind kind, std::string_view id, std::string_view body)
    -> void {
  begin();
  const auto folded = base::folded(id);
  note(tenant, kind, folded);
  run(store_.statements_->insert.bind(1, tenant)
          .bind(2, static_cast<std::int64_t>(kind))
          .bind(3, folded)
          .bind(4, body));
}

auto Store::Transaction::replace(std::string_view tenant, Kind kind, std::string_view id, std::string_view body)
    -> void {
  begin();
  const auto folded = base::folded(id);
  note(tenant, kind, folded);
  run(store_.statements_->replace.bind(1, tenant)
          .bind(2, static_cast<std::int64_t>(kind))
          .bind(3, folded)
          .bind(4, body));
}

auto Store::Transaction::erase(std::string_view tenant, Kind kind, std::string_view id) -> void {
  begin();
  const auto folded = base::folded(id);
  note(tenant, kind, folded);
  run(store_.statements_->erase.bind(1, tenant).bind(2, static_cast<std::int64_t>(kind)).bind(3, folded));
}

}  // namespace pinwright::sandbox
