#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sandbox/dice.hpp"
#include "sandbox/fault_script.hpp"
#include "sandbox/message.hpp"
#include "sandbox/url.hpp"

namespace pinwright::sandbox {

/// What is to go wrong with one call, in the order of the script.
struct FaultPlan {
  std::vector<std::size_t> rules;  ///< places in the script's `rules`, from 0
  std::size_t writes_ago = 0;
  std::string call;  ///< method and path, for those who ask what is held
};

/// Carries out a script, for calls in any number of threads.
class Faults {
 public:
  explicit Faults(FaultScript script);

  /// Counts the call for every rule that fits it.
  [[nodiscard]] auto plan(const Call& call, const Url& url, std::string_view tenant) -> FaultPlan;
  /// Waits, and gives the answer where one stands in for the work.
  [[nodiscard]] auto before(const FaultPlan& plan) -> std::optional<Reply>;
  /// The work is done: waits, and spoils its answer.
  auto after(const FaultPlan& plan, Reply& reply) -> void;

  /// `GET /sandbox/holds`, `POST /sandbox/release/NAME`; nullopt: another path.
  [[nodiscard]] auto control(const Call& call, const Url& url) -> std::optional<Reply>;
  /// Ends every wait, now and later.
  auto stop() -> void;

 private:
  struct Counter {
    std::uint64_t seen = 0;
    std::uint64_t fired = 0;
  };
  struct Held {
    std::string name, call;
    When when;
  };
  [[nodiscard]] auto fires(std::size_t number) -> bool;
  auto wait(const FaultRule& rule) -> void;
  auto hold(const FaultRule& rule, const std::string& call) -> void;
  [[nodiscard]] auto held_calls() -> Reply;

  FaultScript script_;
  std::mutex mutex_;
  std::condition_variable change_;
  std::vector<Counter> counters_;  // one a rule
  Dice dice_;
  std::vector<const Held*> held_;
  std::set<std::string, std::less<>> released_;
  bool stopped_ = false;
};

/// Whether `text` is what `pattern` stands for; `*` is any characters, also slashes.
[[nodiscard]] auto glob_matches(std::string_view pattern, std::string_view text) -> bool;

}  // namespace pinwright::sandbox
