#pragma once

#include <string>
#include <vector>

#include "object/codec/codec.hpp"
#include "plan/diff/snapshot.hpp"

/// Definitions of the settings catalog that no list of Microsoft's has, as far as this program knows: those of newer
/// nodes by the rule, and those that the files declare. The tenant knows them, or not.
namespace pinwright::plan {

/// Their ids, each once, sorted; without those that the cache knows to be there, unless everything is read.
[[nodiscard]] auto definitions_to_ask(const TenantSnapshot& snapshot) -> std::vector<std::string>;
/// Tells the policies which ones the tenant does not have, once it was asked, and the cache which ones it has.
auto match_definitions(TenantSnapshot& snapshot) -> void;
/// What the tenant said of the definition of a setting; nullptr: nothing was asked.
[[nodiscard]] auto answer_for(const TenantSnapshot& snapshot, const object::Codec& codec, const object::SettingKey& key)
    -> const base::Status*;

}  // namespace pinwright::plan
