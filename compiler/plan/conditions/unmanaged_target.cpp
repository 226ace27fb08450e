#include <fmt/format.h>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "object/noun.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

struct Words {
  std::string message, help;
};

auto owner_of_target(const TenantSnapshot& snapshot, const std::string& id) -> std::string {
  for (const auto& live : snapshot.live_policies()) {
    if (!base::equal_folded(live.id, id)) continue;
    const auto owner = snapshot.owner_of(live);
    if (owner.marker) return fmt::format("`{}/{}`", owner.marker->workspace, owner.marker->key);
  }
  return "another policy";
}

/// What is found is another object than the files declare.
auto other_type(const object::Codec& codec, const std::string& id) -> Words {
  return {fmt::format("the object `{}` is no Windows {}", id, codec.noun),
          fmt::format("only policies of the type {} can be taken over here: write the settings of another one as "
                      "OMA-URIs, and leave this `adopt` line out",
                      codec.odata_type.substr(codec.odata_type.rfind('.') + 1))};
}

auto words_for(const TenantSnapshot& snapshot, const Desired& desired) -> Words {
  const auto first = desired.adopt_ids.empty() ? std::string() : desired.adopt_ids.front();
  const auto name = base::quoted(object::display_name_of(desired.object));
  switch (desired.adopt_problem) {
    case AdoptProblem::None:
      break;
    case AdoptProblem::NotThere:
      return {fmt::format("no policy of the tenant has the ID `{}`", first),
              "remove the `adopt` line when the policy was deleted: it is made anew then; else compare the ID with the "
              "address of the policy's page in the Intune admin center"};
    case AdoptProblem::OtherType:
      return other_type(object::codec_of(object::target_of(desired.object)), first);
    case AdoptProblem::FromTemplate:
      return {
          fmt::format("the policy `{}` was made from a template", first),
          "what was made from a template stays where it is: write its settings as OMA-URIs in a policy of their own, "
          "and leave this `adopt` line out"};
    case AdoptProblem::OtherTechnologies:
      return {fmt::format("the policy `{}` has other technologies than `mdm`", first),
              "an update would take it from the devices that get it in another way: write its settings in a policy of "
              "their own, and leave this `adopt` line out"};
    case AdoptProblem::OwnedByOthers:
      return {fmt::format("the policy `{}` is owned by {}, another workspace", first, owner_of_target(snapshot, first)),
              "let that workspace release it first: `pinwright forget`"};
    case AdoptProblem::OwnedByOtherKey:
      return {fmt::format("the policy `{}` is the live object of {}", first, owner_of_target(snapshot, first)),
              "an object belongs to one policy of the files: correct the ID, or leave this `adopt` line out"};
    case AdoptProblem::NoSuchName:
      return {fmt::format("`--adopt {}`: the tenant has no unowned {} of the name {}", desired.key,
                          object::noun(desired.kind), name),
              "compare the display names, or name the object by its ID: `adopt: {TENANT: ID}`"};
    case AdoptProblem::Several:
      return {fmt::format("`--adopt {}`: the tenant has {} unowned objects of the name {}", desired.key,
                          desired.adopt_ids.size(), name),
              fmt::format("name the one that is meant by its ID: `adopt: {{{}: {}}}`", snapshot.tenant_name(), first)};
  }
  return {};
}

}  // namespace

auto unmanaged_target(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    if (one.adopt_problem == AdoptProblem::None) continue;
    auto words = words_for(snapshot, one);
    const bool by_id = one.adopt != nullptr;
    auto found = finding(snapshot, diag::Code::UnmanagedTarget, by_id ? one.adopt->span : one.span,
                         by_id ? fmt::format("{}.adopt.{}", one.path, snapshot.tenant_name()) : one.path,
                         std::move(words.message), std::move(words.help));
    if (one.adopt_problem == AdoptProblem::Several)
      found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), listed_ids(one.adopt_ids)));
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
