#include "check/suggestion_cache.hpp"

#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace pinwright::check {

namespace {

/// Paths that hold a tenant ID are of one tenant alone: memory must not grow with the number of tenants.
constexpr std::size_t kMostAnswers = 50'000;

}  // namespace

struct SuggestionCache::Store {
  std::mutex mutex;
  std::unordered_map<std::string, std::string> answers;
};

SuggestionCache::SuggestionCache() : store_(std::make_unique<Store>()) {}
SuggestionCache::~SuggestionCache() = default;

auto SuggestionCache::get(const std::string& question, const std::function<std::string()>& search) const
    -> std::string {
  {
    const std::lock_guard lock(store_->mutex);
    const auto known = store_->answers.find(question);
    if (known != store_->answers.end()) return known->second;
  }
  auto answer = search();  // two threads may search for the same: cheaper than that one waits for the other
  const std::lock_guard lock(store_->mutex);
  if (store_->answers.size() < kMostAnswers) store_->answers.emplace(question, answer);
  return answer;
}

}  // namespace pinwright::check
