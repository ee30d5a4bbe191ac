#include "read/row_builder.hpp"

#include <algorithm>

#include "read/read_value.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

/// The reader could not tell which column the value belongs to.
bool is_displaced(const FieldValue& value) {
  return value.state == FieldState::Invalid && value.why == describe(CellFault::Displaced);
}

/// An amount is the same in whatever unit.
bool same_scalar(const Scalar& a, const Scalar& b) {
  const auto* one = std::get_if<Quantity>(&a);
  const auto* other = std::get_if<Quantity>(&b);
  if (one == nullptr || other == nullptr || one->unit == other->unit) return a == b;
  const std::optional<Unit> from = find_unit(one->unit);
  const std::optional<Unit> to = find_unit(other->unit);
  const std::optional<Number> amount = from && to ? convert(one->amount, *from, *to) : std::nullopt;
  return amount && *amount == other->amount;
}

void link(Record& element, const Record& on) {
  if (element.type == on.type) element.whole = &on;
  else if (element.type->parent == on.type) element.parent = &on;
}

}  // namespace

std::string differs_in(const std::string& one, const std::string& other) {
  return one == other ? "differs in two columns " + excerpt(one)
                      : "differs in " + excerpt(one) + " and " + excerpt(other);
}

bool says_something(const FieldValue& value) { return value.state != FieldState::Missing && !value.by_mapping; }

bool same_value(const FieldValue& a, const FieldValue& b) {
  if (a.state != b.state) return false;
  if (a.state == FieldState::Invalid) return a.text == b.text;
  if (a.state != FieldState::Given) return true;
  return same_scalar(a.value, b.value) &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_value);
}

RowBuilder::RowBuilder(const TableShape& shape, const std::vector<ElementKey>& keys, const RecordType& type,
                       const KeptRow& first)
    : shape_(shape), keys_(keys), root_(fresh(type, first)) {}

MutableRecord RowBuilder::fresh(const RecordType& type, const KeptRow& row) const {
  auto record = std::make_shared<Record>();
  record->type = &type;
  record->fields.resize(type.fields.size());
  record->place = {shape_.file, row.line(), 1, ""};
  return record;
}

RowBuilder::Elements RowBuilder::add(const KeptRow& row) {
  Elements elements;
  row_line_ = row.line();
  adds_something_ = false;
  const std::size_t elements_before = elements_;
  said_.clear();
  std::vector<Read> silent;
  for (const ColumnPlan& column : shape_.plan.columns) {
    Read read{&column, cell_value(column, row)};
    said_.push_back(says_something(read.value));
    if (!said_.back()) {
      silent.push_back(std::move(read));
      continue;
    }
    if (Record* on = holder(read, row, elements, true))
      put(on->fields[static_cast<std::size_t>(column.path.back())], column, std::move(read.value),
          row.text(column.column));
  }
  // Blanks make no element and no record; they only say where one could have been filled.
  for (Read& read : silent) {
    if (Record* on = holder(read, row, elements, false))
      put(on->fields[static_cast<std::size_t>(read.column->path.back())], *read.column, std::move(read.value), {});
  }
  settle_absent(row, elements);
  if (!row.displaced()) report_again(row, elements, elements_ != elements_before);
  return elements;
}

/// Where a row says all that an earlier one said, and no more, the file may hold two lines with one number, or one line
/// twice: the record has it once.
void RowBuilder::report_again(const KeptRow& row, const Elements& elements, bool made_one) {
  const auto [first, fresh] = rows_.emplace(row.all_text(), row.line());
  if (fresh || made_one) return report_unread(row, elements);
  shape_.findings->push_back(
      {code::kRowAgain,
       FindingSeverity::Warning,
       {shape_.file, row.line(), 1, ""},
       {},
       "the row says the same as line " + std::to_string(first->second) + ", and is taken for the same one",
       "if they are two lines of goods, give each its own number; if not, take one out"});
}

