#include "io/quoted_lines.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "io/row.hpp"

namespace shibo::engine {

namespace {

/// How a cell is built: runs of digits as `9`, of letters as `a`, all else as it stands.
std::string shape_of(std::string_view cell) {
  std::string shape;
  for (const char c : stripped(cell)) {
    const auto byte = static_cast<unsigned char>(c);
    char kind = c;
    if (byte >= '0' && byte <= '9') kind = '9';
    else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') kind = 'a';
    else if (byte >= 0x80) kind = 'a';
    if (shape.empty() || shape.back() != kind || (kind != '9' && kind != 'a')) shape += kind;
  }
  return shape;
}

bool has_digits(std::string_view shape) { return shape.find('9') != std::string_view::npos; }
bool is_figure(std::string_view shape) { return has_digits(shape) && shape.find('a') == std::string_view::npos; }

/// The cells of a line; separators in quotes are text.
std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (quoted || line[i] != separator) continue;
    cells.push_back(line.substr(begin, i - begin));
    begin = i + 1;
  }
  cells.push_back(line.substr(begin));
  return cells;
}

/// Whether there are cells behind a closing quote, and all are quoted.
bool all_quoted(std::string_view tail, char separator) {
  std::vector<std::string_view> cells = split(tail, separator);
  cells.erase(cells.begin());  // what is left of the cell that was closed
  const auto is_quoted = [](std::string_view cell) { return stripped(cell).starts_with('"'); };
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), is_quoted);
}

/// Takes a line off the front, without what ends it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end);
  if (text.starts_with("\r\n")) text.remove_prefix(2);
  else if (!text.empty()) text.remove_prefix(1);
  return line;
}

/// The shapes of a row's cells; of those that may be anything the shape is not looked at.
class RowShape {
 public:
  /// Of a row of so many cells. Where it seems to have more, its text has commas of its own, and all that is known are
  /// the cells before the text; where it has fewer, it is no row.
  RowShape(std::span<const std::string_view> before, std::string_view rest, char separator, std::size_t columns)
      : separator_(separator), shapes_(columns) {
    const std::vector<std::string_view> behind = split(rest, separator);
    const std::size_t count = before.size() + behind.size();
    const bool whole = count == columns;
    for (std::size_t i = 0; i < before.size(); ++i) shapes_[i] = shape_of(before[i]);
    for (std::size_t i = 1; whole && i < behind.size(); ++i) shapes_[before.size() + i] = shape_of(behind[i]);
    digits_ = std::any_of(shapes_.begin(), shapes_.end(), has_digits);
    known_ = whole || (count > columns && digits_);
  }

  /// Whether there is anything to compare with.
  [[nodiscard]] bool known() const { return known_; }

  [[nodiscard]] bool fits(std::string_view line) const {
    const std::vector<std::string_view> cells = split(line, separator_);
    if (cells.size() != shapes_.size()) return false;
    bool alike = !digits_;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (shapes_[i].empty()) continue;
      const std::string shape = shape_of(cells[i]);
      if (shape.empty()) continue;
      if (is_figure(shape) != is_figure(shapes_[i])) return false;
      alike = alike || (has_digits(shape) && shape == shapes_[i]);
    }
    return alike;
  }

 private:
  char separator_;
  std::vector<std::string> shapes_;
  bool digits_ = false;
  bool known_ = false;
};

/// The row as it is, with its quoted cell closed: of that it is not asked what a line has in its place.
class ClosedRow {
 public:
  /// `tail`: from behind the closing quote to the end of the row. Where the row has not the number of cells that it
  /// should have, all that is known are the cells before the quote.
  ClosedRow(std::span<const std::string_view> before, std::string_view tail, char separator, std::size_t columns)
      : separator_(separator), quoted_(before.size()), cells_(columns) {
    std::copy(before.begin(), before.end(), cells_.begin());
    const std::vector<std::string_view> behind = split(tail, separator);
    if (before.size() + behind.size() == columns)
      std::copy(behind.begin() + 1, behind.end(), cells_.begin() + static_cast<std::ptrdiff_t>(before.size()) + 1);
  }

  [[nodiscard]] bool is_like(std::string_view line, bool last) const {
    const std::vector<std::string_view> cells = split(line, separator_);
    if (cells.size() != cells_.size()) return false;
    std::size_t telling = 0;  // two are enough
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string own = shape_of(cells_[i]);
      const std::string shape = shape_of(cells[i]);
      if (i == quoted_ || own.empty() || shape.empty()) continue;
      if (is_figure(shape) != is_figure(own)) return false;
      if (last && i > quoted_) continue;  // the same cells
      if (stripped(cells[i]) == stripped(cells_[i])) telling += 2;
      else if (has_digits(shape) && shape == own) telling += shape == "9" ? 1 : 2;
    }
    return telling >= 2;
  }

 private:
  char separator_;
  std::size_t quoted_;
  std::vector<std::string_view> cells_;
};

}  // namespace

QuotedLines compare_with_rows(const CellsBefore& before, std::string_view held, std::size_t closing, char separator,
                              std::size_t columns) {
  // The quote that closes the cell belongs to a text on the last line, and is none that splits it.
  std::string text(held.substr(0, closing));
  if (text.ends_with('"')) text.pop_back();
  std::string_view behind = held.substr(closing);
  const std::string_view tail = take_line(behind);
  if (before.cells.empty() && all_quoted(tail, separator)) return {};
  text += tail;

  std::string_view rest = text;
  const RowShape first(before.cells, take_line(rest), separator, columns);
  const ClosedRow closed(before.cells, tail, separator, columns);
  QuotedLines found{.wide = columns > 2};
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (stripped(line).empty()) continue;
    ++found.lines;
    if (!before.quoted && first.known() && first.fits(line)) ++found.like_rows;
    if (closed.is_like(line, rest.empty())) ++found.held;
  }
  return found;
}

}  // namespace shibo::engine
