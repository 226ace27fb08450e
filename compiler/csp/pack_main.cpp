/// Build-time tool: `pinwright_pack OUTPUT OVERLAY DEFINITIONS CATALOGUE-FILE…` packs the catalogue that is built into
/// the program.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "csp/definitions.hpp"
#include "csp/overlay.hpp"
#include "csp/pack.hpp"

namespace {

using pinwright::base::Error;

auto complain(const std::string& file, const std::string& message) -> int {
  std::fprintf(stderr, "%s: %s\n", file.c_str(), message.c_str());
  return 1;
}

auto read(const std::string& file) -> std::optional<std::string> {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

auto write(const std::string& file, const std::vector<std::uint64_t>& words) -> int {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(words.data()), static_cast<std::streamsize>(words.size() * 8));
  out.close();
  return out ? 0 : complain(file, "cannot be written");
}

auto run(const std::vector<std::string>& args) -> int {
  const auto overlay_json = read(args[1]);
  if (!overlay_json) return complain(args[1], "cannot be read");
  const auto overlay = pinwright::csp::overlay_from_json(*overlay_json);
  if (!overlay.ok()) return complain(args[1], overlay.error().message);
  const auto definitions_json = read(args[2]);
  if (!definitions_json) return complain(args[2], "cannot be read");
  const auto definitions = pinwright::csp::definitions_from_json(*definitions_json);
  if (!definitions.ok()) return complain(args[2], definitions.error().message);
  std::vector<pinwright::csp::PackInput> inputs;
  for (std::size_t i = 3; i < args.size(); ++i) {
    const auto json = read(args[i]);
    if (!json) return complain(args[i], "cannot be read");
    auto facts = pinwright::csp::facts_from_json(*json);
    if (!facts.ok()) return complain(args[i], facts.error().message);
    inputs.push_back({0, std::move(facts).value()});
  }
  const auto packed = pinwright::csp::pack(inputs, overlay.value(), *overlay_json, definitions.value());
  return packed.ok() ? write(args[0], packed.value()) : complain(args[0], packed.error().message);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() < 3)
    return complain("pinwright_pack", "usage: pinwright_pack OUTPUT OVERLAY DEFINITIONS CATALOGUE-FILE…");
  return run(args);
}
