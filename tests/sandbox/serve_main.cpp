// serve_main STORE [--seed FILE] [--definitions FILE-OR-FOLDER] [--faults FILE] [--log FILE] [--certificate FILE --key
// FILE] [--page-size N]
// [--latency MS]: a sandbox for the suites of this folder. Prints its address, and ends with its standard input.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "sandbox/server.hpp"

namespace {

auto read(const std::string& path) -> std::string {
  if (path.empty()) return {};
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc % 2 != 0) return 64;
  std::map<std::string, std::string> given;
  for (int at = 2; at + 1 < argc; at += 2) given[argv[at]] = argv[at + 1];
  pinwright::sandbox::Options options;
  options.store = argv[1];
  options.seed = read(given["--seed"]);
  options.definitions = given["--definitions"];
  options.faults = read(given["--faults"]);
  options.log = given["--log"];
  options.certificate = given["--certificate"];
  options.key = given["--key"];
  if (given.contains("--page-size")) options.page_size = std::stoul(given["--page-size"]);
  if (given.contains("--latency")) options.latency = static_cast<std::uint32_t>(std::stoul(given["--latency"]));
  const auto server = pinwright::sandbox::start(options);
  if (!server) {
    std::cerr << server.error().message << '\n' << server.error().help << '\n';
    return 1;
  }
  std::cout << server.value()->url() << std::endl;
  while (std::cin.get() != std::char_traits<char>::eof()) {
  }
  return 0;
}
