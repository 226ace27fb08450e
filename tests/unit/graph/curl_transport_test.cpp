#include "graph/curl_transport.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <latch>
#include <memory>

#include "unit/graph/loopback.hpp"

namespace pinwright::graph {

using graph_test::http_answer;
using graph_test::LoopbackServer;
using graph_test::Peer;
using namespace std::chrono_literals;

namespace {

/// Short timeouts: the tests that run into one pay for it.
auto options() -> CurlOptions {
  CurlOptions out;
  out.connect_timeout = 5s;
  out.timeout = 20s;
  out.longest_answer = 1000;
  return out;
}

auto transport_of(CurlOptions with = options()) -> std::unique_ptr<Transport> {
  return make_curl_transport(std::move(with), {});
}

auto post(const std::string& url, std::string body = "{}") -> Request {
  return {"POST", url, {{"Content-Type", "application/json"}}, std::move(body)};
}

auto kind_of(const base::Result<Response>& result) -> base::ErrorKind {
  REQUIRE_FALSE(result.ok());
  INFO(result.error().message);
  return result.error().kind;
}

/// Answers every request of every connection with its own first line, and then its body.
auto echo(Peer& peer) -> void {
  for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
    peer.write(http_answer(request.substr(0, request.find("\r\n")) + request.substr(request.find("\r\n\r\n") + 4)));
  }
}

}  // namespace

TEST_CASE("method, path, headers and body reach the other side, and status, headers and body come back") {
  std::string seen;
  LoopbackServer server([&](Peer& peer) {
    seen = peer.read_request();
    peer.write("HTTP/1.1 404 Not Found\r\nRetry-After: 7\r\nX-Empty:\r\nContent-Length: 4\r\n\r\nbody");
  });
  const auto result = transport_of()->send_one(
      {"PATCH", server.url("/a?b=c"), {{"X-One", "two"}, {"Content-Type", "application/json"}}, "{\"x\":1}"});
  server.stop();
  REQUIRE(result.ok());
  CHECK(result.value().status == 404);
  CHECK(result.value().header("retry-after") == "7");
  CHECK(result.value().header("X-Empty").empty());
  CHECK(result.value().body == "body");
  CHECK(seen.starts_with("PATCH /a?b=c HTTP/1.1\r\n"));
  CHECK(seen.find("\r\nX-One: two\r\n") != std::string::npos);
  CHECK(seen.find("\r\nContent-Length: 7\r\n") != std::string::npos);
  CHECK(seen.find("Expect:") == std::string::npos);
  CHECK(seen.ends_with("\r\n\r\n{\"x\":1}"));
}

TEST_CASE("a request without a body names no content type") {
  for (const char* method : {"DELETE", "POST"}) {
    CAPTURE(method);
    std::string seen;
    LoopbackServer server([&](Peer& peer) {
      seen = peer.read_request();
      peer.write(http_answer(""));
    });
    CHECK(transport_of()->send_one({method, server.url()}).ok());
    server.stop();
    CHECK(seen.starts_with(method));
    CHECK(seen.find("Content-Type") == std::string::npos);
  }
}

TEST_CASE("a connection is kept from one request to the next, and from one call to the next") {
  LoopbackServer server(&echo);
  const auto transport = transport_of();
  for (int i = 0; i < 3; ++i) {
    const auto result = transport->send_one(post(server.url("/x"), std::to_string(i)));
    REQUIRE(result.ok());
    CHECK(result.value().body == "POST /x HTTP/1.1" + std::to_string(i));
  }
  CHECK(transport->send_one({"GET", server.url()}).ok());
  CHECK(server.connections() == 1);
}

TEST_CASE("answers stand in the order of the requests, and no more are in flight than allowed") {
  std::atomic<int> in_flight{0};
  std::atomic<int> most{0};
  LoopbackServer server([&](Peer& peer) {
    for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
      const int now = ++in_flight;
      most = std::max(most.load(), now);
      --in_flight;
      peer.write(http_answer(request.substr(0, request.find("\r\n"))));
    }
  });
  auto with = options();
  with.in_flight = 3;
  const auto transport = transport_of(with);
  std::vector<Request> requests;
  for (int i = 0; i < 40; ++i) requests.push_back({"GET", server.url("/" + std::to_string(i))});
  const auto results = transport->send(requests);
  REQUIRE(results.size() == 40);
  for (std::size_t i = 0; i < results.size(); ++i) {
    REQUIRE(results[i].ok());
    CHECK(results[i].value().body == "GET /" + std::to_string(i) + " HTTP/1.1");
  }
  CHECK(most <= 3);
  CHECK(server.connections() <= 3);
}

TEST_CASE("requests are in flight at the same time") {
  std::latch all_here(3);
  LoopbackServer server([&](Peer& peer) {
    if (peer.read_request().empty()) return;
    all_here.arrive_and_wait();  // an answer only after all three have been asked
    peer.write(http_answer("x"));
  });
  const auto transport = transport_of();
  const std::vector<Request> requests(3, Request{"GET", server.url()});
  for (const auto& result : transport->send(requests)) CHECK(result.ok());
}

