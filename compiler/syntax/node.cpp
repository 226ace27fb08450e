#include "syntax/node.hpp"

namespace pinwright::syntax {

auto Node::find(std::string_view key) const -> const Node* {
  for (const Member& member : members) {
    if (member.key.text == key) return &member.value;
  }
  return nullptr;
}

}  // namespace pinwright::syntax
