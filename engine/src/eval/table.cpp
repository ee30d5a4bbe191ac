// Tables: which rows a key fits, and which of them the table chooses.
#include <algorithm>
#include <map>

#include "eval/terms.hpp"
#include "program/region.hpp"
#include "program/specific.hpp"
#include "program/types.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;
using Choose = dsl::TableDecl::Choose;
using Combine = dsl::TableDecl::Combine;

/// Of more rows than this that may fit, those with the same result are worked out and told once.
constexpr std::size_t kRowsToldMax = 100;
/// Of more rows than this that may fit it is not looked at whether between them they leave no key out.
constexpr std::size_t kRowsProvenMax = 2'000;
/// How many pairs of rows are laid side by side to see whether two may contradict each other; of more, they may.
constexpr std::size_t kPairsMax = 40'000;

/// One question to a table: its keys are worked out, and its rows tried.
class Lookup {
 public:
  /// `column` is the one asked for. Steps are added to `step`.
  Lookup(Evaluation& ev, const Named& named, const TableText& table, int column, Frame& frame, Step& step)
      : ev_(ev), named_(named), table_(table), column_(static_cast<std::size_t>(column)), frame_(frame), step_(step) {
    for (const TableText::Key& key : table.keys) keys_.push_back(key_value(key));
  }

  Value answer();

 private:
  using Fit = FittingRows::Fit;
  /// A row that fits, or may, and is not beaten by another, with what it gives.
  struct Fitting {
    std::size_t row;
    const Value* value;
  };
  Value key_value(const TableText::Key& key);
  [[nodiscard]] std::vector<std::string> key_texts() const;

  [[nodiscard]] std::vector<std::size_t> candidate_rows() const;
  const std::vector<Fit>& fitting_rows();
  FittingRows found_rows();
  std::vector<Fit> fits_of_rows();
  Value row_fits(std::size_t row);
  Value cell_fits(const Cell& cell, std::size_t key);
  Value item_fits(const Cell::Item& item, std::size_t key);
  Value other_fits(std::size_t row, std::size_t key);
  Value alternative_fits(std::size_t row, std::size_t to);
  [[nodiscard]] std::optional<Region> possible_keys(std::size_t key) const;
  [[nodiscard]] bool alternatives_are_plain(std::size_t key) const;
  bool some_row_fits(const std::vector<Fit>& fits);

  const Step* row_step(std::size_t row);
  Value no_row();
  void drop_reasons(Value& none);
  Value all_rows(const std::vector<Fit>& fits);
  Value one_row(const std::vector<Fit>& fits);
  bool may_disagree(const std::vector<Fitting>& rows);
  Value conflict();

  [[nodiscard]] const Type& type() const { return table_.columns[column_].type; }

  Evaluation& ev_;
  const Named& named_;
  const TableText& table_;
  std::size_t column_;
  Frame& frame_;
  Step& step_;
  std::vector<Value> keys_;
  FittingRows found_;  ///< where they are this look-up's alone
  bool one_fits_ = false;
};

}  // namespace

void ask_table(Evaluation& ev, const Named& named, const TableText& table, Frame& frame, Step& step, int column) {
  step.value = Lookup(ev, named, table, column, frame, step).answer();
}

namespace {

/// Given with the question, or worked out as the table says; a table of goods is asked about the record itself.
Value Lookup::key_value(const TableText::Key& key) {
  const Value& argument = frame_.arguments[keys_.size()];
  if (argument.known() || !argument.causes().empty()) return argument;
  if (key.value != nullptr) {
    step_.children.push_back(eval(ev_, *key.value, frame_));
    return step_.children.back()->value;
  }
  if (key.type.kind != TypeKind::Kind) return Value::unknown({});
  Value self;
  self.data = frame_.self;
  return self;
}

std::vector<std::string> Lookup::key_texts() const {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (table_.keys[i].type.kind == TypeKind::Kind) continue;
    texts.push_back(to_text(keys_[i], table_.keys[i].type));
  }
  return texts;
}