/// Two rows about the same elements, of which one says no more than the other in what is read, are more likely two
/// lines than one and the same if they differ in what is not read: their lists may hold more.
void RowBuilder::report_unread(const KeptRow& row, const Elements& elements) {
  if (shape_.unread.empty()) return;
  const std::vector<std::string> cells = unread_cells(row);
  std::vector<const Record*> about;
  for (const auto& element : elements) about.push_back(element.second.get());
  if (std::find(about.begin(), about.end(), nullptr) != about.end()) return;  // there was no room for it
  Unread& before = unread_[std::move(about)];
  before.cells.resize(cells.size());
  if (const std::optional<std::size_t> at = row_that_differs(before, cells)) {
    const std::string line = "line " + std::to_string(before.rows[*at].line);
    shape_.findings->push_back(
        {code::kRowAgain,
         FindingSeverity::Warning,
         {shape_.file, row.line(), 1, ""},
         {},
         (adds_something_ ? line + " says no more than the row" : "the row says no more than " + line) +
             " in the columns that are read, and is taken for the same one; it differs in " +
             unread_that_differ(before, *at, cells),
         "if they are two lines of goods, give each its own number; if not, take one out"});
    for (const auto& element : elements) {
      FieldValue& list = list_at(element.first, elements);
      if (list.complete) list.place = {shape_.file, row.line(), 1, ""};
      list.complete = false;
    }
  }
  keep_unread(cells, row, before);
}

/// Of the rows before, the first that differs from this one in an unread column in which both say something, and of
/// which one says no more than the other.
std::optional<std::size_t> RowBuilder::row_that_differs(const Unread& before,
                                                        const std::vector<std::string>& cells) const {
  const auto says_all = [this](const Unread::Row& earlier) {
    for (std::size_t i = 0; i < said_.size(); ++i) {
      if (earlier.said[i] && !said_[i]) return false;
    }
    return true;
  };
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Unread::Cell& cell = before.cells[i];
    const bool nearer = !at || cell.row < *at;
    if (nearer && differs(cell, cells[i]) && (!adds_something_ || says_all(before.rows[cell.row]))) at = cell.row;
  }
  return at;
}

/// A blank says nothing: a later row may say what this one is laid beside.
void RowBuilder::keep_unread(const std::vector<std::string>& cells, const KeptRow& row, Unread& before) const {
  const std::size_t at = before.rows.size();
  bool kept = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty() || !before.cells[i].text.empty()) continue;
    before.cells[i] = {cells[i], at};
    kept = true;
  }
  if (kept) before.rows.push_back({row.line(), said_});
}

/// The list at the path, in the elements that a row is about: those above it are among them.
FieldValue& RowBuilder::list_at(const std::vector<int>& path, const Elements& elements) const {
  Record* on = root_.get();
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const auto above = elements.find({path.begin(), path.begin() + static_cast<std::ptrdiff_t>(i) + 1});
    on = above != elements.end()
             ? above->second.get()
             : std::const_pointer_cast<Record>(on->fields[static_cast<std::size_t>(path[i])].record).get();
  }
  return on->fields[static_cast<std::size_t>(path.back())];
}

/// Both say something, and not the same.
bool RowBuilder::differs(const Unread::Cell& before, const std::string& cell) {
  return !before.text.empty() && !cell.empty() && before.text != cell;
}

/// The unread columns in which one of the rows before says something else.
std::string RowBuilder::unread_that_differ(const Unread& before, std::size_t at,
                                           const std::vector<std::string>& cells) const {
  std::string differ;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (before.cells[i].row != at || !differs(before.cells[i], cells[i])) continue;
    const std::size_t column = shape_.unread[i];
    const std::string& name = shape_.headers[column];
    differ += (differ.empty() ? "" : ", ") + (name.empty() ? "column " + std::to_string(column + 1) : excerpt(name));
  }
  return differ;
}

std::vector<std::string> RowBuilder::unread_cells(const KeptRow& row) const {
  std::vector<std::string> cells;
  for (const std::size_t column : shape_.unread) {
    const std::string_view text = stripped(row.text(column));
    cells.emplace_back(means_blank(text, shape_.mapping) ? std::string_view() : text);
  }
  return cells;
}

