#include "read/table_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "read/elsewhere.hpp"
#include "read/totals_row.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

namespace {

/// Ctrl-Z, by which old programs end a text.
bool is_end_mark(const KeptRow& row) { return row.size() == 1 && stripped(row.text(0)) == "\x1A"; }

/// With a sign between them.
std::string joined_texts(const std::vector<std::string>& texts, std::string_view sign) {
  std::string all;
  for (const std::string& text : texts) all += std::string(all.empty() ? "" : sign) + text;
  return all;
}

}  // namespace

TableReader::TableReader(std::unique_ptr<ByteSource> source, const std::string& path, CsvOptions options,
                         std::vector<Finding>& findings)
    : source_(std::move(source)),
      shape_{std::make_shared<const std::string>(path), {}, false, {}, &findings, {}},
      reader_(*source_, shape_.file, findings, options) {}

bool TableReader::open(const TableTarget& target) {
  Row header;
  if (!reader_.next(header)) return false;
  shape_.by_semicolons = reader_.separator() == ';';
  for (const Cell& cell : header.cells) shape_.headers.emplace_back(stripped(cell.text));
  shape_.plan = plan_columns(*target.record, shape_.headers, target.mapping, target.prefix);
  for (std::size_t i = 0; i < shape_.plan.uses.size(); ++i)
    shape_.plan.uses[i].place = {shape_.file, header.cells[i].line, header.cells[i].column, shape_.headers[i]};
  shape_.instruments = target.instruments;
  shape_.mapping = target.mapping;
  note_keys(target.keys);
  for (std::size_t i = 0; i < shape_.plan.uses.size(); ++i) {
    if (shape_.plan.uses[i].field.empty()) shape_.unread.push_back(i);
  }
  report_columns(header, target);
  return true;
}

void TableReader::note_keys(const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    const int column = key_column(key);
    if (column < 0) continue;
    std::string& field = shape_.plan.uses[static_cast<std::size_t>(column)].field;
    if (field.empty()) field = "(a key)";
    std::erase_if(shape_.plan.twins,
                  [&](const UnreadTwin& twin) { return twin.column == static_cast<std::size_t>(column); });
  }
}

void TableReader::report_columns(const Row& header, const TableTarget& target) {
  const std::set<std::size_t> twins = report_twins(header);
  std::vector<std::size_t> unread;
  for (const std::size_t column : shape_.unread) {
    if (twins.contains(column)) continue;
    (shape_.headers[column].empty() ? nameless_ : unread).push_back(column);
  }
  if (unread.empty()) return;
  static constexpr std::size_t kNamed = 5;
  std::vector<std::string> named;
  for (std::size_t i = 0; i < unread.size() && i < kNamed; ++i) named.push_back(excerpt(shape_.headers[unread[i]]));
  if (unread.size() > kNamed) named.emplace_back("…");
  const Cell& first = header.cells[unread.front()];
  report(code::kNoSuchColumn, FindingSeverity::Note, first.line, first.column,
         std::to_string(unread.size()) + " of " + std::to_string(shape_.plan.uses.size()) +
             (unread.size() == 1 ? " columns is not read: " : " columns are not read: ") + joined_texts(named, ", "),
         help_with(unread, target));
}

/// Columns that are not read because another is: which ones.
std::set<std::size_t> TableReader::report_twins(const Row& header) {
  std::set<std::size_t> said;
  for (const UnreadTwin& twin : shape_.plan.twins) {
    if (!said.insert(twin.column).second) continue;
    const Cell& cell = header.cells[twin.column];
    report(code::kColumnTwice, FindingSeverity::Warning, cell.line, cell.column,
           "the column " + excerpt(shape_.headers[twin.column]) +
               " is not read: " + excerpt(shape_.headers[twin.first]) + " in column " + std::to_string(twin.first + 1) +
               " is read as `" + twin.field + "` already",
           "leave the one that is right");
  }
  return said;
}