Value Lookup::cell_fits(const Cell& cell, std::size_t key) {
  if (cell.kind == Cell::Kind::Any) return Value::of(Truth::True);
  if (cell.kind == Cell::Kind::Compare) {
    const Type& type = table_.keys[key].type;
    return compare(ev_, keys_[key], type, cell.op, Value::of(*cell.items.front().value), type, frame_);
  }
  Truth truth = Truth::False;
  Causes causes;
  for (const Cell::Item& item : cell.items) {
    const Value one = item_fits(item, key);
    truth = kleene_or(truth, one.truth());
    add_causes(causes, one.causes());
  }
  return Value::of(truth, causes);
}

Value Lookup::item_fits(const Cell::Item& item, std::size_t key) {
  const Value& value = keys_[key];
  const Type& type = table_.keys[key].type;
  if (item.goods != nullptr) return in_kind(ev_, value, *item.goods, frame_, step_);
  if (item.group != nullptr) return in_group(ev_, value, type, *item.group, frame_.date);
  if (!item.codes.empty()) return in_codes(ev_, value, item.codes);
  if (item.to) return in_range_of(ev_, value, type, Value::of(*item.value), Value::of(*item.to), frame_);
  return compare(ev_, value, type, dsl::Comparison::Op::Is, Value::of(*item.value), type, frame_);
}

/// `other`: no other row that fits the remaining keys has a cell here that fits.
Value Lookup::other_fits(std::size_t row, std::size_t key) {
  Value other = Value::of(Truth::True);
  for (std::size_t r = 0; r < table_.rows.size() && other.truth() != Truth::False && !ev_.stopped(); ++r) {
    ev_.spend(1);
    if (r == row || table_.cell(r, key).kind == Cell::Kind::Other) continue;
    other = both_hold(other, negated(alternative_fits(r, row)));
  }
  return other;
}

/// Does a row fit that is an alternative to one with `other`? A row that is wider is none: one that is not narrower in
/// any key, and is in one not as narrow.
Value Lookup::alternative_fits(std::size_t row, std::size_t to) {
  if (more_specific(table_, to, row)) return Value::of(Truth::False);
  Value fits = period_value(table_.rows[row].law, frame_.date);
  for (std::size_t k = 0; k < table_.keys.size() && fits.truth() != Truth::False; ++k) {
    const Cell& cell = table_.cell(row, k);
    if (cell.kind != Cell::Kind::Other) fits = both_hold(fits, cell_fits(cell, k));
  }
  return fits;
}

Value Lookup::row_fits(std::size_t row) {
  Value fits = period_value(table_.rows[row].law, frame_.date);
  for (std::size_t k = 0; k < table_.keys.size() && fits.truth() != Truth::False; ++k) {
    const Cell& cell = table_.cell(row, k);
    fits = both_hold(fits, cell.kind == Cell::Kind::Other ? other_fits(row, k) : cell_fits(cell, k));
  }
  return fits;
}

const Step* Lookup::row_step(std::size_t row) {
  Step& out = ev_.new_step(Step::Kind::Row);
  out.named = &named_;
  out.law = &table_.rows[row].law;
  if (table_.rows[row].added_by != nullptr) out.add_more().added_by = table_.rows[row].added_by;
  out.written = table_.rows[row].written;
  const Node& result = *table_.rows[row].results[column_];
  out.type = &result.type;
  const Step* value = eval(ev_, result, frame_);
  out.children.push_back(value);
  out.value = value->value;
  return &out;
}

/// What the table says where no row fits.
Value Lookup::no_row() {
  if (table_.otherwise.empty())
    return Value::unknown({ev_.cause({.about = why::NoRow{named_.name, key_texts()}, .written = named_.written})});
  const Step* otherwise = eval(ev_, *table_.otherwise[column_], frame_);
  step_.children.push_back(otherwise);
  return otherwise->value;
}

