// One row of a table as it was read: what readers of files hand to those who fit rows to records.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace shibo::engine {

/// What is wrong with the text of a cell, whatever its type. The reader has reported it as a finding
/// of its own (but see `is_told_where_read`); the value of such a cell is invalid.
enum class CellFault : std::uint8_t {
  None,
  BadUtf8,     ///< bytes that are not UTF-8
  NulByte,     ///< a NUL byte
  TooLong,     ///< longer than the limit; `text` is its beginning
  OpenQuote,   ///< a quote that is never closed; `text` is the rest of its line
  AfterQuote,  ///< text between a closing quote and the separator
  Torn,        ///< reading stopped within it
  HoldsRows,   ///< a quoted cell over several lines, of which some look like rows
  Real,        ///< of a database: a number in binary floating point
  Blob,        ///< of a database: bytes without a meaning
  Generated,   ///< of a database: it would have to be worked out
  Displaced,   ///< the row has too many cells, or ends in a broken one: which column this is, is not known
};

/// One clause, as FieldValue::why has it; static storage.
[[nodiscard]] std::string_view describe(CellFault fault);

/// What the reader has not reported: it is told where a field is filled by such a cell. In a column that is not read
/// it harms nobody.
[[nodiscard]] constexpr bool is_told_where_read(CellFault fault) {
  return fault == CellFault::Real || fault == CellFault::Blob || fault == CellFault::Generated;
}

/// Line and column of the first byte, from 1; the column counts code points, a tab as one.
struct Cell {
  std::string_view text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool quoted = false;
  CellFault fault = CellFault::None;
};

struct Row {
  std::vector<Cell> cells;
  std::uint32_t line = 0;
};

/// Without spaces, tabs and line breaks at both ends, the wide space of Chinese texts (U+3000), the
/// space that does not break (U+00A0) and the byte order mark (U+FEFF) included.
[[nodiscard]] std::string_view stripped(std::string_view text);

}  // namespace shibo::engine
