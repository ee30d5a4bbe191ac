// Tables: which rows a key fits, and which of them the table chooses.
#include <algorithm>

#include "eval/evaluator.hpp"

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

/// How narrow a cell is: a value 4, a list or range 3, a group 2, `other` 1, `any` 0.
int rank(const Cell& cell) {
  if (cell.kind == Cell::Kind::Any) return 0;
  if (cell.kind == Cell::Kind::Other) return 1;
  if (cell.kind == Cell::Kind::Compare) return 3;
  if (cell.items.size() == 1 && cell.items.front().group != nullptr) return 2;
  return cell.items.size() == 1 && !cell.items.front().to ? 4 : 3;
}

/// Is `a` narrower than `b` (1), wider (-1), or neither (0)? Longer codes are narrower than shorter.
int narrower(const Cell& a, const Cell& b) {
  const bool codes = a.kind == Cell::Kind::Items && b.kind == Cell::Kind::Items && !a.items.empty() && !b.items.empty() &&
                     !a.items.front().codes.empty() && !b.items.front().codes.empty();
  if (codes) {
    const std::size_t x = shortest(a);
    const std::size_t y = shortest(b);
    return x > y ? 1 : x < y ? -1 : 0;
  }
  const int x = rank(a);
  const int y = rank(b);
  return x > y ? 1 : x < y ? -1 : 0;
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
    Value one = Value::of(Truth::Unknown, value.causes);
    if (item.goods != nullptr) one = in_kind(value, *item.goods, frame, step);
    else if (item.group != nullptr) one = in_group(value, *item.group, frame.date);
    else if (!item.codes.empty()) {
      const auto* hs = value.get<HsCode>();
      Truth in = hs != nullptr ? Truth::False : Truth::Unknown;
      for (const HsRange& range : item.codes) in = kleene_or(in, hs != nullptr ? in_range(*hs, range) : Truth::Unknown);
      one = Value::of(in, value.causes);
    } else if (item.value && item.to) {
      using Op = dsl::Comparison::Op;
      const Value low = compare(value, key.type, Op::GreaterEqual, Value::of(*item.value), key.type, frame);
      const Value high = compare(value, key.type, Op::LessEqual, Value::of(*item.to), key.type, frame);
      one = Value::of(kleene_and(low.truth(), high.truth()), low.causes);
    } else if (item.value) {
      one = compare(value, key.type, dsl::Comparison::Op::Is, Value::of(*item.value), key.type, frame);
    }
    truth = kleene_or(truth, one.truth());
    add_causes(causes, one.causes);
  }
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