/// The rows that what is known of the keys leaves, in order.
std::vector<std::size_t> Lookup::candidate_rows() const {
  std::vector<TableIndex::Known> known;
  for (std::size_t k = 0; k < keys_.size(); ++k) {
    TableIndex::Known& key = known.emplace_back();
    const auto* truth = keys_[k].get<bool>();
    const auto* text = keys_[k].get<TextValue>();
    key.code = keys_[k].get<HsCode>();
    if (truth != nullptr) key.word = *truth ? "true" : "false";
    else if (text != nullptr) key.word = text->view();
    if (!table_.index.knows_stretches_of(k)) continue;
    const auto region = possible_keys(k);
    if (!region || region->line.size() != 1) continue;
    key.stretch = region->line.front();
    key.currency = region->currency;
  }
  return table_.index.candidates(known);
}

/// The same for all columns of the table, so that only the first that is asked for looks for them. Where the rows show
/// steps of their own under the look-up, each column shows its own.
const std::vector<Lookup::Fit>& Lookup::fitting_rows() {
  const bool asked_again = table_.columns.size() > 1;
  const Question key(named_, frame_.self, frame_.arguments, frame_.date, Question::kEveryColumn,
                     ev_.above().presumes());
  const FittingRows* found = asked_again ? ev_.look_ups().find(key, frame_.arguments, frame_.date) : nullptr;
  if (found != nullptr) {
    for (const Ground& ground : found->grounds) ev_.rests_on(ground.name, *ground.law, ground.day, ground.added_by);
  } else {
    const std::size_t children = step_.children.size();
    const std::size_t asides = step_.more().asides.size();
    const std::size_t grounds = step_.more().grounds.size();
    found_ = found_rows();
    found = &found_;
    const bool of_no_column =
        asked_again && !ev_.stopped() && step_.children.size() == children && step_.more().asides.size() == asides;
    if (of_no_column) {
      const std::vector<Ground>& all = step_.more().grounds;
      found_.grounds.assign(all.begin() + static_cast<std::ptrdiff_t>(grounds), all.end());
      found = &ev_.look_ups().keep(key, frame_.arguments, frame_.date, std::move(found_));
    }
  }
  one_fits_ = found->one_fits;
  return found->fits;
}

FittingRows Lookup::found_rows() {
  FittingRows found;
  found.fits = fits_of_rows();
  const auto surely = [](const Fit& fit) { return fit.truth == Truth::True; };
  found.one_fits =
      !found.fits.empty() && (std::any_of(found.fits.begin(), found.fits.end(), surely) || some_row_fits(found.fits));
  return found;
}

/// Rows that fit, or may; `first` looks no further than the first that does.
std::vector<Lookup::Fit> Lookup::fits_of_rows() {
  std::vector<Fit> fits;
  for (std::size_t r : candidate_rows()) {
    ev_.spend(1);
    if (ev_.stopped()) break;
    const Value fit = row_fits(r);
    if (fit.truth() == Truth::False) continue;
    fits.push_back({r, fit.truth(), fit.causes()});
    if (table_.choose == Choose::First && fit.truth() == Truth::True) break;
  }
  return fits;
}

/// What a key can still turn out to be; nothing where that cannot be laid beside the rows.
std::optional<Region> Lookup::possible_keys(std::size_t key) const {
  const Value& value = keys_[key];
  const Type& type = table_.keys[key].type;
  if (value.known()) {
    return std::visit(
        [&](const auto& held) -> std::optional<Region> {
          if constexpr (requires { Scalar(held); }) return region_of(Scalar(held), type);
          else return Region::all();
        },
        value.data);
  }
  Region region = domain_of(type);
  if (!is_numeric(type)) return region;
  const Measure unit = value.unit_of_bounds();
  Number in_base(1);  // as regions have quantities
  if (type.kind == TypeKind::Quantity && !unit.empty()) {
    const auto known = find_unit(unit);
    if (!known) return region;
    in_base = known->in_base;
  } else if (type.name.empty()) {
    region.currency = unit;
  } else if (!unit.empty() && unit != type.name) {
    return region;
  }
  const auto placed = [&](const std::optional<Number>& bound) {
    return bound ? std::optional(*bound * in_base) : std::nullopt;
  };
  region.everything = false;
  region.line.push_back({placed(value.low()), placed(value.high()), false, false});
  return region;
}

