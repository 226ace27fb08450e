#include "graph/curl_transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <optional>
#include <utility>

#include "base/stopped.hpp"
#include "base/text.hpp"
#include "graph/certificates.hpp"
#include "graph/curl_transfer.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

namespace {

constexpr int kPollMilliseconds = 1000;
constexpr std::string_view kStopped = "before this was answered";

struct FreeMulti {
  auto operator()(CURLM* handle) const -> void { curl_multi_cleanup(handle); }
};
using Multi = std::unique_ptr<CURLM, FreeMulti>;

/// libcurl's own state of the process, set up with the first transport.
auto start_libcurl() -> bool {
  static const bool kStarted = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return kStarted;
}

/// OpenSSL writes to a connection that the other side has closed without asking that no signal be raised, and libcurl
/// cannot suppress it for one thread of several. While this lives, SIGPIPE is held back in this thread; what was raised
/// meanwhile is dropped, unless it was pending before.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  auto operator=(const NoBrokenPipe&) -> NoBrokenPipe& = delete;
  ~NoBrokenPipe() {
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

/// An Error of what must not be sent, whatever the caller thinks.
auto refusal(const Request& request) -> std::optional<base::Error> {
  const auto host = host_of(request.url);
  const auto origin = origin_of(request.url);
  const bool is_plain = base::starts_with_folded(request.url, "http://");
  const bool is_known =
      is_plain ? is_loopback(host) || is_link_local(host) : base::starts_with_folded(request.url, "https://");
  if (is_known && !host.empty() && origin.find_first_of("@\\") == std::string_view::npos) return std::nullopt;
  return base::Error{fmt::format("{} is not asked over an unprotected connection", base::quoted(origin)),
                     "use https; http is for loopback addresses", base::ErrorKind::Unreachable};
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(CurlOptions options, base::StopToken stop) : options_(std::move(options)), stop_(std::move(stop)) {
    if (!start_libcurl()) return;
    multi_.reset(curl_multi_init());
    if (!multi_) return;
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options_.in_flight));
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options_.in_flight));
    curl_multi_setopt(multi_.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
  }
  CurlTransport(const CurlTransport&) = delete;
  auto operator=(const CurlTransport&) -> CurlTransport& = delete;
  /// Closing a kept connection says goodbye over TLS.
  ~CurlTransport() override {
    const NoBrokenPipe guard;
    idle_.clear();
    multi_.reset();
  }

  auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    std::vector<base::Result<Response>> results;
    results.reserve(requests.size());
    for (auto& one : send_until(requests, [](const Response&) { return false; })) {
      results.push_back(one ? *std::move(one) : base::stopped(kStopped));
    }
    return results;
  }

  auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<base::Result<Response>>> override {
    Results results(requests.size());
    const NoBrokenPipe guard;
    std::size_t next = 0;
    bool is_halted = false;
    while (!flying_.empty() || (next < requests.size() && !is_halted)) {
      while (flying_.size() < options_.in_flight && next < requests.size() && !is_halted) {
        if (stop_.stop_requested()) {
          while (next < requests.size()) results[next++] = base::stopped(kStopped);
          break;
        }
        begin(requests, next, results);
        ++next;
      }
      if (!advance()) return abandon(std::move(results));
      if (stop_.stop_requested()) drop_reads(results);
      for (const auto place : collect(results)) {
        is_halted = is_halted || (results[place]->ok() && halts(results[place]->value()));
      }
    }
    return results;
  }

 private:
  using Results = std::vector<std::optional<base::Result<Response>>>;

  auto begin(std::span<const Request> requests, std::size_t place, Results& results) -> void {
    if (auto refused = refusal(requests[place])) {
      results[place] = *std::move(refused);
      return;
    }
    auto transfer = multi_ ? make_transfer(take_handle(), requests[place], options_, system_certificates_) : nullptr;
    if (!transfer || curl_multi_add_handle(multi_.get(), transfer->easy.get()) != CURLM_OK) {
      results[place] = base::Error{"libcurl could not be set up", "", base::ErrorKind::Unreachable};
      return;
    }
    transfer->place = place;
    flying_.push_back(std::move(transfer));
  }

  /// A read that is given up leaves nothing unclear; a write in flight is awaited.
  auto drop_reads(Results& results) -> void {
    std::erase_if(flying_, [&](const auto& transfer) {
      if (!transfer->request->is_read) return false;
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      results[transfer->place] = base::stopped(kStopped);
      return true;
    });
  }

  auto take_handle() -> Easy {
    if (idle_.empty()) return Easy(curl_easy_init());
    auto easy = std::move(idle_.back());
    idle_.pop_back();
    return easy;
  }

  /// False when libcurl itself failed.
  auto advance() -> bool {
    if (flying_.empty()) return true;
    int running = 0;
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return false;
    const bool all_wait = running == static_cast<int>(flying_.size());
    return !all_wait || curl_multi_poll(multi_.get(), nullptr, 0, kPollMilliseconds, nullptr) == CURLM_OK;
  }

  /// The places of the answers that came in.
  auto collect(Results& results) -> std::vector<std::size_t> {
    std::vector<std::size_t> places;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto* const easy = message->easy_handle;
      const auto code = message->data.result;
      const auto found = std::find_if(flying_.begin(), flying_.end(),
                                      [&](const auto& transfer) { return transfer->easy.get() == easy; });
      if (found == flying_.end()) continue;
      auto transfer = std::move(*found);
      flying_.erase(found);
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      const auto place = transfer->place;
      results[place] = result_of(*transfer, code);
      places.push_back(place);
      curl_easy_reset(transfer->easy.get());  // it points into the transfer
      idle_.push_back(std::move(transfer->easy));
    }
    return places;
  }

  auto abandon(Results results) -> Results {
    for (auto& transfer : flying_) {
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      results[transfer->place] = base::Error{"libcurl failed", "", base::ErrorKind::Unclear};
    }
    flying_.clear();
    for (auto& one : results) {
      if (!one) one = base::Error{"libcurl failed", "", base::ErrorKind::Unreachable};
    }
    return results;
  }

  CurlOptions options_;
  std::string system_certificates_ = system_certificates();
  base::StopToken stop_;
  Multi multi_;
  std::vector<Easy> idle_;
  std::vector<std::unique_ptr<Transfer>> flying_;
};

}  // namespace

auto make_curl_transport(CurlOptions options, base::StopToken stop) -> std::unique_ptr<Transport> {
  return std::make_unique<CurlTransport>(std::move(options), std::move(stop));
}

}  // namespace pinwright::graph
