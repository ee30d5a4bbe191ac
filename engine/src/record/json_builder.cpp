#include "record/json_builder.hpp"

#include <algorithm>

#include "record/columns.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "record/json_records.hpp"
#include "record/row_builder.hpp"

namespace shibo::engine {

using dsl::Severity;
using Kind = JsonValue::Kind;

namespace {

/// Keys of one file that are told apart, in findings and in `columns`.
constexpr std::size_t kKeysNoted = 4096;

std::string text_of(const JsonValue& value) {
  switch (value.kind) {
    case Kind::True: return "true";
    case Kind::False: return "false";
    case Kind::Object: return "{…}";
    case Kind::Array: return "[…]";
    default: return value.text;
  }
}

/// Whether it is of a field of the record at the path.
bool is_at(const FieldMapping& field, const std::vector<std::string>& path) {
  return field.path.size() == path.size() + 1 && std::equal(path.begin(), path.end(), field.path.begin());
}

}  // namespace

JsonField json_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path,
                     const Mapping* mapping) {
  const std::string wanted = normal_header(key);
  JsonField found;
  const std::vector<FieldMapping>& fields = or_none(mapping).fields;
  for (const FieldMapping& field : fields) {
    if (!is_at(field, path)) continue;
    const int index = type.find(field.path.back());
    const bool named = std::any_of(field.columns.begin(), field.columns.end(),
                                   [&](const std::string& c) { return normal_header(c) == wanted; });
    if (index < 0 || !named) continue;
    if (found.index < 0) found.index = index, found.format = &field;
    else if (index != found.index && field.said_by == found.format->said_by &&
             std::none_of(found.also.begin(), found.also.end(), [&](const auto& one) { return one.first == index; }))
      found.also.emplace_back(index, &field);
  }
  if (found.index >= 0) return found;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (normal_header(type.fields[i].name) == wanted) found.index = static_cast<int>(i);
  }
  const auto is_of = [&](const FieldMapping& field) {
    return is_at(field, path) && type.find(field.path.back()) == found.index;
  };
  const auto first = std::find_if(fields.begin(), fields.end(), is_of);
  if (found.index >= 0 && first != fields.end()) found.format = &*first;
  found.own_name = true;
  return found;
}

std::shared_ptr<Record> JsonBuilder::build(const JsonValue& value, const std::string& path) {
  return object(type_, value, {{}, path, {}, 0}, nullptr, nullptr);
}

std::shared_ptr<Record> JsonBuilder::object(const RecordType& type, const JsonValue& value, const Spot& spot,
                                            const Record* parent, const Record* whole) {
  auto record = std::make_shared<Record>();
  record->type = &type;
  record->parent = parent;
  record->whole = whole;
  record->fields.resize(type.fields.size());
  record->place = place(value, spot.path);
  std::vector<Filling> fillings(type.fields.size());
  for (const JsonMember& member : value.members) {
    bool fresh = false;
    const JsonField found = field_of(type, spot.fields, member.name, &fresh);
    const std::vector<JsonField> also = also_fills(type, value, spot, found);
    if (fresh) {
      const auto name = [&](int index) { return type.fields[static_cast<std::size_t>(index)].name; };
      std::vector<std::string> fields;
      if (found.index >= 0) fields.push_back(name(found.index));
      for (const JsonField& one : also) fields.push_back(name(one.index));
      note_use(member.name, member.value, spot, fields, found.unit_of);
    }
    if (found.index < 0) continue;
    fill(*record, fillings, member, value, spot, found);
    for (const JsonField& one : also) fill(*record, fillings, member, value, spot, one);
  }
  if (spot.fields.empty()) look_for_records(value, spot);
  look_for_elements(type, value, spot);
  return record;
}

