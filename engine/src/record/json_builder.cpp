#include "record/json_builder.hpp"

#include <algorithm>

#include "record/columns.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "record/json_records.hpp"

namespace shibo::engine {

using dsl::Severity;
using Kind = JsonValue::Kind;

namespace {

/// Keys of one file that are told apart, in findings and in `columns`.
constexpr std::size_t kKeysNoted = 4096;

const JsonValue* sibling(const JsonValue& object, const std::string& name) {
  if (name.empty()) return nullptr;
  const std::string wanted = normal_header(name);
  const auto found = std::find_if(object.members.begin(), object.members.end(), [&](const auto& member) { return normal_header(member.first) == wanted; });
  return found == object.members.end() ? nullptr : &found->second;
}

std::string text_of(const JsonValue& value) {
  switch (value.kind) {
    case Kind::True: return "true";
    case Kind::False: return "false";
    case Kind::Object: return "{…}";
    case Kind::Array: return "[…]";
    default: return value.text;
  }
}


}  // namespace

JsonField json_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path, const std::vector<const Mapping*>& mappings) {
  const std::string wanted = normal_header(key);
  JsonField found;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (normal_header(type.fields[i].name) == wanted) found.index = static_cast<int>(i);
  }
  for (const Mapping* mapping : mappings) {
    for (const FieldMapping& field : mapping->fields) {
      if (field.path.size() != path.size() + 1 || !std::equal(path.begin(), path.end(), field.path.begin())) continue;
      const int index = type.find(field.path.back());
      const bool named = std::any_of(field.columns.begin(), field.columns.end(), [&](const std::string& c) { return normal_header(c) == wanted; });
      if (found.index < 0 && named) found.index = index;
      const bool exact = named || normal_header(field.path.back()) == wanted;
      if (index >= 0 && index == found.index && (found.format == nullptr || named) && exact) {
        found.format = &field;
        found.mapping = mapping;
      }
    }
  }
  if (found.mapping == nullptr && !mappings.empty()) found.mapping = mappings.front();
  return found;
}

std::shared_ptr<Record> JsonBuilder::build(const JsonValue& value, const std::string& path) { return object(type_, value, {{}, path, 0}, nullptr, nullptr); }

std::shared_ptr<Record> JsonBuilder::object(const RecordType& type, const JsonValue& value, const Spot& spot, const Record* parent, const Record* whole) {
  auto record = std::make_shared<Record>();
  record->type = &type;
  record->parent = parent;
  record->whole = whole;
  record->fields.resize(type.fields.size());
  record->place = place(value, spot.path);
  for (const auto& [key, member] : value.members) {
    const JsonField found = json_field(type, key, spot.fields, mappings_);
    const FieldType* field = found.index < 0 ? nullptr : &type.fields[static_cast<std::size_t>(found.index)];
    note_use(key, member, spot, field == nullptr ? "" : field->name);
    if (field == nullptr) continue;
    FieldValue& filled = record->fields[static_cast<std::size_t>(found.index)];
    Spot below{spot.fields, spot.path + path_step(key), spot.parts};
    below.fields.push_back(field->name);
    if (filled.place.line != 0) {
      report(code::kColumnTwice, Severity::Warning, place(member, below.path), excerpt(key) + " fills `" + field->name + "` a second time, and is not read");
      continue;
    }
    filled = field_value(*field, member, value, below, *record, found);
  }
  return record;
}

FieldValue JsonBuilder::field_value(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const Record& on, const JsonField& found) {
  if (!value.fault.empty()) {  // the reader has reported it
    FieldValue out;
    out.state = FieldState::Invalid;
    out.text = text_of(value);
    out.why = value.fault;
    out.place = place(value, spot.path);
    return out;
  }
  if (value.kind == Kind::Null) {
    FieldValue out;
    out.place = place(value, spot.path);
    return out;
  }
  if (field.type.kind == TypeKind::List && value.kind == Kind::Array) return list(field, value, object, spot, on, found);
  if (field.type.kind == TypeKind::Record) return nested(field, value, spot, on);
  return scalar(field, value, object, spot, found);
}

FieldValue JsonBuilder::list(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const Record& on, const JsonField& found) {
  const bool parts = field.type.element->record != nullptr && field.type.element->record == on.type;
  if (parts && spot.parts == kDepthMax) {
    report(code::kTooDeepParts, Severity::Error, place(value, spot.path), "parts are nested more than 32 deep; those in here are not read");
    FieldValue out;
    out.state = FieldState::Invalid;
    out.text = text_of(value);
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
  element.at_least.reset();
  element.at_most.reset();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const Spot at{spot.fields, spot.path + "[" + std::to_string(i) + "]", spot.parts};
    out.items.push_back(field_value(element, value.items[i], object, at, on, found));
  }
  return out;
}

