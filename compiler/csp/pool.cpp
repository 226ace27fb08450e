#include "csp/pool.hpp"

#include <cstring>

namespace pinwright::csp {

Pool::Pool() : strings_(sizeof(std::uint32_t), '\0'), words_(1, 0) {
  text_index_.emplace("", 0);
  list_index_.emplace(std::vector<std::uint32_t>{}, 0);
}

auto Pool::text(std::string_view text) -> std::uint32_t {
  const auto offset = static_cast<std::uint32_t>(strings_.size());
  const auto [entry, added] = text_index_.emplace(text, offset);
  if (!added) return entry->second;
  const auto size = static_cast<std::uint32_t>(text.size());
  strings_.append(sizeof size, '\0');
  std::memcpy(strings_.data() + offset, &size, sizeof size);
  strings_ += text;
  return offset;
}

auto Pool::list(const std::vector<std::uint32_t>& items) -> std::uint32_t {
  const auto [entry, added] = list_index_.emplace(items, static_cast<std::uint32_t>(words_.size()));
  if (!added) return entry->second;
  words_.push_back(static_cast<std::uint32_t>(items.size()));
  words_.insert(words_.end(), items.begin(), items.end());
  return entry->second;
}

auto Pool::texts(const std::vector<std::string>& items) -> std::uint32_t {
  std::vector<std::uint32_t> refs;
  refs.reserve(items.size());
  for (const std::string& item : items) refs.push_back(text(item));
  return list(refs);
}

}  // namespace pinwright::csp