/// The value of a key, unless one that is nearer, or as near, has filled its field: of two that are as near, neither is
/// taken for true where they differ.
void JsonBuilder::fill(Record& record, std::vector<Filling>& fillings, const JsonMember& member,
                       const JsonValue& object, const Spot& spot, const JsonField& found) {
  const FieldType& field = record.type->fields[static_cast<std::size_t>(found.index)];
  FieldValue& filled = record.fields[static_cast<std::size_t>(found.index)];
  Spot below{spot.fields, member.value.path.empty() ? spot.path + path_step(member.name) : member.value.path, spot.path,
             spot.parts};
  below.fields.push_back(field.name);
  Filling& before = fillings[static_cast<std::size_t>(found.index)];
  const auto passed_over = [&](const JsonMember& one) {
    report(code::kColumnTwice, Severity::Warning,
           place(one.value, one.value.path.empty() ? spot.path + path_step(one.name) : one.value.path),
           excerpt(one.name) + " fills `" + field.name + "` a second time, and is not read");
  };
  if (before.member != nullptr) {
    const bool nested = field.type.kind == TypeKind::Record ||
                        (field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record);
    const bool another_key = field.key && normal(before.member->name) != normal(member.name);
    if (nested || another_key || is_nearer(before.named_by, found.named_by())) return passed_over(member);
    if (!is_nearer(found.named_by(), before.named_by))
      return settle(field, filled, field_value(field, member.value, object, below, record, found), *before.member,
                    member);
    passed_over(*before.member);
  }
  before = {&member, found.named_by()};
  filled = field_value(field, member.value, object, below, record, found);
}

void JsonBuilder::settle(const FieldType& field, FieldValue& filled, FieldValue second, const JsonMember& first,
                         const JsonMember& member) {
  if (!says_something(second)) return;
  if (!says_something(filled)) {
    filled = std::move(second);
    return;
  }
  if (filled.state == FieldState::Invalid || same_value(filled, second)) return;
  if (second.state != FieldState::Invalid) {
    second.text = printable(text_of(member.value));
    second.why = differs_in(first.name, member.name);
    report(code::kColumnTwice, Severity::Error, second.place, "`" + field.name + "` " + second.why, kNeitherIsTrue);
  }
  second.state = FieldState::Invalid;
  second.value = {};
  second.items.clear();
  filled = std::move(second);
}

/// The members that give a field its unit or currency.
std::vector<const JsonMember*> JsonBuilder::siblings(const JsonValue& object, const FieldMapping& field,
                                                     NamesBeside beside) {
  std::vector<const JsonMember*> found;
  std::string read;
  for (const std::string& name : field.*beside) {
    if (!found.empty() && is_of_another(name, read, field, *mapping_, beside)) continue;
    const std::string wanted = normal(name);
    for (const JsonMember& member : object.members) {
      if ((member.name != name && normal(member.name) != wanted) ||
          std::find(found.begin(), found.end(), &member) != found.end())
        continue;
      if (found.empty()) read = name;
      found.push_back(&member);
    }
  }
  return found;
}

std::string JsonBuilder::normal(const std::string& name) {
  if (const auto found = normal_.find(name); found != normal_.end()) return found->second;
  std::string out = normal_header(name);
  if (normal_.size() < kKeysNoted) normal_.emplace(name, out);
  return out;
}

/// What a key is read as; `fresh` is set when it was not met there before. Of more than kKeysNoted nothing is kept.
const JsonField& JsonBuilder::field_of(const RecordType& type, const Path& path, const std::string& key, bool* fresh) {
  std::map<std::string, JsonField>& known = fields_[path];
  if (const auto found = known.find(key); found != known.end()) return found->second;
  JsonField found = json_field(type, key, path, mapping_);
  if (found.index < 0) found.unit_of = gives_unit_of(path, key);
  if (keys_ == kKeysNoted) return beyond_ = std::move(found);
  ++keys_;
  if (fresh != nullptr) *fresh = true;
  return known.emplace(key, std::move(found)).first->second;
}

// ── Records that are not read ───────────────────────────────────────────────────────────────────

