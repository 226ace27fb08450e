#pragma once

#include <string>
#include <vector>

#include "object/codec/codec.hpp"
#include "plan/diff/snapshot.hpp"

/// Definitions of the settings catalog that no list of Microsoft's has, as far as this program knows: those of newer
/// nodes by the rule, and those that the files declare. The tenant knows them, or not.
namespace pinwright::plan {

/// Their ids, each once, sorted; without those that the cache knows to be there, unless everything is read. Of one that
/// stands in an option of another the cache knows nothing: where it stands is asked each time.
[[nodiscard]] auto definitions_to_ask(const TenantSnapshot& snapshot) -> std::vector<std::string>;
/// Tells the policies which ones the tenant does not have, once it was asked, and their settings where those that it
/// has stand; and the cache which ones are settings by themselves.
auto match_definitions(TenantSnapshot& snapshot) -> void;
/// What the tenant said of the definition of a setting; nullptr: nothing was asked.
[[nodiscard]] auto answer_for(const TenantSnapshot& snapshot, const object::Codec& codec, const object::SettingKey& key)
    -> const DefinitionAnswer*;

}  // namespace pinwright::plan
