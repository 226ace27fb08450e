#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "check/reach.hpp"

/// Finds the policies that overlap with one, among many, without comparing every two of them.
namespace pinwright::check {

/// The number of a name, the same for the same name.
class Numbers {
 public:
  auto of(std::string name) -> std::uint32_t;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Where a ReachIndex files a policy and looks for others. What is filed in one place with one `kind` overlaps alike
/// with whoever looks there.
struct ReachKeys {
  struct Filed {
    std::uint32_t place = 0;
    std::uint32_t kind = 0;
  };
  std::vector<Filed> filed;
  std::vector<std::uint32_t> looked_up;  ///< places that hold every policy whose overlap is sure
  std::uint32_t shape = 0;               ///< policies of one shape are alike in whether they overlap at all
  std::uint32_t whole = 0;               ///< policies of one number have the same assignments
};

/// The Reach and the keys of each policy of a tenant, made when first asked for. A policy that is asked for must be one
/// of the Deployment's. Not for several threads.
class Reaches {
 public:
  explicit Reaches(const lower::Deployment& deployment);
  auto of(const lower::Policy& policy) -> const Reach&;
  auto keys(const lower::Policy& policy) -> const ReachKeys&;
  auto overlap(const lower::Policy& a, const lower::Policy& b) -> Overlap { return of(a).overlap(of(b)); }

 private:
  [[nodiscard]] auto index_of(const lower::Policy& policy) const -> std::size_t;
  auto find_excluded() -> void;

  const std::vector<lower::Policy>& policies_;
  std::vector<std::optional<Reach>> known_;
  std::vector<std::optional<ReachKeys>> keys_;
  std::optional<std::unordered_set<std::string>> excluded_;  ///< every target that some policy excludes
  Numbers numbers_;
};

/// A policy that sets a node, and a number that is the same for the same value.
struct Use {
  const lower::Policy* policy = nullptr;
  const lower::Setting* setting = nullptr;
  std::uint32_t value = 0;
};

/// Uses of one node. A search costs about as much as the lines of one policy's assignments, however many uses there
/// are.
class ReachIndex {
 public:
  /// Adds in the order of the Deployment's policies, each at most once.
  auto add(Reaches& reaches, const Use& use) -> void;
  /// The first use whose policy overlaps with `policy` for sure, and whose value is not `unlike`; or nullptr.
  [[nodiscard]] auto first_sure(Reaches& reaches, const lower::Policy& policy,
                                std::optional<std::uint32_t> unlike = {}) const -> const Use*;
  /// The same for any overlap.
  [[nodiscard]] auto first_possible(Reaches& reaches, const lower::Policy& policy,
                                    std::optional<std::uint32_t> unlike = {}) const -> const Use*;

 private:
  /// The first use, and the first one with another value than that.
  struct Earliest {
    std::optional<Use> first, other;

    [[nodiscard]] auto changes_with(const Use& use) const -> bool;
    auto add(const Use& use) -> void;
    [[nodiscard]] auto unlike(std::optional<std::uint32_t> value) const -> const Use*;
  };
  struct Place {
    Earliest all;
    std::vector<Earliest> kinds;  ///< in the order of their first uses
    std::unordered_map<std::uint32_t, std::size_t> index;

    auto add(std::uint32_t kind, const Use& use) -> void;
    /// The first use that overlaps with `policy` at least so, if it comes before `best`; else `best`.
    [[nodiscard]] auto earlier(Reaches& reaches, const lower::Policy& policy, std::optional<std::uint32_t> unlike,
                               Overlap least, const Use* best) const -> const Use*;
  };

  std::unordered_map<std::uint32_t, Earliest> wholes_;
  std::unordered_map<std::uint32_t, Place> places_;
  Place shapes_;
};

}  // namespace pinwright::check
