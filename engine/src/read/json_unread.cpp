#include "read/json_unread.hpp"

#include <algorithm>

#include "read/json_records.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

using Kind = JsonValue::Kind;

void UnreadRecords::look_for_records(const JsonValue& object, const std::string& at) {
  std::vector<const FieldType*> lists;  // that the object does not give
  for (const FieldType& field : type_.fields) {
    if (field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record &&
        field.type.element->record->parent == &type_)
      lists.push_back(&field);
  }
  std::vector<const JsonMember*> unread;
  for (const JsonMember& member : object.members) {
    const JsonField& found = keys_.field_of(type_, {}, member.name);
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
    const bool for_key = keys_.field_of(type_, {}, member->name).index >= 0;
    if (for_key || holds_records(member->value, lists, 0) || is_no_list_of_ours(member->value)) {
      report(*member, at, "what looks like records stands under the key " + excerpt(member->name) + ", and is not read",
             "give a file that holds these alone, or let a mapping name the key");
      continue;
    }
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const FieldType* one) {
      return keys_.would_fill(*one->type.element->record, {one->name}, member->name) >= 0;
    });
    if (list == lists.end()) continue;
    if (first == nullptr) first = member, first_list = *list;
    flat += (flat.empty() ? "" : ", ") + excerpt(member->name);
  }
  if (first == nullptr) return;
  any_ = true;
  if (said_.insert(std::string()).second)
    report(*first, at, "keys of `" + first_list->name + "` stand in the record itself, and are not read: " + flat,
           "put them into the objects of an array `" + first_list->name +
               "`, or give the rows as CSV, where those with one key become one record");
}

UnreadRecords::MoreOf UnreadRecords::look_for_elements(const RecordType& type, const JsonValue& object,
                                                       const Path& path, const std::string& at) {
  MoreOf found_more;
  for (const JsonMember& member : object.members) {
    if (member.value.kind != Kind::Array) continue;
    const JsonField& found = keys_.field_of(type, path, member.name);
    if (found.index >= 0 || !found.unit_of.empty()) continue;
    const auto list = std::find_if(type.fields.begin(), type.fields.end(), [&](const FieldType& field) {
      if (field.type.kind != TypeKind::List || field.type.element->kind != TypeKind::Record) return false;
      Path below = path;
      below.push_back(field.name);
      return std::any_of(member.value.items.begin(), member.value.items.end(),
                         [&](const JsonValue& item) { return is_like(*field.type.element->record, below, item); });
    });
    if (list == type.fields.end()) continue;
    found_more.emplace_back(static_cast<std::size_t>(list - type.fields.begin()), &member);
    if (said_.contains(member.name)) continue;
    report(member, at,
           "what looks like elements of `" + list->name + "` stands under the key " + excerpt(member.name) +
               ", and is not read",
           "put them into `" + list->name + "`, or let a mapping name the key");
  }
  return found_more;
}

/// Two or more of the object's keys are fields of the record, or all are; and some are more telling than texts and
/// amounts.
bool UnreadRecords::is_like(const RecordType& type, const Path& path, const JsonValue& object) {
  if (object.kind != Kind::Object) return false;
  std::size_t fields = 0;
  bool telling = false;
  for (const JsonMember& member : object.members) {
    const int index = keys_.would_fill(type, path, member.name);
    if (index < 0) continue;
    ++fields;
    const TypeKind kind = type.fields[static_cast<std::size_t>(index)].type.kind;
    telling = telling || (kind != TypeKind::Text && kind != TypeKind::Money && kind != TypeKind::Number &&
                          kind != TypeKind::Quantity);
  }
  return telling && (fields >= 2 || fields == object.members.size());
}

/// `"shipment": { … }` beside other keys, where `shipment` is another name of the record's number.
bool UnreadRecords::holds_record_for_key(const FieldType& field, const JsonValue& value) {
  return field.key && value.kind == Kind::Object && fields_in(type_, {}, value) > 0;
}

/// An object with two or more keys of the record, or of an element of one of its lists.
bool UnreadRecords::holds_records(const JsonValue& value, const std::vector<const FieldType*>& lists, int depth) {
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

/// A list of objects in a record that has no lists of records: it is most likely no such record.
bool UnreadRecords::is_no_list_of_ours(const JsonValue& value) const {
  const auto is_list = [](const FieldType& field) {
    return field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record;
  };
  const auto is_object = [](const JsonValue& item) { return item.kind == Kind::Object; };
  return value.kind == Kind::Array && std::none_of(type_.fields.begin(), type_.fields.end(), is_list) &&
         std::any_of(value.items.begin(), value.items.end(), is_object);
}

void UnreadRecords::lose_list(const FieldType& field, const JsonValue& value, Place at) {
  any_ = true;
  const auto objects = std::count_if(value.members.begin(), value.members.end(),
                                     [](const JsonMember& member) { return member.value.kind == Kind::Object; });
  findings_.push_back({code::kRecordsNotRead,
                       FindingSeverity::Error,
                       std::move(at),
                       {},
                       "`" + field.name + "` is an object where a list is expected, and what it holds is not read",
                       "write an array of objects: `[ { … }, … ]`",
                       std::max<std::size_t>(1, static_cast<std::size_t>(objects))});
}

std::size_t UnreadRecords::fields_in(const RecordType& type, const Path& path, const JsonValue& object) {
  return static_cast<std::size_t>(
      std::count_if(object.members.begin(), object.members.end(),
                    [&](const JsonMember& member) { return keys_.would_fill(type, path, member.name) >= 0; }));
}

void UnreadRecords::report(const JsonMember& member, const std::string& at, std::string message, std::string help) {
  any_ = true;
  if (said_.size() < JsonKeys::kNoted) said_.insert(member.name);
  findings_.push_back({code::kRecordsNotRead,
                       FindingSeverity::Error,
                       {file_, member.value.line, member.value.column, at + path_step(member.name)},
                       {},
                       std::move(message),
                       std::move(help)});
}

}  // namespace shibo::engine
