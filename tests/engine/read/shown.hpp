// Values, records and findings as one line of text, for tests of the readers.
//
// A value is shown as the language writes it; missing is `-`, absent `none`, invalid `!text (why)`.
// What a mapping supplied has a `*`.
#pragma once

#include <string>

#include "record/finding.hpp"
#include "record/record.hpp"

namespace shibo::engine {

inline std::string shown(const Scalar& value) {
  struct Visitor {
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Number& number) const { return number.to_string(); }
    std::string operator()(const Money& money) const { return money.currency.name() + " " + money.amount.to_string(); }
    std::string operator()(const Quantity& quantity) const {
      return quantity.amount.to_string() + " " + quantity.unit.name();
    }
    std::string operator()(const Date& date) const { return date.to_string(); }
    std::string operator()(const Time& time) const { return time.to_string(); }
    std::string operator()(const Duration& duration) const { return duration.to_string(); }
    std::string operator()(const Period& period) const { return period.to_string(); }
    std::string operator()(const HsCode& code) const { return code.to_string(); }
    std::string operator()(const TextValue& text) const { return text.str(); }
  };
  return std::visit(Visitor{}, value);
}

std::string shown(const Record& record);

inline std::string shown(const FieldValue& value, const Type& type) {
  const std::string mark = value.by_mapping ? "*" : "";
  switch (value.state) {
    case FieldState::Missing: return "-";
    case FieldState::Absent: return mark + "none";
    case FieldState::Invalid: return mark + "!" + value.text + " (" + value.why + ")";
    case FieldState::Given: break;
  }
  if (value.record != nullptr) return mark + shown(*value.record);
  if (type.kind != TypeKind::List) return mark + shown(value.value);
  std::string text = mark + "[";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    text += (i == 0 ? "" : "; ") + shown(value.items[i], *type.element);
  }
  return text + (value.complete ? "]" : " …]");
}

/// `{field: value, …}`, the missing fields left out; `{… ` begins one of which more is known to stand elsewhere.
inline std::string shown(const Record& record) {
  const std::string begin = record.cut ? "{… " : "{";
  std::string text = begin;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].state == FieldState::Missing) continue;
    const FieldType& field = record.type->fields[i];
    text += (text == begin ? "" : ", ") + field.name + ": " + shown(record.fields[i], field.type);
  }
  return text + "}";
}

inline std::string shown(const dsl::Code& code) {
  const std::string number = std::to_string(code.number);
  return std::string(1, code.letter) + std::string(4 - number.size(), '0') + number;
}

inline std::string shown(const Place& place) {
  return (place.file ? *place.file : "?") + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

/// `D0161 t.csv:2:3 [S1/2] message | help`; warnings begin with `W`, notes with `N`.
inline std::string shown(const Finding& finding) {
  const std::string severity = finding.severity == FindingSeverity::Error     ? ""
                               : finding.severity == FindingSeverity::Warning ? "W "
                                                                              : "N ";
  std::string text = severity + shown(finding.code) + " " + shown(finding.place);
  if (!finding.record_id.empty()) text += " [" + finding.record_id + "]";
  text += " " + finding.message;
  return finding.help.empty() ? text : text + " | " + finding.help;
}

}  // namespace shibo::engine
