#include "record/identity.hpp"

namespace shibo::engine {

namespace {

std::string own_id(const Record& record) {
  std::string own;
  for (std::size_t i = 0; i < record.type->fields.size(); ++i) {
    if (!record.type->fields[i].key || record.fields[i].state != FieldState::Given) continue;
    const std::string separator = own.empty() ? "" : "-";
    if (const auto* text = std::get_if<TextValue>(&record.fields[i].value)) own += separator + text->str();
    if (const auto* number = std::get_if<Number>(&record.fields[i].value)) own += separator + number->to_string();
  }
  if (!own.empty()) return own;
  // In JSON many objects may stand on one line: `lines[2]`, `$[3]`.
  const std::string& path = record.place.path;
  if (path.ends_with(']')) return path.substr(path.rfind('.') + 1);
  return "line " + std::to_string(record.place.line);
}

}  // namespace

bool has_key(const Record& record) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (record.type->fields[i].key && record.fields[i].state == FieldState::Given) return true;
  }
  return false;
}

void give_ids(Record& record, const std::string& outer) {
  record.id = outer.empty() ? own_id(record) : outer + "/" + own_id(record);
  record.fields.each_said([&](std::size_t, FieldValue& field) {
    if (field.record) give_ids(*std::const_pointer_cast<Record>(field.record), record.id);
    for (FieldValue& item : field.items) {
      if (item.record) give_ids(*std::const_pointer_cast<Record>(item.record), record.id);
    }
  });
}

}  // namespace shibo::engine
