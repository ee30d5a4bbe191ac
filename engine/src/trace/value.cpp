#include "trace/value.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "program/types.hpp"
#include "trace/fact.hpp"
#include "value/currency.hpp"
#include "value/overloaded.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

bool ListData::whole() const { return complete && perhaps.empty(); }

Causes ListData::why_not_whole() const {
  Causes causes = open;
  for (const PerhapsElement& one : perhaps) add_causes(causes, one.why);
  return causes;
}

Value Value::of(const Scalar& scalar) {
  Value value;
  std::visit([&](const auto& held) { value.data = held; }, scalar);
  return value;
}

void set_bounds(Value& value, const Interval& interval) {
  if (!interval.low && !interval.high && interval.unit.empty() && !interval.undefined) return;
  ValueMore& more = value.add_more();
  more.low = interval.low;
  more.high = interval.high;
  more.unit = interval.unit;
  more.undefined = interval.undefined;
}

void forget_bounds(Value& value) { set_bounds(value, no_number()); }

Interval interval_of(const Value& value) {
  if (const auto* number = value.get<Number>()) return {*number, *number, ""};
  if (const auto* money = value.get<Money>()) return {money->amount, money->amount, money->currency};
  if (const auto* quantity = value.get<Quantity>()) return {quantity->amount, quantity->amount, quantity->unit};
  return {value.low(), value.high(), value.unit_of_bounds(), value.undefined()};
}

Value value_of(const Interval& interval, const Type& type, Causes causes) {
  Value value;
  if (interval.point()) {
    if (type.kind == TypeKind::Money) value.data = Money{*interval.low, interval.unit};
    else if (type.kind == TypeKind::Quantity) value.data = Quantity{*interval.low, interval.unit};
    else value.data = *interval.low;
    return value;
  }
  set_bounds(value, interval);
  value.set_causes(std::move(causes));
  return value;
}

namespace {

bool same_quantity(const Quantity& a, const Quantity& b) {
  if (a.unit == b.unit || a.amount.is_zero() || b.amount.is_zero()) return a.amount == b.amount;
  const auto from = find_unit(b.unit);
  const auto to = find_unit(a.unit);
  const auto converted = from && to ? convert(b.amount, *from, *to) : std::nullopt;
  return converted && *converted == a.amount;
}

/// In whatever order: a list of facts has none.
bool same_list(const ListData& a, const ListData& b) {
  if (!a.whole() || !b.whole() || a.items.size() != b.items.size()) return false;
  if (std::equal(a.items.begin(), a.items.end(), b.items.begin(), same)) return true;
  const auto texts = [](const ListData& list) {
    std::multiset<std::string> all;
    for (const Value& item : list.items) all.insert(item.known() ? exact_text(item) : "");
    return all;
  };
  const auto known = [](const Value& item) { return item.known(); };
  return std::all_of(a.items.begin(), a.items.end(), known) && std::all_of(b.items.begin(), b.items.end(), known) &&
         texts(a) == texts(b);
}

/// In the unit of `like`; nothing where that takes a rate.
std::optional<Interval> in_unit_of(const Interval& like, const Interval& range) {
  if (like.unit.empty() || range.unit.empty() || like.unit == range.unit) return range;
  const auto from = find_unit(range.unit);
  const auto to = find_unit(like.unit);
  if (!from || !to || from->dimension != to->dimension) return std::nullopt;
  return scaled(range, from->in_base.divided_by(to->in_base), like.unit);
}

/// The range that holds all of these; without ends where they are in units that do not meet.
Interval hull_of(const std::vector<Value>& values) {
  Interval bounds = interval_of(values.front());
  for (const Value& value : values) {
    const auto next = in_unit_of(bounds, interval_of(value));
    if (!next) {
      Interval nowhere;
      nowhere.undefined =
          std::any_of(values.begin(), values.end(), [](const Value& one) { return interval_of(one).undefined; });
      return nowhere;
    }
    bounds = hull(bounds, *next);
  }
  return bounds;
}

}  // namespace

bool same(const Value& a, const Value& b) {
  if (!a.known() || !b.known() || a.data.index() != b.data.index()) return false;
  if (const auto* m = a.get<Money>()) {
    const auto* n = b.get<Money>();
    return m->amount == n->amount && (m->currency == n->currency || m->amount.is_zero());
  }
  if (const auto* q = a.get<Quantity>()) return same_quantity(*q, *b.get<Quantity>());
  if (const auto* list = a.get<std::shared_ptr<const ListData>>())
    return same_list(**list, **b.get<std::shared_ptr<const ListData>>());
  if (const auto* kind = a.get<KindData>())
    return kind->node == b.get<KindData>()->node && kind->frame == b.get<KindData>()->frame;
  if (const auto* b1 = a.get<bool>()) return *b1 == *b.get<bool>();
  if (const auto* n1 = a.get<Number>()) return *n1 == *b.get<Number>();
  if (const auto* d1 = a.get<Date>()) return *d1 == *b.get<Date>();
  if (const auto* t1 = a.get<Time>()) return *t1 == *b.get<Time>();
  if (const auto* u1 = a.get<Duration>()) return *u1 == *b.get<Duration>();
  if (const auto* p1 = a.get<Period>()) return *p1 == *b.get<Period>();
  if (const auto* h1 = a.get<HsCode>()) return *h1 == *b.get<HsCode>();
  if (const auto* s1 = a.get<TextValue>()) return *s1 == *b.get<TextValue>();
  if (const auto* r1 = a.get<const Record*>()) return *r1 == *b.get<const Record*>();
  return false;
}

