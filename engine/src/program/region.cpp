#include "program/region.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

#include "program/types.hpp"
#include "value/normal_form.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;
using Op = dsl::Comparison::Op;

/// How many cases a proof of coverage may look at before it gives up.
constexpr int kBoxesMax = 100'000;

Number code_number(const HsDigits& digits, char filler) {
  return *Number::parse(digits.str() + std::string(HsCode::kDigitsMax - digits.size(), filler));
}

Stretch stretch_of(const HsRange& range) {
  return {code_number(range.from, '0'), code_number(range.to, '9'), false, false};
}

/// Codes, days, ticks of times and months come one by one.
bool counted(const Type& type) {
  return type.kind == TypeKind::Hs || type.kind == TypeKind::Date || type.kind == TypeKind::Time ||
         type.kind == TypeKind::Duration || type.kind == TypeKind::Period;
}

/// A value as a point of the line; nothing for words.
std::optional<Number> point_of(const Scalar& value) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
  if (const auto* time = std::get_if<Time>(&value)) return Number(time->utc_ticks);
  if (const auto* span = std::get_if<Duration>(&value)) return Number(span->ticks);
  if (const auto* period = std::get_if<Period>(&value)) return Number(period->months);
  if (const auto* money = std::get_if<Money>(&value)) return money->amount;
  if (const auto* quantity = std::get_if<Quantity>(&value)) {
    const auto unit = find_unit(quantity->unit);
    return unit ? quantity->amount * unit->in_base : quantity->amount;
  }
  return std::nullopt;
}

/// The region's currency from now on; false where it has another.
bool take_currency(Region& region, const Scalar& value, const Type& type) {
  const auto* money = std::get_if<Money>(&value);
  if (money == nullptr || !type.name.empty() || money->amount.is_zero()) return true;
  if (region.currency.empty()) region.currency = money->currency;
  return region.currency == money->currency;
}

bool add_value(Region& region, const Scalar& from, const std::optional<Scalar>& to, const Type& type) {
  if (const auto word = word_of(from); word && !to) {
    region.words.insert(is_plain_text(type) ? plain_form(*word) : *word);
    return true;
  }
  const auto low = point_of(from);
  const auto high = to ? point_of(*to) : low;
  if (!low || !high || !take_currency(region, from, type) || (to && !take_currency(region, *to, type))) return false;
  region.line.push_back({low, high, false, false});
  return true;
}

bool add_rows(Region& region, const GroupText& group, const Type& type, const std::optional<Date>& day);

/// Nothing where it changes with the day, and no day is given.
std::optional<bool> in_force_on(const Law& law, const std::optional<Date>& day) {
  if (!law.dated()) return true;
  return day ? std::optional(law.in_force(*day)) : std::nullopt;
}

/// Of a group whose members are known, on the day if they change with it, a set of values like any other.
bool add_group(Region& region, const Named& group, const Type& type, const std::optional<Date>& day) {
  for (const Text& text : group.texts) {
    const auto in_force = in_force_on(text.law, day);
    const auto* body = std::get_if<GroupText>(&text.body);
    if (!in_force || body == nullptr) return false;
    if (*in_force && !add_rows(region, *body, type, day)) return false;
  }
  return !group.texts.empty();
}

bool add_rows(Region& region, const GroupText& group, const Type& type, const std::optional<Date>& day) {
  for (const GroupText::Row& row : group.rows) {
    const auto in_force = in_force_on(row.law, day);
    if (!in_force) return false;
    if (!*in_force) continue;
    for (const GroupText::Member& member : row.members) {
      for (const HsRange& range : member.codes) region.line.push_back(stretch_of(range));
      if (member.group != nullptr && !add_group(region, *member.group, type, day)) return false;
      if (member.value && !add_value(region, *member.value, member.to, type)) return false;
    }
  }
  return true;
}

std::optional<Region> compared(const Cell& cell, const Type& type) {
  const Scalar& value = *cell.items.front().value;
  const auto at = point_of(value);
  if (!at) return std::nullopt;
  Stretch stretch;
  const bool below = cell.op == Op::Less || cell.op == Op::LessEqual;
  (below ? stretch.high : stretch.low) = at;
  (below ? stretch.high_open : stretch.low_open) = cell.op == Op::Less || cell.op == Op::Greater;
  Region region;
  region.counted = counted(type);
  region.line.push_back(stretch);
  take_currency(region, value, type);
  return region;
}

