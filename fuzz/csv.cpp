// Rows out of CSV, and records out of the rows.
#include "io/csv.hpp"

#include <algorithm>

#include "chunks.hpp"
#include "law.hpp"
#include "records_law.hpp"

namespace shibo::fuzz {
namespace {

struct Reading {
  std::string shown;
  std::uint64_t bytes = 0;
};

Reading rows(const std::string& text, std::size_t piece, char separator) {
  Reading out;
  Chunks source(text, piece);
  std::vector<engine::Finding> findings;
  engine::CsvReader reader(source, std::make_shared<const std::string>("fuzz.csv"), findings, {separator, piece});
  engine::Row row;
  while (reader.next(row)) {
    law(!row.cells.empty(), "a row has a cell");
    law(row.cells.size() <= engine::CsvReader::kColumnsMax, "a row has a limit");
    for (const engine::Cell& cell : row.cells) {
      law(cell.text.size() <= engine::CsvReader::kCellMax, "a cell has a limit");
      out.shown += std::to_string(cell.line) + ':' + std::to_string(cell.column) + ' ' + std::string(cell.text) +
                   (cell.quoted ? "\"" : "") + std::to_string(static_cast<int>(cell.fault)) + '|';
    }
    out.shown += '\n';
  }
  for (const engine::Finding& finding : findings)
    out.shown += finding.code.text() + std::to_string(finding.place.line) + ':' + std::to_string(finding.place.column) +
                 finding.message + '\n';
  out.bytes = reader.bytes_read();
  return out;
}

/// What RFC 4180 writes is read back as it was.
void writes_back(const std::string& text) {
  std::string written = "\"h\"\r\n";
  std::string cell;
  for (char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  written += '"' + cell + "\"\r\n";
  Chunks source(written, 1024);
  std::vector<engine::Finding> findings;
  engine::CsvReader reader(source, std::make_shared<const std::string>("fuzz.csv"), findings, {',', 1024});
  engine::Row row;
  law(reader.next(row) && reader.next(row), "both rows are there");
  law(row.cells.size() == 1 && row.cells[0].quoted && row.cells[0].text == text.substr(0, engine::CsvReader::kCellMax),
      "a quoted cell holds what was written");
  law(!reader.next(row), "and nothing more");
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const std::string text = fuzz::text_of(data, size);
  for (const char separator : {'\0', ';'}) {
    const fuzz::Reading whole = fuzz::rows(text, 64 * 1024, separator);
    fuzz::law(whole.bytes == text.size(), "every byte is read");
    fuzz::same(whole.shown, fuzz::rows(text, 1, separator).shown, "the size of the pieces does not matter");
    fuzz::same(whole.shown, fuzz::rows(text, 7, separator).shown, "the size of the pieces does not matter");
  }
  fuzz::writes_back(text);
  const engine::StreamSchema schema = fuzz::schema_of(fuzz::everything());
  engine::OpenedStream opened = engine::open_text("fuzz.csv", text, schema, {});
  fuzz::law((opened.stream == nullptr) != opened.error.empty(), "a stream, or the reason why not");
  const auto breaks = std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
  if (opened.stream) static_cast<void>(fuzz::drained(*opened.stream, static_cast<std::size_t>(breaks) + 1));
  return 0;
}