namespace {

/// The same as written: nothing in one currency is not nothing in another, nor is an instant the same day at every
/// offset.
bool written_alike(const Value& a, const Value& b) {
  if (const auto* money = a.get<Money>()) return *money == *b.get<Money>();
  if (const auto* quantity = a.get<Quantity>()) return *quantity == *b.get<Quantity>();
  if (const auto* time = a.get<Time>())
    return *time == *b.get<Time>() && time->offset_minutes == b.get<Time>()->offset_minutes;
  return same(a, b);
}

/// By what it goes by: records around are asked by several.
bool same_fact(const Fact* a, const Fact* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a == b || a->at.path() == b->at.path();
}

}  // namespace

std::size_t hash_of(const Value& value) {
  const std::size_t of_what =
      std::visit(Overloaded{
                     [](const std::monostate&) -> std::size_t { return 0; },
                     [](bool truth) -> std::size_t { return truth ? 1 : 0; },
                     [](const Number& number) { return number.hash(); },
                     [](const Money& money) { return money.amount.hash(); },
                     [](const Quantity& quantity) { return quantity.amount.hash(); },
                     [](const Date& date) { return std::hash<std::int32_t>()(date.days); },
                     [](const Time& time) { return std::hash<std::int64_t>()(time.utc_ticks); },
                     [](const Duration& span) { return std::hash<std::int64_t>()(span.ticks); },
                     [](const Period& period) { return std::hash<std::int32_t>()(period.months); },
                     [](const HsCode& code) { return std::hash<std::uint64_t>()(code.digits.lowest()); },
                     [](const TextValue& text) { return std::hash<std::string_view>()(text.view()); },
                     [](const Record* record) { return std::hash<const Record*>()(record); },
                     [](const std::shared_ptr<const ListData>& list) { return list->items.size(); },
                     [](const KindData& kind) { return std::hash<const Node*>()(kind.node); },
                 },
                 value.data);
  return of_what * 31 + value.data.index();
}

bool identical(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index() || !same_fact(a.short_code(), b.short_code()) ||
      !same_reasons(a.causes(), b.causes()))
    return false;
  if (!a.known()) {
    return a.low() == b.low() && a.high() == b.high() && a.unit_of_bounds() == b.unit_of_bounds() &&
           a.outcomes() == b.outcomes() && a.undefined() == b.undefined() && a.conflict() == b.conflict() &&
           a.not_applicable() == b.not_applicable() && a.may_not_apply() == b.may_not_apply();
  }
  const auto* list = a.get<std::shared_ptr<const ListData>>();
  if (list == nullptr) return written_alike(a, b);
  const ListData& one = **list;
  const ListData& other = **b.get<std::shared_ptr<const ListData>>();
  const auto alike_perhaps = [](const PerhapsElement& x, const PerhapsElement& y) {
    return identical(x.value, y.value) && same_reasons(x.why, y.why);
  };
  return one.complete == other.complete && same_reasons(one.open, other.open) &&
         std::equal(one.perhaps.begin(), one.perhaps.end(), other.perhaps.begin(), other.perhaps.end(),
                    alike_perhaps) &&
         std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(), identical);
}

namespace {

/// Equal instants may be of different days: what was written at one offset only agrees with what was written at it.
bool of_one_offset(const Value& a, const Value& b) {
  if (const auto* time = a.get<Time>()) return time->offset_minutes == b.get<Time>()->offset_minutes;
  const auto* list = a.get<std::shared_ptr<const ListData>>();
  if (list == nullptr) return true;
  const std::vector<Value>& items = (*list)->items;
  const std::vector<Value>& others = (*b.get<std::shared_ptr<const ListData>>())->items;
  const bool of_times =
      std::any_of(items.begin(), items.end(), [](const Value& item) { return item.get<Time>() != nullptr; });
  return !of_times || std::equal(items.begin(), items.end(), others.begin(), others.end(), identical);
}

}  // namespace

