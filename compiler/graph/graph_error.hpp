#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace pinwright::graph {

/// What Graph says in an error body, as one line: the innermost text of messages that are JSON themselves (Intune nests
/// them up to three times), without operation and activity ids, URL and closing full stop. Empty: it says nothing.
struct GraphError {
  std::string code;
  std::string sentence;
  std::string request_id;  ///< what Microsoft's support asks for
  std::string scopes;      ///< "A, B": any one of these permissions would have done
};
/// Multi Admin Approval, which is told by code and text under several statuses: a request for approval is open.
[[nodiscard]] auto is_approval(const GraphError& said) -> bool;
/// Approval is wanted, and the call did not say why: no request was made.
[[nodiscard]] auto asks_justification(const GraphError& said) -> bool;
/// `secrets` are texts that the request held: they are taken out before anything is cut.
[[nodiscard]] auto read_graph_error(const nlohmann::json& body, const std::vector<std::string>& secrets = {})
    -> GraphError;

/// 404 and 410.
[[nodiscard]] auto is_not_there(long status) -> bool;

/// The Error of an answer that is no success. 404 and 410 are NotFound, 403 is Forbidden, 401 and all that may pass
/// (429, 5xx) are Unreachable, everything else is Refused. What is no JSON is not Graph's, and Unreachable whatever its
/// status: a page of something in between does not say that an object is gone. So is a challenge of Conditional Access.
/// It names the method and the path, no query, no body and no token.
[[nodiscard]] auto error_of(std::string_view method, std::string_view url, long status, const nlohmann::json& body,
                            const std::vector<std::string>& secrets = {}) -> base::Error;

/// `text` on one line: white space joined, what a terminal obeys left out, cut after 400 code points.
[[nodiscard]] auto one_line(std::string_view text) -> std::string;

}  // namespace pinwright::graph
