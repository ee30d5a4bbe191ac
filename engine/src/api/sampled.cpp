#include "api/sampled.hpp"

#include <algorithm>
#include <optional>

#include "api/header_words.hpp"
#include "program/types.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/words.hpp"

namespace shibo {

using engine::FieldState;
using engine::FieldValue;
using engine::TypeKind;

std::string Signs::format() const {
  const char sign = decimal != '\0' ? decimal : thousands;
  if (sign == '\0') return {};
  return std::string("format csv { ") + (decimal != '\0' ? "decimal" : "thousands") + ": \"" + sign + "\" }";
}

CellReading::CellReading(const Signs& signs, bool by_semicolons) : by_semicolons_(by_semicolons) {
  how_.decimal = signs.decimal;
  how_.thousands = signs.thousands;
}

FieldValue CellReading::read(const engine::Type& type, const std::string& cell, const engine::FieldMapping* how) const {
  engine::ValueFormat format;
  format.field = how;
  format.mapping = &how_;
  format.by_semicolons = by_semicolons_;
  return engine::read_value(type, cell, format);
}

bool CellReading::fits(const RawColumn& column, const engine::Type& type, const engine::FieldMapping* how) const {
  bool some = false;
  for (const std::string& cell : column.cells) {
    if (cell.empty()) continue;
    some = true;
    if (read(type, cell, how).state != FieldState::Given) return false;
  }
  return some;
}

bool CellReading::fits(const RawColumn& column, TypeKind kind) const { return fits(column, engine::simple(kind)); }

bool is_currency(const RawColumn& column, const CellReading& reading) {
  return column.twin_of < 0 && !column.differs && is_called_currency(column.header) &&
         reading.fits(column, TypeKind::Currency);
}

const RawColumn* currency_among(const std::vector<RawColumn>& columns, const CellReading& reading) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const RawColumn& one) { return is_currency(one, reading); });
  return found == columns.end() ? nullptr : &*found;
}

namespace {

/// A number as it is, or a code, or an amount that says its currency.
std::optional<std::string> value_of(TypeKind kind, const std::string& cell, const CellReading& reading) {
  const FieldValue value = reading.read(engine::simple(kind), cell);
  if (value.state != FieldState::Given) return std::nullopt;
  if (const auto* code = std::get_if<engine::HsCode>(&value.value)) return code->to_string();
  if (const auto* number = std::get_if<engine::Number>(&value.value)) return number->to_string();
  if (const auto* money = std::get_if<engine::Money>(&value.value))
    return (money->amount.sign() < 0 ? "-" : "") + money->currency.name() + " " + money->amount.abs().to_string();
  return std::nullopt;
}

std::string word_of(TypeKind kind, const std::string& cell) {
  const FieldValue value = engine::read_value(engine::simple(kind), cell, {});
  const auto* word = std::get_if<engine::TextValue>(&value.value);
  return word != nullptr ? word->str() : std::string();
}

std::string percent_literal(const std::string& cell, const CellReading& reading) {
  const FieldValue value = reading.read(engine::simple(TypeKind::Percent), cell);
  const auto* share = std::get_if<engine::Number>(&value.value);
  return share == nullptr ? "" : (*share * 100).to_string() + "%";
}

std::string day_literal(TypeKind kind, const std::string& cell, const std::string& format, const CellReading& reading) {
  engine::FieldMapping how;
  if (!format.empty()) how.date_pattern = format.substr(7, format.size() - 8);  // dates "…"
  const FieldValue value = reading.read(engine::simple(kind), cell, how.date_pattern.empty() ? nullptr : &how);
  if (const auto* day = std::get_if<engine::Date>(&value.value)) return day->to_string();
  if (const auto* time = std::get_if<engine::Time>(&value.value)) return time->to_string();
  return "";
}

/// The first amount whose row has its currency. The sign stands before the currency.
std::string money_literal(const RawColumn& column, const RawColumn* currency, const CellReading& reading) {
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    if (column.cells[row].empty()) continue;
    if (const auto whole = value_of(TypeKind::Money, column.cells[row], reading)) return *whole;
    if (currency == nullptr || currency->cells[row].empty()) continue;
    const auto amount = value_of(TypeKind::Number, column.cells[row], reading);
    if (!amount) continue;
    const bool negative = amount->starts_with('-');
    return (negative ? "-" : "") + word_of(TypeKind::Currency, currency->cells[row]) + " " +
           amount->substr(negative ? 1 : 0);
  }
  return "";
}

}  // namespace

std::string literal_of(const RawColumn& column, const std::string& type, const std::string& format,
                       const RawColumn* currency, const CellReading& reading) {
  const auto cell =
      std::find_if(column.cells.begin(), column.cells.end(), [](const std::string& one) { return !one.empty(); });
  if (cell == column.cells.end()) return "";
  if (type == "condition") {
    const std::string text = engine::folded(*cell);
    return text == "true" || text == "yes" || text == "y" || text == "t" ? "true" : "false";
  }
  if (type == "hs") return value_of(TypeKind::Hs, *cell, reading).value_or("");
  if (type == "country") return word_of(TypeKind::Country, *cell);
  if (type == "currency") return word_of(TypeKind::Currency, *cell);
  if (type == "date" || type == "time")
    return day_literal(type == "date" ? TypeKind::Date : TypeKind::Time, *cell, format, reading);
  if (type == "number") return value_of(TypeKind::Number, *cell, reading).value_or("");
  if (type == "percent") return percent_literal(*cell, reading);
  if (type == "money") return money_literal(column, currency, reading);
  if (type.starts_with("quantity")) {
    const auto amount = value_of(TypeKind::Number, *cell, reading);
    return amount ? *amount + " " + format.substr(5) : "";  // unit …
  }
  return dsl::text_literal(*cell);
}

}  // namespace shibo