Value agreed(const std::vector<Value>& values, const Type& type, Causes more) {
  const Value& first = values.front();
  if (values.size() == 1) return first;
  if (std::all_of(values.begin(), values.end(),
                  [&](const Value& value) { return same(value, first) && of_one_offset(value, first); }))
    return first;
  Value out;
  out.set_causes(std::move(more));
  for (const Value& value : values) {
    if (!value.causes().empty()) add_causes(out.add_more().causes, value.causes());
    if (value.conflict()) out.add_more().conflict = true;
  }
  if (is_numeric(type)) {
    const Interval bounds = hull_of(values);
    set_bounds(out, bounds);
  }
  return out;
}

namespace {

std::string address_text(const void* address) { return std::to_string(reinterpret_cast<std::uintptr_t>(address)); }

std::string exact_causes(const Causes& causes) {
  std::string text;
  for (const Cause* why : causes) text += why->path + ':' + std::to_string(why->about.index()) + ';';
  return text;
}

std::string percent_text(const Number& share) {
  const Number hundred = share * Number(100);
  return (hundred.is_decimal() ? hundred.to_string() : hundred.to_display(2)) + "%";
}

std::string amount_text(const Number& amount, Measure unit, const Type& type) {
  if (type.kind == TypeKind::Percent) return percent_text(amount);
  if (type.kind == TypeKind::Money) {
    const Currency* currency = find_currency(unit);
    const int places = currency != nullptr ? 2 : 0;
    return (unit.empty() ? "" : unit.name() + " ") +
           amount.to_grouped(amount.is_integer() && unit.empty() ? 0 : places);
  }
  if (type.kind == TypeKind::Quantity) return amount.to_grouped() + (unit.empty() ? "" : " " + unit.name());
  // A ratio of two alike is shown as a percentage; what it is compared with says the same.
  if (type.name == "ratio") return percent_text(amount);
  return amount.is_decimal() ? amount.to_string() : amount.to_display(6);
}

}  // namespace

std::string exact_text(const Value& value) {
  if (const auto* number = value.get<Number>()) return number->to_string();
  if (const auto* money = value.get<Money>()) return money->currency.name() + ' ' + money->amount.to_string();
  if (const auto* quantity = value.get<Quantity>()) return quantity->amount.to_string() + ' ' + quantity->unit.name();
  if (const auto* record = value.get<const Record*>()) return address_text(*record);
  if (const auto* kind = value.get<KindData>()) return address_text(kind->node) + '@' + address_text(kind->frame);
  if (const auto* list = value.get<std::shared_ptr<const ListData>>()) {
    std::string text = (*list)->complete ? "[" : "[...";
    for (const Value& item : (*list)->items)
      text += (item.known() ? exact_text(item) : "?" + exact_causes(item.causes())) + ',';
    for (const PerhapsElement& one : (*list)->perhaps)
      text += '~' + (one.value.known() ? exact_text(one.value) : "?" + exact_causes(one.value.causes())) +
              exact_causes(one.why) + ',';
    return text + exact_causes((*list)->open) + ']';
  }
  return to_text(value, {});
}

std::string to_text(const Value& value, const Type& type) {
  if (const auto* b = value.get<bool>()) return *b ? "true" : "false";
  if (const auto* n = value.get<Number>()) return amount_text(*n, "", type);
  if (const auto* m = value.get<Money>())
    return amount_text(m->amount, m->currency,
                       type.kind == TypeKind::Money ? type : Type{TypeKind::Money, "", nullptr, nullptr, nullptr});
  if (const auto* q = value.get<Quantity>())
    return amount_text(q->amount, q->unit, Type{TypeKind::Quantity, "", nullptr, nullptr, nullptr});
  if (const auto* d = value.get<Date>()) return d->to_string();
  if (const auto* t = value.get<Time>()) return t->to_string();
  if (const auto* u = value.get<Duration>()) return u->to_string();
  if (const auto* p = value.get<Period>()) return p->to_string();
  if (const auto* h = value.get<HsCode>()) return h->to_string();
  if (const auto* s = value.get<TextValue>()) return s->str();
  if (const auto* r = value.get<const Record*>()) return *r != nullptr ? (*r)->type->name : "record";
  if (const auto* list = value.get<std::shared_ptr<const ListData>>()) {
    std::string text;
    std::set<std::string> said;
    for (const Value& item : (*list)->items) {
      const std::string one = to_text(item, type.element ? *type.element : Type{});
      if (said.insert(one).second) text += (text.empty() ? "" : ", ") + one;
    }
    if (!(*list)->whole()) text += text.empty() ? "unknown" : " and perhaps more";
    return text.empty() ? "none" : text;
  }
  if (value.low() || value.high()) {
    if (value.low() && value.high())
      return "between " + amount_text(*value.low(), value.unit_of_bounds(), type) + " and " +
             amount_text(*value.high(), value.unit_of_bounds(), type);
    return value.low() ? "at least " + amount_text(*value.low(), value.unit_of_bounds(), type)
                       : "at most " + amount_text(*value.high(), value.unit_of_bounds(), type);
  }
  return "unknown";
}

}  // namespace shibo::engine