/// Where a key that no field has holds what looks like records, or keys of lines stand beside those of the
/// record, the input is not what it is read as: it counts as unread.
void JsonBuilder::look_for_records(const JsonValue& object, const Spot& spot) {
  std::vector<const FieldType*> lists;  // that the object does not give
  for (const FieldType& field : type_.fields) {
    if (field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record &&
        field.type.element->record->parent == &type_)
      lists.push_back(&field);
  }
  std::vector<const JsonMember*> unread;
  for (const JsonMember& member : object.members) {
    const JsonField& found = field_of(type_, {}, member.name);
    if (found.index >= 0) std::erase(lists, &type_.fields[static_cast<std::size_t>(found.index)]);
    else if (found.unit_of.empty()) unread.push_back(&member);
    if (found.index >= 0 && holds_record_for_key(type_.fields[static_cast<std::size_t>(found.index)], member.value))
      unread.push_back(&member);
  }
  std::string flat;
  const JsonMember* first = nullptr;
  const FieldType* first_list = nullptr;
  for (const JsonMember* member : unread) {
    if (said_.contains(member->name)) continue;
    const bool for_key = field_of(type_, {}, member->name).index >= 0;
    if (for_key || holds_records(member->value, lists, 0)) {
      unread_ = true;
      if (said_.size() < kKeysNoted) said_.insert(member->name);
      report(code::kRecordsNotRead, Severity::Error, place(member->value, spot.path + path_step(member->name)),
             "what looks like records stands under the key " + excerpt(member->name) + ", and is not read",
             "give a file that holds these alone, or let a mapping name the key");
      continue;
    }
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const FieldType* one) {
      return is_field(*one->type.element->record, {one->name}, member->name);
    });
    if (list == lists.end()) continue;
    if (first == nullptr) first = member, first_list = *list;
    flat += (flat.empty() ? "" : ", ") + excerpt(member->name);
  }
  if (first == nullptr) return;
  unread_ = true;
  if (said_.insert(std::string()).second)
    report(code::kRecordsNotRead, Severity::Error, place(first->value, spot.path + path_step(first->name)),
           "keys of `" + first_list->name + "` stand in the record itself, and are not read: " + flat,
           "put them into the objects of an array `" + first_list->name +
               "`, or give the rows as CSV, where those with one key become one record");
}

/// A second array of what is an element of a list by its keys, beside the one that was read or without one.
void JsonBuilder::look_for_elements(const RecordType& type, const JsonValue& object, const Spot& spot) {
  for (const JsonMember& member : object.members) {
    if (member.value.kind != Kind::Array || said_.contains(member.name)) continue;
    const JsonField& found = field_of(type, spot.fields, member.name);
    if (found.index >= 0 || !found.unit_of.empty()) continue;
    for (const FieldType& field : type.fields) {
      if (field.type.kind != TypeKind::List || field.type.element->kind != TypeKind::Record) continue;
      Path path = spot.fields;
      path.push_back(field.name);
      const RecordType& element = *field.type.element->record;
      const bool elements = std::any_of(member.value.items.begin(), member.value.items.end(),
                                        [&](const JsonValue& item) { return is_like(element, path, item); });
      if (!elements) continue;
      unread_ = true;
      if (said_.size() < kKeysNoted) said_.insert(member.name);
      report(code::kRecordsNotRead, Severity::Error, place(member.value, spot.path + path_step(member.name)),
             "what looks like elements of `" + field.name + "` stands under the key " + excerpt(member.name) +
                 ", and is not read",
             "put them into `" + field.name + "`, or let a mapping name the key");
      break;
    }
  }
}

/// Two or more of the object's keys are fields of the record, or all are; and some are more telling than texts and
/// amounts.
bool JsonBuilder::is_like(const RecordType& type, const Path& path, const JsonValue& object) {
  if (object.kind != Kind::Object) return false;
  std::size_t fields = 0;
  bool telling = false;
  for (const JsonMember& member : object.members) {
    const JsonField found = json_field(type, member.name, path, mapping_);
    if (found.index < 0) continue;
    ++fields;
    const TypeKind kind = type.fields[static_cast<std::size_t>(found.index)].type.kind;
    telling = telling || (kind != TypeKind::Text && kind != TypeKind::Money && kind != TypeKind::Number &&
                          kind != TypeKind::Quantity);
  }
  return telling && (fields >= 2 || fields == object.members.size());
}

/// `"shipment": { … }` beside other keys, where `shipment` is another name of the record's number.
bool JsonBuilder::holds_record_for_key(const FieldType& field, const JsonValue& value) {
  return field.key && value.kind == Kind::Object && fields_in(type_, {}, value) > 0;
}

/// An object with two or more keys of the record, or of an element of one of its lists.
bool JsonBuilder::holds_records(const JsonValue& value, const std::vector<const FieldType*>& lists, int depth) {
  static constexpr int kLevels = 4;
  if (depth == kLevels) return false;
  if (value.kind == Kind::Array)
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const JsonValue& item) { return holds_records(item, lists, depth + 1); });
  if (value.kind != Kind::Object) return false;
  if (fields_in(type_, {}, value) >= 2) return true;
  if (std::any_of(lists.begin(), lists.end(), [&](const FieldType* list) {
        return fields_in(*list->type.element->record, {list->name}, value) >= 2;
      }))
    return true;
  return std::any_of(value.members.begin(), value.members.end(),
                     [&](const JsonMember& member) { return holds_records(member.value, lists, depth + 1); });
}

