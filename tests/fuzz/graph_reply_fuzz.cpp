#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "object/from_graph.hpp"
#include "object/marker.hpp"

namespace {

using pinwright::base::Result;
using pinwright::object::Live;

/// What was read can be compared, hashed and shown.
auto use(const Result<Live>& read) -> void {
  if (!read.ok()) return require(!read.error().message.empty());
  const auto& live = read.value();
  require(pinwright::object::live_hash(live).size() == 64);
  require(pinwright::object::differences(&live.object, &live.object).empty());
  require(pinwright::object::differences(live.assignments, live.assignments).empty());
  for (const auto& one : pinwright::object::differences(&live.object, nullptr)) {
    require(one.before.has_value() && nlohmann::json::accept(*one.before));
  }
  for (const auto& one : pinwright::object::differences(live.assignments, {})) {
    require(one.before.has_value() && nlohmann::json::accept(*one.before));
  }
}

auto split_and_join(std::string_view text) -> void {
  using namespace pinwright::object;
  const auto parts = split_description(text);
  require(parts.text.size() <= text.size());
  if (!parts.marker) return require(parts.text == text);
  const auto again = split_description(join_description(Kind::Policy, parts.text, *parts.marker));
  // A marker of a newer form is written as one of this form, which says less.
  require(again.text == parts.text && again.marker);
  require(parts.marker->form > kMarkerForm || again.marker == parts.marker);
}

auto paths(const std::vector<pinwright::object::Difference>& differences) -> std::vector<std::string> {
  std::vector<std::string> paths;
  for (const auto& one : differences) paths.push_back(one.path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Two objects of one kind: what differs is what was there before and is not there after, seen from either side.
auto compare(const Result<Live>& first, const Result<Live>& second) -> void {
  using pinwright::object::differences;
  if (!first.ok() || !second.ok()) return;
  const auto forth = differences(&first.value().object, &second.value().object);
  const auto back = differences(&second.value().object, &first.value().object);
  if (forth.empty() != back.empty()) std::abort();
  for (const auto& one : forth) require(one.secret || one.before != one.after);
  require(paths(differences(first.value().assignments, second.value().assignments)) ==
          paths(differences(second.value().assignments, first.value().assignments)));
}

}  // namespace

/// One answer, or two behind each other with a line `---` between them.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  split_and_join(text);
  if (const auto between = text.find("\n---\n"); between != std::string_view::npos) {
    const auto first = nlohmann::json::parse(text.substr(0, between), nullptr, false);
    const auto second = nlohmann::json::parse(text.substr(between + 5), nullptr, false);
    if (first.is_discarded() || second.is_discarded()) return 0;
    compare(pinwright::object::policy_from_graph(first), pinwright::object::policy_from_graph(second));
    return 0;
  }
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return 0;
  use(pinwright::object::policy_from_graph(json));
  use(pinwright::object::group_from_graph(json));
  use(pinwright::object::filter_from_graph(json));
  return 0;
}
