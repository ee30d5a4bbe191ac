// What a word before `of` gives: the day of a time, the currency of an amount, a text made plain, its length, the year
// of a day.
#include <algorithm>

#include "eval/constructs.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

Value date_of(const Value& of) {
  const auto* instant = of.get<Time>();
  return instant != nullptr ? Value::of(Scalar{instant->date()}) : unknown_of(of, of);
}

Value currency_of(Evaluation& ev, const Value& of) {
  const auto* money = of.get<Money>();
  if (money == nullptr) return unknown_of(of, of);
  // Nothing is nothing in any: a sum of two nothings would be in the currency of whichever is written first.
  if (money->amount.is_zero()) return undefined(ev, why::NoValue::Of::CurrencyOfNothing);
  return Value::of(Scalar{TextValue(money->currency.name())});
}

Value plain_of(const Value& of) {
  const auto* text = of.get<TextValue>();
  return text != nullptr ? Value::of(Scalar{plain_form(*text)}) : unknown_of(of, of);
}

Value year_of(const Value& of) {
  const auto* day = of.get<Date>();
  return day != nullptr ? Value::of(Scalar{Number(day->year())}) : unknown_of(of, of);
}

/// All bytes of a character but its first are of the form 10xxxxxx.
std::int64_t characters_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

/// In characters of Unicode. What nobody gave is of some length, and none is below nothing.
Value length_of(const Value& of) {
  if (const auto* given = of.get<TextValue>()) return Value::of(Scalar{Number(characters_in(*given))});
  Value length = unknown_of(of, of);
  if (!length.undefined()) length.add_more().low = Number();
  return length;
}

Value word_of(Evaluation& ev, dsl::OfWord word, const Value& of) {
  switch (word) {
    case dsl::OfWord::Date: return date_of(of);
    case dsl::OfWord::Currency: return currency_of(ev, of);
    case dsl::OfWord::Plain: return plain_of(of);
    case dsl::OfWord::Year: return year_of(of);
    case dsl::OfWord::Length: return length_of(of);
  }
  return {};
}

}  // namespace

void work_out(Evaluation& ev, const node::WordOf& n, Frame& frame, Step& step) {
  const Step* of = eval(ev, *n.operand, frame);
  step.children.push_back(of);
  step.value = word_of(ev, n.word, of->value);
}

}  // namespace shibo::engine
