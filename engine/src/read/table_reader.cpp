#include "read/table_reader.hpp"

#include <algorithm>
#include <set>

#include "read/totals_row.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

using dsl::Severity;

namespace {

/// Ctrl-Z, by which old programs end a text.
bool is_end_mark(const KeptRow& row) { return row.size() == 1 && stripped(row.text(0)) == "\x1A"; }

/// The field that a column with this header alone is; empty if it is none.
std::string field_of(const std::string& header, const RecordType& record, const Mapping* mapping,
                     const std::vector<std::string>& prefix) {
  const TablePlan plan = plan_columns(record, {header}, mapping, prefix);
  return plan.uses.front().field;
}

/// `lines.` before the fields of its elements.
std::string joined_by_dots(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& name : path) text += name + ".";
  return text;
}

/// The record that the path leads to, or of whose kind its elements are; null where there is none.
const RecordType* record_at(const RecordType& root, const std::vector<std::string>& path, std::size_t depth) {
  const RecordType* on = &root;
  for (std::size_t i = 0; i < depth && on != nullptr; ++i) {
    const int index = on->find(path[i]);
    if (index < 0) return nullptr;
    const Type& type = on->fields[static_cast<std::size_t>(index)].type;
    on = (type.kind == TypeKind::List ? *type.element : type).record;
  }
  return on;
}

/// Of a header that a joined file cannot read: where it would be read, the main file before the others. Empty if
/// nowhere.
std::string read_elsewhere(const std::string& header, const TableTarget& target) {
  if (target.prefix.empty() || target.mapping == nullptr || target.mapping->record == nullptr) return {};
  const RecordType& root = *target.mapping->record;
  const auto said = [&](const std::string& field, const std::string& file) {
    return excerpt(header) + " is read as `" + field + "` in " + file + ", and not here";
  };
  if (const std::string field = field_of(header, root, target.mapping, {}); !field.empty())
    return said(field, "the main file");
  // Fields of lines that no mapping names.
  for (std::size_t depth = 1; depth < target.prefix.size(); ++depth) {
    const RecordType* on = record_at(root, target.prefix, depth);
    const std::string field = on != nullptr ? field_of(header, *on, nullptr, {}) : "";
    if (!field.empty())
      return said(
          joined_by_dots({target.prefix.begin(), target.prefix.begin() + static_cast<std::ptrdiff_t>(depth)}) + field,
          "the main file");
  }
  for (const ListMapping& list : target.mapping->lists) {
    if (list.file.empty() || list.path == target.prefix) continue;
    const RecordType* element = record_at(root, list.path, list.path.size());
    const std::string field = element != nullptr ? field_of(header, *element, target.mapping, list.path) : "";
    if (!field.empty()) return said(joined_by_dots(list.path) + field, excerpt(list.file));
  }
  return {};
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
  std::set<std::size_t> said;
  for (const UnreadTwin& twin : shape_.plan.twins) {
    if (!said.insert(twin.column).second) continue;
    const Cell& cell = header.cells[twin.column];
    report(code::kColumnTwice, Severity::Warning, cell.line, cell.column,
           "the column " + excerpt(shape_.headers[twin.column]) +
               " is not read: " + excerpt(shape_.headers[twin.first]) + " in column " + std::to_string(twin.first + 1) +
               " is read as `" + twin.field + "` already",
           "leave the one that is right");
  }
  const std::vector<std::string> names = free_names(shape_.plan, *target.record, target.mapping, target.prefix);
  std::string unread;
  std::string meant;
  std::string elsewhere;
  std::size_t told_elsewhere = 0;
  const Cell* first = nullptr;
  std::size_t count = 0;
  for (std::size_t i = 0; i < shape_.plan.uses.size(); ++i) {
    if (!shape_.plan.uses[i].field.empty() || said.contains(i)) continue;
    if (shape_.headers[i].empty()) {
      nameless_.push_back(i);
      continue;
    }
    static constexpr std::size_t kElsewhere = 5;
    if (const std::string where = told_elsewhere < kElsewhere ? read_elsewhere(shape_.headers[i], target) : "";
        !where.empty()) {
      elsewhere += (++told_elsewhere == 1 ? "" : "; ") + where;
    } else if (const auto near = nearest_name(shape_.headers[i], names))
      meant += (meant.empty() ? "did you mean `" : ", `") + *near + "` by " + excerpt(shape_.headers[i]);
    if (first == nullptr) first = &header.cells[i];
    static constexpr std::size_t kNamed = 5;
    if (++count <= kNamed) unread += (unread.empty() ? "" : ", ") + excerpt(shape_.headers[i]);
    else if (count == kNamed + 1) unread += ", …";
  }
  if (first == nullptr) return;
  report(
      code::kNoSuchColumn, Severity::Note, first->line, first->column,
      std::to_string(count) + " of " + std::to_string(shape_.plan.uses.size()) +
          (count == 1 ? " columns is not read: " : " columns are not read: ") + unread,
      meant.empty() && !elsewhere.empty() ? elsewhere
      : meant.empty()
          ? "no field has that name, and the mapping in use does not name it; --columns tells what each column was read as"
          : (elsewhere.empty() ? "" : elsewhere + "; ") + meant + "?");
}

