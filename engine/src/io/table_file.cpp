#include "io/table_file.hpp"

#include <algorithm>
#include <memory>

#include "io/csv.hpp"
#include "io/file_kind.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

/// From line and column, both from 1, to bytes: columns count code points.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  [[nodiscard]] std::uint32_t of(std::uint32_t line, std::uint32_t column) const {
    if (line == 0 || line > starts_.size()) return static_cast<std::uint32_t>(text_.size());
    std::size_t at = starts_[line - 1];
    for (std::uint32_t passed = 1; passed < column && at < text_.size(); ++passed) {
      ++at;
      while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
    }
    return static_cast<std::uint32_t>(at);
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

bool is_binary(std::string_view text) {
  return why_no_text(text) || (!text.starts_with("\xFF\xFE") && !text.starts_with("\xFE\xFF") &&
                               text.substr(0, 512).find('\0') != std::string_view::npos);
}

}  // namespace

TableFile read_csv_table(const std::string& path, std::string_view text, const std::vector<std::string>& columns) {
  TableFile out;
  out.text = std::string(text);
  const Offsets offsets(out.text);
  TextSource source{std::string(text)};
  std::vector<Finding> findings;
  CsvReader reader(source, std::make_shared<const std::string>(path), findings);
  Row row;
  if (is_binary(text)) {
    out.error = why_no_text(text).value_or("it is a file of bytes that are no text: save the table as CSV in UTF-8");
    return out;
  }
  if (!reader.next(row)) {
    out.error = findings.empty() ? "it is empty" : findings.front().message;
    return out;
  }
  for (const auto& cell : row.cells) out.columns.emplace_back(stripped(cell.text));
  std::vector<std::size_t> at;
  for (const std::string& column : columns) {
    const auto found = std::find_if(out.columns.begin(), out.columns.end(),
                                    [&](const std::string& read) { return normal_form(read) == normal_form(column); });
    if (found == out.columns.end()) out.missing_columns.push_back(column);
    else at.push_back(static_cast<std::size_t>(found - out.columns.begin()));
  }
  if (!out.missing_columns.empty()) return out;
  while (reader.next(row)) {
    // Where a comma is not quoted, all that follows stands in the wrong column.
    if (row.cells.size() != out.columns.size() && findings.empty()) {
      const std::uint32_t begin = offsets.of(row.line, 1);
      const std::size_t end = std::min(out.text.find('\n', begin), out.text.size());
      out.faults.push_back({"the row has " + std::to_string(row.cells.size()) + " cells under a header of " +
                                std::to_string(out.columns.size()) + "; a cell that holds a comma stands in quotes",
                            begin, static_cast<std::uint32_t>(end - begin)});
    }
    TableFile::Row kept;
    for (std::size_t index : at) {
      TableFile::Cell cell;
      cell.line = row.line;
      if (index < row.cells.size()) {
        const auto& from = row.cells[index];
        cell.text = std::string(stripped(from.text));
        cell.line = from.line;
        cell.column = from.column;
        cell.offset = offsets.of(from.line, from.column);
        if (cell.offset < out.text.size() && out.text[cell.offset] == '"') {
          ++cell.column;
          ++cell.offset;
        }
        cell.length = static_cast<std::uint32_t>(std::min(from.text.size(), out.text.size() - cell.offset));
      }
      kept.cells.push_back(std::move(cell));
    }
    out.rows.push_back(std::move(kept));
  }
  // A table of law is not read past a fault: what the reader had to mend stops the load.
  for (const Finding& finding : findings)
    out.faults.push_back({finding.message, offsets.of(finding.place.line, finding.place.column), 1});
  if (!out.faults.empty()) out.rows.clear();
  return out;
}

}  // namespace shibo::engine
