// Values out of text: numbers, days, instants, codes, and every type as a cell holds it.
#include <optional>

#include "law.hpp"
#include "read/read_value.hpp"
#include "records_law.hpp"
#include "value/date.hpp"
#include "value/hs.hpp"
#include "value/number.hpp"

namespace shibo::fuzz {
namespace {

using engine::Date;
using engine::HsCode;
using engine::Number;
using engine::Time;

void numbers(std::string_view text) {
  const auto number = Number::parse(text);
  law(number.has_value() != Number::fault_in(text).has_value(), "a number, or its fault");
  if (!number) return;
  law(Number::parse(number->to_string()) == number, "a number is read back as it was printed");
  law(*number - *number == Number(0), "a number less itself is nothing");
  law(number->rounded_to(1, engine::RoundingMode::Down).abs() <= number->abs(), "rounding down does not grow");
  if (number->is_zero()) return;
  law(number->divided_by(*number) == Number(1), "a number by itself is one");
  law(Number(1).divided_by(*number) * *number == Number(1), "quotients are exact");
}

void days(std::string_view text) {
  if (const auto date = Date::parse(text)) {
    same(date->to_string(), std::string(text), "a day is printed as it was written");
    law(Date::from_civil(date->civil()) == date, "a day of the calendar is itself");
    for (const std::int64_t step : {std::int64_t{1}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
      const auto moved = date->add_months(step);
      law(!moved || (*moved >= Date::kMin && *moved <= Date::kMax), "no sum leaves the calendar");
      const auto by_days = date->add_days(step);
      law(!by_days || engine::days_between(*date, *by_days) == step, "days are counted back");
    }
  }
  if (const auto time = Time::parse(text))
    law(Time::parse(time->to_string()) == time, "an instant is read back as it was printed");
  if (const auto code = HsCode::parse(text))
    law(HsCode::parse(code->to_string()) == code, "a code is read back as it was printed");
  law(HsCode::parse(text).has_value() != HsCode::fault_in(text).has_value(), "a code, or its fault");
}

void fields(std::string_view text) {
  for (const engine::RecordType& record : everything().records) {
    for (const engine::FieldType& field : record.fields) {
      if (field.type.kind == engine::TypeKind::Record) continue;
      for (const char decimal : {'.', ','}) {
        engine::Mapping mapping;
        mapping.decimal = decimal;
        engine::ValueFormat format;
        format.mapping = &mapping;
        static_cast<void>(shown(engine::read_field(field, text, format), field.type));
      }
    }
  }
  for (const engine::Mapping& mapping : everything().mappings) {
    for (const engine::FieldMapping& column : mapping.fields) {
      const int index = mapping.record->find(column.path.back());
      if (column.path.size() != 1 || index < 0) continue;
      const engine::FieldType& field = mapping.record->fields[static_cast<std::size_t>(index)];
      static_cast<void>(shown(engine::read_field(field, text, {&column, &mapping}), field.type));
    }
  }
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = shibo::fuzz::text_of(data, size);
  shibo::fuzz::numbers(text);
  shibo::fuzz::days(text);
  shibo::fuzz::fields(text);
  return 0;
}
