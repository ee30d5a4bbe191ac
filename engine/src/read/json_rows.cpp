#include "read/json_rows.hpp"

#include <algorithm>
#include <utility>

#include "read/json_builder.hpp"
#include "read/json_keys.hpp"
#include "read/read_value.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

using Kind = JsonValue::Kind;

namespace {

constexpr std::size_t kPlansKept = 256;

bool says_the_same(const JsonValue& a, const JsonValue& b) {
  if (same_json(a, b)) return true;
  const bool plain =
      (a.kind == Kind::Number || a.kind == Kind::String) && (b.kind == Kind::Number || b.kind == Kind::String);
  if (!plain) return false;
  const auto one = Number::parse(a.text);
  const auto other = Number::parse(b.text);
  return normal_form(stripped(a.text)) == normal_form(stripped(b.text)) || (one && other && *one == *other);
}

}  // namespace

const JsonRows::RowPlan& JsonRows::plan_of(const JsonValue& object) {
  const auto is_named = [](const std::string& name, const JsonMember& member) { return name == member.name; };
  // Rows mostly have the keys of the row before.
  if (last_ != nullptr &&
      std::equal(last_->first.begin(), last_->first.end(), object.members.begin(), object.members.end(), is_named))
    return last_->second;
  std::vector<std::string> names;
  for (const JsonMember& member : object.members) names.push_back(member.name);
  auto found = plans_.find(names);
  if (found == plans_.end()) {
    RowPlan plan = planned(names);
    if (plans_.size() == kPlansKept) return beyond_ = std::move(plan);
    found = plans_.emplace(std::move(names), std::move(plan)).first;
  }
  last_ = &*found;
  return last_->second;
}

JsonRows::RowPlan JsonRows::planned(const std::vector<std::string>& names) const {
  RowPlan plan;
  plan.table = plan_columns(type_, names, mapping_, {});
  const auto is_list = [&](int index) {
    return type_.fields[static_cast<std::size_t>(index)].type.kind == TypeKind::List;
  };
  for (const ColumnPlan& column : plan.table.columns) {
    if (column.path.size() < 2 || !is_list(column.path.front())) continue;
    const std::vector<int> list{column.path.front()};
    if (std::none_of(plan.table.columns.begin(), plan.table.columns.end(),
                     [&](const ColumnPlan& other) { return other.path == list; }))
      plan.row = true;
  }
  for (const KeyMapping& key : or_none(mapping_).keys) {
    RowKey columns;
    for (const std::string& name : key.columns) columns.push_back(column_of_key(plan.table, names, name));
    if (std::find(columns.begin(), columns.end(), -1) != columns.end()) continue;
    if (!key.path.empty()) plan.element_keys.emplace(indices_of(type_, key.path), std::move(columns));
    else if (!plan.key) plan.key = std::move(columns);
  }
  return plan;
}

bool JsonRows::is_row(const JsonValue& object) { return plan_of(object).row; }

std::string JsonRows::key_of(const JsonValue& row) {
  const RowPlan& plan = plan_of(row);
  keyed_ = keyed_ || plan.key.has_value();
  return plan.key ? key_text(row, *plan.key) : std::string();
}

std::string JsonRows::key_text(const JsonValue& row, const RowKey& by) const {
  std::string key;
  for (const int member : by) {
    const JsonValue& value = row.members[static_cast<std::size_t>(member)].value;
    if (is_blank(value) || (value.kind != Kind::String && value.kind != Kind::Number)) return {};
    key += normal_form(stripped(value.text));
    key += '\x1f';
  }
  return key;
}

bool JsonRows::is_blank(const JsonValue& value) const { return means_blank(value, mapping_); }

void JsonRows::add(JsonValue row, const std::string& path) {
  const RowPlan& plan = plan_of(row);
  row_path_ = path;
  if (!begun_) {
    root_ = container(Kind::Object, row);
    begun_ = true;
  }
  for (auto& [name, value] : row.members) {
    if (value.path.empty()) value.path = path + path_step(name);
  }
  adds_something_ = false;
  Marks blank;
  for (const JsonMember& member : row.members) blank.push_back(is_blank(member.value));
  Marks placed(row.members.size(), false);
  Elements elements;
  const auto give = [&](std::size_t from, const ColumnPlan& column, const std::vector<int>* fills) {
    put(holder(row, plan, column.path, elements), row.members[from], fills);
    placed[from] = true;
  };
  for (const ColumnPlan& column : plan.table.columns) {
    if (!blank[column.column]) give(column.column, column, &column.path);
    // A unit beside a blank says nothing, least of all of another row's amount.
    for (const std::vector<int>* all : {&column.unit_columns, &column.currency_columns}) {
      for (const int beside : *all) {
        placed[static_cast<std::size_t>(beside)] = true;
        if (!blank[column.column]) give(static_cast<std::size_t>(beside), column, nullptr);
      }
    }
  }
  // Blanks make no element and no record; they only say something of those that there are.
  for (const ColumnPlan& column : plan.table.columns) {
    if (!blank[column.column]) continue;
    placed[column.column] = true;
    if (JsonValue* on = holder_there(column.path, elements)) put(*on, row.members[column.column], &column.path);
  }
  for (const UnreadTwin& twin : plan.table.twins) {
    const auto first = std::find_if(plan.table.columns.begin(), plan.table.columns.end(),
                                    [&](const ColumnPlan& column) { return column.column == twin.first; });
    if (first != plan.table.columns.end() && !placed[twin.column]) give(twin.column, *first, &first->path);
  }
  for (std::size_t i = 0; i < row.members.size(); ++i) {
    if (!placed[i]) put_unread(row.members[i]);
  }
  report_again({row, plan, blank, placed}, elements);
}