/// Does a end before b begins?
bool before(const Stretch& a, const Stretch& b) {
  if (!a.high || !b.low) return false;
  return *a.high < *b.low || (*a.high == *b.low && (a.high_open || b.low_open));
}

bool begins_by(const Stretch& outer, const Stretch& inner) {
  return !outer.low ||
         (inner.low && (*outer.low < *inner.low || (*outer.low == *inner.low && (!outer.low_open || inner.low_open))));
}

bool reaches_to(const Stretch& outer, const Stretch& inner) {
  return !outer.high || (inner.high && (*inner.high < *outer.high ||
                                        (*inner.high == *outer.high && (!outer.high_open || inner.high_open))));
}

/// Every key of a is in b. Requires: a is everything, or one word.
bool inside(const Region& a, const Region& b) {
  if (b.everything) return true;
  return !a.everything && b.words.contains(*a.words.begin());
}

Region one(const Stretch& stretch) {
  Region region;
  region.line.push_back(stretch);
  return region;
}

/// A line cut into the pieces between the bounds that some row has: the points themselves, and what is between.
std::vector<Region> pieces_of_line(const Stretch& line, std::vector<Number> cuts) {
  std::erase_if(cuts,
                [&](const Number& cut) { return (line.low && cut < *line.low) || (line.high && cut > *line.high); });
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Region> pieces;
  std::optional<Number> from = line.low;
  bool from_open = line.low_open;
  for (const Number& cut : cuts) {
    const bool nothing_between = from && *from == cut;
    if (!nothing_between) pieces.push_back(one({from, cut, from_open, true}));
    if (!(nothing_between && from_open)) pieces.push_back(one({cut, cut, false, false}));
    from = cut;
    from_open = true;
  }
  const bool ends_here = from && line.high && *from == *line.high && from_open;
  if (!ends_here) pieces.push_back(one({from, line.high, from_open, line.high_open}));
  return pieces;
}

/// Codes and days are counted one by one: between two neighbours there is nothing.
bool empty_piece(const Region& piece, bool whole_numbers) {
  if (!whole_numbers || piece.line.empty()) return false;
  const Stretch& s = piece.line.front();
  return s.low && s.high && s.low_open && s.high_open && *s.high <= *s.low + Number(1);
}

/// The stretch that is in both. Requires: neither ends before the other begins.
Stretch overlap(const Stretch& a, const Stretch& b) {
  Stretch both = a;
  if (b.low && (!a.low || *a.low < *b.low || (*a.low == *b.low && b.low_open))) {
    both.low = b.low;
    both.low_open = b.low_open;
  }
  if (b.high && (!a.high || *b.high < *a.high || (*a.high == *b.high && b.high_open))) {
    both.high = b.high;
    both.high_open = b.high_open;
  }
  return both;
}

/// Both have a key in common. Of what is counted one by one, nothing lies between two neighbours.
bool share(const Stretch& a, const Stretch& b, bool counted) {
  return !before(a, b) && !before(b, a) && !empty_piece(one(overlap(a, b)), counted);
}

/// Of an amount all that it can be in another currency: at a rate that nobody knows its sign is left.
Stretch at_any_rate(const Stretch& s) {
  const Number zero;
  Stretch all;
  if (s.low && zero <= *s.low) {
    all.low = zero;
    all.low_open = zero < *s.low || s.low_open;
  }
  if (s.high && *s.high <= zero) {
    all.high = zero;
    all.high_open = *s.high < zero || s.high_open;
  }
  return all;
}

