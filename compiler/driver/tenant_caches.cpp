#include "driver/tenant_caches.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "driver/own_folder.hpp"
#include "driver/paths.hpp"
#include "driver/random_key.hpp"
#include "grammar/datetime.hpp"

namespace pinwright::driver {

namespace {

constexpr std::size_t kMostKeyBytes = 4096;
constexpr std::size_t kMostBytes = 64 * base::kMiB;

}  // namespace

TenantCaches::TenantCaches(Env& env, const std::string& root, std::string definitions)
    : env_(env), folder_(join(root, kCacheFolder)), key_(random_key(env)), definitions_(std::move(definitions)) {
  const auto own = check_own_folder(env_, root);
  if (own.ok()) {
    read_key();
  } else {
    refuse(own.error().message);
  }
}

auto TenantCaches::read_key() -> void {
  const auto path = join(folder_, "key");
  if (env_.files.kind(path) == source::FileKind::Missing) return;
  auto read = env_.files.read_private(path, kMostKeyBytes);
  const auto key = read.ok() ? base::trimmed(read.value()) : std::string_view();
  if (key.empty()) return refuse(read.ok() ? "the key of the cache is empty: remove its folder" : read.error().message);
  key_ = key;
  has_key_file_ = true;
}

auto TenantCaches::of(const std::string& tenant_id) -> std::unique_ptr<plan::TenantCache> {
  const std::lock_guard lock(mutex_);
  auto cache = std::make_unique<plan::TenantCache>(key_, definitions_);
  const auto path = path_of(tenant_id);
  if (!has_key_file_ || env_.files.kind(path) == source::FileKind::Missing) return cache;
  const auto read = env_.files.read_private(path, kMostBytes);
  if (!read.ok()) {
    note(fmt::format("a cache is passed over: {}", read.error().message));
  } else if (!cache->read_json(read.value())) {
    note(fmt::format("`{}` is no cache of this version of pinwright: it is made anew",
                     shown(env_.working_folder, path)));
  } else if (cache->size() > 0 && (time_.empty() || cache->time() < time_)) {
    time_ = cache->time();
  }
  return cache;
}

auto TenantCaches::save(const std::string& tenant_id, plan::TenantCache& cache) -> void {
  if (!cache.has_changed()) return;
  cache.set_time(grammar::datetime_of(env_.clock()));
  const std::lock_guard lock(mutex_);
  const auto json = cache.to_json();
  if (json.size() > kMostBytes)
    return note(fmt::format("a cache is not written: it would be larger than {} MiB", kMostBytes / base::kMiB));
  auto saved = make_key();
  if (saved.ok()) saved = env_.files.replace_privately(path_of(tenant_id), json);
  if (!saved.ok()) note(fmt::format("a cache is not written: {}", saved.error().message));
}

auto TenantCaches::refuse(const std::string& why) -> void {
  is_usable_ = false;
  note(fmt::format("values are not cached: {}", why));
}

auto TenantCaches::note(std::string text) -> void { notes_.push_back(std::move(text)); }

auto TenantCaches::make_key() -> base::Status {
  if (has_key_file_) return base::Done{};
  if (auto made = env_.files.make_private(join(folder_, "key"), key_ + "\n"); !made.ok()) return made;
  has_key_file_ = true;
  return base::Done{};
}

auto TenantCaches::path_of(const std::string& tenant_id) const -> std::string {
  return join(folder_, base::folded(tenant_id) + ".json");
}

}  // namespace pinwright::driver
