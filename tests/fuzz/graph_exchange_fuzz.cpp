#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "fuzz/require.hpp"
#include "graph/access.hpp"
#include "graph/graph_tenant.hpp"
#include "graph/retry_after.hpp"
#include "graph/trace.hpp"
#include "source/memory_file_system.hpp"

// One answer, whatever is asked: the first byte chooses its status, the rest is its body and its Retry-After.

namespace {

using namespace pinwright;

constexpr long kStatuses[] = {200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503, 504};
constexpr std::string_view kToken = "token-canary";

class OneAnswer final : public graph::Transport {
 public:
  explicit OneAnswer(graph::Response answer) : answer_(std::move(answer)) {}
  auto send(std::span<const graph::Request> requests) -> std::vector<base::Result<graph::Response>> override {
    for (const auto& request : requests) {
      require(request.url.starts_with("https://graph.example/"));
      const auto line = graph::trace_line(request, answer_);
      require(line.find(kToken) == std::string::npos && line.find('\n') == std::string::npos);
      require(nlohmann::json::accept(line));
    }
    return std::vector<base::Result<graph::Response>>(requests.size(), answer_);
  }

 private:
  graph::Response answer_;
};

class OneToken final : public graph::TokenSource {
 public:
  auto token() -> base::Result<graph::AccessToken> override { return graph::AccessToken{std::string(kToken), 0}; }
  auto forget() -> void override {}
};

auto everything() -> plan::Question {
  plan::Question question;
  question.organization = question.policies = question.filters = question.scope_tags = true;
  question.group_names = question.group_ids = question.filter_ids = question.applications =
      question.count_groups = {"x"};
  question.policy_ids = {{"x", object::Target::Custom}, {"x", object::Target::SettingsCatalog}};
  question.whole.all = true;
  question.masked = {{"x", "y"}};
  return question;
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  static_cast<void>(graph::retry_after(text, text, 0));
  static_cast<void>(graph::access_of(text).ok());
  source::MemoryFileSystem files;
  std::int64_t now = 0;
  const graph::World world{
      files,
      [](std::string_view) { return std::nullopt; },
      [&] { return now; },
      [] { return std::uint64_t{0}; },
      [&](std::chrono::milliseconds time, const base::StopToken&) { now += time.count() / 1000 + 1; },
      {},
      [](const std::string&) {},
      {}};
  const graph::Response answer{
      kStatuses[data[0] % std::size(kStatuses)], {{"Retry-After", text}, {"Date", text}}, text};
  graph::GraphTenant tenant(std::make_unique<OneAnswer>(answer), std::make_unique<OneToken>(),
                            graph::Endpoint{"https://graph.example"}, world);
  static_cast<void>(tenant.ask(everything()));
  static_cast<void>(tenant.create(object::Group{"x", {}, {}}).ok());
  static_cast<void>(tenant.remove({object::Kind::Filter, "x"}).ok());
  static_cast<void>(tenant.devices().status({"x"}));
  static_cast<void>(tenant.devices().find("x").ok());
  static_cast<void>(tenant.devices().read("x").ok());
  return 0;
}
