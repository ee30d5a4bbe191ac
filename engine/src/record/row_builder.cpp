#include "record/row_builder.hpp"

#include <algorithm>

#include "record/finding_codes.hpp"
#include "record/read_value.hpp"

namespace shibo::engine {

namespace {

bool same_scalar(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return false;
  if (const auto* money = std::get_if<Money>(&a)) return money->amount == std::get<Money>(b).amount && money->currency == std::get<Money>(b).currency;
  if (const auto* quantity = std::get_if<Quantity>(&a)) return quantity->amount == std::get<Quantity>(b).amount && quantity->unit == std::get<Quantity>(b).unit;
  return std::visit(
      [&](const auto& held) {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, Money> || std::is_same_v<Held, Quantity>) return false;
        else return held == std::get<Held>(b);
      },
      a);
}

bool says_something(const FieldValue& value) { return value.state != FieldState::Missing && !value.by_mapping; }

void link(Record& element, const Record& on) {
  if (element.type == on.type) element.whole = &on;
  else if (element.type->parent == on.type) element.parent = &on;
}

}  // namespace

bool same_value(const FieldValue& a, const FieldValue& b) {
  if (a.state != b.state) return false;
  if (a.state == FieldState::Invalid) return a.text == b.text;
  if (a.state != FieldState::Given) return true;
  return same_scalar(a.value, b.value) && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_value);
}

RowBuilder::RowBuilder(const TableShape& shape, const std::vector<ElementKey>& keys, const RecordType& type, const KeptRow& first)
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
  std::vector<Read> silent;
  for (const ColumnPlan& column : shape_.plan.columns) {
    Read read{&column, cell_value(column, row)};
    if (!says_something(read.value)) {
      silent.push_back(std::move(read));
      continue;
    }
    if (Record* on = holder(read, row, elements, true)) put(on->fields[static_cast<std::size_t>(column.path.back())], column, std::move(read.value), row.text(column.column));
  }
  // Blanks make no element and no record; they only say where one could have been filled.
  for (Read& read : silent) {
    if (Record* on = holder(read, row, elements, false)) put(on->fields[static_cast<std::size_t>(read.column->path.back())], *read.column, std::move(read.value), {});
  }
  settle_absent(row, elements);
  return elements;
}

FieldValue RowBuilder::cell_value(const ColumnPlan& column, const KeptRow& row) {
  ValueFormat format;
  format.field = column.format;
  format.mapping = column.mapping;
  format.unit = row.stripped_text(column.unit_column);
  format.currency = row.stripped_text(column.currency_column);
  const std::string_view text = row.text(column.column);
  const Cell cell = row.place(column.column);
  const Place place{shape_.file, cell.line == 0 ? row.line() : cell.line, cell.column, shape_.headers[column.column]};
  FieldValue value;
  if (cell.fault != CellFault::None) {  // the reader has reported it
    value.state = FieldState::Invalid;
    value.text = std::string(text);
    value.why = std::string(describe(cell.fault));
    value.place = place;
    return value;
  }
  value = read_field(*column.field, text, format);
  value.place = place;
  if (value.state == FieldState::Invalid) report(code::kInvalidValue, place, "`" + column.field->name + "`: \"" + value.text + "\" " + value.why, "");
  for (FieldValue& item : value.items) {
    item.place = place;
    if (item.state == FieldState::Invalid) report(code::kInvalidValue, place, "`" + column.field->name + "`: \"" + item.text + "\" " + item.why, "");
  }
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

MutableRecord RowBuilder::element(Record& on, std::size_t index, const std::vector<int>& path, const KeptRow& row, Elements& elements, bool create) {
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
  list.state = FieldState::Given;
  if (list.place.line == 0) list.place = {shape_.file, row.line(), 1, ""};
  if (elements_ == kElementsMax) {
    if (list.complete) report(code::kTooManyParts, {shape_.file, row.line(), 1, ""}, "the record has more than 100,000 elements in its lists; those from here on are not read", "");
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
    field = std::move(value);
    return;
  }
  if (!says_something(value) || same_value(field, value)) return;
  if (field.state == FieldState::Given && value.state == FieldState::Given) {
    const std::string why = "differs from line " + std::to_string(field.place.line) + " of the same record";
    report(code::kRowsDisagree, value.place, "`" + column.field->name + "` " + why, "neither is taken for true: a record has one value");
    value.text = std::string(stripped(text));
    value.why = why;
    value.value = {};
    value.items.clear();
  }
  if (field.state == FieldState::Given) field = std::move(value);
  field.state = FieldState::Invalid;
}

/// A record that is evidence is absent where the mapping says so and its cells are there and all blank.
void RowBuilder::settle_absent(const KeptRow& row, Elements& elements) {
  for (const AbsentPlan& absent : shape_.plan.absent) {
    ColumnPlan to_field;
    to_field.path = absent.path;
    const Read read{&to_field, {}};
    Record* on = holder(read, row, elements, false);
    if (on == nullptr) continue;
    FieldValue& field = on->fields[static_cast<std::size_t>(absent.path.back())];
    if (field.state != FieldState::Missing) continue;
    const Cell cell = row.place(absent.column);
    field.state = FieldState::Absent;
    field.by_mapping = true;
    field.place = {shape_.file, row.line(), cell.column, shape_.headers[absent.column]};
  }
}

std::string RowBuilder::key_of(const std::vector<int>& path, const KeptRow& row) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const ElementKey& key) { return key.path == path; });
  return found == keys_.end() ? std::string() : row_key(row, found->columns);
}

void RowBuilder::set_incomplete() {
  for (FieldValue& field : root_->fields) {
    if (!field.items.empty() && field.items.front().record != nullptr) field.complete = false;
  }
}

void RowBuilder::report(dsl::Code code, Place place, std::string message, std::string help) {
  Finding finding;
  finding.code = code;
  finding.place = std::move(place);
  finding.message = std::move(message);
  finding.help = std::move(help);
  shape_.findings->push_back(std::move(finding));
}

}  // namespace shibo::engine
