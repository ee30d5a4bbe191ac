#include "io/table_file.hpp"

#include <algorithm>
#include <memory>

#include "io/csv.hpp"

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

}  // namespace

TableFile read_csv_table(const std::string& path, std::string_view text, const std::vector<std::string>& columns) {
  TableFile out;
  out.text = std::string(text);
  const Offsets offsets(out.text);
  TextSource source{std::string(text)};
  std::vector<Finding> findings;
  CsvReader reader(source, std::make_shared<const std::string>(path), findings);
  Row row;
  if (!reader.next(row)) {
    out.error = "it is empty";
    return out;
  }
  for (const auto& cell : row.cells) out.columns.emplace_back(stripped(cell.text));
  std::vector<std::size_t> at;
  for (const std::string& column : columns) {
    const auto found = std::find(out.columns.begin(), out.columns.end(), column);
    if (found == out.columns.end()) out.missing_columns.push_back(column);
    else at.push_back(static_cast<std::size_t>(found - out.columns.begin()));
  }
  if (!out.missing_columns.empty()) return out;
  while (reader.next(row)) {
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
        cell.length = static_cast<std::uint32_t>(std::min(from.text.size(), out.text.size() - cell.offset));
      }
      kept.cells.push_back(std::move(cell));
    }
    out.rows.push_back(std::move(kept));
  }
  // A table of law is not read past a fault: what the reader had to mend stops the load.
  if (!findings.empty()) {
    const Finding& first = findings.front();
    out.error = "line " + std::to_string(first.place.line) + ", column " + std::to_string(first.place.column) + ": " + first.message;
    out.rows.clear();
  }
  return out;
}

}  // namespace shibo::engine