FieldValue RowBuilder::cell_value(const ColumnPlan& column, const KeptRow& row) {
  const std::string_view text = row.text(column.column);
  const Cell cell = row.place(column.column);
  FieldValue value;
  value.place = {shape_.file, cell.line == 0 ? row.line() : cell.line, cell.column, shape_.headers[column.column]};
  if (column.column >= row.size()) return value;  // a cell that is not there makes no statement, as a blank one may
  if (cell.fault != CellFault::None) return unreadable(column, row, static_cast<int>(column.column), "");
  ValueFormat format;
  format.field = column.format;
  format.mapping = column.mapping;
  format.by_semicolons = shape_.by_semicolons;
  format.instruments = shape_.instruments ? &shape_.instruments->known() : nullptr;
  format.header = shape_.headers[column.column];
  format.path = column.name;
  Beside unit;
  Beside currency;
  if (!means_blank(text, column.mapping)) {
    for (const auto& [all, what] :
         {std::pair{&column.unit_columns, "its unit: "}, std::pair{&column.currency_columns, "its currency: "}}) {
      for (const int one : *all) {
        if (row.place(static_cast<std::size_t>(one)).fault != CellFault::None)
          return unreadable(column, row, one, what);
      }
    }
    unit = beside(row, column.unit_columns, "unit", column);
    currency = beside(row, column.currency_columns, "currency", column);
    format.unit = unit.text;
    format.currency = currency.text;
  }
  const Place place = value.place;
  const std::string& differs = unit.differs.empty() ? currency.differs : unit.differs;
  value = differs.empty() ? read_field(*column.field, text, format) : invalid_value(text, differs);
  value.place = place;
  if (differs.empty() && column.field->type.kind == TypeKind::Money && refuse_currency(format, value)) {
    const auto at = static_cast<std::size_t>(column.currency_columns[static_cast<std::size_t>(currency.at)]);
    value.place = {shape_.file, row.place(at).line, row.place(at).column, shape_.headers[at]};
  }
  for (FieldValue& item : value.items) item.place = place;
  report_value(*column.field, value, shape_.instruments.get(), *shape_.findings);
  return value;
}

/// What the columns beside an amount say of its unit or currency.
Beside RowBuilder::beside(const KeptRow& row, const std::vector<int>& columns, std::string_view what,
                          const ColumnPlan& of) const {
  std::vector<std::pair<std::string_view, std::string_view>> says;
  for (const int column : columns)
    says.emplace_back(said(row, column, of.mapping), shape_.headers[static_cast<std::size_t>(column)]);
  return beside_of(says, what, of.format);
}

/// The value of a field that a broken cell says something of. The reader has reported it, or left that to be done here.
FieldValue RowBuilder::unreadable(const ColumnPlan& of, const KeptRow& row, int column, const std::string& what) const {
  const auto at = static_cast<std::size_t>(column);
  const Cell cell = row.place(at);
  FieldValue value;
  value.state = FieldState::Invalid;
  value.text = printable(row.text(at));
  value.why = what + std::string(describe(cell.fault));
  value.place = {shape_.file, cell.line, cell.column, shape_.headers[at]};
  if (is_told_where_read(cell.fault)) report_value(*of.field, value, shape_.instruments.get(), *shape_.findings);
  return value;
}

/// The record that holds the column's field; null where it is not there and must not be made, or where
/// there is no room for it.
Record* RowBuilder::holder(const Read& read, const KeptRow& row, Elements& elements, bool create) {
  Record* on = root_.get();
  std::vector<int> path;
  for (std::size_t i = 0; i + 1 < read.column->path.size(); ++i) {
    const auto index = static_cast<std::size_t>(read.column->path[i]);
    path.push_back(read.column->path[i]);
    FieldValue& field = on->fields[index];
    const Type& type = on->type->fields[index].type;
    if (type.kind == TypeKind::List) {
      on = element(*on, index, path, row, elements, create).get();
      if (on == nullptr) return nullptr;
      continue;
    }
    if (!field.record) {
      if (!create) return nullptr;
      auto inner = fresh(*type.record, row);
      if (type.record->parent == on->type) inner->parent = on;
      field.state = FieldState::Given;
      field.by_mapping = false;
      field.place = read.value.place;
      field.record = inner;
    }
    on = std::const_pointer_cast<Record>(field.record).get();
  }
  return on;
}

