#include "io/sqlite_table.hpp"

#include <algorithm>

#include "io/row.hpp"
#include "io/sqlite_database.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

using namespace std::literals;

constexpr std::string_view kBeginning = "SQLite format 3\0"sv;

/// One reading of one table.
class TableOfDatabase {
 public:
  TableOfDatabase(const std::string& path, const std::string& table, const std::vector<std::string>& wanted,
                  TableFile& out)
      : database_(path), table_(table), wanted_(wanted), out_(out) {}

  void read() {
    if (refuse(database_.why_no_table(table_)) || refuse(database_.damage(table_))) return;
    const SqliteDatabase::Columns columns = database_.columns(table_);
    out_.columns = columns.names;
    for (const std::string& column : wanted_) {
      const bool there = std::find(out_.columns.begin(), out_.columns.end(), column) != out_.columns.end();
      if (!there) out_.missing_columns.push_back(column);
      if (std::find(columns.generated.begin(), columns.generated.end(), column) != columns.generated.end() &&
          refuse("its column `" + printable(column) +
                 "` is generated, worked out when it is read: keep the values in a column of their own"))
        return;
    }
    if (out_.missing_columns.empty() && !wanted_.empty()) read_rows();
  }

 private:
  bool refuse(std::string why) {
    out_.error = std::move(why);
    return !out_.error.empty();
  }

  void read_rows() {
    SQLite::Statement query(database_.connection(), query_of_rows(table_, wanted_));
    for (std::uint32_t line = 1; query.executeStep(); ++line) {
      TableFile::Row row;
      std::uint32_t column = 1;
      for (std::size_t i = 0; i < wanted_.size(); ++i)
        row.cells.push_back(cell(query.getColumn(static_cast<int>(i)), i, line, column));
      out_.text += '\n';
      out_.rows.push_back(std::move(row));
    }
    if (!out_.faults.empty()) out_.rows.clear();
  }

  /// The cell as it is read, and as it is shown: on one line, whatever is in it.
  TableFile::Cell cell(const SQLite::Column& value, std::size_t index, std::uint32_t line, std::uint32_t& column) {
    TableFile::Cell cell;
    const std::string why = why_unfit(value);  // asked first: reading a value as text may turn it into one
    const bool blob = value.isBlob();
    if (!value.isNull()) cell.text = stripped(value.getString());
    const std::string shown = blob ? "BLOB" : shown_text(cell.text);
    if (index > 0) {
      out_.text += '\t';
      ++column;
    }
    cell.line = line;
    cell.column = column;
    cell.offset = static_cast<std::uint32_t>(out_.text.size());
    cell.length = static_cast<std::uint32_t>(shown.size());
    if (!why.empty())
      out_.faults.push_back({why, cell.offset, cell.length, place_in_database(table_, line, wanted_[index])});
    out_.text += shown;
    for (std::size_t at = 0; at < shown.size();
         at += std::max<std::size_t>(1, dsl::utf8_length(std::string_view(shown).substr(at))))
      ++column;
    return cell;
  }

  static std::string why_unfit(const SQLite::Column& value) {
    // A REAL has gone through binary floating point: no figure of law may (docs/annexes.md).
    if (value.isFloat()) return "this is a REAL, which is not exact: store it as TEXT or INTEGER";
    if (value.isBlob()) return "this is a BLOB, bytes without a meaning: store it as TEXT or INTEGER";
    if (!value.isText()) return {};
    const std::string text = value.getString();
    if (dsl::find_bad_utf8(text) != std::string::npos) return "this text is not UTF-8: store it anew";
    if (text.find('\0') != std::string::npos) return "this text holds a NUL character: store it anew";
    return {};
  }

  static std::string shown_text(const std::string& text) {
    const bool plain = dsl::find_bad_utf8(text) == std::string::npos &&
                       std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; });
    return plain ? text : printable(text);
  }

  SqliteDatabase database_;
  const std::string& table_;
  const std::vector<std::string>& wanted_;
  TableFile& out_;
};

}  // namespace

bool is_sqlite(std::string_view beginning) { return beginning.starts_with(kBeginning); }

std::string place_in_database(const std::string& table, std::uint32_t row, const std::string& column) {
  return "table `" + printable(table) + "`, row " + std::to_string(row) + ", column `" + printable(column) + "`";
}

TableFile read_sqlite_table(const std::string& path, const std::string& table,
                            const std::vector<std::string>& columns) {
  TableFile out;
  out.error = why_no_database(path);
  if (!out.error.empty()) return out;
  try {
    TableOfDatabase(path, table, columns, out).read();
  } catch (const SQLite::Exception& failure) {
    out = {};
    out.error = reason_of(failure);
  }
  return out;
}

}  // namespace shibo::engine
