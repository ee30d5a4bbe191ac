// Rows out of comma-separated text (RFC 4180), in memory that does not grow with the file.
//
// The reader is lenient in what it accepts and says so: whatever RFC 4180 does not allow becomes a
// finding with its place, the cell concerned is marked, and reading goes on. Every byte ends in a
// cell, in a finding, or in a line that is counted as empty.
//
// It splits; it does not interpret. Blanks stay, types and headers are others' business.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/byte_source.hpp"
#include "io/quoted_lines.hpp"
#include "io/row.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

struct CsvOptions {
  char separator = 0;                          ///< 0: the most frequent of `, ; tab |` in the first line
  std::size_t chunk = std::size_t{64} * 1024;  ///< how much is asked of the source at a time
  std::string encoding = {};                   ///< from which the source was read; empty: none was named
  /// The source writes out a table of a database (io/sqlite_rows.hpp): nothing is guessed, a row is a line, whatever
  /// line breaks are in it, and the columns of places count cells.
  bool from_database = false;
};

class CsvReader {
 public:
  static constexpr std::size_t kCellMax = std::size_t{1024} * 1024;      ///< bytes in a cell
  static constexpr std::size_t kRowMax = std::size_t{16} * 1024 * 1024;  ///< bytes in all cells of a row
  static constexpr std::size_t kColumnsMax = 4096;

  /// `source` and `findings` must outlive the reader; `file` is the name that places bear.
  CsvReader(ByteSource& source, std::shared_ptr<const std::string> file, std::vector<Finding>& findings,
            CsvOptions options = {});

  /// The next row that is not an empty line; false at the end. The cells' views hold until the next
  /// call. Line breaks are CR LF, LF or CR; a byte order mark and Excel's `sep=;` line are passed over.
  ///
  /// A quote opens a quoted cell where only spaces stand before it; elsewhere it is itself.
  [[nodiscard]] bool next(Row& row);

  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] const std::string& encoding() const { return options_.encoding; }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t empty_lines() const { return empty_lines_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

  /// Whether a quote stood where it could not be told, or only be guessed, which lines are rows.
  [[nodiscard]] bool unsure() const { return unsure_; }

  /// Whether lines that look like rows were left in a cell (D0114).
  [[nodiscard]] bool hides_rows() const { return hides_rows_; }

 private:
  enum class After : std::uint8_t { Cell, Row };  ///< what a cell was followed by: the next, or nothing

  /// The cell being read: its text is the tail of text_ from `begin`.
  struct Draft {
    Cell cell;
    std::size_t begin = 0;
    bool kept = true;  ///< false beyond the limits of a row: read, reported, not stored
    bool high_bytes = false;
    bool nul = false;
    bool cut = false;  ///< longer than kCellMax
  };

  void start();
  void guess_separator();
  [[nodiscard]] bool pass_sep_line();

  [[nodiscard]] bool more();
  [[nodiscard]] int peek();
  void take_line_break();

  [[nodiscard]] After read_cell(Row& row);
  [[nodiscard]] After read_plain(Row& row, Draft& draft, bool quotes_open);
  [[nodiscard]] After read_quoted(Row& row, Draft& draft);
  [[nodiscard]] std::size_t take_quoted_run(Draft& draft);
  [[nodiscard]] After read_after_quote(Row& row, Draft& draft);
  [[nodiscard]] QuotedLines quoted_lines(const Row& row, const Draft& draft);
  void look_to_end_of_line();
  [[nodiscard]] After recover_open_quote(Draft& draft, const std::string& what);
  void append(Draft& draft, const char* bytes, std::size_t count);
  void take_mark(Draft& draft);
  void keep(Row& row, Draft& draft);
  void report_bad_text(const Cell& cell, std::string_view text, std::size_t bad);
  void report(dsl::Code code, std::uint32_t line, std::uint32_t column, std::string message, std::string help);

  ByteSource& source_;
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  CsvOptions options_;
  std::string seen_encoding_;  ///< what cells that are no UTF-8 may be
  char separator_;
  std::array<bool, 256> stops_{};  ///< bytes that end a run of plain text

  // Bytes before keep_from_ may be dropped when more are read. Inside a quoted cell it is the opening
  // quote, so that reading can go back there if the quote was not meant to hold the lines that follow.
  std::string buffer_;
  std::size_t position_ = 0;
  std::size_t keep_from_ = 0;
  bool quoting_ = false;
  bool started_ = false;

  std::string text_;                 ///< all cells of the row, one after the other
  std::vector<std::size_t> begins_;  ///< where each begins in text_
  bool row_full_ = false;
  bool unsure_ = false;
  bool hides_rows_ = false;
  std::size_t header_cells_ = 0;

  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  std::uint64_t rows_ = 0;
  std::uint64_t empty_lines_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace shibo::engine
