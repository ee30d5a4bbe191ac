// Tables of law out of CSV files and SQLite databases.
#include <sys/mman.h>
#include <unistd.h>

#include "io/sqlite_table.hpp"
#include "io/table_file.hpp"
#include "law.hpp"

namespace shibo::fuzz {
namespace {

void holds(const engine::TableFile& table, std::size_t columns) {
  law(table.error.empty() || table.rows.empty(), "a table, or the reason why not");
  for (const auto& row : table.rows) {
    law(row.cells.size() == columns, "a row has the columns that were asked for");
    for (const auto& cell : row.cells)
      law(std::size_t{cell.offset} + cell.length <= table.text.size(), "a cell stands in its text");
  }
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const std::string text = fuzz::text_of(data, size);
  fuzz::holds(engine::read_csv_table("fuzz.csv", text, {"hs", "rule"}), 2);
  if (!text.starts_with("SQLite")) return 0;
  const int file = memfd_create("fuzz", 0);
  fuzz::law(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size), "the machine has memory");
  fuzz::holds(engine::read_sqlite_table("/proc/self/fd/" + std::to_string(file), "rows", {"hs", "rule"}), 2);
  close(file);
  return 0;
}