/// Where `other` in this key does not fit, a row does that has no `other` itself: so between them they leave nothing
/// out.
bool Lookup::alternatives_are_plain(std::size_t key) const {
  const auto is_other = [&](std::size_t row, std::size_t k) { return table_.cell(row, k).kind == Cell::Kind::Other; };
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    if (is_other(row, key)) continue;
    for (std::size_t k = 0; k < table_.keys.size(); ++k) {
      if (is_other(row, k)) return false;
    }
  }
  return true;
}

/// Whatever the unknown keys turn out to be, one of these rows fits.
bool Lookup::some_row_fits(const std::vector<Fit>& fits) {
  if (fits.size() > kRowsProvenMax) return false;
  Box domain;
  for (std::size_t k = 0; k < table_.keys.size(); ++k) {
    auto region = possible_keys(k);
    if (!region) return false;
    domain.push_back(std::move(*region));
  }
  std::vector<Box> rows;
  for (const Fit& fit : fits) {
    if (in_period(table_.rows[fit.row].law, frame_.date) != Truth::True) continue;
    Box box;
    for (std::size_t k = 0; k < table_.keys.size(); ++k) {
      const Cell& cell = table_.cell(fit.row, k);
      auto region = region_of(cell, table_.keys[k].type, frame_.date.day);
      const bool sure = !region && (cell.kind == Cell::Kind::Other ? alternatives_are_plain(k)
                                                                   : cell_fits(cell, k).truth() == Truth::True);
      if (sure) region = Region::all();
      if (region) box.push_back(std::move(*region));
    }
    if (box.size() == table_.keys.size()) rows.push_back(std::move(box));
  }
  return covered(domain, rows);
}

Value Lookup::answer() {
  const std::vector<Fit>& fits = fitting_rows();
  if (fits.empty()) return no_row();
  const bool all = table_.choose == Choose::AllRows || table_.choose == Choose::Collect;
  Causes open;
  for (const Fit& fit : fits) add_causes(open, fit.causes);
  std::vector<Value> possible{all ? all_rows(fits) : one_row(fits)};
  // What the table says of no row is one of the answers, if it may be that none fits.
  if (!one_fits_ && table_.choose != Choose::Collect) {
    possible.push_back(no_row());
    if (!open.empty()) drop_reasons(possible.back());
  }
  return agreed_alike(ev_, possible, type(), open, frame_);
}

/// While a key is open nobody knows that there is no row: of what the table says then, facts that are missing stay
/// causes, and that the law is not encoded is none.
void Lookup::drop_reasons(Value& none) {
  if (none.known()) return;
  Causes left = none.causes();
  std::erase_if(left, [](const Cause* why) {
    return why->path.empty() && (why->kind() == CauseKind::NoRow || why->kind() == CauseKind::Declared);
  });
  none.set_causes(std::move(left));
  if (!none.causes().empty() || step_.children.empty() || step_.children.back()->kind == Step::Kind::Row) return;
  step_.add_more().asides.push_back(step_.children.back());
  step_.children.pop_back();
}

// ── All rows ───────────────────────────────────────────────────────────────────────────────────

/// Every row that fits counts, and those that may fit may count.
Value Lookup::all_rows(const std::vector<Fit>& fits) {
  Terms terms(ev_, frame_);
  // What the table says where none fits is looked at apart.
  terms.not_none();
  for (const Fit& fit : fits) {
    const Step* row = row_step(fit.row);
    step_.children.push_back(row);
    terms.take({fit.truth, row->value, fit.causes});
  }
  if (table_.choose == Choose::Collect) return terms.collected();
  switch (table_.combine) {
    case Combine::Sum: return terms.total(type());
    case Combine::Min: return terms.extreme(type(), Terms::Extreme::Least);
    case Combine::Max: return terms.extreme(type(), Terms::Extreme::Greatest);
    case Combine::AnyOf: return terms.any_holds();
    default: return terms.all_hold();
  }
}