FieldValue JsonBuilder::nested(const FieldType& field, const JsonValue& value, const Spot& spot, const Record& on) {
  if (value.kind != Kind::Object) return invalid(field, value, spot, "is not an object");
  const RecordType& type = *field.type.record;
  const bool part = &type == on.type;
  // The parts of parts are written like the parts themselves.
  Spot below{spot.fields, spot.path, spot.parts + (part ? 1 : 0)};
  if (part && below.fields.size() >= 2 && below.fields[below.fields.size() - 2] == below.fields.back()) below.fields.pop_back();
  FieldValue out;
  out.state = FieldState::Given;
  out.place = place(value, spot.path);
  out.record = object(type, value, below, !part && type.parent == on.type ? &on : nullptr, part ? &on : nullptr);
  return out;
}

FieldValue JsonBuilder::invalid(const FieldType& field, const JsonValue& value, const Spot& spot, const std::string& why) {
  FieldValue out;
  out.state = FieldState::Invalid;
  out.place = place(value, spot.path);
  out.text = text_of(value);
  out.why = why;
  report(code::kInvalidValue, Severity::Error, out.place, "`" + field.name + "`: \"" + out.text + "\" " + why);
  return out;
}

FieldValue JsonBuilder::scalar(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const JsonField& found) {
  const bool money = field.type.kind == TypeKind::Money;
  const JsonValue* written = &value;
  ValueFormat format;
  format.field = found.format;
  if (found.format != nullptr) {
    if (const JsonValue* unit = sibling(object, found.format->unit_column)) format.unit = unit->text;
    if (const JsonValue* currency = sibling(object, found.format->currency_column)) format.currency = currency->text;
  }
  if (value.kind == Kind::Object && (money || field.type.kind == TypeKind::Quantity)) {
    const JsonValue* of = value.find(money ? "currency" : "unit");
    written = value.find("amount");
    if (written == nullptr || of == nullptr || written->kind == Kind::Object || written->kind == Kind::Array)
      return invalid(field, value, spot, money ? "an amount of money has the keys `amount` and `currency`" : "a quantity has the keys `amount` and `unit`");
    (money ? format.currency : format.unit) = of->text;
  } else if (value.kind == Kind::Object || value.kind == Kind::Array) {
    return invalid(field, value, spot, "is an object or array where one value is expected");
  }
  // JSON's own numbers have a point and perhaps an exponent, whatever the files of tables write.
  Mapping plain = found.mapping != nullptr ? *found.mapping : Mapping{};
  std::string text = text_of(*written);
  if (written->kind == Kind::Number) {
    plain.decimal = '.';
    const std::optional<std::string> digits = Number::without_exponent(text);
    if (!digits) return invalid(field, *written, spot, "a number has at most 38 digits");
    text = *digits;
  }
  format.mapping = &plain;
  FieldValue out = read_field(field, text, format);
  out.place = place(value, spot.path);
  for (FieldValue& item : out.items) item.place = out.place;
  if (out.state == FieldState::Invalid) report(code::kInvalidValue, Severity::Error, out.place, "`" + field.name + "`: \"" + out.text + "\" " + out.why);
  for (const FieldValue& item : out.items) {
    if (item.state == FieldState::Invalid) report(code::kInvalidValue, Severity::Error, out.place, "`" + field.name + "`: \"" + item.text + "\" " + item.why);
  }
  return out;
}

/// An array is whole, unless a mapping says that such a list may hold more.
bool JsonBuilder::is_complete(const std::vector<std::string>& fields) const {
  for (const Mapping* mapping : mappings_) {
    for (const ListMapping& list : mapping->lists) {
      if (list.file.empty() && list.path == fields) return list.complete;
    }
  }
  return true;
}

void JsonBuilder::note_use(const std::string& key, const JsonValue& value, const Spot& spot, const std::string& field) {
  if (noted_.size() >= kKeysNoted) return;
  std::string prefix;
  for (const std::string& name : spot.fields) prefix += name + ".";
  if (!noted_.insert(prefix + key).second) return;
  ColumnUse use;
  use.header = prefix + key;
  use.field = field.empty() ? "" : prefix + field;
  use.place = place(value, spot.path + path_step(key));
  if (field.empty()) report(code::kNoSuchColumn, Severity::Note, use.place, "the key " + excerpt(use.header) + " is not read: no field has that name, and no mapping names it");
  uses_.push_back(std::move(use));
}

void JsonBuilder::report(dsl::Code code, Severity severity, Place place, std::string message, std::string help) {
  Finding finding;
  finding.code = code;
  finding.severity = severity;
  finding.place = std::move(place);
  finding.message = std::move(message);
  finding.help = std::move(help);
  findings_.push_back(std::move(finding));
}

}  // namespace shibo::engine
