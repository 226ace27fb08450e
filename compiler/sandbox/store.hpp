#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sandbox/sqlite.hpp"

namespace pinwright::sandbox {

/// Their numbers stand in stores: new ones go to the end.
enum class Kind : std::uint8_t {
  Policy,
  Group,
  ServicePrincipal,
  Filter,
  ScopeTag,
  Device,
  CatalogPolicy,
  SettingDefinition,  ///< of every tenant: kept under the empty one
  Enrollment,
  GroupPolicy,
  GroupPolicyDefinition,
  Intent,
  ApprovalPolicy,
  ApprovalRequest,
};

/// An object of a tenant: its body is JSON, in the form that its resource keeps it in.
struct Row {
  std::int64_t sequence = 0;  ///< in the order of creation
  std::string id;
  std::string body;
};

/// What a tenant holds, in an SQLite file. Every acknowledged write survives the end of the process at any point.
/// One connection, one transaction at a time, in any thread; nothing may wait for the world while it holds one.
class Store {
 public:
  /// An Error: the file is no store of this version, is in use, or cannot be written.
  [[nodiscard]] static auto open(const std::string& path) -> base::Result<std::unique_ptr<Store>>;
  Store(const Store&) = delete;
  auto operator=(const Store&) -> Store& = delete;
  ~Store() = default;

  /// A new store is nothing until the first commit: what is put into it then is there whole or not at all.
  [[nodiscard]] auto is_new() const -> bool { return is_new_; }

  /// Holds the store until it ends. What was not committed is undone. A failure of the disk makes every later call do
  /// nothing, and `commit` tell of it.
  class Transaction {
   public:
    explicit Transaction(Store& store);
    Transaction(const Transaction&) = delete;
    auto operator=(const Transaction&) -> Transaction& = delete;
    ~Transaction();

    [[nodiscard]] auto commit() -> base::Status;

    auto put_setting(std::string_view name, std::string_view value) -> void;
    [[nodiscard]] auto setting(std::string_view name) -> std::optional<std::string>;
    auto put_client(std::string_view id, std::string_view body) -> void;
    [[nodiscard]] auto client(std::string_view id) -> std::optional<std::string>;
    [[nodiscard]] auto has_clients() -> bool;
    auto put_tenant(std::string_view id, std::string_view body) -> void;
    [[nodiscard]] auto tenant(std::string_view id) -> std::optional<std::string>;
    /// The id of the tenant with this verified domain, or of this id; empty when there is none.
    [[nodiscard]] auto tenant_named(std::string_view domain_or_id) -> std::string;
    auto put_domain(std::string_view domain, std::string_view tenant) -> void;

    // Ids compare in any letter case.
    [[nodiscard]] auto find(std::string_view tenant, Kind kind, std::string_view id) -> std::optional<Row>;
    /// Every object of a kind in the order of creation, as it was `writes_ago` writes of this process ago.
    [[nodiscard]] auto list(std::string_view tenant, Kind kind, std::size_t writes_ago = 0) -> std::vector<Row>;
    auto insert(std::string_view tenant, Kind kind, std::string_view id, std::string_view body) -> void;
    auto replace(std::string_view tenant, Kind kind, std::string_view id, std::string_view body) -> void;
    auto erase(std::string_view tenant, Kind kind, std::string_view id) -> void;

   private:
    auto begin() -> void;
    /// Remembers an object as it is before this write changes it.
    auto note(std::string_view tenant, Kind kind, const std::string& id) -> void;
    auto run(Statement& statement) -> void;
    auto step(Statement& statement) -> bool;
    auto one_text(Statement& statement) -> std::optional<std::string>;

    Store& store_;
    std::unique_lock<std::mutex> lock_;
    std::optional<base::Error> failure_;
    bool writing_ = false;
  };

 private:
  struct Statements;
  /// An object before a write; no row: it was not there.
  struct Change {
    Kind kind;
    std::string id;
    std::optional<Row> before;
  };
  /// What one transaction changed.
  using Write = std::vector<Change>;

  explicit Store(Database database) : database_(std::move(database)) {}
  [[nodiscard]] auto prepare() -> base::Status;

  Database database_;
  struct StatementsDeleter {
    auto operator()(Statements* statements) const -> void;
  };
  std::unique_ptr<Statements, StatementsDeleter> statements_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Write>, std::less<>> recent_;  // by tenant, newest last
  std::map<std::string, Write, std::less<>> pending_;
  bool is_new_ = false;
  bool being_made_ = false;  // its tables are made by a transaction that the first commit ends
};

}  // namespace pinwright::sandbox
