#pragma once

#include <functional>

#include "sandbox/context.hpp"

namespace pinwright::sandbox {

/// `POST /$batch`: `perform` answers each item as a call of its own, in the order of `dependsOn`. The answers come in
/// an order that `dice` shuffles. An item that cuts the connection cuts the whole.
[[nodiscard]] auto answer_batch(const Call& call, std::string_view version,
                                const std::function<Reply(const Call&)>& perform, Dice dice) -> Reply;

}  // namespace pinwright::sandbox