bool TableReader::next(KeptRow& row) {
  Row raw;
  while (reader_.next(raw)) {
    row = KeptRow(raw);
    if (is_header(row)) {
      report_blank_rows();
      report(code::kHeaderAgain, Severity::Warning, row.line(), 1, "the row repeats the header, and is no record",
             "files that were put together have it once for each");
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
    report(code::kInterrupted, Severity::Error, 0, 0, "reading stopped before the end: " + source_->failure(), "");
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
    report(code::kTotals, Severity::Warning, row.line(), 1, "the row is one of totals, and is no record", "");
  } else {
    unsure_ = true;
    report(code::kTotals, Severity::Error, row.line(), 1, "the row seems to be one of totals, and is not read",
           "take it out; or, if it is a record, let none of its cells say that it is a total");
  }
  return true;
}

/// A column without a name is told where it first holds something: separators at the ends of lines are harmless.
void TableReader::report_nameless(const KeptRow& row) {
  std::erase_if(nameless_, [&](std::size_t column) {
    if (column >= row.size() || stripped(row.text(column)).empty()) return false;
    const Cell at = row.place(column);
    report(code::kNoSuchColumn, Severity::Note, at.line, at.column,
           "column " + std::to_string(column + 1) + " has no name, and is not read", "name it in the header");
    return true;
  });
}

void TableReader::report_blank_rows() {
  if (blank_rows_ == 0) return;
  report(code::kBlankRow, Severity::Note, blank_first_, 1,
         blank_rows_ == 1 ? "the row is blank" : std::to_string(blank_rows_) + " rows from here on are blank", "");
  blank_rows_ = 0;
}

void TableReader::report_width(KeptRow& row) {
  const std::size_t columns = shape_.headers.size();
  const std::string counted = "the row has " + std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells") +
                              " for " + std::to_string(columns) + (columns == 1 ? " column" : " columns");
  if (row.size() < columns)
    report(code::kShortRow, Severity::Warning, row.line(), 1, counted, "the cells that are not there are missing");
  std::size_t surplus = columns;
  while (surplus < row.size() && stripped(row.text(surplus)).empty()) ++surplus;
  if (surplus >= row.size()) return;  // separators at the end of a line are harmless
  const Cell at = row.place(surplus);
  report(
      code::kLongRow, Severity::Error, at.line, at.column, counted,
      "which column its cells belong to is not known, so none of them is taken for true: look for a separator inside a text");
  row.displace();
}

void TableReader::report(dsl::Code code, Severity severity, std::uint32_t line, std::uint32_t column,
                         std::string message, std::string help) {
  shape_.findings->push_back(
      {code, severity, Place{shape_.file, line, column, ""}, {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