/// What nothing reads is told of the record, by the first row that has it.
void JsonRows::put_unread(const JsonMember& member) {
  if (unread_names_.insert(member.name).second) unread_members_.push_back(member);
}

/// A row that adds nothing is taken for one of those before it. Two about the same elements, of which one says no more
/// than the other in what is read, are more likely two lines than one and the same if they differ in what is not read.
void JsonRows::report_again(const Laid& row, const Elements& about) {
  const auto [at, fresh] = unread_.try_emplace(about);
  Unread& before = at->second;
  if (!fresh) {
    const std::string differ = names_that_differ(before, row);
    if (!adds_something_ || !differ.empty()) report_row(row.object, differ);
  }
  keep_unread(row, before);
}

void JsonRows::report_row(const JsonValue& row, const std::string& differ) {
  in_doubt_ = in_doubt_ || !differ.empty();
  const std::string what = differ.empty() ? "the row says nothing that earlier rows of its record have not said"
                           : adds_something_
                               ? "an earlier row of its record says no more than the row in the keys that are read"
                               : "the row says no more than earlier ones of its record in the keys that are read";
  findings_.push_back({code::kRowAgain,
                       FindingSeverity::Warning,
                       Place{file_, row.line, row.column, row_path_},
                       {},
                       what + (adds_something_ ? ", and is taken for it" : ", and is taken for one of them") +
                           (differ.empty() ? "" : "; it differs in " + differ),
                       "if they are two lines of goods, give each its own number; if not, take one out"});
}

/// The unread keys in which the row and one before it say something, and not the same, where one of the two says no
/// more than the other.
std::string JsonRows::names_that_differ(const Unread& before, const Laid& row) const {
  std::string names;
  Fields now;  // made where it is asked
  for (std::size_t i = 0; i < row.object.members.size(); ++i) {
    const JsonMember& member = row.object.members[i];
    if (row.placed[i] || row.blank[i]) continue;
    const auto twin = before.values.find(member.name);
    if (twin == before.values.end() || says_the_same(twin->second.value, member.value)) continue;
    if (adds_something_) {
      if (now.empty()) now = fields_said(row);
      const Fields& earlier = before.rows[twin->second.row];
      if (!std::includes(now.begin(), now.end(), earlier.begin(), earlier.end())) continue;
    }
    names += (names.empty() ? "" : ", ") + excerpt(member.name);
  }
  return names;
}

JsonRows::Fields JsonRows::fields_said(const Laid& row) {
  Fields fields;
  for (const ColumnPlan& column : row.plan.table.columns) {
    if (!row.blank[column.column]) fields.insert(column.path);
  }
  return fields;
}

/// A blank says nothing: a later row may say what those after it are laid beside.
void JsonRows::keep_unread(const Laid& row, Unread& before) {
  const std::size_t at = before.rows.size();
  bool kept = false;
  for (std::size_t i = 0; i < row.object.members.size(); ++i) {
    const JsonMember& member = row.object.members[i];
    if (!row.placed[i] && !row.blank[i])
      kept = before.values.try_emplace(member.name, Unread::Value{member.value, at}).second || kept;
  }
  if (kept) before.rows.push_back(fields_said(row));
}

JsonValue JsonRows::take() {
  begun_ = in_doubt_ = false;
  known_.clear();
  unread_.clear();
  unread_names_.clear();
  const std::size_t read = root_.members.size();
  for (JsonMember& member : std::exchange(unread_members_, {})) {
    const auto end = root_.members.begin() + static_cast<std::ptrdiff_t>(read);
    if (std::none_of(root_.members.begin(), end, [&](const JsonMember& one) { return one.name == member.name; }))
      root_.members.push_back(std::move(member));
  }
  return std::move(root_);
}

JsonValue JsonRows::container(Kind kind, const JsonValue& row) const {
  JsonValue out;
  out.kind = kind;
  out.line = row.line;
  out.column = row.column;
  out.path = row_path_;
  return out;
}

