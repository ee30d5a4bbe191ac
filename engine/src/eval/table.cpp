// Tables: which rows a key fits, and which of them the table chooses.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "sema/region.hpp"
#include "sema/types.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;
using Choose = dsl::TableDecl::Choose;
using Combine = dsl::TableDecl::Combine;

std::size_t shortest(const Cell& cell) {
  std::size_t digits = HsCode::kDigitsMax;
  for (const auto& item : cell.items) {
    for (const HsRange& range : item.codes) digits = std::min(digits, range.from.size());
  }
  return digits;
}

bool single(const Cell::Item& item) {
  if (!item.codes.empty()) return item.codes.size() == 1 && item.codes.front().from == item.codes.front().to;
  return !item.to;
}

/// How narrow a cell is: a value 4, a list or range 3, a group 2, `other` 1, `any` 0.
int rank(const Cell& cell) {
  if (cell.kind == Cell::Kind::Any) return 0;
  if (cell.kind == Cell::Kind::Other) return 1;
  if (cell.kind == Cell::Kind::Compare || cell.items.size() != 1) return 3;
  if (cell.items.front().group != nullptr) return 2;
  return single(cell.items.front()) ? 4 : 3;
}

bool of_codes(const Cell& cell) { return cell.kind == Cell::Kind::Items && !cell.items.empty() && !cell.items.front().codes.empty(); }

/// Is `a` narrower than `b` (1), wider (-1), or neither (0)? Longer codes are narrower than shorter ones.
int narrower(const Cell& a, const Cell& b) {
  const auto sign = [](auto x, auto y) { return x > y ? 1 : x < y ? -1 : 0; };
  const int by_length = of_codes(a) && of_codes(b) ? sign(shortest(a), shortest(b)) : 0;
  return by_length != 0 ? by_length : sign(rank(a), rank(b));
}

/// Every key of `a` at least as narrow as that of `b`, and one narrower.
bool beats(const TableText::Row& a, const TableText::Row& b) {
  bool once = false;
  for (std::size_t k = 0; k < a.cells.size(); ++k) {
    const int n = narrower(a.cells[k], b.cells[k]);
    if (n < 0) return false;
    once = once || n > 0;
  }
  return once;
}

std::string key_text(const TableText& table, const std::vector<Value>& keys) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (table.keys[i].type.kind == TypeKind::Kind) continue;
    text += (text.empty() ? "" : ", ") + to_text(keys[i], table.keys[i].type);
  }
  return text;
}

}  // namespace

Evaluator::KeyValues Evaluator::table_keys(const TableText& table, Frame& frame) {
  KeyValues keys;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const Value& argument = frame.arguments[i];
    if (argument.known() || !argument.causes.empty()) {
      keys.values.push_back(argument);
    } else if (table.keys[i].value != nullptr) {
      const Step* step = eval(*table.keys[i].value, frame);
      keys.steps.push_back(step);
      keys.values.push_back(step->value);
    } else if (table.keys[i].type.kind == TypeKind::Kind) {
      Value self;
      self.data = frame.self;
      keys.values.push_back(self);
    } else {
      keys.values.push_back(Value::unknown({}));
    }
  }
  return keys;
}

