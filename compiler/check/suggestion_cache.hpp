#pragma once

#include <functional>
#include <memory>
#include <string>

namespace pinwright::check {

/// What was looked for in the catalogue, and what is near to it, for all tenants of a run: the same unknown path is
/// searched for once. For any number of threads.
class SuggestionCache {
 public:
  SuggestionCache();
  ~SuggestionCache();
  SuggestionCache(const SuggestionCache&) = delete;  // holds a mutex
  auto operator=(const SuggestionCache&) -> SuggestionCache& = delete;

  /// What `search` answers, which has to depend on `question` alone.
  [[nodiscard]] auto get(const std::string& question, const std::function<std::string()>& search) const -> std::string;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace pinwright::check