MutableRecord RowBuilder::element(Record& on, std::size_t index, const std::vector<int>& path, const KeptRow& row,
                                  Elements& elements, bool create) {
  if (const auto found = elements.find(path); found != elements.end()) return found->second;
  const std::string key = key_of(path, row);
  const std::tuple<const Record*, std::size_t, std::string> known{&on, index, key};
  MutableRecord made;
  if (!key.empty()) {
    const auto found = known_.find(known);
    if (found != known_.end()) made = found->second;
  }
  if (!made && create) {
    made = add_element(on, index, row);
    if (made && !key.empty()) known_.emplace(known, made);
  }
  if (made || create) elements.emplace(path, made);
  return made;
}

MutableRecord RowBuilder::add_element(Record& on, std::size_t index, const KeptRow& row) {
  FieldValue& list = on.fields[index];
  adds_something_ = true;
  list.state = FieldState::Given;
  if (list.place.line == 0) list.place = {shape_.file, row.line(), 1, ""};
  if (elements_ == kElementsMax) {
    if (list.complete)
      report(code::kTooManyParts, {shape_.file, row.line(), 1, ""},
             "the record has more than 100,000 elements in its lists; those from here on are not read", "");
    list.complete = false;
    return nullptr;
  }
  ++elements_;
  auto element = fresh(*on.type->fields[index].type.element->record, row);
  link(*element, on);
  FieldValue item;
  item.state = FieldState::Given;
  item.record = element;
  item.place = element->place;
  list.items.push_back(std::move(item));
  return element;
}

void RowBuilder::put(FieldValue& field, const ColumnPlan& column, FieldValue value, std::string_view text) {
  if (field.place.line == 0 || (!says_something(field) && says_something(value))) {
    adds_something_ = adds_something_ || says_something(value);
    field = std::move(value);
    return;
  }
  // What one row states with a blank, another that lacks the cell might deny.
  if (field.by_mapping && value.state == FieldState::Missing) field = std::move(value);
  if (!says_something(value) || same_value(field, value) || is_displaced(value)) return;
  adds_something_ = true;
  if (is_displaced(field)) {
    field = std::move(value);
    return;
  }
  if (field.state == FieldState::Given && value.state == FieldState::Given) {
    const bool one_row = field.place.line >= row_line_;
    const std::string why = one_row ? differs_in(field.place.path, value.place.path)
                                    : "differs from line " + std::to_string(field.place.line) + " of the same record";
    report(one_row ? code::kColumnTwice : code::kRowsDisagree, value.place, "`" + column.field->name + "` " + why,
           one_row ? kNeitherIsTrue : "neither is taken for true: a record has one value");
    value.text = printable(stripped(text));
    value.why = why;
    value.value = {};
    value.items.clear();
  }
  if (field.state == FieldState::Given) field = std::move(value);
  field.state = FieldState::Invalid;
}

/// A record that is evidence is absent where the mapping says so and its cells are there, each of them, and
/// all blank.
void RowBuilder::settle_absent(const KeptRow& row, Elements& elements) {
  for (const AbsentPlan& absent : shape_.plan.absent) {
    ColumnPlan to_field;
    to_field.path = absent.path;
    const Read read{&to_field, {}};
    Record* on = holder(read, row, elements, false);
    if (on == nullptr) continue;
    FieldValue& field = on->fields[static_cast<std::size_t>(absent.path.back())];
    if (row.size() <= *std::max_element(absent.columns.begin(), absent.columns.end())) {
      // What one row states with a blank, another that lacks the cell might deny: neither settles it.
      if (field.state == FieldState::Absent && field.by_mapping) field = {};
      if (field.state == FieldState::Missing) field.place = {shape_.file, row.line(), 1, ""};
      continue;
    }
    if (field.state != FieldState::Missing || field.place.line != 0) continue;
    const Cell cell = row.place(absent.columns.front());
    field.state = FieldState::Absent;
    field.by_mapping = true;
    field.place = {shape_.file, row.line(), cell.column, shape_.headers[absent.columns.front()]};
  }
}

std::string RowBuilder::key_of(const std::vector<int>& path, const KeptRow& row) const {
  if (row.displaced()) return {};
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const ElementKey& key) { return key.path == path; });
  return found == keys_.end() ? std::string() : row_key(row, found->columns, found->mapping);
}

void RowBuilder::report(dsl::Code code, Place place, std::string message, std::string help) {
  shape_.findings->push_back({code, FindingSeverity::Error, std::move(place), {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
