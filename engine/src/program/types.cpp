#include "program/types.hpp"

#include <array>
#include <utility>

#include "value/unit.hpp"

namespace shibo::engine {

namespace {

constexpr std::array<std::pair<TypeKind, const char*>, 14> kNames{{
    {TypeKind::Condition, "condition"},
    {TypeKind::Number, "number"},
    {TypeKind::Percent, "percent"},
    {TypeKind::Money, "money"},
    {TypeKind::Date, "date"},
    {TypeKind::Time, "time"},
    {TypeKind::Duration, "duration"},
    {TypeKind::Period, "period"},
    {TypeKind::Text, "text"},
    {TypeKind::Hs, "hs"},
    {TypeKind::Country, "country"},
    {TypeKind::Currency, "currency"},
    {TypeKind::Instrument, "instrument"},
    {TypeKind::Kind, "kind"},
}};

constexpr std::array<const char*, 7> kCodedTexts{"container_number", "location",    "incoterm", "credit_code",
                                                 "imo_number",       "air_waybill", "mrn"};

std::string dimension(const std::string& unit) {
  const auto known = find_unit(unit);
  return known ? known->dimension : unit;
}

}  // namespace

Type simple(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type list_of(Type element) {
  Type type = simple(TypeKind::List);
  type.element = std::make_shared<const Type>(std::move(element));
  return type;
}

Type record_of(const RecordType* record) {
  Type type = simple(TypeKind::Record);
  type.record = record;
  return type;
}

Type ratio() {
  Type type = simple(TypeKind::Number);
  type.name = "ratio";
  return type;
}

Type quotient() {
  Type type = simple(TypeKind::Number);
  type.name = "quotient";
  return type;
}

bool is_share(const Type& type) { return is_ratio(type) || (type.kind == TypeKind::Number && type.name == "quotient"); }

bool is_ratio(const Type& type) { return type.kind == TypeKind::Number && type.name == "ratio"; }

Type plain_text() {
  Type type = simple(TypeKind::Text);
  type.name = "plain";
  return type;
}

bool is_plain_text(const Type& type) { return type.kind == TypeKind::Text && type.name == "plain"; }

bool is_word(const Type& type) {
  switch (type.kind) {
    case TypeKind::Condition:
    case TypeKind::Text:
    case TypeKind::Country:
    case TypeKind::Currency:
    case TypeKind::Instrument:
    case TypeKind::Choice:
    case TypeKind::CodedText: return true;
    default: return false;
  }
}

Type built_in_type(const std::string& name) {
  for (const auto& [kind, text] : kNames) {
    if (name == text) return simple(kind);
  }
  for (const char* coded : kCodedTexts) {
    if (name == coded) {
      Type type = simple(TypeKind::CodedText);
      type.name = name;
      return type;
    }
  }
  return {};
}

std::string to_text(const Type& type) {
  for (const auto& [kind, text] : kNames) {
    if (type.kind != kind) continue;
    if (kind == TypeKind::Money && !type.name.empty()) return "money in " + type.name;
    if (is_ratio(type)) return "ratio";
    return text;
  }
  switch (type.kind) {
    case TypeKind::Quantity: return type.name.empty() ? "quantity" : "quantity in " + type.name;
    case TypeKind::CodedText: return type.name;
    case TypeKind::List: return "list of " + (type.element ? to_text(*type.element) : "anything");
    case TypeKind::Record: return type.record != nullptr ? type.record->name : "record";
    case TypeKind::Choice: return type.choice != nullptr && !type.choice->name.empty() ? type.choice->name : "choice";
    default: return "unknown type";
  }
}

namespace {

/// Lists within lists that a message spells out.
constexpr int kListsShownMax = 3;

int depth_of_list(const Type& type) {
  int depth = 0;
  for (const Type* in = &type; in != nullptr && in->kind == TypeKind::List; in = in->element.get()) ++depth;
  return depth;
}

}  // namespace

std::string to_phrase(const Type& type) {
  switch (type.kind) {
    case TypeKind::Money: return type.name.empty() ? "money" : "money in " + type.name;
    case TypeKind::Quantity: return "a quantity (" + (type.name.empty() ? std::string("any unit") : type.name) + ")";
    case TypeKind::Text: return "text";
    case TypeKind::Hs: return "an HS code";
    case TypeKind::Instrument: return "an instrument";
    case TypeKind::Percent: return "a percentage";
    case TypeKind::Record: return "a record `" + to_text(type) + "`";
    case TypeKind::Kind: return "a set of goods";
    case TypeKind::Choice:
      return type.choice != nullptr && !type.choice->name.empty() ? "a `" + type.choice->name + "`" : "a choice";
    case TypeKind::List:
      return "a " + (depth_of_list(type) > kListsShownMax ? std::string("list of lists of lists") : to_text(type));
    default: return "a " + to_text(type);
  }
}

const RecordType* record_held(const Type& type) {
  if (type.kind == TypeKind::List && type.element) return record_held(*type.element);
  return type.kind == TypeKind::Record ? type.record : nullptr;
}

Type type_on_path(const RecordType& record, const std::vector<std::string>& path) {
  const RecordType* on = &record;
  Type type;
  for (const std::string& name : path) {
    if (on == nullptr) return {};
    if (on->parent != nullptr && name == on->parent_label) {
      on = on->parent;
      type = record_of(on);
      continue;
    }
    const int index = on->find(name);
    if (index < 0) return {};
    type = on->fields[static_cast<std::size_t>(index)].type;
    on = type.kind == TypeKind::Record ? type.record : nullptr;
  }
  return type;
}

const RecordType* nearest_with_date(const RecordType& record, const std::vector<std::string>& path) {
  const RecordType* type = &record;
  while (type != nullptr && type_on_path(*type, path).kind != TypeKind::Date) type = type->parent;
  return type;
}

std::string label_of(const std::string& record) {
  std::string label;
  for (char c : record) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !label.empty()) label += '_';
    label += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return label;
}

bool fits(const Type& from, const Type& to) {
  if (from.kind == TypeKind::Invalid || to.kind == TypeKind::Invalid) return true;
  if (is_share(from)) return to.kind == TypeKind::Number || to.kind == TypeKind::Percent;
  if (from.kind != to.kind) return false;
  switch (from.kind) {
    case TypeKind::Money: return from.name.empty() || to.name.empty() || from.name == to.name;
    case TypeKind::Quantity: return from.name.empty() || to.name.empty() || dimension(from.name) == dimension(to.name);
    case TypeKind::CodedText: return from.name == to.name;
    case TypeKind::Choice: return from.choice == nullptr || to.choice == nullptr || from.choice == to.choice;
    case TypeKind::Record: return from.record == to.record;
    case TypeKind::List: return !from.element || !to.element || fits(*from.element, *to.element);
    default: return true;
  }
}

bool is_amount(const Type& type) { return type.kind == TypeKind::Money || type.kind == TypeKind::Quantity; }

bool has_order(const Type& type) {
  return is_numeric(type) || type.kind == TypeKind::Date || type.kind == TypeKind::Time ||
         type.kind == TypeKind::Duration || type.kind == TypeKind::Period;
}

bool is_numeric(const Type& type) {
  return type.kind == TypeKind::Number || type.kind == TypeKind::Percent || type.kind == TypeKind::Money ||
         type.kind == TypeKind::Quantity;
}

}  // namespace shibo::engine
