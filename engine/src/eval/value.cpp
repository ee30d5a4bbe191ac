#include "eval/value.hpp"

#include <algorithm>

#include "value/currency.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

bool before(const Cause* a, const Cause* b) {
  return std::tie(a->path, a->message, a->kind) < std::tie(b->path, b->message, b->kind);
}
bool alike(const Cause* a, const Cause* b) { return a->kind == b->kind && a->path == b->path && a->message == b->message; }

std::optional<Number> sum(const std::optional<Number>& a, const std::optional<Number>& b) {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

std::string unit_of(const Interval& a, const Interval& b) { return a.unit.empty() ? b.unit : a.unit; }

bool non_negative(const Interval& a) { return a.low && a.low->sign() >= 0; }

}  // namespace

void add_causes(Causes& to, const Causes& more) {
  to.insert(to.end(), more.begin(), more.end());
  std::sort(to.begin(), to.end(), before);
  to.erase(std::unique(to.begin(), to.end(), alike), to.end());
}

Value Value::of(Scalar scalar) {
  Value value;
  std::visit([&](auto&& held) { value.data = std::move(held); }, std::move(scalar));
  return value;
}

Value Value::of(Truth truth, Causes causes) {
  if (truth == Truth::Unknown) return unknown(std::move(causes));
  Value value;
  value.data = truth == Truth::True;
  return value;
}

Value Value::unknown(Causes causes) {
  Value value;
  value.causes = std::move(causes);
  return value;
}

Interval interval_of(const Value& value) {
  if (const auto* number = value.get<Number>()) return {*number, *number, ""};
  if (const auto* money = value.get<Money>()) return {money->amount, money->amount, money->currency};
  if (const auto* quantity = value.get<Quantity>()) return {quantity->amount, quantity->amount, quantity->unit};
  return {value.low, value.high, value.unit};
}

Value value_of(const Interval& interval, const Type& type, Causes causes) {
  Value value;
  if (interval.point()) {
    if (type.kind == TypeKind::Money) value.data = Money{*interval.low, interval.unit};
    else if (type.kind == TypeKind::Quantity) value.data = Quantity{*interval.low, interval.unit};
    else value.data = *interval.low;
    return value;
  }
  value.low = interval.low;
  value.high = interval.high;
  value.unit = interval.unit;
  value.causes = std::move(causes);
  return value;
}

Interval add(const Interval& a, const Interval& b) { return {sum(a.low, b.low), sum(a.high, b.high), unit_of(a, b)}; }

Interval negate(const Interval& a) {
  Interval out;
  if (a.high) out.low = -*a.high;
  if (a.low) out.high = -*a.low;
  out.unit = a.unit;
  return out;
}

Interval multiply(const Interval& a, const Interval& b) {
  const std::string unit = unit_of(a, b);
  const auto by_point = [&](const Interval& range, const Number& p) -> Interval {
    if (p.is_zero()) return {Number(), Number(), unit};
    Interval scaled;
    if (range.low) scaled.low = *range.low * p;
    if (range.high) scaled.high = *range.high * p;
    if (p.sign() < 0) std::swap(scaled.low, scaled.high);
    scaled.unit = unit;
    return scaled;
  };
  if (b.point()) return by_point(a, *b.low);
  if (a.point()) return by_point(b, *a.low);
  if (!non_negative(a) || !non_negative(b)) return {std::nullopt, std::nullopt, unit};
  Interval out{*a.low * *b.low, std::nullopt, unit};
  if (a.high && b.high) out.high = *a.high * *b.high;
  return out;
}

Interval divide(const Interval& a, const Interval& b) {
  if (b.point()) return multiply(a, {Number(1).divided_by(*b.low), Number(1).divided_by(*b.low), ""});
  Interval out;
  out.unit = a.unit;
  if (!non_negative(a) || !b.low || b.low->sign() <= 0) return out;
  out.low = b.high ? a.low->divided_by(*b.high) : Number();
  if (a.high) out.high = a.high->divided_by(*b.low);
  return out;
}

Interval hull(const Interval& a, const Interval& b) {
  Interval out;
  if (a.low && b.low) out.low = std::min(*a.low, *b.low);
  if (a.high && b.high) out.high = std::max(*a.high, *b.high);
  out.unit = unit_of(a, b);
  return out;
}