/// The rows that hold each piece of a line, for pieces one behind the other: each stretch of a row is taken up once,
/// and laid down once.
class Sweep {
 public:
  /// Requires: `rows` outlive it.
  Sweep(std::size_t key, const std::vector<const Box*>& rows) {
    for (const Box* row : rows) {
      const Region& region = (*row)[key];
      if (region.everything) always_.push_back(row);
      for (const Stretch& stretch : region.line) spans_.push_back({&stretch, row});
      several_ = several_ || region.line.size() > 1;
    }
    std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) {
      return begins_by(*a.stretch, *b.stretch) && !begins_by(*b.stretch, *a.stretch);
    });
  }

  /// Requires: no bound of a row lies within the piece.
  std::vector<const Box*> rows_on(const Stretch& piece) {
    const bool goes_on = !last_ || begins_by(*last_, piece);
    if (!goes_on) {
      held_.clear();
      next_ = 0;
    }
    last_ = piece;
    for (; next_ < spans_.size() && begins_by(*spans_[next_].stretch, piece); ++next_) held_.push_back(spans_[next_]);
    std::erase_if(held_, [&](const Span& span) { return !reaches_to(*span.stretch, piece); });
    std::vector<const Box*> rows = always_;
    for (const Span& span : held_) rows.push_back(span.row);
    if (several_) {
      std::sort(rows.begin(), rows.end(), std::less<>());
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    }
    return rows;
  }

 private:
  struct Span {
    const Stretch* stretch;
    const Box* row;
  };
  std::vector<const Box*> always_;
  std::vector<Span> spans_;  ///< by where they begin
  std::vector<Span> held_;
  std::size_t next_ = 0;  ///< the first that was not yet taken up
  std::optional<Stretch> last_;
  bool several_ = false;  ///< some row has several stretches, two of which may hold one piece
};

class Coverage {
 public:
  explicit Coverage(const Box& domain) : domain_(domain) {}

  /// Rows in one currency cover it, those in none among them.
  bool from(std::size_t key, const std::vector<const Box*>& rows) {
    if (rows.empty()) return false;
    if (key == domain_.size()) return true;
    std::set<Measure> currencies;
    for (const Box* row : rows) currencies.insert((*row)[key].currency);
    if (currencies.size() > 1) currencies.erase(Measure());
    return std::any_of(currencies.begin(), currencies.end(), [&](Measure currency) {
      std::vector<const Box*> alike = rows;
      std::erase_if(alike, [&](const Box* row) { return !in_one_currency((*row)[key], currency); });
      return from(key, alike, currency);
    });
  }

 private:
  static bool in_one_currency(const Region& region, Measure currency) {
    return region.currency.empty() || region.currency == currency;
  }

  bool from(std::size_t key, const std::vector<const Box*>& rows, Measure currency) {
    if (++cases_ > kBoxesMax) return false;
    Sweep sweep(key, rows);
    for (const Region& piece : pieces(key, rows, currency)) {
      std::vector<const Box*> fitting;
      if (!piece.line.empty()) fitting = sweep.rows_on(piece.line.front());
      else
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(fitting),
                     [&](const Box* row) { return inside(piece, (*row)[key]); });
      if (!from(key + 1, fitting)) return false;
    }
    return true;
  }

  [[nodiscard]] std::vector<Stretch> line_of(const Region& domain, Measure currency) const {
    if (domain.everything) return {Stretch{}};
    std::vector<Stretch> line = domain.line;
    if (!domain.currency.empty() && !currency.empty() && domain.currency != currency)
      std::transform(line.begin(), line.end(), line.begin(), at_any_rate);
    return line;
  }

  std::vector<Region> pieces(std::size_t key, const std::vector<const Box*>& rows, Measure currency) const {
    const Region& domain = domain_[key];
    std::vector<Region> all;
    for (const std::string& word : domain.words) {
      Region piece;
      piece.words.insert(word);
      all.push_back(std::move(piece));
    }
    std::vector<Number> cuts;
    bool whole_numbers = true;
    for (const Box* row : rows) {
      for (const Stretch& s : (*row)[key].line) {
        for (const auto& bound : {s.low, s.high}) {
          if (!bound) continue;
          cuts.push_back(*bound);
          whole_numbers = whole_numbers && bound->is_integer();
        }
      }
    }
    if (domain.everything && cuts.empty()) return {Region::all()};
    for (const Stretch& line : line_of(domain, currency)) {
      for (Region& piece : pieces_of_line(line, cuts)) {
        if (!empty_piece(piece, whole_numbers && domain.counted)) all.push_back(std::move(piece));
      }
    }
    return all;
  }

  const Box& domain_;
  int cases_ = 0;
};

}  // namespace

std::optional<std::string> word_of(const Scalar& value) {
  if (const auto* text = std::get_if<TextValue>(&value)) return text->str();
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return std::nullopt;
}

Region Region::all() {
  Region region;
  region.everything = true;
  return region;
}