/// The object that holds the field at the end of the path, in the elements that the row is about; null where it is not
/// there.
JsonValue* JsonRows::holder_there(const std::vector<int>& path, const Elements& elements) {
  JsonValue* on = &root_;
  const RecordType* type = &type_;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const FieldType& field = type->fields[static_cast<std::size_t>(path[i])];
    const bool list = field.type.kind == TypeKind::List;
    const auto found = std::find_if(on->members.begin(), on->members.end(),
                                    [&](const JsonMember& member) { return member.name == field.name; });
    if (found == on->members.end()) return nullptr;
    on = &found->value;
    if (list) {
      const auto at = elements.find({path.begin(), path.begin() + static_cast<std::ptrdiff_t>(i) + 1});
      if (at == elements.end()) return nullptr;
      on = &on->items[at->second];
    }
    type = (list ? *field.type.element : field.type).record;
  }
  return on;
}

/// The same, made where it is not there.
JsonValue& JsonRows::holder(const JsonValue& row, const RowPlan& plan, const std::vector<int>& path,
                            Elements& elements) {
  JsonValue* on = &root_;
  const RecordType* type = &type_;
  std::vector<int> passed;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const FieldType& field = type->fields[static_cast<std::size_t>(path[i])];
    const bool list = field.type.kind == TypeKind::List;
    passed.push_back(path[i]);
    auto found = std::find_if(on->members.begin(), on->members.end(),
                              [&](const JsonMember& member) { return member.name == field.name; });
    if (found == on->members.end()) {
      on->members.push_back({field.name, container(list ? Kind::Array : Kind::Object, row)});
      found = on->members.end() - 1;
    }
    on = list ? &found->value.items[element(found->value, row, plan, passed, elements)] : &found->value;
    type = (list ? *field.type.element : field.type).record;
  }
  return *on;
}

/// The element of a list that the row is about: rows that agree in its key are one.
std::size_t JsonRows::element(JsonValue& list, const JsonValue& row, const RowPlan& plan, const std::vector<int>& path,
                              Elements& elements) {
  if (const auto found = elements.find(path); found != elements.end()) return found->second;
  const auto keys = plan.element_keys.find(path);
  const std::string key = keys == plan.element_keys.end() ? std::string() : key_text(row, keys->second);
  std::size_t index = list.items.size();
  if (!key.empty()) index = known_.try_emplace({above(path, elements), path, key}, index).first->second;
  if (index == list.items.size()) {
    list.items.push_back(container(Kind::Object, row));
    adds_something_ = true;
  }
  elements.emplace(path, index);
  return index;
}

/// Of the elements that a row is about those in which the list at the path stands.
JsonRows::Elements JsonRows::above(const std::vector<int>& path, const Elements& elements) {
  Elements out;
  for (const auto& element : elements) {
    const std::vector<int>& list = element.first;
    if (list.size() < path.size() && std::equal(list.begin(), list.end(), path.begin())) out.insert(element);
  }
  return out;
}

void JsonRows::put(JsonValue& on, const JsonMember& member, const std::vector<int>* fills) {
  const std::string& name = member.name;
  const JsonValue& value = member.value;
  const auto found =
      std::find_if(on.members.begin(), on.members.end(), [&](const JsonMember& there) { return there.name == name; });
  if (found == on.members.end()) {
    const auto is_new = [&] { return !is_blank(value) && (fills == nullptr || !is_said(value, *fills, on)); };
    adds_something_ = adds_something_ || is_new();
    on.members.push_back(member);
    return;
  }
  JsonValue& there = found->value;
  const bool same_place = there.line == value.line && there.column == value.column && there.path == value.path;
  if (same_place || is_blank(value) || !there.fault.empty()) return;
  adds_something_ = adds_something_ || is_blank(there) || !value.fault.empty() || !says_the_same(there, value);
  if (is_blank(there)) {
    there = value;
    return;
  }
  if (value.fault.empty() && says_the_same(there, value)) return;
  const std::string why = "differs from line " + std::to_string(there.line) + " of the same record";
  findings_.push_back({code::kRowsDisagree,
                       FindingSeverity::Error,
                       Place{file_, value.line, value.column, value.path},
                       {},
                       "`" + name + "` " + why,
                       "neither is taken for true: a record has one value"});
  there = value;
  there.fault = why;
}

/// By a member with another name that fills the field, too.
bool JsonRows::is_said(const JsonValue& value, const std::vector<int>& path, const JsonValue& on) {
  return std::any_of(on.members.begin(), on.members.end(), [&](const JsonMember& there) {
    return there.value.fault.empty() && fills(there.name, path) && !is_blank(there.value) &&
           says_the_same(there.value, value);
  });
}

bool JsonRows::fills(const std::string& name, const std::vector<int>& path) {
  const auto [known, fresh] = fields_of_.try_emplace(name);
  if (fresh) {
    for (const ColumnPlan& column : plan_columns(type_, {name}, mapping_, {}).columns)
      known->second.insert(column.path);
  }
  return known->second.contains(path);
}

}  // namespace shibo::engine
