#include "shibo/sample.hpp"

#include <algorithm>

#include "api/guess.hpp"
#include "io/byte_source.hpp"
#include "io/csv.hpp"
#include "io/decoded_source.hpp"
#include "io/file_kind.hpp"
#include "read/columns.hpp"
#include "read/totals_row.hpp"
#include "record/excerpt.hpp"
#include "record/finding.hpp"
#include "shibo/dsl/words.hpp"

namespace shibo {

namespace {

struct RawTable {
  std::vector<RawColumn> columns;
  std::size_t rows = 0;
  bool by_semicolons = false;
  std::string fault;  ///< of the header
};

RawTable read_table(engine::ByteSource& source, std::size_t rows_max) {
  std::vector<engine::Finding> findings;  // `check` tells them, when the file is read for its records
  engine::CsvReader reader(source, nullptr, findings);
  engine::Row row;
  RawTable table;
  if (!reader.next(row)) return table;
  table.by_semicolons = reader.separator() == ';';
  for (const engine::Cell& cell : row.cells) {
    table.columns.push_back({std::string(engine::stripped(cell.text)), {}, -1, false});
    if (cell.fault != engine::CellFault::None && table.fault.empty())
      table.fault = "its header cannot be read, in column " + std::to_string(table.columns.size()) + ": " +
                    std::string(engine::describe(cell.fault));
  }
  for (; table.rows < rows_max && reader.next(row); ++table.rows) {
    if (engine::totals_in(engine::KeptRow(row), table.columns.size()) != engine::Totals::None) continue;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool there = i < row.cells.size() && row.cells[i].fault == engine::CellFault::None;
      table.columns[i].cells.emplace_back(there ? engine::stripped(row.cells[i].text) : "");
    }
  }
  return table;
}

/// The one name among columns without: a line above the header that tells what the table is. Empty where there is none.
std::string title_of(const RawTable& table) {
  std::string title;
  bool more_below = false;
  for (const RawColumn& column : table.columns) {
    const bool used =
        std::any_of(column.cells.begin(), column.cells.end(), [](const auto& cell) { return !cell.empty(); });
    if (column.header.empty()) more_below = more_below || used;
    else if (!title.empty()) return {};
    else title = column.header;
  }
  return more_below && table.columns.size() > 2 ? title : std::string();
}

/// Headers of signs alone are none for a mapping, and columns whose headers are one are all read by it: what one leaves
/// blank another says, and where a row has different things in two of them, neither is taken for true.
void join_twins(RawTable& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    RawColumn& column = table.columns[i];
    const std::string header = engine::normal_header(column.header);
    if (header.empty()) column.header.clear();
    for (std::size_t at = 0; at < i && !header.empty() && column.twin_of < 0; ++at) {
      RawColumn& first = table.columns[at];
      if (engine::normal_header(first.header) != header) continue;
      column.twin_of = static_cast<int>(at);
      for (std::size_t row = 0; row < column.cells.size(); ++row) {
        const std::string& other = column.cells[row];
        if (first.cells[row].empty()) first.cells[row] = other;
        first.differs = first.differs || (!other.empty() && first.cells[row] != other);
      }
    }
  }
}

Sample sample_of(std::unique_ptr<engine::ByteSource> bytes, std::size_t rows_max) {
  Sample sample;
  engine::PeekedSource source(std::move(bytes), engine::PeekedSource::kBeginning);
  if (!engine::utf16_seen_in(source.peeked()).empty()) {
    sample.error = "the file is UTF-16; save it as UTF-8, or with a byte order mark";
  } else if (auto why = engine::why_no_text(source.peeked())) {
    sample.error = *why;
  } else if (const auto first = source.peeked().find_first_not_of(" \t\r\n");
             first != std::string::npos && (source.peeked()[first] == '{' || source.peeked()[first] == '[')) {
    sample.error = "it is JSON, and not a CSV file";
  }
  if (!sample.error.empty()) return sample;
  RawTable table = read_table(source, rows_max);
  sample.error = table.fault;
  if (table.columns.empty()) sample.error = source.failure().empty() ? "it is empty" : source.failure();
  if (!sample.error.empty()) return sample;
  if (const std::string title = title_of(table); !title.empty())
    sample.error = "its first line has one cell that is not blank, " + engine::excerpt(title) +
                   ", and seems to be a title; take it out: a table begins with its header";
  if (!sample.error.empty()) return sample;
  sample.rows = table.rows;
  join_twins(table);
  const Guess guess(table.columns, table.by_semicolons);
  sample.format = guess.signs().format();
  for (std::size_t i = 0; i < table.columns.size(); ++i) sample.columns.push_back(guess.column(i));
  for (SampleColumn& column : sample.columns) {
    column.serves =
        column.serves && std::any_of(sample.columns.begin(), sample.columns.end(), [&](const SampleColumn& one) {
          return one.format == "currency " + dsl::text_literal(column.header);
        });
  }
  return sample;
}

}  // namespace

Sample sample_table(const std::string& path, std::size_t rows_max) {
  engine::OpenedSource opened = engine::open_source(path);
  if (opened.source) return sample_of(engine::decoded(std::move(opened.source), {}), rows_max);
  Sample sample;
  sample.error = opened.error;
  return sample;
}

Sample sample_text(std::string text, std::size_t rows_max) {
  return sample_of(engine::decoded(std::make_unique<engine::TextSource>(std::move(text)), {}), rows_max);
}

}  // namespace shibo