TEST_CASE("an answer that is too long is unclear, with and without a length that says so") {
  const std::string body(1001, 'x');
  for (const auto& bytes : {http_answer(body), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body}) {
    LoopbackServer server([&](Peer& peer) {
      if (!peer.read_request().empty()) peer.write(bytes);
    });
    const auto result = transport_of()->send_one({"GET", server.url()});
    CHECK(kind_of(result) == base::ErrorKind::Unclear);
    CHECK(result.error().message == "the answer of `127.0.0.1` to `GET /` is longer than 1000 bytes");
    // A read is not worth another try, and leaves no doubt of what was done.
    Request read{"GET", server.url()};
    read.is_read = true;
    CHECK(kind_of(transport_of()->send_one(read)) == base::ErrorKind::Refused);
  }
  LoopbackServer server([&](Peer& peer) {
    if (!peer.read_request().empty()) peer.write(http_answer(std::string(1000, 'x')));
  });
  CHECK(transport_of()->send_one({"GET", server.url()}).ok());
}

TEST_CASE("a connection that is cut before or within the answer is unclear") {
  for (const std::string bytes : {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"}) {
    CAPTURE(bytes);
    LoopbackServer server([&](Peer& peer) {
      if (!peer.read_request().empty()) peer.write(bytes);
    });
    CHECK(kind_of(transport_of()->send_one(post(server.url()))) == base::ErrorKind::Unclear);
  }
}

TEST_CASE("a write that a kept connection may have carried is never repeated behind our back") {
  std::atomic<int> writes{0};
  LoopbackServer server([&](Peer& peer) {
    // The first request of a connection is answered; the second is carried out, and the connection cut.
    const auto first = peer.read_request();
    if (first.starts_with("GET")) peer.write(http_answer("x"));
    const auto second = peer.read_request();
    writes += static_cast<int>(first.starts_with("POST")) + static_cast<int>(second.starts_with("POST"));
  });
  for (const auto& body : {std::string("{}"), std::string(900000, 'x')}) {
    writes = 0;
    const auto transport = transport_of();
    REQUIRE(transport->send_one({"GET", server.url()}).ok());
    CHECK(kind_of(transport->send_one(post(server.url(), body))) == base::ErrorKind::Unclear);
    CHECK(writes == 1);
  }
}

TEST_CASE("a write without a body does not share a connection that may be stale") {
  std::atomic<int> requests{0};
  LoopbackServer server([&](Peer& peer) {
    if (peer.read_request().empty()) return;
    ++requests;
    peer.write(http_answer("x"));
    peer.wait_for_close();
  });
  const auto transport = transport_of();
  REQUIRE(transport->send_one({"GET", server.url()}).ok());
  CHECK(transport->send_one({"POST", server.url("/resetPasscode")}).ok());
  CHECK(requests == 2);
  CHECK(server.connections() == 2);
}

TEST_CASE("a port that nobody listens on is unreachable") {
  std::string url;
  { url = LoopbackServer(&echo).url(); }
  CHECK(kind_of(transport_of()->send_one(post(url))) == base::ErrorKind::Unreachable);
}

TEST_CASE("a name that does not exist is unreachable") {
  // RFC 6761 reserves the name.
  CHECK(kind_of(transport_of()->send_one({"GET", "https://pinwright.invalid/"})) == base::ErrorKind::Unreachable);
}

TEST_CASE("plain http leaves for loopback and link-local addresses only") {
  for (const char* url :
       {"http://graph.microsoft.com/", "http://127.0.0.1.example/", "http://user@127.0.0.1/",
        "http://127.0.0.1\\@example/", "ftp://127.0.0.1/", "file:///etc/passwd", "", "graph.microsoft.com"}) {
    CAPTURE(url);
    const auto result = transport_of()->send_one({"GET", url});
    CHECK(kind_of(result) == base::ErrorKind::Unreachable);
    CHECK(result.error().help == "use https; http is for loopback addresses");
  }
}

TEST_CASE("a redirect is an answer and is not followed") {
  LoopbackServer server([](Peer& peer) {
    if (!peer.read_request().empty()) {
      peer.write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    }
  });
  const auto result = transport_of()->send_one({"GET", server.url()});
  REQUIRE(result.ok());
  CHECK(result.value().status == 302);
}

TEST_CASE("an answer that does not come is unclear when the time is up") {
  LoopbackServer server([](Peer& peer) { peer.wait_for_close(); });
  auto with = options();
  with.timeout = 50ms;
  CHECK(kind_of(transport_of(with)->send_one(post(server.url()))) == base::ErrorKind::Unclear);
}

TEST_CASE("a request that is too large to have left is unreachable when the connection breaks") {
  // Nobody reads, so that the body cannot have been sent whole.
  LoopbackServer server([](Peer& peer) { static_cast<void>(peer); });
  const auto result = transport_of()->send_one(post(server.url(), std::string(std::size_t{64} << 20U, 'x')));
  CHECK(kind_of(result) == base::ErrorKind::Unreachable);
}

TEST_CASE("nothing is sent after the run was stopped") {
  LoopbackServer server(&echo);
  std::stop_source stop;
  stop.request_stop();
  const auto transport = make_curl_transport(options(), stop.get_token());
  const std::vector<Request> requests(3, post(server.url()));
  for (const auto& result : transport->send(requests)) CHECK(kind_of(result) == base::ErrorKind::Interrupted);
  CHECK(server.connections() == 0);
}

TEST_CASE("what is in flight when the run is stopped is awaited, and the rest is not begun") {
  std::stop_source stop;
  LoopbackServer server([&](Peer& peer) {
    while (!peer.read_request().empty()) {
      stop.request_stop();
      peer.write(http_answer("done"));
    }
  });
  auto with = options();
  with.in_flight = 1;
  const auto transport = make_curl_transport(with, stop.get_token());
  const std::vector<Request> requests(3, post(server.url()));
  const auto results = transport->send(requests);
  REQUIRE(results[0].ok());
  CHECK(results[0].value().body == "done");
  CHECK(kind_of(results[1]) == base::ErrorKind::Interrupted);
  CHECK(kind_of(results[2]) == base::ErrorKind::Interrupted);
}

TEST_CASE("a read in flight is given up when the run is stopped") {
  std::stop_source stop;
  LoopbackServer server([&](Peer& peer) {
    if (peer.read_request().empty()) return;
    stop.request_stop();
    peer.read_request();  // until the other side hangs up
  });
  const auto transport = make_curl_transport(options(), stop.get_token());
  Request request;
  request.url = server.url();
  request.is_read = true;
  CHECK(kind_of(transport->send_one(request)) == base::ErrorKind::Interrupted);
}

namespace {

/// A certificate for 127.0.0.1 that only its own file vouches for, made for this run.
struct SelfSigned {
  SelfSigned() : key(EVP_RSA_gen(2048), &EVP_PKEY_free), certificate(X509_new(), &X509_free) {
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_set_version(certificate.get(), X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    auto* alternative = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate.get(), alternative, -1);
    X509_EXTENSION_free(alternative);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
  }

  auto write(const std::filesystem::path& path) const -> void {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new_file(path.c_str(), "w"), &BIO_free);
    REQUIRE(PEM_write_bio_X509(out.get(), certificate.get()) == 1);
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key;
  std::unique_ptr<X509, decltype(&X509_free)> certificate;
};

/// Answers one request over TLS, when the other side wants to.
auto serve_tls(Peer& peer, const SelfSigned& self) -> void {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  SSL_CTX_use_certificate(context.get(), self.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), self.key.get());
  const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), &SSL_free);
  SSL_set_fd(tls.get(), peer.socket());
  if (SSL_accept(tls.get()) != 1) return;
  char bytes[4096];
  if (SSL_read(tls.get(), bytes, sizeof bytes) <= 0) return;
  const auto answer = http_answer("over TLS");
  SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
}

}  // namespace