Value Evaluator::cell_fits(const Cell& cell, const TableText::Key& key, const Value& value, Frame& frame, Step& step) {
  if (cell.kind == Cell::Kind::Any) return Value::of(Truth::True);
  if (cell.kind == Cell::Kind::Compare) {
    return compare(value, key.type, cell.op, Value::of(*cell.items.front().value), key.type, frame);
  }
  Truth truth = Truth::False;
  Causes causes;
  for (const Cell::Item& item : cell.items) {
    const Value one = item_fits(item, key, value, frame, step);
    truth = kleene_or(truth, one.truth());
    add_causes(causes, one.causes);
  }
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Value Evaluator::item_fits(const Cell::Item& item, const TableText::Key& key, const Value& value, Frame& frame, Step& step) {
  if (item.goods != nullptr) return in_kind(value, *item.goods, frame, step);
  if (item.group != nullptr) return in_group(value, key.type, *item.group, frame.date);
  if (!item.codes.empty()) return in_codes(value, item.codes);
  if (item.to) return in_range_of(value, key.type, Value::of(*item.value), Value::of(*item.to), frame);
  return compare(value, key.type, dsl::Comparison::Op::Is, Value::of(*item.value), key.type, frame);
}

/// `other`: no other row that fits the remaining keys has a cell here that fits.
Value Evaluator::other_fits(const TableText& table, std::size_t row, std::size_t key, const KeyValues& keys, Frame& frame, Step& step) {
  Value other = Value::of(Truth::True);
  for (std::size_t r = 0; r < table.rows.size() && other.truth() != Truth::False; ++r) {
    if (r == row || table.rows[r].cells[key].kind == Cell::Kind::Other) continue;
    other = both_hold(other, negated(alternative_fits(table, r, row, key, keys, frame, step)));
  }
  return other;
}

/// Does a row fit that is an alternative to one with `other`? A row of a wider code is none to a narrower one.
Value Evaluator::alternative_fits(const TableText& table, std::size_t row, std::size_t to, std::size_t key, const KeyValues& keys, Frame& frame, Step& step) {
  const std::vector<Cell>& cells = table.rows[row].cells;
  Value fits = period_value(table.rows[row].law, frame.date);
  for (std::size_t k = 0; k < cells.size() && fits.truth() != Truth::False; ++k) {
    if (cells[k].kind == Cell::Kind::Other) continue;
    const bool wider = k != key && narrower(cells[k], table.rows[to].cells[k]) < 0;
    fits = wider ? Value::of(Truth::False) : both_hold(fits, cell_fits(cells[k], table.keys[k], keys.values[k], frame, step));
  }
  return fits;
}

Value Evaluator::row_fits(const TableText& table, std::size_t row, const KeyValues& keys, Frame& frame, Step& step) {
  Value fits = period_value(table.rows[row].law, frame.date);
  for (std::size_t k = 0; k < table.keys.size() && fits.truth() != Truth::False; ++k) {
    const Cell& cell = table.rows[row].cells[k];
    fits = both_hold(fits, cell.kind == Cell::Kind::Other ? other_fits(table, row, k, keys, frame, step)
                                                          : cell_fits(cell, table.keys[k], keys.values[k], frame, step));
  }
  return fits;
}

const Step* Evaluator::row_step(const Named& named, const TableText& table, std::size_t row, int column, Frame& frame) {
  Step& out = new_step(Step::Kind::Row);
  out.named = &named;
  out.law = &table.rows[row].law;
  out.written = table.rows[row].written;
  out.label = "row";
  const Node& result = *table.rows[row].results[static_cast<std::size_t>(column)];
  out.type = result.type;
  const Step* value = eval(result, frame);
  out.children.push_back(value);
  out.value = value->value;
  return &out;
}

/// What the table says where no row fits.
Value Evaluator::no_row(const Named& named, const TableText& table, int column, Frame& frame, Step& step, const KeyValues& keys) {
  if (table.otherwise.empty())
    return Value::unknown({cause({Cause::Kind::NoRow, "", "`" + named.name + "` has no row for " + key_text(table, keys.values), nullptr, {}, named.written})});
  const Step* otherwise = eval(*table.otherwise[static_cast<std::size_t>(column)], frame);
  step.children.push_back(otherwise);
  return otherwise->value;
}

/// The rows whose code could be that of the key, in order; all, where no code is a key.
std::vector<std::size_t> Evaluator::candidate_rows(const TableText& table, const KeyValues& keys) {
  std::vector<std::size_t> rows;
  const HsCode* hs = table.hs_key >= 0 ? keys.values[static_cast<std::size_t>(table.hs_key)].get<HsCode>() : nullptr;
  if (hs == nullptr) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) rows.push_back(r);
    return rows;
  }
  for (const std::string& chapter : {hs->digits.substr(0, 2), std::string()}) {
    if (const auto found = table.by_chapter.find(chapter); found != table.by_chapter.end()) rows.insert(rows.end(), found->second.begin(), found->second.end());
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// Rows that fit, or may; `first` looks no further than the first that does.
std::vector<Evaluator::Fit> Evaluator::fitting_rows(const TableText& table, const KeyValues& keys, Frame& frame, Step& step) {
  std::vector<Fit> fits;
  for (std::size_t r : candidate_rows(table, keys)) {
    const Value fit = row_fits(table, r, keys, frame, step);
    if (fit.truth() == Truth::False) continue;
    fits.push_back({r, fit.truth(), fit.causes});
    if (table.choose == Choose::First && fit.truth() == Truth::True) break;
  }
  return fits;
}

/// What a key can still turn out to be; nothing where that cannot be laid beside the rows.
std::optional<Region> Evaluator::possible_keys(const Value& value, const Type& type) {
  if (value.known()) {
    return std::visit(
        [&](const auto& held) -> std::optional<Region> {
          if constexpr (requires { Scalar(held); }) return region_of(Scalar(held), type);
          else return Region::all();
        },
        value.data);
  }
  Region region = domain_of(type);
  if (!is_numeric(type) || !value.unit.empty()) return region;
  region.everything = false;
  region.line.push_back({value.low, value.high, false, false});
  return region;
}

/// Whatever the unknown keys turn out to be, one of these rows fits.
bool Evaluator::some_row_fits(const TableText& table, const std::vector<Fit>& fits, const KeyValues& keys, Frame& frame, Step& step) {
  Box domain;
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    auto region = possible_keys(keys.values[k], table.keys[k].type);
    if (!region) return false;
    domain.push_back(std::move(*region));
  }
  std::vector<Box> rows;
  for (const Fit& fit : fits) {
    const TableText::Row& row = table.rows[fit.row];
    if (in_period(row.law, frame.date) != Truth::True) continue;
    Box box;
    for (std::size_t k = 0; k < row.cells.size(); ++k) {
      auto region = region_of(row.cells[k], table.keys[k].type);
      const bool sure = !region && row.cells[k].kind != Cell::Kind::Other && cell_fits(row.cells[k], table.keys[k], keys.values[k], frame, step).truth() == Truth::True;
      if (sure) region = Region::all();
      if (region) box.push_back(std::move(*region));
    }
    if (box.size() == row.cells.size()) rows.push_back(std::move(box));
  }
  return covered(domain, rows);
}

