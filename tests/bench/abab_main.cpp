#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace {

struct Command {
  std::string label;
  std::vector<std::string> words;
  std::vector<double> milliseconds;
  std::vector<double> processor_milliseconds;
  std::vector<long> peak_kilobytes;
};

struct Plan {
  int rounds = 7;
  std::string clean;
  std::vector<Command> commands;
};

/// "--rounds N --clean DIR LABEL COMMAND… ::: LABEL COMMAND… "
auto parse(const std::vector<std::string>& words) -> Plan {
  Plan plan;
  std::size_t at = 0;
  for (; at + 1 < words.size() && words[at].starts_with("--"); at += 2) {
    if (words[at] == "--rounds") plan.rounds = std::atoi(words[at + 1].c_str());
    if (words[at] == "--clean") plan.clean = words[at + 1];
  }
  bool is_label = true;
  for (; at < words.size(); ++at) {
    if (words[at] == ":::") {
      is_label = true;
    } else if (is_label) {
      plan.commands.push_back({words[at], {}, {}, {}, {}});
      is_label = false;
    } else {
      plan.commands.back().words.push_back(words[at]);
    }
  }
  return plan;
}

auto spawn(const Command& command, const std::string& output) -> pid_t {
  std::vector<char*> pointers;
  for (const auto& word : command.words) pointers.push_back(const_cast<char*>(word.c_str()));  // NOLINT
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failure = posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure == 0 ? child : -1;
}

auto milliseconds_of(const timeval& time) -> double {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// False when the command did not end with 0: its time would mean nothing.
auto run(Command& command) -> bool {
  const bool tells = command.label.starts_with('@');
  const auto told = std::filesystem::temp_directory_path() / ("abab." + std::to_string(::getpid()));
  const std::string output = tells ? told.string() : "/dev/null";
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = spawn(command, output);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) return false;
  std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  double milliseconds = wall.count();
  if (tells) std::ifstream(output) >> milliseconds;
  if (tells) std::filesystem::remove(told);
  command.milliseconds.push_back(milliseconds);
  command.processor_milliseconds.push_back(milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime));
  command.peak_kilobytes.push_back(usage.ru_maxrss);
  return true;
}

auto forget(Command& command) -> void {
  command.milliseconds.clear();
  command.processor_milliseconds.clear();
  command.peak_kilobytes.clear();
}

template <class T>
auto median(std::vector<T> values) -> T {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

auto print(const Plan& plan) -> void {
  const double base = median(plan.commands.front().milliseconds);
  const double processor_base = median(plan.commands.front().processor_milliseconds);
  std::printf("%-28s %12s %12s %12s %8s %12s %8s %10s\n", "", "median ms", "min ms", "max ms", "ratio", "processor ms",
              "ratio", "peak MB");
  for (const auto& command : plan.commands) {
    const auto [low, high] = std::minmax_element(command.milliseconds.begin(), command.milliseconds.end());
    const double middle = median(command.milliseconds);
    const double processor = median(command.processor_milliseconds);
    std::printf("%-28s %12.2f %12.2f %12.2f %8.2f %12.2f %8.2f %10.1f\n", command.label.c_str(), middle, *low, *high,
                middle / base, processor, processor / processor_base,
                static_cast<double>(median(command.peak_kilobytes)) / 1024.0);
  }
}

}  // namespace

/// Runs commands in turn, round after round, so that a slow moment of the machine meets all of them, and prints
/// medians. The ratio is to the first. A label that begins with `@`: the time is the number that the command prints.
auto main(int count, char** values) -> int {
  Plan plan = parse(std::vector<std::string>(values + 1, values + count));
  if (plan.commands.empty()) return 64;
  for (int round = 0; round <= plan.rounds; ++round) {
    for (auto& command : plan.commands) {
      if (!plan.clean.empty()) std::filesystem::remove_all(plan.clean);
      if (run(command)) continue;
      std::fprintf(stderr, "error: `%s` failed: %s\n", command.label.c_str(), command.words.front().c_str());
      return 1;
    }
    if (round > 0) continue;
    for (auto& command : plan.commands) forget(command);  // it has warmed up
  }
  if (!plan.clean.empty()) std::filesystem::remove_all(plan.clean);
  print(plan);
  return 0;
}
