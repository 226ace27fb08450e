#include "driver/left_out_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "emit/import/left_out.hpp"

namespace pinwright::driver {

namespace {

constexpr std::size_t kMostBytes = 64 * base::kMiB;

auto read_lists(Env& env, const Loaded& loaded, const std::string& tenant_id, std::vector<std::string>& remarks)
    -> std::vector<emit::LeftOut> {
  std::vector<emit::LeftOut> all;
  for (const auto& file : find_files_named(env, loaded.root, read_ignore(env, loaded.root), emit::kLeftOutFile)) {
    const auto path = join(loaded.root, file.path);
    const auto text = file.problem.empty() ? env.files.read(path, kMostBytes) : base::Error{file.problem, {}};
    auto list = text.ok() ? emit::read_left_out(text.value()) : text.error();
    if (!list.ok()) {
      remarks.push_back(fmt::format("`{}` is passed over: {}", shown(env.working_folder, path), list.error().message));
    } else if (base::equal_folded(list.value().tenant_id, tenant_id)) {
      auto& policies = list.value().policies;
      std::move(policies.begin(), policies.end(), std::back_inserter(all));
    }
  }
  return all;
}

}  // namespace

auto pass_over_known(Env& env, const Loaded& loaded, const model::Named<model::Tenant>& tenant, ImportSource& source)
    -> void {
  const auto adopted = import_target(loaded.workspace, tenant).adopted;
  const auto lists = read_lists(env, loaded, tenant.value.tenant_id.value, source.remarks);
  const auto was_left_out = [&](const emit::LeftOut& now) {
    const bool was = std::any_of(lists.begin(), lists.end(),
                                 [&](const emit::LeftOut& before) { return emit::is_unchanged(before, now); });
    if (was) source.left_out_before.push_back(now.display_name);
    return was;
  };
  std::erase_if(source.policies, [&](const object::Live& live) {
    const bool is_adopted = adopted.contains(base::folded(live.id));
    if (is_adopted) source.owned.push_back(object::display_name_of(live.object));
    return is_adopted || was_left_out(emit::left_out_of(live, {}));
  });
  std::erase_if(source.left_out, was_left_out);
}

}  // namespace pinwright::driver