TEST_CASE("a certificate that nobody vouches for is unreachable, and the request was not sent") {
  const SelfSigned self;
  LoopbackServer server([&](Peer& peer) { serve_tls(peer, self); });
  const auto result = transport_of()->send_one(post(server.url("/", "https")));
  CHECK(kind_of(result) == base::ErrorKind::Refused);
  CHECK_THAT(result.error().message, Catch::StartsWith("`127.0.0.1` is not trusted: "));
}

TEST_CASE("a certificate of the given file is trusted for the name that it names, and for no other") {
  const SelfSigned self;
  const auto file = std::filesystem::temp_directory_path() / ("pinwright-ca-" + std::to_string(::getpid()) + ".pem");
  self.write(file);
  LoopbackServer server([&](Peer& peer) { serve_tls(peer, self); });
  auto with = options();
  with.ca_file = file.string();
  auto url = server.url("/", "https");
  const auto result = transport_of(with)->send_one({"GET", url});
  REQUIRE(result.ok());
  CHECK(result.value().body == "over TLS");
  url.replace(url.find("127.0.0.1"), 9, "localhost");
  CHECK(kind_of(transport_of(with)->send_one({"GET", url})) == base::ErrorKind::Refused);
  std::filesystem::remove(file);
}

TEST_CASE("a server that speaks no TLS is unreachable over https") {
  LoopbackServer server([](Peer& peer) { peer.write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  CHECK(kind_of(transport_of()->send_one(post(server.url("/", "https")))) == base::ErrorKind::Unreachable);
}

}  // namespace pinwright::graph