void Evaluator::ask_table(const Named& named, const TableText& table, Frame& frame, Step& step, int column) {
  const KeyValues keys = table_keys(table, frame);
  step.children = keys.steps;
  const std::vector<Fit> fits = fitting_rows(table, keys, frame, step);
  if (fits.empty()) {
    step.value = no_row(named, table, column, frame, step, keys);
    return;
  }
  const bool one_fits = std::any_of(fits.begin(), fits.end(), [](const Fit& fit) { return fit.truth == Truth::True; }) ||
                        some_row_fits(table, fits, keys, frame, step);
  const bool all = table.choose == Choose::AllRows || table.choose == Choose::Collect;
  Causes open;
  for (const Fit& fit : fits) add_causes(open, fit.causes);
  std::vector<Value> possible{all ? all_rows(named, table, column, fits, frame, step) : one_row(named, table, column, fits, keys, frame, step)};
  // What the table says of no row is one of the answers, if it may be that none fits.
  if (!one_fits && table.choose != Choose::Collect) possible.push_back(no_row(named, table, column, frame, step, keys));
  step.value = agreed(possible, table.columns[static_cast<std::size_t>(column)].type, open);
}

// ── All rows ───────────────────────────────────────────────────────────────────────────────────

/// Every row that fits counts, and those that may fit may count.
Value Evaluator::all_rows(const Named& named, const TableText& table, int column, const std::vector<Fit>& fits, Frame& frame, Step& step) {
  Terms terms;
  for (const Fit& fit : fits) {
    const Step* row = row_step(named, table, fit.row, column, frame);
    step.children.push_back(row);
    terms.all.push_back({fit.truth, row->value, fit.causes});
  }
  if (table.choose == Choose::Collect) return collected(terms);
  return combined(terms, table.combine, table.columns[static_cast<std::size_t>(column)].type, frame);
}

Value Evaluator::combined(const Terms& terms, Combine combine, const Type& type, const Frame& frame) {
  switch (combine) {
    case Combine::Sum: return total_of(terms, type, frame);
    case Combine::Min: return extreme_of(terms, type, Extreme::Least, frame);
    case Combine::Max: return extreme_of(terms, type, Extreme::Greatest, frame);
    default: break;
  }
  const bool any = combine == Combine::AnyOf;
  Truth truth = any ? Truth::False : Truth::True;
  for (const Term& term : terms.all) {
    const Truth value = term.value.truth();
    truth = any ? kleene_or(truth, kleene_and(term.in, value)) : kleene_and(truth, kleene_or(kleene_not(term.in), value));
  }
  return Value::of(truth, truth == Truth::Unknown ? causes_of(terms) : Causes{});
}

// ── One row ────────────────────────────────────────────────────────────────────────────────────

/// One row is chosen: in `most specific`, one that surely fits puts every wider one out of the question.
Value Evaluator::one_row(const Named& named, const TableText& table, int column, const std::vector<Fit>& fits, const KeyValues& keys, Frame& frame,
                         Step& step) {
  std::vector<Value> possible;
  std::vector<Value> certain;
  Causes open;
  for (const Fit& fit : fits) {
    const bool beaten = table.choose == Choose::MostSpecific && std::any_of(fits.begin(), fits.end(), [&](const Fit& other) {
      return other.truth == Truth::True && beats(table.rows[other.row], table.rows[fit.row]);
    });
    if (beaten) continue;
    const Step* row = row_step(named, table, fit.row, column, frame);
    step.children.push_back(row);
    possible.push_back(row->value);
    add_causes(open, fit.causes);
    if (fit.truth == Truth::True && row->value.known()) certain.push_back(row->value);
  }
  const bool contradicts = std::any_of(certain.begin(), certain.end(), [&](const Value& value) { return !same(value, certain.front()); });
  if (contradicts && table.choose != Choose::First) {
    Value conflict = Value::unknown({cause({Cause::Kind::Conflict, "", "two rows of `" + named.name + "` fit " + key_text(table, keys.values) + " and disagree", nullptr, {}, named.written})});
    conflict.conflict = true;
    return conflict;
  }
  return agreed(possible, table.columns[static_cast<std::size_t>(column)].type, open);
}

}  // namespace shibo::engine
