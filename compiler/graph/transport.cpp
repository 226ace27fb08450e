#include "graph/transport.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::graph {

auto client_request_id(const Request& request) -> std::string_view {
  const auto found = std::find_if(request.headers.begin(), request.headers.end(),
                                  [](const auto& one) { return one.first == "client-request-id"; });
  return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

auto Transport::send_until(std::span<const Request> requests, const Halts& halts)
    -> std::vector<std::optional<base::Result<Response>>> {
  std::vector<std::optional<base::Result<Response>>> answers(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    answers[i] = std::move(send(requests.subspan(i, 1)).front());
    if (answers[i]->ok() && halts(answers[i]->value())) break;
  }
  return answers;
}

auto Response::header(std::string_view name) const -> std::string_view {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const auto& one) { return base::equal_folded(one.first, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace pinwright::graph
