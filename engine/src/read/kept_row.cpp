#include "read/kept_row.hpp"

#include <algorithm>

#include "read/read_value.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

KeptRow::KeptRow(const Row& row) : line_(row.line) {
  std::size_t size = 0;
  for (const Cell& cell : row.cells) size += cell.text.size();
  text_.reserve(size);
  cells_.reserve(row.cells.size());
  for (const Cell& cell : row.cells) {
    text_ += cell.text;
    cells_.push_back({static_cast<std::uint32_t>(text_.size()), cell.line, cell.column, cell.fault});
  }
}

std::string_view KeptRow::text(std::size_t column) const {
  if (column >= cells_.size()) return {};
  const std::size_t begin = column == 0 ? 0 : cells_[column - 1].end;
  return std::string_view(text_).substr(begin, cells_[column].end - begin);
}

std::string_view KeptRow::stripped_text(int column) const {
  return column < 0 ? std::string_view() : stripped(text(static_cast<std::size_t>(column)));
}

Cell KeptRow::place(std::size_t column) const {
  Cell cell;
  if (column >= cells_.size()) return cell;
  cell.line = cells_[column].line;
  cell.column = cells_[column].column;
  cell.fault = cells_[column].fault;
  return cell;
}

std::string KeptRow::all_text() const {
  std::string all = text_;
  for (const Kept& cell : cells_) all += '\x1f' + std::to_string(cell.end);
  return all;
}

bool KeptRow::is_blank() const {
  return stripped(text_).empty() &&
         std::all_of(cells_.begin(), cells_.end(), [](const Kept& cell) { return cell.fault == CellFault::None; });
}

std::string_view said(const KeptRow& row, int column, const Mapping* mapping) {
  const std::string_view text = row.stripped_text(column);
  return means_blank(text, mapping) ? std::string_view() : text;
}

bool is_rounded(std::string_view text) {
  const std::size_t e = text.find_first_of("Ee");
  if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+') return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_of_number = [&](char c) { return is_digit(c) || c == '.' || c == ','; };
  const std::string_view power = text.substr(e + 2);
  return is_digit(text.front()) &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(e), is_of_number) &&
         std::all_of(power.begin(), power.end(), is_digit);
}

std::string row_key(const KeptRow& row, const std::vector<int>& columns, const Mapping* mapping) {
  std::string key;
  for (const int column : columns) {
    const std::string_view text = said(row, column, mapping);
    // What is shown of a REAL or a BLOB is not all of it, and two that differ may look alike.
    const bool shown_only = column >= 0 && is_told_where_read(row.place(static_cast<std::size_t>(column)).fault);
    if (text.empty() || is_rounded(text) || shown_only) return {};
    key += normal_form(text);
    key += '\x1f';
  }
  return key;
}

void KeptRow::displace() {
  displaced_ = true;
  for (Kept& cell : cells_) cell.fault = CellFault::Displaced;
}

}  // namespace shibo::engine
