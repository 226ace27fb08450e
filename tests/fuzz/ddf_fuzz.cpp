#include <cstddef>
#include <cstdint>
#include <string>

#include "csp/catalog.hpp"
#include "csp/facts.hpp"
#include "csp/import.hpp"
#include "fuzz/require.hpp"

/// The import survives any bytes, and what it writes can be read, written again and added to the catalogue.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto result = pinwright::csp::import_ddf({{"Fuzz.xml", bytes}}, {"Fuzz", {}});
  require(!result.files.empty() || !result.problems.empty());
  for (const auto& file : result.files) {
    const auto facts = pinwright::csp::facts_from_json(file.json);
    require(facts.ok());
    require(pinwright::csp::to_json(facts.value()) == file.json);
    require(pinwright::csp::Catalog::built_in().with({{file.name, file.json}}).ok());
  }
  return 0;
}
