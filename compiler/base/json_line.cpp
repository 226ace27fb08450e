#include "base/json_line.hpp"

#include "base/json.hpp"

namespace pinwright::base {

namespace {

template <class Json>
auto line_of(const Json& json) -> std::string {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

auto json_line(const nlohmann::json& json) -> std::string { return line_of(json); }

auto json_line(const nlohmann::ordered_json& json) -> std::string { return line_of(json); }

}  // namespace pinwright::base