/// `other`: no other row that fits the remaining keys has a cell here that fits.
Value Evaluator::other_fits(const TableText& table, std::size_t row, std::size_t key, const KeyValues& keys, Frame& frame, Step& step) {
  Truth any = Truth::False;
  Causes causes;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (r == row || table.rows[r].cells[key].kind == Cell::Kind::Other) continue;
    if (in_period(table.rows[r].law, frame.date) == Truth::False) continue;
    Truth fits = Truth::True;
    for (std::size_t k = 0; k < table.keys.size() && fits != Truth::False; ++k) {
      if (table.rows[r].cells[k].kind == Cell::Kind::Other) continue;
      // Rows of a wider code are not alternatives to a row of a narrower one.
      if (k != key && narrower(table.rows[r].cells[k], table.rows[row].cells[k]) < 0) fits = Truth::False;
      if (fits == Truth::False) break;
      const Value one = cell_fits(table.rows[r].cells[k], table.keys[k], keys.values[k], frame, step);
      fits = kleene_and(fits, one.truth());
      add_causes(causes, one.causes);
    }
    any = kleene_or(any, fits);
  }
  const Truth truth = kleene_not(any);
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Value Evaluator::row_fits(const TableText& table, std::size_t row, const KeyValues& keys, Frame& frame, Step& step) {
  Truth truth = in_period(table.rows[row].law, frame.date);
  Causes causes;
  if (truth == Truth::Unknown && frame.date.why != nullptr) causes.push_back(frame.date.why);
  for (std::size_t k = 0; k < table.keys.size() && truth != Truth::False; ++k) {
    const Cell& cell = table.rows[row].cells[k];
    const Value one = cell.kind == Cell::Kind::Other ? other_fits(table, row, k, keys, frame, step)
                                                     : cell_fits(cell, table.keys[k], keys.values[k], frame, step);
    truth = kleene_and(truth, one.truth());
    add_causes(causes, one.causes);
  }
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
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

void Evaluator::no_row(const Named& named, const TableText& table, int column, Frame& frame, Step& step, const KeyValues& keys) {
  if (!table.otherwise.empty()) {
    const Step* otherwise = eval(*table.otherwise[static_cast<std::size_t>(column)], frame);
    step.children.push_back(otherwise);
    step.value = otherwise->value;
    return;
  }
  step.value = Value::unknown({cause({Cause::Kind::NoRow, "", "`" + named.name + "` has no row for " + key_text(table, keys.values), nullptr, {}, named.written})});
}

void Evaluator::ask_table(const Named& named, const TableText& table, Frame& frame, Step& step, int column) {
  const KeyValues keys = table_keys(table, frame);
  step.children = keys.steps;
  const Type& type = table.columns[static_cast<std::size_t>(column)].type;

  // Rows that could fit; those of other chapters are passed over.
  std::vector<std::size_t> candidates;
  const HsCode* hs = table.hs_key >= 0 ? keys.values[static_cast<std::size_t>(table.hs_key)].get<HsCode>() : nullptr;
  if (hs != nullptr) {
    for (const std::string& chapter : {hs->digits.substr(0, 2), std::string()}) {
      if (const auto found = table.by_chapter.find(chapter); found != table.by_chapter.end())
        candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
  } else {
    for (std::size_t r = 0; r < table.rows.size(); ++r) candidates.push_back(r);
  }

  struct Fit { std::size_t row; Truth truth; };
  std::vector<Fit> fits;
  Causes open;
  for (std::size_t r : candidates) {
    const Value fit = row_fits(table, r, keys, frame, step);
    if (fit.truth() == Truth::False) continue;
    if (fit.truth() == Truth::Unknown) {
      add_causes(open, fit.causes);
      if (fit.causes.empty())
        open.push_back(cause({Cause::Kind::Missing, "", "the key " + key_text(table, keys.values) + " is too short to choose a row of `" + named.name + "`", nullptr, {}, named.written}));
    }
    fits.push_back({r, fit.truth()});
    if (table.choose == Choose::First && fit.truth() == Truth::True) break;
  }
  if (fits.empty()) {
    no_row(named, table, column, frame, step, keys);
    return;
  }

  if (table.choose == Choose::AllRows || table.choose == Choose::Collect) {
    std::vector<const Step*> rows;
    auto collected = std::make_shared<ListData>();
    Truth combined = table.combine == Combine::AnyOf ? Truth::False : Truth::True;
    bool sure = false;
    Causes causes;
    for (const Fit& fit : fits) {
      const Step* row = row_step(named, table, fit.row, column, frame);
      rows.push_back(row);
      step.children.push_back(row);
      const Truth t = row->value.truth();
      sure = sure || fit.truth == Truth::True;
      if (table.combine == Combine::AnyOf) combined = kleene_or(combined, kleene_and(fit.truth, t));
      else combined = kleene_and(combined, kleene_or(kleene_not(fit.truth), t));
      if (t == Truth::Unknown) add_causes(causes, row->value.causes);
      if (fit.truth == Truth::True) collected->items.push_back(row->value);
      else collected->complete = false;
    }
    add_causes(causes, open);
    if (table.choose == Choose::Collect) {
      collected->open = open;
      step.value.data = std::shared_ptr<const ListData>(std::move(collected));
    } else if (table.combine == Combine::AnyOf || table.combine == Combine::AllOf) {
      // If it may be that no row fits at all, the answer is not settled by the rows alone.
      if (!sure) combined = Truth::Unknown;
      step.value = Value::of(combined, combined == Truth::Unknown ? causes : Causes{});
    } else {
      Interval total = interval_of(rows.front()->value);
      for (std::size_t i = 1; i < rows.size(); ++i) {
        const Interval next = interval_of(rows[i]->value);
        if (table.combine == Combine::Sum) total = add(total, next);
        else if (table.combine == Combine::Min && next.point() && total.point()) total = *next.low < *total.low ? next : total;
        else if (table.combine == Combine::Max && next.point() && total.point()) total = *next.low > *total.low ? next : total;
      }
      step.value = open.empty() ? value_of(total, type, causes) : Value::unknown(causes);
    }
    return;
  }

  // One row is chosen: a row that surely fits puts every wider row out of the question.
  std::vector<Fit> possible;
  for (const Fit& fit : fits) {
    const bool beaten = table.choose == Choose::MostSpecific && std::any_of(fits.begin(), fits.end(), [&](const Fit& other) {
      return other.truth == Truth::True && beats(table.rows[other.row], table.rows[fit.row]);
    });
    if (!beaten) possible.push_back(fit);
  }
  std::vector<Value> values;
  std::vector<Value> certain;
  for (const Fit& fit : possible) {
    const Step* row = row_step(named, table, fit.row, column, frame);
    step.children.push_back(row);
    values.push_back(row->value);
    if (fit.truth == Truth::True) certain.push_back(row->value);
  }
  const bool first = table.choose == Choose::First;
  if (!first && certain.size() > 1) {
    // Two rows that both fit, neither narrower: the table contradicts itself unless they agree.
    const Value both = agreed(certain, type, {});
    const bool differ = !both.known() && std::all_of(certain.begin(), certain.end(), [](const Value& v) { return v.known(); });
    if (differ) {
      step.value = Value::unknown({cause({Cause::Kind::Conflict, "", "two rows of `" + named.name + "` fit " + key_text(table, keys.values) + " and disagree", nullptr, {}, named.written})});
      step.value.conflict = true;
      return;
    }
    if (possible.size() == certain.size()) {
      step.value = both;
      return;
    }
  }
  if (possible.size() == 1 && possible.front().truth == Truth::True) {
    step.value = values.front();
    return;
  }
  if (certain.empty()) {
    // Perhaps no row fits the whole key.
    if (table.otherwise.empty()) values.push_back(Value::unknown(open));
    else values.push_back(eval(*table.otherwise[static_cast<std::size_t>(column)], frame)->value);
  }
  step.value = agreed(values, type, open);
}

}  // namespace shibo::engine
