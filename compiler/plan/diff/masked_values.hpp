#pragma once

#include <vector>

#include "base/result.hpp"
#include "plan/diff/snapshot.hpp"

/// The values that Intune shows as masks: which there are, and which of them have to be asked for.
namespace pinwright::plan {

/// Every mask of an object that is to be compared, or that a delete takes away. Those that the cache knows to hold what
/// the files declare are marked so.
auto collect_masks(TenantSnapshot& snapshot) -> void;

/// Those that have to be asked for and were not.
[[nodiscard]] auto masks_to_ask(const TenantSnapshot& snapshot) -> std::vector<MaskedValue>;
/// Takes the answers to masks_to_ask(). Where one contradicts the cache, nothing of the cache is believed, and the rest
/// is asked for too. An Error: the tenant is gone.
[[nodiscard]] auto take_plain_texts(TenantSnapshot& snapshot, Tenant& tenant, Answer& answer) -> base::Status;

/// Whether the plain text behind the mask is there.
[[nodiscard]] auto was_read(const MaskedSetting& mask) -> bool;
/// The setting as it was read.
[[nodiscard]] auto revealed(const MaskedSetting& mask) -> object::Setting;

/// Of a policy that is changed every value is read, so that the plan shows and the journal keeps what the tenant holds.
/// True: some were, and what was made of the snapshot is to be made anew.
[[nodiscard]] auto ask_changed(TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes)
    -> base::Result<bool>;

}  // namespace pinwright::plan
