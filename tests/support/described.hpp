#pragma once

#include <string>
#include <utility>

#include "object/live.hpp"

namespace pinwright {

/// An object of which nothing but the description is to be written.
inline auto described(object::Kind kind, std::string description) -> object::Object {
  object::Object object = object::Policy{};
  if (kind == object::Kind::Group) object = object::Group{};
  if (kind == object::Kind::Filter) object = object::Filter{};
  object::set_description(object, std::move(description));
  return object;
}

}  // namespace pinwright