// ── One row ────────────────────────────────────────────────────────────────────────────────────

/// Two of these rows may fit one key, and give what may differ. Of those that are not left to the run it was proven
/// that they do not.
bool Lookup::may_disagree(const std::vector<Fitting>& rows) {
  const auto left_to_run = [this](const Fitting& fitting) { return table_.rows[fitting.row].left_to_run; };
  if (std::none_of(rows.begin(), rows.end(), left_to_run)) return false;
  std::vector<std::vector<std::optional<Region>>> laid;
  for (const Fitting& fitting : rows) {
    auto& regions = laid.emplace_back();
    for (std::size_t k = 0; k < table_.keys.size(); ++k)
      regions.push_back(region_of(table_.cell(fitting.row, k), table_.keys[k].type, frame_.date.day));
  }
  const auto apart = [&](std::size_t a, std::size_t b) {
    for (std::size_t k = 0; k < laid[a].size(); ++k) {
      if (laid[a][k] && laid[b][k] && !meet(*laid[a][k], *laid[b][k])) return true;
    }
    return table_.choose == Choose::MostSpecific &&
           (more_specific(table_, rows[a].row, rows[b].row) || more_specific(table_, rows[b].row, rows[a].row));
  };
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    if (!left_to_run(rows[a])) continue;
    for (std::size_t b = 0; b < rows.size(); ++b) {
      if (a == b || same(*rows[a].value, *rows[b].value)) continue;
      if (++pairs > kPairsMax || !apart(a, b)) return true;
    }
  }
  return false;
}

/// One row is chosen: in `most specific`, one that surely fits puts every wider one out of the question.
Value Lookup::one_row(const std::vector<Fit>& fits) {
  std::vector<Value> possible;
  std::vector<Fitting> fitting;
  std::vector<const Value*> certain;
  Causes open;
  std::vector<std::size_t> sure;
  for (const Fit& fit : fits) {
    if (table_.choose == Choose::MostSpecific && fit.truth == Truth::True) sure.push_back(fit.row);
  }
  std::map<const Node*, const Value*> told;
  for (const Fit& fit : fits) {
    const TableText::Row& chosen = table_.rows[fit.row];
    const bool beaten =
        std::any_of(sure.begin(), sure.end(), [&](std::size_t other) { return more_specific(table_, other, fit.row); });
    if (beaten) continue;
    add_causes(open, fit.causes);
    const bool only_may = fits.size() > kRowsToldMax && fit.truth != Truth::True && !chosen.law.unverified;
    const Value*& value = told[chosen.results[column_]];
    if (!only_may || value == nullptr) {
      const Step* row = row_step(fit.row);
      step_.children.push_back(row);
      possible.push_back(row->value);
      value = &row->value;
    }
    fitting.push_back({fit.row, value});
    if (fit.truth == Truth::True) certain.push_back(value);
  }
  const bool one_for_all = table_.choose == Choose::First;
  if (!one_for_all && some_differ(ev_, certain, type(), frame_)) return conflict();
  Value value = agreed_alike(ev_, possible, type(), open, frame_);
  if (!one_for_all && !value.known() && is_numeric(type()) && may_disagree(fitting)) forget_bounds(value);
  return value;
}

Value Lookup::conflict() {
  Value conflict =
      Value::unknown({ev_.cause({.about = why::RowsDisagree{named_.name, key_texts()}, .written = named_.written})});
  conflict.add_more().conflict = true;
  forget_bounds(conflict);
  return conflict;
}

}  // namespace

}  // namespace shibo::engine