std::size_t JsonBuilder::fields_in(const RecordType& type, const Path& path, const JsonValue& object) {
  return static_cast<std::size_t>(
      std::count_if(object.members.begin(), object.members.end(),
                    [&](const JsonMember& member) { return is_field(type, path, member.name); }));
}

/// Looked up once for each key.
bool JsonBuilder::is_field(const RecordType& type, const Path& path, const std::string& name) {
  const std::pair<const RecordType*, std::string> key{&type, name};
  if (const auto found = is_field_.find(key); found != is_field_.end()) return found->second;
  const bool known = json_field(type, name, path, mapping_).index >= 0;
  if (is_field_.size() < kKeysNoted) is_field_.emplace(key, known);
  return known;
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────

FieldValue JsonBuilder::field_value(const FieldType& field, const JsonValue& value, const JsonValue& object,
                                    const Spot& spot, const Record& on, const JsonField& found) {
  if (!value.fault.empty()) return unreadable(value, spot, value.fault);
  const bool evidence = field.type.kind == TypeKind::Record && field.evidence;
  if (value.kind == Kind::Null || (evidence && is_blank_object(value))) {
    FieldValue out;
    if (evidence) out = read_blank(field, ValueFormat{.field = found.format, .mapping = mapping_});
    out.place = place(value, spot.path);
    return out;
  }
  if (field.type.kind == TypeKind::List && value.kind == Kind::Array)
    return list(field, value, object, spot, on, found);
  if (field.type.kind == TypeKind::Record) return nested(field, value, spot, on);
  return scalar(field, value, object, spot, found);
}

/// An object that says nothing: `{}`, or one of nulls and blanks.
bool JsonBuilder::is_blank_object(const JsonValue& value) const {
  return value.kind == Kind::Object && value.fault.empty() &&
         std::all_of(value.members.begin(), value.members.end(), [&](const JsonMember& member) {
           return member.value.kind == Kind::Null || (member.value.kind == Kind::String && member.value.fault.empty() &&
                                                      means_blank(member.value.text, mapping_));
         });
}

FieldValue JsonBuilder::list(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot,
                             const Record& on, const JsonField& found) {
  const bool parts = field.type.element->record != nullptr && field.type.element->record == on.type;
  if (parts && spot.parts == kDepthMax) {
    report(code::kTooDeepParts, Severity::Error, place(value, spot.path),
           "parts are nested more than 32 deep; those in here are not read");
    FieldValue out;
    out.state = FieldState::Invalid;
    out.text = printable(text_of(value));
    out.why = "nested more than 32 deep";
    out.place = place(value, spot.path);
    return out;
  }
  FieldValue out;
  out.state = FieldState::Given;
  out.place = place(value, spot.path);
  out.complete = is_complete(spot.fields);
  FieldType element = field;
  element.type = *field.type.element;
  element.evidence = false;
  element.at_least.reset();
  element.at_most.reset();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::string& moved = value.items[i].path;
    const Spot at{spot.fields, moved.empty() ? spot.path + "[" + std::to_string(i) + "]" : moved, spot.object,
                  spot.parts};
    if (value.items[i].kind == Kind::Null) out.items.push_back(invalid(element, value.items[i], at, "is null"));
    else out.items.push_back(field_value(element, value.items[i], object, at, on, found));
  }
  return out;
}

FieldValue JsonBuilder::nested(const FieldType& field, const JsonValue& value, const Spot& spot, const Record& on) {
  if (value.kind != Kind::Object) return invalid(field, value, spot, "is not an object");
  const RecordType& type = *field.type.record;
  const bool part = &type == on.type;
  // The parts of parts are written like the parts themselves.
  Spot below{spot.fields, spot.path, spot.object, spot.parts + (part ? 1 : 0)};
  if (part && below.fields.size() >= 2 && below.fields[below.fields.size() - 2] == below.fields.back())
    below.fields.pop_back();
  FieldValue out;
  out.state = FieldState::Given;
  out.place = place(value, spot.path);
  out.record = object(type, value, below, !part && type.parent == on.type ? &on : nullptr, part ? &on : nullptr);
  // Of a paper that nothing is known of it is not known that it is there.
  if (field.evidence && std::none_of(out.record->fields.begin(), out.record->fields.end(), says_something)) {
    out.state = FieldState::Missing;
    out.record = nullptr;
  }
  return out;
}