std::optional<Region> region_of(const Cell& cell, const Type& type, const std::optional<Date>& day) {
  if (cell.kind == Cell::Kind::Any) return Region::all();
  if (cell.kind == Cell::Kind::Other) return std::nullopt;
  if (cell.kind == Cell::Kind::Compare) return compared(cell, type);
  Region region;
  region.counted = counted(type);
  for (const Cell::Item& item : cell.items) {
    if (item.goods != nullptr) return std::nullopt;
    if (item.group != nullptr && !add_group(region, *item.group, type, day)) return std::nullopt;
    for (const HsRange& range : item.codes) region.line.push_back(stretch_of(range));
    if (item.value && !add_value(region, *item.value, item.to, type)) return std::nullopt;
  }
  return region;
}

Region domain_of(const Type& type) {
  Region region;
  if (type.kind == TypeKind::Condition) region.words = {"true", "false"};
  else if (type.kind == TypeKind::Choice && type.choice != nullptr) {
    for (const ChoiceType::Value& value : type.choice->values) region.words.insert(value.name);
  } else {
    region.everything = true;
    region.counted = counted(type);
  }
  return region;
}

std::optional<Region> region_of(const Scalar& value, const Type& type) {
  Region region;
  region.counted = counted(type);
  if (const auto* code = std::get_if<HsCode>(&value)) region.line.push_back(stretch_of(HsRange::of(*code)));
  else if (!add_value(region, value, std::nullopt, type)) return std::nullopt;
  return region;
}

bool in_one_currency(const Region& a, const Region& b) {
  return a.currency.empty() || b.currency.empty() || a.currency == b.currency;
}

bool meet(const Region& a, const Region& b) {
  if (a.everything || b.everything || !in_one_currency(a, b)) return true;
  for (const std::string& word : a.words) {
    if (b.words.contains(word)) return true;
  }
  for (const Stretch& x : a.line) {
    for (const Stretch& y : b.line) {
      if (share(x, y, a.counted || b.counted)) return true;
    }
  }
  return false;
}

std::optional<Region> intersection(const Region& a, const Region& b) {
  if (a.everything || b.everything) return a.everything ? b : a;
  if (!in_one_currency(a, b)) return a;
  Region both;
  both.counted = a.counted || b.counted;
  both.currency = a.currency.empty() ? b.currency : a.currency;
  std::set_intersection(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                        std::inserter(both.words, both.words.end()));
  for (const Stretch& x : a.line) {
    for (const Stretch& y : b.line) {
      if (share(x, y, both.counted)) both.line.push_back(overlap(x, y));
    }
  }
  if (both.words.empty() && both.line.empty()) return std::nullopt;
  return both;
}

bool same_region(const Region& a, const Region& b) {
  const auto same = [](const Stretch& x, const Stretch& y) {
    return x.low == y.low && x.high == y.high && x.low_open == y.low_open && x.high_open == y.high_open;
  };
  return a.everything == b.everything && a.words == b.words && in_one_currency(a, b) &&
         std::equal(a.line.begin(), a.line.end(), b.line.begin(), b.line.end(), same);
}

std::optional<Region> complement(const Region& region, const Type& type) {
  if (region.everything) return std::nullopt;
  const Region domain = domain_of(type);
  Region rest;
  rest.counted = region.counted;
  rest.currency = region.currency;
  if (!region.words.empty() || !domain.words.empty()) {
    std::set_difference(domain.words.begin(), domain.words.end(), region.words.begin(), region.words.end(),
                        std::inserter(rest.words, rest.words.end()));
    return rest.words.empty() ? std::nullopt : std::optional(rest);
  }
  rest.line.emplace_back();
  for (const Stretch& taken : region.line) {
    Region around;
    around.counted = region.counted;
    if (taken.low) around.line.push_back({std::nullopt, taken.low, false, !taken.low_open});
    if (taken.high) around.line.push_back({taken.high, std::nullopt, !taken.high_open, false});
    auto left = intersection(rest, around);
    if (!left) return std::nullopt;
    rest = std::move(*left);
  }
  return rest;
}

bool covered(const Box& domain, const std::vector<Box>& rows) {
  std::vector<const Box*> all;
  for (const Box& row : rows) all.push_back(&row);
  return Coverage(domain).from(0, all);
}

}  // namespace shibo::engine
