#include "csp/admx_pack.hpp"

#include <vector>

namespace pinwright::csp {
namespace {

using Words = std::vector<std::uint32_t>;

auto bit_if(bool on, std::uint32_t bit) -> std::uint32_t { return on ? bit : 0; }

auto put_number(Words& words, std::int64_t number) -> void {
  const auto bits = static_cast<std::uint64_t>(number);
  words.push_back(static_cast<std::uint32_t>(bits));
  words.push_back(static_cast<std::uint32_t>(bits >> 32U));
}

auto pack_items(const std::vector<AdmxItemFacts>& items, Pool& pool) -> std::uint32_t {
  Words words;
  for (const AdmxItemFacts& item : items) {
    words.push_back(pool.text(item.name));
    words.push_back(item.value ? pool.text(*item.value) : admx_bits::kNoValue);
  }
  return pool.list(words);
}

auto pack_element(const AdmxElementFacts& element, Pool& pool) -> std::uint32_t {
  using namespace admx_bits;
  Words words = {pool.text(element.id)};
  words.push_back(static_cast<std::uint32_t>(element.kind) | bit_if(element.required, kRequired) |
                  bit_if(element.additive, kAdditive) | bit_if(element.explicit_value, kExplicitValue) |
                  bit_if(element.min.has_value(), kMin) | bit_if(element.max.has_value(), kMax) |
                  bit_if(element.max_length.has_value(), kMaxLength) |
                  bit_if(element.value_prefix.has_value(), kValuePrefix));
  put_number(words, element.min.value_or(0));
  put_number(words, element.max.value_or(0));
  put_number(words, element.max_length.value_or(0));
  words.push_back(pool.text(element.value_prefix.value_or("")));
  words.push_back(pack_items(element.items, pool));
  return pool.list(words);
}

}  // namespace

auto pack_admx(const AdmxPolicyFacts& policy, std::string_view edition, Pool& pool) -> std::uint32_t {
  using namespace admx_bits;
  Words words = {pool.text(edition), pool.text(policy.name)};
  words.push_back(static_cast<std::uint32_t>(policy.policy_class) | bit_if(policy.enabled_value, kEnabledValue) |
                  bit_if(policy.disabled_value, kDisabledValue));
  for (const AdmxElementFacts& element : policy.elements) words.push_back(pack_element(element, pool));
  return pool.list(words);
}

}  // namespace pinwright::csp
