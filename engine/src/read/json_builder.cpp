#include "read/json_builder.hpp"

#include <algorithm>

#include "read/columns.hpp"
#include "read/json_records.hpp"
#include "read/row_builder.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

using Kind = JsonValue::Kind;

namespace {

constexpr const char* kNoList = "is an object where a list is expected";

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
    const JsonField found = keys_.field_of(type, spot.fields, member.name, &fresh);
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
  if (spot.fields.empty()) unread_.look_for_records(value, spot.path);
  for (const auto& [index, member] : unread_.look_for_elements(type, value, spot.fields, spot.path)) {
    FieldValue& list = record->fields[index];
    if (list.state != FieldState::Given) continue;
    list.complete = false;
    list.place = place(member->value, spot.path + path_step(member->name));
  }
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
    report(code::kColumnTwice, FindingSeverity::Warning,
           place(one.value, one.value.path.empty() ? spot.path + path_step(one.name) : one.value.path),
           excerpt(one.name) + " fills `" + field.name + "` a second time, and is not read");
  };
  if (before.member != nullptr) {
    const bool nested = field.type.kind == TypeKind::Record ||
                        (field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record);
    const bool another_key = field.key && keys_.normal(before.member->name) != keys_.normal(member.name);
    if (nested && is_blank(member.value)) return;
    if (nested && !is_blank(before.member->value))
      return settle_nested(field, filled, *before.member, member, place(member.value, below.path));
    if (another_key || (!nested && is_nearer(before.named_by, found.named_by()))) return passed_over(member);
    if (!nested && !is_nearer(found.named_by(), before.named_by)) {
      FieldValue second = field_value(field, member.value, object, below, record, found);
      if (!says_something(second)) return;
      if (says_something(filled)) return settle(field, filled, std::move(second), *before.member, member);
      before.member = &member;
      filled = std::move(second);
      return;
    }
    if (!nested) passed_over(*before.member);
  }
  before = {&member, found.named_by()};
  filled = field_value(field, member.value, object, below, record, found);
}

void JsonBuilder::settle(const FieldType& field, FieldValue& filled, FieldValue second, const JsonMember& first,
                         const JsonMember& member) {
  if (filled.state == FieldState::Invalid || same_value(filled, second)) return;
  if (second.state != FieldState::Invalid) {
    second.text = printable(text_of(member.value));
    second.why = differs_in(first.name, member.name);
    report(code::kColumnTwice, FindingSeverity::Error, second.place, "`" + field.name + "` " + second.why,
           kNeitherIsTrue);
  }
  second.state = FieldState::Invalid;
  second.value = {};
  second.items.clear();
  filled = std::move(second);
}

/// Of two lists or objects for one field none is taken for the whole, unless they say the same.
void JsonBuilder::settle_nested(const FieldType& field, FieldValue& filled, const JsonMember& first,
                                const JsonMember& member, Place at) {
  if (filled.state == FieldState::Invalid || same_json(first.value, member.value)) return;
  filled = unreadable(member.value, {}, differs_in(first.name, member.name));
  filled.place = std::move(at);
  report(code::kColumnTwice, FindingSeverity::Error, filled.place, "`" + field.name + "` " + filled.why,
         kNeitherIsTrue);
}

