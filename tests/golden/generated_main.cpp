// Files, or parts of them, that are made from tables in the code. `generated ROOT` compares them, `generated --update
// ROOT` writes them.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "golden/diagnostics_list.hpp"
#include "model/json_schema.hpp"
#include "model/reference_page.hpp"

namespace {

constexpr auto kFindings = "docs/diagnostics/README.md";

struct Made {
  std::string path;
  std::string text;
};

auto read(const std::filesystem::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

auto main(int count, char** values) -> int {
  const std::vector<std::string> arguments(values + 1, values + count);
  const bool update = arguments.front() == "--update";
  const std::filesystem::path root = arguments.back();
  const std::vector<Made> all = {{"schemas/pinwright.schema.json", pinwright::model::json_schema()},
                                 {"schemas/auth-file.schema.json", pinwright::model::auth_file_schema()},
                                 {"docs/reference.md", pinwright::model::reference_page()},
                                 {kFindings, golden::diagnostics_page(read(root / kFindings))}};
  int failed = 0;
  for (const auto& made : all) {
    if (update) {
      std::ofstream(root / made.path, std::ios::binary) << made.text;
    } else if (read(root / made.path) != made.text) {
      fmt::print("FAIL {} is not what the code makes: run the target update-golden and review the change\n", made.path);
      failed = 1;
    }
  }
  return failed;
}
