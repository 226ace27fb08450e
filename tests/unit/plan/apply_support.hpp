#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fake/fake_tenant.hpp"
#include "plan/apply/precheck.hpp"
#include "plan/apply/run.hpp"
#include "plan/journal/read.hpp"
#include "source/memory_file_system.hpp"

/// Plans made by hand, and a world in which they are applied: a tenant in memory, a journal in memory, virtual time.
namespace pinwright::plan::test {

inline const std::string kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline const std::string kWorkspace = "contoso-windows-4f2a91";
inline const std::string kJournalSecret = "the key of these tests";
inline const std::string kJournalPath = "/work/.pinwright/journal/20260601T000000Z-1.jsonl";

/// In `files`, at kJournalPath or elsewhere; its time stands still at 2026-06-01T00:00:00Z.
[[nodiscard]] auto journal_in(source::FileSystem& files, std::string path = kJournalPath) -> std::unique_ptr<Journal>;

class Recorder final : public Observer {
 public:
  auto writing(const std::string& tenant, const Change& change, std::string_view what) -> void override;
  auto done(const std::string& tenant, const Outcome& outcome) -> void override;
  std::vector<std::string> lines;
};

struct World {
  World();

  fake::FakeTenant tenant{kTenantId};
  source::MemoryFileSystem files;
  std::map<std::string, std::string> environment;
  std::vector<std::chrono::milliseconds> waits;
  std::stop_source stop;
  Recorder observer;
  ApplyOptions options;

  auto apply(const TenantPlan& plan) -> TenantOutcome;
  [[nodiscard]] auto check(const TenantPlan& plan) -> TenantOutcome;
  /// Applies, and everything must be done. The outcomes' ids.
  auto make(std::vector<Change> changes) -> std::vector<std::string>;
  [[nodiscard]] auto journal() const -> JournalFile;
  [[nodiscard]] auto journal_text() const -> std::string;
  [[nodiscard]] auto waited() const -> std::chrono::milliseconds;

  [[nodiscard]] auto live(object::Kind kind, const std::string& id) -> object::Live;
  /// Changes of an object that is there, as diff would make them.
  [[nodiscard]] auto update(const std::string& key, const std::string& id, object::Object after,
                            std::vector<object::Assignment> assignments = {}) -> Change;
  [[nodiscard]] auto remove(object::Kind kind, const std::string& key, const std::string& id) -> Change;
  /// "create 1f0e…", … of the writes that reached the tenant, ids replaced by display names or known names.
  [[nodiscard]] auto log() const -> std::vector<std::string>;
};

/// An object as a tenant may hold it.
[[nodiscard]] auto live_of(object::Object object) -> object::Live;
[[nodiscard]] auto plan_of(std::vector<Change> changes) -> TenantPlan;
[[nodiscard]] auto boolean(const std::string& name, bool value) -> object::Setting;
[[nodiscard]] auto text(const std::string& name, const std::string& value) -> object::Setting;
[[nodiscard]] auto secret(const std::string& name, const std::string& variable) -> object::Setting;
[[nodiscard]] auto policy(const std::string& display_name, std::vector<object::Setting> settings) -> object::Policy;
[[nodiscard]] auto create(const std::string& key, object::Object object,
                          std::vector<object::Assignment> assignments = {}) -> Change;
[[nodiscard]] auto to_group(const std::string& id) -> object::Assignment;
[[nodiscard]] auto to_new_group(const std::string& key) -> object::Assignment;
[[nodiscard]] auto all_devices() -> object::Assignment;
[[nodiscard]] auto with_filter(object::Assignment assignment, const std::string& key, const std::string& id)
    -> object::Assignment;
[[nodiscard]] auto state_of(const TenantOutcome& outcome, std::string_view key) -> Outcome::State;

}  // namespace pinwright::plan::test

namespace Catch {
template <>
struct StringMaker<pinwright::plan::Outcome::State> {
  static auto convert(pinwright::plan::Outcome::State state) -> std::string;
};
}  // namespace Catch