bool same(const Value& a, const Value& b) {
  if (!a.known() || !b.known()) return false;
  if (a.data.index() != b.data.index()) return false;
  if (const auto* m = a.get<Money>()) {
    const auto* n = b.get<Money>();
    return m->amount == n->amount && (m->currency == n->currency || m->amount.is_zero());
  }
  if (const auto* q = a.get<Quantity>()) {
    const auto* r = b.get<Quantity>();
    if (q->unit == r->unit || q->amount.is_zero() || r->amount.is_zero()) return q->amount == r->amount;
    const auto from = find_unit(r->unit);
    const auto to = find_unit(q->unit);
    const auto converted = from && to ? convert(r->amount, *from, *to) : std::nullopt;
    return converted && *converted == q->amount;
  }
  if (const auto* b1 = a.get<bool>()) return *b1 == *b.get<bool>();
  if (const auto* n1 = a.get<Number>()) return *n1 == *b.get<Number>();
  if (const auto* d1 = a.get<Date>()) return *d1 == *b.get<Date>();
  if (const auto* t1 = a.get<Time>()) return *t1 == *b.get<Time>();
  if (const auto* u1 = a.get<Duration>()) return *u1 == *b.get<Duration>();
  if (const auto* p1 = a.get<Period>()) return *p1 == *b.get<Period>();
  if (const auto* h1 = a.get<HsCode>()) return *h1 == *b.get<HsCode>();
  if (const auto* s1 = a.get<std::string>()) return *s1 == *b.get<std::string>();
  if (const auto* r1 = a.get<const Record*>()) return *r1 == *b.get<const Record*>();
  return false;
}

Value agreed(const std::vector<Value>& values, const Type& type, Causes more) {
  if (values.empty()) return Value::unknown(std::move(more));
  bool all_same = true;
  for (const Value& value : values) all_same = all_same && same(value, values.front());
  if (all_same) return values.front();
  Value out;
  out.causes = std::move(more);
  Interval bounds = interval_of(values.front());
  for (const Value& value : values) {
    add_causes(out.causes, value.causes);
    bounds = hull(bounds, interval_of(value));
    out.conflict = out.conflict || value.conflict;
  }
  const bool numeric = type.kind == TypeKind::Number || type.kind == TypeKind::Percent || type.kind == TypeKind::Money || type.kind == TypeKind::Quantity;
  if (numeric) {
    out.low = bounds.low;
    out.high = bounds.high;
    out.unit = bounds.unit;
  }
  return out;
}

namespace {

std::string percent_text(const Number& share) {
  const Number hundred = share * Number(100);
  return (hundred.is_decimal() ? hundred.to_string() : hundred.to_display(2)) + "%";
}

std::string amount_text(const Number& amount, const std::string& unit, const Type& type) {
  if (type.kind == TypeKind::Percent) return percent_text(amount);
  if (type.kind == TypeKind::Money) {
    const Currency* currency = find_currency(unit);
    const int places = currency != nullptr ? 2 : 0;
    return (unit.empty() ? "" : unit + " ") + amount.to_grouped(amount.is_integer() && unit.empty() ? 0 : places);
  }
  if (type.kind == TypeKind::Quantity) return amount.to_grouped() + (unit.empty() ? "" : " " + unit);
  // A ratio of two alike is shown as a percentage; what it is compared with says the same.
  if (type.name == "ratio") return percent_text(amount);
  return amount.is_decimal() ? amount.to_string() : amount.to_display(6);
}

}  // namespace

std::string to_text(const Value& value, const Type& type) {
  if (const auto* b = value.get<bool>()) return *b ? "true" : "false";
  if (const auto* n = value.get<Number>()) return amount_text(*n, "", type);
  if (const auto* m = value.get<Money>()) return amount_text(m->amount, m->currency, type.kind == TypeKind::Money ? type : Type{TypeKind::Money, "", nullptr, nullptr, nullptr});
  if (const auto* q = value.get<Quantity>()) return amount_text(q->amount, q->unit, Type{TypeKind::Quantity, "", nullptr, nullptr, nullptr});
  if (const auto* d = value.get<Date>()) return d->to_string();
  if (const auto* t = value.get<Time>()) return t->to_string();
  if (const auto* u = value.get<Duration>()) return u->to_string();
  if (const auto* p = value.get<Period>()) return p->to_string();
  if (const auto* h = value.get<HsCode>()) return h->to_string();
  if (const auto* s = value.get<std::string>()) return *s;
  if (const auto* r = value.get<const Record*>()) return *r != nullptr ? (*r)->type->name : "record";
  if (const auto* list = value.get<std::shared_ptr<const ListData>>()) {
    std::string text;
    for (const Value& item : (*list)->items) text += (text.empty() ? "" : ", ") + to_text(item, type.element ? *type.element : Type{});
    if (!(*list)->complete) text += text.empty() ? "unknown" : " and perhaps more";
    return text.empty() ? "none" : text;
  }
  if (value.low || value.high) {
    if (value.low && value.high) return "between " + amount_text(*value.low, value.unit, type) + " and " + amount_text(*value.high, value.unit, type);
    return value.low ? "at least " + amount_text(*value.low, value.unit, type) : "at most " + amount_text(*value.high, value.unit, type);
  }
  return "unknown";
}

}  // namespace shibo::engine