FieldValue JsonBuilder::invalid(const FieldType& field, const JsonValue& value, const Spot& spot,
                                const std::string& why) {
  FieldValue out;
  out.state = FieldState::Invalid;
  out.place = place(value, spot.path);
  out.text = printable(text_of(value));
  out.why = why;
  report_value(field, out, nullptr, findings_);
  return out;
}

FieldValue JsonBuilder::scalar(const FieldType& field, const JsonValue& value, const JsonValue& object,
                               const Spot& spot, const JsonField& found) {
  const bool money = field.type.kind == TypeKind::Money;
  const JsonValue* written = &value;
  struct Sibling {
    std::string name;
    const JsonValue* value;
    std::string path;
  };
  std::vector<Sibling> beside[2];  // what gives the unit, and the currency
  static constexpr NamesBeside kNames[2] = {&FieldMapping::unit_columns, &FieldMapping::currency_columns};
  for (int i = 0; found.format != nullptr && i < 2; ++i) {
    for (const JsonMember* member : siblings(object, *found.format, kNames[i])) {
      if (member->value.kind == Kind::Null) continue;
      beside[i].push_back({member->name, &member->value,
                           member->value.path.empty() ? spot.object + path_step(member->name) : member->value.path});
    }
  }
  if (value.kind == Kind::Object && (money || field.type.kind == TypeKind::Quantity)) {
    const JsonValue* of = value.find(money ? "currency" : "unit");
    written = value.find("amount");
    if (written == nullptr || of == nullptr || written->kind == Kind::Object || written->kind == Kind::Array)
      return invalid(field, value, spot,
                     money ? "an amount of money has the keys `amount` and `currency`"
                           : "a quantity has the keys `amount` and `unit`");
    const std::string of_name = money ? "currency" : "unit";
    const auto more = std::find_if(value.members.begin(), value.members.end(), [&](const JsonMember& member) {
      return member.name != "amount" && member.name != of_name;
    });
    if (more != value.members.end())
      return invalid(field, value, spot,
                     "has a key " + excerpt(more->name) + " beside `amount` and `" + of_name +
                         "`, which could make it another amount");
    beside[money ? 1 : 0] = {{of_name, of, spot.path + "." + of_name}};
  } else if (value.kind == Kind::Object || value.kind == Kind::Array) {
    return invalid(field, value, spot, "is an object or array where one value is expected");
  }
  ValueFormat format;
  format.field = found.format;
  format.mapping = mapping_;
  format.instruments = instruments_ ? &instruments_->known() : nullptr;
  std::string text = text_of(*written);
  if (!written->fault.empty()) return unreadable(*written, spot, written->fault);
  Beside words[2];
  for (int i = 0; i < 2 && !means_blank(text, mapping_); ++i) {
    const std::string what = i == 0 ? "unit" : "currency";
    std::vector<std::pair<std::string_view, std::string_view>> says;
    for (const Sibling& one : beside[i]) {
      const Spot at{spot.fields, one.path, spot.object, spot.parts};
      if (!one.value->fault.empty()) return unreadable(*one.value, at, "its " + what + ": " + one.value->fault);
      if (one.value->kind != Kind::String) return invalid(field, *one.value, at, "its " + what + ": is not a text");
      const bool blank = means_blank(one.value->text, mapping_);
      says.emplace_back(blank ? std::string_view() : stripped(one.value->text), one.name);
    }
    words[i] = beside_of(says, what, found.format);
    if (!words[i].differs.empty()) return invalid(field, value, spot, words[i].differs);
    (i == 0 ? format.unit : format.currency) = words[i].text;
  }
  // JSON's own numbers have a point and perhaps an exponent, whatever the files of tables write.
  if (written->kind == Kind::Number) {
    format.decimal = '.';
    const std::optional<std::string> digits = Number::without_exponent(text);
    if (!digits) return invalid(field, *written, spot, "a number has at most 38 digits");
    text = *digits;
  }
  FieldValue out = read_field(field, text, format);
  out.place = place(value, spot.path);
  if (money && refuse_currency(format, out)) {
    const Sibling& currency = beside[1][static_cast<std::size_t>(words[1].at)];
    out.place = place(*currency.value, currency.path);
  }
  for (FieldValue& item : out.items) item.place = out.place;
  report_value(field, out, instruments_.get(), findings_);
  return out;
}

