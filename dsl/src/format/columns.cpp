// Lines of several cells: rows of tables, cases with what they ask.
#include <algorithm>

#include "writer.hpp"

namespace shibo::dsl::layout {

namespace {

// A cell longer than this does not push the cells of other lines away.
constexpr std::size_t kCellMax = 60;

using Cells = std::vector<std::string>;

// The cells of a line as far as each stands on one line.
[[nodiscard]] Cells flat_cells(const std::vector<Ops>& cells) {
  Cells texts;
  for (const Ops& cell : cells) {
    std::optional<std::string> text = flat(cell);
    if (!text) break;
    texts.push_back(*std::move(text));
  }
  return texts;
}

// With keys in columns of the widths, and all else side by side.
[[nodiscard]] std::size_t width_together(const Cells& cells, std::size_t keys, const std::vector<std::size_t>& widths) {
  std::size_t sum = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    sum += std::max(width_of(cells[k]), k < std::min(keys, widths.size()) ? widths[k] : 0) + 1;
  }
  return sum;
}

// Lines that stand apart, by an empty line or a comment between, have columns of their own.
[[nodiscard]] bool stands_apart(const Ops& before) {
  return std::count_if(before.begin(), before.end(), [](const Op& op) { return op.kind == Op::Kind::Hard; }) != 1 ||
         std::any_of(before.begin(), before.end(),
                     [](const Op& op) { return op.kind == Op::Kind::Hard && op.amount != 0; });
}

// Of a line that has to be broken only the keys count, and of others all cells but the last.
void measure_columns(const Columns::Line& line, const Cells& cells, bool whole, std::vector<std::size_t>& widths) {
  const std::size_t end = whole ? cells.size() - 1 : std::min(line.keys, cells.size());
  for (std::size_t k = 0; k < end; ++k) {
    if (widths.size() <= k) widths.resize(k + 1, 0);
    if (const std::size_t width = width_of(cells[k]); width <= kCellMax) widths[k] = std::max(widths[k], width);
  }
}

[[nodiscard]] std::string padded(const std::string& cell, std::size_t width) {
  const std::size_t own = width_of(cell);
  return cell + std::string(own < width ? width - own + 1 : 1, ' ');
}

[[nodiscard]] std::string aligned(const Cells& cells, const std::vector<std::size_t>& widths) {
  std::size_t last = cells.size();
  while (last > 0 && cells[last - 1].empty()) --last;
  std::string line;
  for (std::size_t k = 0; k + 1 < last; ++k) line += padded(cells[k], widths[k]);
  return last == 0 ? line : line + cells[last - 1];
}

// A cell that has to be broken is broken within, unless it fits a line of its own; citations stand there as a whole.
void write_loose(Writer& writer, const Columns::Line& line, const Cells& texts,
                 const std::vector<std::size_t>& widths) {
  const Group group(writer, line.hugs ? 0 : 2);
  const std::vector<Ops>& cells = line.cells;
  const std::size_t keys = std::min(line.keys, texts.size());
  for (std::size_t k = 0; k < keys; ++k) writer.text(padded(texts[k], widths[k]));
  for (std::size_t k = keys; k < cells.size(); ++k) {
    if (cells[k].empty()) continue;
    if (k > keys && !line.hugs) writer.fill(0);
    else if (k > keys) writer.text(" ");
    if (k + 1 == cells.size()) {
      writer.append(cells[k]);
      continue;
    }
    const Group cell(writer);
    writer.append(cells[k]);
  }
}

}  // namespace

void Columns::write(Writer& writer) const {
  for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
    end = begin + 1;
    while (end < lines.size() && !stands_apart(lines[end].before)) ++end;
    write_section(writer, begin, end);
  }
}

void Columns::write_section(Writer& writer, std::size_t begin, std::size_t end) const {
  std::vector<Cells> texts;
  std::vector<std::size_t> keys;
  for (std::size_t i = begin; i < end; ++i) {
    texts.push_back(flat_cells(lines[i].cells));
    measure_columns(lines[i], texts.back(), false, keys);
  }
  // A line that is broken in any case has no say, so that it has none either once its clauses stand on their own.
  const std::size_t indent = writer.indentation();
  const auto whole = [&](std::size_t i) {
    const Cells& cells = texts[i - begin];
    return cells.size() == lines[i].cells.size() && width_together(cells, lines[i].keys, keys) + indent <= kWidth;
  };
  std::vector<std::size_t> widths = keys;
  for (std::size_t i = begin; i < end; ++i) measure_columns(lines[i], texts[i - begin], whole(i), widths);
  for (std::size_t i = begin; i < end; ++i) {
    writer.append(lines[i].before);
    const std::string line = whole(i) ? aligned(texts[i - begin], widths) : std::string(kWidth + 1, ' ');
    if (width_of(line) + indent <= kWidth) writer.text(line);
    else write_loose(writer, lines[i], texts[i - begin], widths);
  }
}

}  // namespace shibo::dsl::layout
