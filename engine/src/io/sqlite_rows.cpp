#include "io/sqlite_rows.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include "io/csv.hpp"
#include "io/sqlite_database.hpp"
#include "io/sqlite_table.hpp"
#include "record/excerpt.hpp"

namespace shibo::engine {

namespace {

/// So much is written out at a time, about.
constexpr std::size_t kWrittenAtOnce = std::size_t{64} * 1024;
/// So many bytes are shown of a cell that is not read.
constexpr std::size_t kBytesShown = 16;

bool begins_as_database(const std::string& path) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) return false;  // a pipe would be waited for
  std::ifstream file(path, std::ios::binary);
  std::array<char, 16> bytes{};
  file.read(bytes.data(), bytes.size());
  return is_sqlite({bytes.data(), static_cast<std::size_t>(file.gcount())});
}

void write_quoted(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// Of a cell of which only the beginning is shown.
std::string length_of(std::string_view bytes) { return "… (" + std::to_string(bytes.size()) + " bytes)"; }

/// Bytes as SQL writes them.
std::string hex_of(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "x'";
  for (const char c : bytes.substr(0, kBytesShown)) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return out + "'" + (bytes.size() > kBytesShown ? length_of(bytes) : "");
}

/// On one line, without what a cell that is not quoted cannot hold.
std::string beginning_of(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kBytesShown)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) break;
    out += byte < ' ' || c == ',' || c == '"' ? ' ' : c;
  }
  return out + length_of(text);
}

/// The table, read once from its first row to its last.
class RowsOfTable final : public ByteSource {
 public:
  RowsOfTable(std::shared_ptr<SqliteDatabase> database, std::string table, SqliteDatabase::Columns columns)
      : database_(std::move(database)), table_(std::move(table)), columns_(std::move(columns)) {
    for (std::size_t i = 0; i < columns_.names.size(); ++i) {
      if (i > 0) written_ += ',';
      write_quoted(columns_.names[i], written_);
      if (!is_generated(columns_.names[i])) selected_.push_back(columns_.names[i]);
    }
    written_ += '\n';
  }

  std::size_t read(char* into, std::size_t size) override {
    if (position_ == written_.size() && !ended_) write_more();
    const std::size_t count = std::min(size, written_.size() - position_);
    std::memcpy(into, written_.data() + position_, count);
    position_ += count;
    return count;
  }
  std::string failure() const override { return failure_; }

 private:
  [[nodiscard]] bool is_generated(const std::string& column) const {
    return std::find(columns_.generated.begin(), columns_.generated.end(), column) != columns_.generated.end();
  }

  void write_more() {
    written_.clear();
    position_ = 0;
    try {
      if (!query_) query_.emplace(database_->connection(), query_of_rows(table_, selected_));
      while (!ended_ && written_.size() < kWrittenAtOnce) {
        if (query_->executeStep()) write_row();
        else ended_ = true;
      }
    } catch (const SQLite::Exception& failure) {
      failure_ = reason_of(failure);
      ended_ = true;
    }
  }

  void write_row() {
    int at = 0;
    for (std::size_t i = 0; i < columns_.names.size(); ++i) {
      if (i > 0) written_ += ',';
      if (is_generated(columns_.names[i])) mark(CellMark::Generated, "");
      else write(query_->getColumn(at++));
    }
    written_ += '\n';
  }

  void write(const SQLite::Column& value) {
    // A REAL has gone through binary floating point: no figure of law may (docs/annexes.md). It is shown as SQLite
    // writes it, and read as nothing.
    const bool real = value.isFloat();  // asked first: reading a value as text may turn it into one
    const bool blob = value.isBlob();
    const std::string text = value.isNull() ? std::string() : value.getString();
    if (real) return mark(CellMark::Real, text);
    if (blob) return mark(CellMark::Blob, hex_of(text));
    if (text.size() > CsvReader::kCellMax) return mark(CellMark::TooLong, beginning_of(text));
    write_quoted(text, written_);
  }

  void mark(CellMark mark, const std::string& shown) {
    written_ += static_cast<char>(mark);
    written_ += shown;
  }

  std::shared_ptr<SqliteDatabase> database_;
  std::string table_;
  SqliteDatabase::Columns columns_;
  std::vector<std::string> selected_;
  std::optional<SQLite::Statement> query_;
  std::string written_;
  std::size_t position_ = 0;
  bool ended_ = false;
  std::string failure_;
};

/// `a`, `b` and `c`: few enough to be read.
std::string listed_tables(const std::vector<std::string>& names) {
  static constexpr std::size_t kShown = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + ("`" + printable(names[i]) + "`");
  }
  return text + (names.size() > kShown ? " and " + std::to_string(names.size() - kShown) + " more" : "");
}

}  // namespace

std::optional<DatabaseName> database_named(const std::string& name) {
  std::error_code failure;
  if (name == "-") return std::nullopt;
  if (std::filesystem::exists(name, failure)) {
    if (begins_as_database(name)) return DatabaseName{name};
    return std::nullopt;
  }
  for (std::size_t colon = name.rfind(':'); colon != std::string::npos && colon > 0;
       colon = name.rfind(':', colon - 1)) {
    if (begins_as_database(name.substr(0, colon))) return DatabaseName{name.substr(0, colon), name.substr(colon + 1)};
  }
  return std::nullopt;
}

OpenedRows open_sqlite_rows(const DatabaseName& name) {
  if (std::string why = why_no_database(name.file); !why.empty()) return {{}, std::move(why)};
  try {
    const auto database = std::make_shared<SqliteDatabase>(name.file);
    std::string table = name.table.value_or("");
    const std::vector<std::string> tables = database->tables();
    if (!name.table) {
      if (tables.empty()) return {{}, "it is an SQLite database without a table"};
      if (tables.size() > 1)
        return {{},
                "it is an SQLite database with " + std::to_string(tables.size()) + " tables, " + listed_tables(tables) +
                    ": say which, `" + std::filesystem::path(name.file).filename().string() + ":" +
                    printable(tables.front()) + "`"};
      table = tables.front();
    }
    if (std::string why = database->why_no_table(table); !why.empty()) return {{}, std::move(why)};
    if (std::string why = database->damage(table); !why.empty()) return {{}, std::move(why)};
    return {[database, table, columns = database->columns(table)] {
              return std::make_unique<RowsOfTable>(database, table, columns);
            },
            {}};
  } catch (const SQLite::Exception& failure) {
    return {{}, reason_of(failure)};
  }
}

}  // namespace shibo::engine