/// The value of a field whose text is broken; the reader has reported it.
FieldValue JsonBuilder::unreadable(const JsonValue& value, const Spot& spot, const std::string& why) const {
  FieldValue out;
  out.state = FieldState::Invalid;
  out.text = printable(text_of(value));
  out.why = why;
  out.place = place(value, spot.path);
  return out;
}

/// An array is whole, unless a mapping says that such a list may hold more.
bool JsonBuilder::is_complete(const std::vector<std::string>& fields) const {
  for (const ListMapping& list : or_none(mapping_).lists) {
    if (list.file.empty() && list.path == fields) return list.complete;
  }
  return true;
}

/// The field that takes its unit or currency from this key: `lines.fob_value`; empty if none does.
std::string JsonBuilder::gives_unit_of(const Path& path, const std::string& key) const {
  const std::string wanted = normal_header(key);
  const auto names = [&](const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return normal_header(column) == wanted; });
  };
  for (const FieldMapping& field : or_none(mapping_).fields) {
    if (!is_at(field, path)) continue;
    if (!names(field.unit_columns) && !names(field.currency_columns)) continue;
    std::string of;
    for (const std::string& name : field.path) of += (of.empty() ? "" : ".") + name;
    return of;
  }
  return {};
}

/// Whether the mapping tells records or elements apart by this key.
bool JsonBuilder::tells_apart(const std::string& key) const {
  const std::string wanted = normal_header(key);
  const std::vector<KeyMapping>& keys = or_none(mapping_).keys;
  return std::any_of(keys.begin(), keys.end(), [&](const KeyMapping& by) {
    return std::any_of(by.columns.begin(), by.columns.end(),
                       [&](const std::string& column) { return normal_header(column) == wanted; });
  });
}

void JsonBuilder::note_use(const std::string& key, const JsonValue& value, const Spot& spot,
                           const std::vector<std::string>& fields, const std::string& unit_of) {
  std::string prefix;
  for (const std::string& name : spot.fields) prefix += name + ".";
  ColumnUse use;
  use.header = prefix + key;
  use.is_key = true;
  for (const std::string& field : fields) use.field += (use.field.empty() ? "" : " and ") + prefix + field;
  use.place = place(value, value.path.empty() ? spot.path + path_step(key) : value.path);
  if (fields.empty()) {
    if (!unit_of.empty()) use.field = "(of " + unit_of + ")";
    else if (tells_apart(key)) use.field = "(a key)";
    else
      report(code::kNoSuchColumn, Severity::Note, use.place,
             "the key " + excerpt(use.header) +
                 " is not read: no field has that name, and the mapping in use does not name it",
             help_for(key, value, spot));
  }
  uses_.push_back(std::move(use));
}

/// The field of the object's type whose name is nearly the key, if it could hold such a value.
std::string JsonBuilder::help_for(const std::string& key, const JsonValue& value, const Spot& spot) const {
  const RecordType* type = &type_;
  for (const int index : indices_of(type_, spot.fields)) {
    const Type& inner = type->fields[static_cast<std::size_t>(index)].type;
    type = (inner.kind == TypeKind::List ? *inner.element : inner).record;
  }
  std::vector<std::string> names;
  for (const FieldType& field : type->fields) {
    if (value.kind != Kind::Array || field.type.kind == TypeKind::List) names.push_back(field.name);
  }
  const std::optional<std::string> near = nearest_name(key, names);
  return near ? "did you mean `" + *near + "`?" : std::string();
}

/// Further fields that the mapping of a key names it for, and that no other key of the object fills.
std::vector<JsonField> JsonBuilder::also_fills(const RecordType& type, const JsonValue& object, const Spot& spot,
                                               const JsonField& found) const {
  std::vector<JsonField> out;
  for (const auto& [index, format] : found.also) {
    const bool filled =
        std::any_of(object.members.begin(), object.members.end(), [&, wanted = index](const JsonMember& member) {
          return json_field(type, member.name, spot.fields, mapping_).index == wanted;
        });
    if (!filled) out.push_back({index, format});
  }
  return out;
}

void JsonBuilder::report(dsl::Code code, Severity severity, Place place, std::string message, std::string help) {
  findings_.push_back({code, severity, std::move(place), {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
