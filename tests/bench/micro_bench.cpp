#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "csp/catalog.hpp"
#include "driver/analyse.hpp"
#include "driver/load.hpp"
#include "grammar/oma_uri.hpp"
#include "syntax/full_reader.hpp"
#include "syntax/plain_reader.hpp"

/// What the phases cost on one thread. PINWRIGHT_BENCH_WORKSPACE names a workspace made by workspace.mjs.
namespace {

using namespace pinwright;

auto workspace_folder() -> std::string {
  const char* folder = std::getenv("PINWRIGHT_BENCH_WORKSPACE");
  return folder == nullptr ? "." : folder;
}

auto texts() -> const std::vector<std::string>& {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(workspace_folder())) {
      if (entry.path().extension() != ".yaml") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return all;
  }();
  return kTexts;
}

auto total_bytes() -> std::size_t {
  std::size_t bytes = 0;
  for (const auto& text : texts()) bytes += text.size();
  return bytes;
}

struct World {
  std::unique_ptr<source::FileSystem> files = source::make_disk();
  std::ostringstream out;
  std::string folder = std::filesystem::absolute(workspace_folder()).lexically_normal().string();
  driver::Env env{
      *files,           out, out, folder, [](std::string_view) { return std::nullopt; }, [] { return 1767225600; },
      [] { return 4U; }};
};

struct Silence : YAML::EventHandler {
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string& value) override {
    bytes += value.size();
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
  std::size_t bytes = 0;
};

auto yaml_cpp_events(benchmark::State& state) -> void {
  for (auto _ : state) {
    Silence handler;
    for (const auto& text : texts()) {
      std::istringstream stream(text);
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(handler)) continue;
    }
    benchmark::DoNotOptimize(handler.bytes);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes()));
}
BENCHMARK(yaml_cpp_events)->Unit(benchmark::kMillisecond);

auto full_reader(benchmark::State& state) -> void {
  for (auto _ : state) {
    diag::Sink sink;
    for (const auto& text : texts()) benchmark::DoNotOptimize(syntax::read_full({0}, text, {}, sink));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes()));
}
BENCHMARK(full_reader)->Unit(benchmark::kMillisecond);

auto plain_reader(benchmark::State& state) -> void {
  std::size_t refused = 0;
  for (auto _ : state) {
    refused = 0;
    for (const auto& text : texts()) refused += syntax::read_plain({0}, text, {}) ? 0U : 1U;
  }
  state.counters["refused"] = static_cast<double>(refused);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes()));
}
BENCHMARK(plain_reader)->Unit(benchmark::kMillisecond);

auto load_workspace(benchmark::State& state) -> void {
  World world;
  for (auto _ : state) benchmark::DoNotOptimize(driver::load(world.env, world.folder, 1));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes()));
}
BENCHMARK(load_workspace)->Unit(benchmark::kMillisecond);

auto lower_and_check(benchmark::State& state) -> void {
  World world;
  const auto loaded = driver::load(world.env, world.folder, 1);
  for (auto _ : state) benchmark::DoNotOptimize(driver::analyse(world.env, *loaded, {}));
  state.counters["findings"] = static_cast<double>(loaded->sink.diagnostics().size());
}
BENCHMARK(lower_and_check)->Unit(benchmark::kMillisecond);

auto catalogue_look_up(benchmark::State& state) -> void {
  const auto catalog = csp::Catalog::built_in();
  const auto uri = grammar::parse_oma_uri("./Device/Vendor/MSFT/Policy/Config/Update/ActiveHoursStart");
  for (auto _ : state) benchmark::DoNotOptimize(catalog.find(std::get<grammar::OmaUri>(uri)));
}
BENCHMARK(catalogue_look_up);

auto catalogue_look_up_dynamic(benchmark::State& state) -> void {
  const auto catalog = csp::Catalog::built_in();
  const auto uri = grammar::parse_oma_uri(
      "./Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/PINComplexity/Expiration");
  for (auto _ : state) benchmark::DoNotOptimize(catalog.find(std::get<grammar::OmaUri>(uri)));
}
BENCHMARK(catalogue_look_up_dynamic);

}  // namespace

BENCHMARK_MAIN();