/// Where unread columns would be read, and what may have been meant by the others.
std::string TableReader::help_with(const std::vector<std::size_t>& unread, const TableTarget& target) const {
  static constexpr std::size_t kElsewhere = 5;
  const std::vector<std::string> names = free_names(shape_.plan, *target.record, target.mapping, target.prefix);
  std::vector<std::string> hints;
  std::vector<std::string> meant;
  for (const std::size_t column : unread) {
    const std::string& name = shape_.headers[column];
    std::string where = hints.size() < kElsewhere ? read_elsewhere(name, target) : "";
    if (!where.empty()) hints.push_back(std::move(where));
    else if (const auto near = nearest_name(name, names)) meant.push_back("`" + *near + "` by " + excerpt(name));
  }
  if (!meant.empty()) hints.push_back("did you mean " + joined_texts(meant, ", ") + "?");
  if (hints.empty())
    return "no field has that name, and the mapping in use does not name it; --columns tells what each column was read as";
  return joined_texts(hints, "; ");
}

bool TableReader::next(KeptRow& row) {
  Row raw;
  while (reader_.next(raw)) {
    row = KeptRow(raw);
    if (is_header(row)) {
      report_blank_rows();
      report(code::kHeaderAgain, FindingSeverity::Warning, row.line(), 1,
             "the row repeats the header, and is no record", "files that were put together have it once for each");
      continue;
    }
    if (is_totals(row)) continue;
    if (!row.is_blank() && !is_end_mark(row)) {
      report_blank_rows();
      report_width(row);
      report_nameless(row);
      return true;
    }
    if (blank_rows_++ == 0) blank_first_ = row.line();
  }
  report_blank_rows();
  if (!failed_ && !source_->failure().empty()) {
    failed_ = true;
    report(code::kInterrupted, FindingSeverity::Error, 0, 0, "reading stopped before the end: " + source_->failure(),
           "");
  }
  return false;
}

/// Each cell is the name of its column.
bool TableReader::is_header(const KeptRow& row) const {
  if (row.size() < 2 || row.size() != shape_.headers.size() || stripped(row.text(0)) != shape_.headers[0]) return false;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (stripped(row.text(i)) != shape_.headers[i]) return false;
  }
  return true;
}

/// A row of totals is no record; what may be one is none either, and counts as not read.
bool TableReader::is_totals(const KeptRow& row) {
  const Totals totals = totals_in(row, shape_.headers.size());
  if (totals == Totals::None) return false;
  report_blank_rows();
  if (totals == Totals::Certain) {
    report(code::kTotals, FindingSeverity::Warning, row.line(), 1, "the row is one of totals, and is no record", "");
  } else {
    unsure_ = true;
    report(code::kTotals, FindingSeverity::Error, row.line(), 1, "the row seems to be one of totals, and is not read",
           "take it out; or, if it is a record, let none of its cells say that it is a total");
  }
  return true;
}

/// A column without a name is told where it first holds something: separators at the ends of lines are harmless.
void TableReader::report_nameless(const KeptRow& row) {
  std::erase_if(nameless_, [&](std::size_t column) {
    if (column >= row.size() || stripped(row.text(column)).empty()) return false;
    const Cell at = row.place(column);
    report(code::kNoSuchColumn, FindingSeverity::Note, at.line, at.column,
           "column " + std::to_string(column + 1) + " has no name, and is not read", "name it in the header");
    return true;
  });
}

void TableReader::report_blank_rows() {
  if (blank_rows_ == 0) return;
  report(code::kBlankRow, FindingSeverity::Note, blank_first_, 1,
         blank_rows_ == 1 ? "the row is blank" : std::to_string(blank_rows_) + " rows from here on are blank", "");
  blank_rows_ = 0;
}

void TableReader::report_width(KeptRow& row) {
  const std::size_t columns = shape_.headers.size();
  const std::string counted = "the row has " + std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells") +
                              " for " + std::to_string(columns) + (columns == 1 ? " column" : " columns");
  if (row.size() < columns)
    report(code::kShortRow, FindingSeverity::Warning, row.line(), 1, counted,
           "the cells that are not there are missing");
  std::size_t surplus = columns;
  while (surplus < row.size() && stripped(row.text(surplus)).empty()) ++surplus;
  if (surplus >= row.size()) return;  // separators at the end of a line are harmless
  const Cell at = row.place(surplus);
  report(
      code::kLongRow, FindingSeverity::Error, at.line, at.column, counted,
      "which column its cells belong to is not known, so none of them is taken for true: look for a separator inside a text");
  row.displace();
}

void TableReader::report(dsl::Code code, FindingSeverity severity, std::uint32_t line, std::uint32_t column,
                         std::string message, std::string help) {
  shape_.findings->push_back(
      {code, severity, Place{shape_.file, line, column, ""}, {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