/// The members that give a field its unit or currency.
std::vector<const JsonMember*> JsonBuilder::siblings(const JsonValue& object, const FieldMapping& field,
                                                     NamesBeside beside) {
  std::vector<const JsonMember*> found;
  std::string read;
  for (const std::string& name : field.*beside) {
    if (!found.empty() && is_of_another(name, read, field, *mapping_, beside)) continue;
    const std::string wanted = keys_.normal(name);
    for (const JsonMember& member : object.members) {
      if ((member.name != name && keys_.normal(member.name) != wanted) ||
          std::find(found.begin(), found.end(), &member) != found.end())
        continue;
      if (found.empty()) read = name;
      found.push_back(&member);
    }
  }
  return found;
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────

FieldValue JsonBuilder::field_value(const FieldType& field, const JsonValue& value, const JsonValue& object,
                                    const Spot& spot, const Record& on, const JsonField& found) {
  if (!value.fault.empty()) return unreadable(value, spot, value.fault);
  const bool record = field.type.kind == TypeKind::Record;
  if (value.kind == Kind::Null || (record && field.evidence && is_blank_object(value))) {
    FieldValue out;
    if (!record || field.evidence) out = read_blank(field, ValueFormat{.field = found.format, .mapping = mapping_});
    out.place = place(value, spot.path);
    return out;
  }
  if (field.type.kind == TypeKind::List && value.kind == Kind::Array)
    return list(field, value, object, spot, on, found);
  if (field.type.kind == TypeKind::Record) return nested(field, value, spot, on);
  const bool records = field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record;
  if (records && value.kind == Kind::Object && !value.members.empty()) {
    unread_.lose_list(field, value, place(value, spot.path));
    return unreadable(value, spot, kNoList);
  }
  return scalar(field, value, object, spot, found);
}

/// An object that says nothing: `{}`, or one of nulls and blanks.
bool JsonBuilder::is_blank_object(const JsonValue& value) const {
  return value.kind == Kind::Object && value.fault.empty() &&
         std::all_of(value.members.begin(), value.members.end(),
                     [&](const JsonMember& member) { return means_blank(member.value, mapping_); });
}

/// Says nothing of its field, whatever that is. An empty list says that there is nothing in it.
bool JsonBuilder::is_blank(const JsonValue& value) const {
  return means_blank(value, mapping_) || is_blank_object(value);
}

FieldValue JsonBuilder::list(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot,
                             const Record& on, const JsonField& found) {
  const bool parts = field.type.element->record != nullptr && field.type.element->record == on.type;
  if (parts && spot.parts == kDepthMax) {
    report(code::kTooDeepParts, FindingSeverity::Error, place(value, spot.path),
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
  if (field.evidence && !out.record->fields.any_said(says_something)) {
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
    return invalid(field, value, spot,
                   field.type.kind == TypeKind::List ? kNoList : "is an object or array where one value is expected");
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
  // A code is no number: what it is as text decides, as in a table.
  const Type& type = field.type.kind == TypeKind::List ? *field.type.element : field.type;
  if (written->kind == Kind::Number && type.kind != TypeKind::Hs) {
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
    else if (keys_.tells_apart(key)) use.field = "(a key)";
    else report_unread_key(key, value, spot, use);
  }
  uses_.push_back(std::move(use));
}

void JsonBuilder::report_unread_key(const std::string& key, const JsonValue& value, const Spot& spot,
                                    const ColumnUse& use) {
  const std::string begin = "the key " + excerpt(use.header) + " is not read: ";
  const std::string help = help_for(key, value, spot);
  const auto level = help.empty() ? level_of(key, spot.fields) : std::nullopt;
  if (!level)
    return report(code::kNoSuchColumn, FindingSeverity::Note, use.place,
                  begin + "no field has that name, and the mapping in use does not name it", help);
  const auto named = [](const JsonKeys::Path& path) {
    const std::string name = dotted(path);
    return name.empty() ? std::string("the record itself") : "`" + name + "`";
  };
  report(code::kNoSuchColumn, FindingSeverity::Note, use.place,
         begin + "it is a key of " + named(*level) + ", and not of " + named(spot.fields),
         "put it into " + named(*level) + " if it is meant so");
}

/// Where a key that nothing reads at one place would be read, the outermost first.
std::optional<JsonKeys::Path> JsonBuilder::level_of(const std::string& key, const JsonKeys::Path& not_at) {
  static constexpr std::size_t kLevels = 3;
  std::vector<std::pair<const RecordType*, JsonKeys::Path>> levels{{&type_, {}}};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto [type, path] = levels[i];
    if (path != not_at && keys_.would_fill(*type, path, key) >= 0) return path;
    if (path.size() == kLevels) continue;
    for (const FieldType& field : type->fields) {
      const Type& inner = field.type.kind == TypeKind::List ? *field.type.element : field.type;
      if (inner.record == nullptr || (!path.empty() && path.back() == field.name)) continue;
      levels.emplace_back(inner.record, path);
      levels.back().second.push_back(field.name);
    }
  }
  return std::nullopt;
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

void JsonBuilder::report(dsl::Code code, FindingSeverity severity, Place place, std::string message, std::string help) {
  findings_.push_back({code, severity, std::move(place), {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
