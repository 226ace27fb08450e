#include "diag/draw.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

constexpr std::size_t kMostCells = 200;
constexpr std::size_t kMostCodePoints = 4 * kMostCells;  // a line of combining marks has hardly any cells
constexpr std::size_t kLead = 60;                        // code points that are kept before the mark of a long line

auto step_back(std::string_view line, std::size_t offset, std::size_t code_points) -> std::size_t {
  for (; code_points > 0 && offset > 0; --code_points) {
    --offset;
    while (offset > 0 && (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80) --offset;
  }
  return offset;
}

/// The part of a line that is shown, and the cell of each of its code points.
class Window {
 public:
  Window(std::string_view line, std::size_t focus) {
    show(line, 0, kMostCells);
    if (!cut_at_end_) return;
    const auto begin = step_back(line, std::min(focus, line.size()), kLead);
    code_.clear();
    stops_.clear();
    if (begin > 0) code_ = "…";
    show(line, begin, kMostCells - 1);
    if (cut_at_end_) code_ += "…";
  }

  [[nodiscard]] auto code() const -> const std::string& { return code_; }

  [[nodiscard]] auto place(const Mark& mark) const -> PlacedMark {
    const auto end = end_cell(mark.end);
    auto begin = std::min(begin_cell(mark.begin), end);
    const bool combining = begin == end && mark.begin < mark.end && begin > 0;
    if (combining) --begin;  // it is drawn over the character before it
    return {begin, std::max<std::size_t>(end - begin, 1), mark};
  }

 private:
  struct Stop {
    std::size_t byte = 0;
    std::size_t cell = 0;
  };

  auto show(std::string_view line, std::size_t begin, std::size_t limit) -> void {
    auto drawer = Drawer::inside_line();
    std::size_t cell = begin > 0 ? 1 : 0;
    auto at = begin;
    for (cut_at_end_ = false; at < line.size();) {
      const auto point = base::code_point_at(line, at);
      std::string shown;
      const auto cells = static_cast<std::size_t>(drawer.append(shown, point.value));
      cut_at_end_ = cell + cells > limit || stops_.size() >= kMostCodePoints;
      if (cut_at_end_) break;
      stops_.push_back({at, cell});
      code_ += shown;
      cell += cells;
      at += point.size;
    }
    stops_.push_back({at, cell});
  }

  [[nodiscard]] auto begin_cell(std::size_t byte) const -> std::size_t {
    const auto behind = std::upper_bound(stops_.begin(), stops_.end(), byte,
                                         [](std::size_t value, const Stop& stop) { return value < stop.byte; });
    return behind == stops_.begin() ? 0 : std::prev(behind)->cell;
  }

  [[nodiscard]] auto end_cell(std::size_t byte) const -> std::size_t {
    const auto at = std::lower_bound(stops_.begin(), stops_.end(), byte,
                                     [](const Stop& stop, std::size_t value) { return stop.byte < value; });
    return at == stops_.end() ? stops_.back().cell + 1 : at->cell;
  }

  std::string code_;
  std::vector<Stop> stops_;  // the last one is behind the shown part
  bool cut_at_end_ = false;
};

auto fits(const std::vector<PlacedMark>& row, const PlacedMark& fresh) -> bool {
  return std::all_of(row.begin(), row.end(), [&](const PlacedMark& other) {
    return end_of(fresh) < other.begin || end_of(other) < fresh.begin;
  });
}

auto add_to_rows(std::vector<std::vector<PlacedMark>>& rows, PlacedMark placed) -> void {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return fits(each, placed); });
  auto& home = row == rows.end() ? rows.emplace_back() : *row;
  const auto at = std::find_if(home.begin(), home.end(), [&](const auto& other) { return placed.begin < other.begin; });
  home.insert(at, std::move(placed));
}

}  // namespace

auto end_of(const PlacedMark& placed) -> std::size_t {
  const auto carets = placed.begin + placed.width + (placed.mark.continues ? 1 : 0);
  if (placed.mark.text.empty()) return carets;
  return carets + 1 + static_cast<std::size_t>(base::display_width(placed.mark.text));
}

auto draw(std::string_view line, std::vector<Mark> marks) -> Drawing {
  // The primary mark comes first: it stands directly below the code.
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.primary != b.primary ? a.primary : a.begin < b.begin; });
  const Window window(line, marks.empty() ? 0 : marks.front().begin);
  Drawing drawing{window.code(), {}};
  for (auto& mark : marks) {
    mark.text = visible(mark.text);
    add_to_rows(drawing.rows, window.place(mark));
  }
  return drawing;
}

}  // namespace pinwright::diag
