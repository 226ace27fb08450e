#pragma once

#include <vector>

#include "base/result.hpp"
#include "plan/diff/snapshot.hpp"

/// The values that Intune shows as masks: which there are, which of them have to be asked for, and what is remembered
/// of them for the next plan.
namespace pinwright::plan {

/// Every mask of an object that is to be compared, or that a delete takes away. Those that the cache knows to hold what
/// the files declare are marked so.
auto collect_masks(TenantSnapshot& snapshot) -> void;

/// Those that have to be asked for and were not.
[[nodiscard]] auto masks_to_ask(const TenantSnapshot& snapshot) -> std::vector<MaskedValue>;
/// Takes the answers to masks_to_ask(). Where one contradicts the cache, nothing of the cache is believed, and the rest
/// is asked for too. An Error: the tenant is gone.
[[nodiscard]] auto take_plain_texts(TenantSnapshot& snapshot, Tenant& tenant, Answer& answer) -> base::Status;

/// Of a policy that is changed every value is read, so that the plan shows and the journal keeps what the tenant holds.
/// True: some were, and what was made of the snapshot is to be made anew.
[[nodiscard]] auto ask_changed(TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes)
    -> base::Result<bool>;

/// Puts into the cache what was read and is as declared. A policy has to be in the list that is read for it just as
/// before, and may not have been written in the last five minutes: a value could else be of another state than its row.
auto remember(const TenantSnapshot& snapshot, Tenant& tenant) -> void;

}  // namespace pinwright::plan
