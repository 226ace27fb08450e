#include "object/noun.hpp"

namespace pinwright::object {

auto noun(Kind kind) -> std::string_view {
  switch (kind) {
    case Kind::Policy:
      return "policy";
    case Kind::Group:
      return "group";
    case Kind::Filter:
      return "filter";
  }
  return {};
}

}  // namespace pinwright::object
