#include "driver/utc.hpp"

#include <algorithm>

#include "grammar/datetime.hpp"

namespace pinwright::driver {

auto compact(std::string datetime) -> std::string {
  std::erase_if(datetime, [](char c) { return c == '-' || c == ':'; });
  return datetime;
}

auto compact_utc(std::int64_t seconds) -> std::string { return compact(grammar::datetime_of(seconds)); }

}  // namespace pinwright::driver
