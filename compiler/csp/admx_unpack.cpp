#include "csp/admx_unpack.hpp"

#include "csp/admx_pack.hpp"

namespace pinwright::csp {
namespace {

using Words = std::span<const std::uint32_t>;

/// Of the words of a policy, and of an element.
constexpr std::size_t kEdition = 0, kName = 1, kPolicyBits = 2, kFirstElement = 3;
constexpr std::size_t kId = 0, kElementBits = 1, kMinAt = 2, kMaxAt = 4, kMaxLengthAt = 6, kPrefix = 8, kItems = 9;

auto number_if(Words words, std::size_t at, std::uint32_t bit) -> std::optional<std::int64_t> {
  if ((words[kElementBits] & bit) == 0) return std::nullopt;
  return static_cast<std::int64_t>(std::uint64_t{words[at + 1]} << 32U | words[at]);
}

auto items(const Blob& blob, Words words) -> std::vector<AdmxItem> {
  std::vector<AdmxItem> out;
  out.reserve(words.size() / 2);
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    AdmxItem& item = out.emplace_back();
    item.name = blob.text(words[i]);
    if (words[i + 1] != admx_bits::kNoValue) item.value = blob.text(words[i + 1]);
  }
  return out;
}

auto element(const Blob& blob, Words words) -> AdmxElement {
  using namespace admx_bits;
  const std::uint32_t bits = words[kElementBits];
  AdmxElement out;
  out.id = blob.text(words[kId]);
  out.kind = static_cast<AdmxKind>(bits & kEnum);
  out.required = (bits & kRequired) != 0;
  out.min = number_if(words, kMinAt, kMin);
  out.max = number_if(words, kMaxAt, kMax);
  out.max_length = number_if(words, kMaxLengthAt, kMaxLength);
  out.additive = (bits & kAdditive) != 0;
  out.explicit_value = (bits & kExplicitValue) != 0;
  if ((bits & kValuePrefix) != 0) out.value_prefix = blob.text(words[kPrefix]);
  out.items = items(blob, blob.list(words[kItems]));
  return out;
}

}  // namespace

auto unpack_admx(const Blob& blob, std::uint32_t list) -> std::optional<AdmxPolicy> {
  const Words words = blob.list(list);
  if (words.empty()) return std::nullopt;
  AdmxPolicy policy;
  policy.edition = blob.text(words[kEdition]);
  policy.name = blob.text(words[kName]);
  policy.policy_class = static_cast<AdmxClass>(words[kPolicyBits] & admx_bits::kEnum);
  policy.enabled_value = (words[kPolicyBits] & admx_bits::kEnabledValue) != 0;
  policy.disabled_value = (words[kPolicyBits] & admx_bits::kDisabledValue) != 0;
  policy.elements.reserve(words.size() - kFirstElement);
  for (const std::uint32_t one : words.subspan(kFirstElement)) {
    policy.elements.push_back(element(blob, blob.list(one)));
  }
  return policy;
}

}  // namespace pinwright::csp
