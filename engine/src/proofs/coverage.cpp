#include "proofs/coverage.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "program/alike.hpp"
#include "program/cell_text.hpp"
#include "program/neighbours.hpp"
#include "program/region.hpp"
#include "program/specific.hpp"

namespace shibo::engine {

namespace {

/// Rows beyond this number are not looked at for coverage: annexes, whose codes leave gaps anyway.
constexpr std::size_t kRowsMax = 2'000;

/// One row with the keys it fits; a key without a region is left to the run. Requires: the table outlives it.
struct Laid {
  const TableText* table = nullptr;
  std::size_t at = 0;  ///< of its rows
  std::vector<const std::optional<Region>*> keys = {};
  std::string left = {};      ///< what left_to_record gives
  RowNarrowness narrow = {};  ///< of each key
  bool by_rate = false;       ///< it has amounts in one of several currencies that rows have for one key
  bool unproven = false;      ///< it may fit a key that another row fits, for all that is proven

  [[nodiscard]] const TableText::Row& row() const { return table->rows[at]; }
  [[nodiscard]] const TableText::Cell& cell(std::size_t key) const { return table->cell(at, key); }
  [[nodiscard]] const std::optional<Region>& key(std::size_t key) const { return *keys[key]; }
};

/// All rows of a table, and the regions of their distinct cells, by key.
struct LaidTable {
  std::vector<Laid> rows;
  std::vector<std::vector<std::optional<Region>>> regions;
};

/// What the cells say that are no regions. Rows that agree in it fit a key together if their regions meet. `other`
/// means what the rows beside it leave, so that only rows alike in all cells are known to agree in it.
std::string left_to_record(const Laid& laid) {
  bool whole = false;
  for (std::size_t k = 0; k < laid.keys.size(); ++k) whole = whole || laid.cell(k).kind == TableText::Cell::Kind::Other;
  std::string text;
  for (std::size_t k = 0; k < laid.keys.size(); ++k) {
    if (whole || !laid.key(k)) text += std::to_string(k) + ": " + text_of(laid.cell(k)) + "; ";
  }
  return text;
}

/// Some cell fits what only a record or the day can tell. What `other` leaves, no row beside it fits.
bool waits_for_run(const Laid& laid) {
  if (laid.by_rate) return true;
  for (std::size_t k = 0; k < laid.keys.size(); ++k) {
    if (!laid.key(k) && laid.cell(k).kind != TableText::Cell::Kind::Other) return true;
  }
  return false;
}

/// Which of the rows' bands lie apart, or leave nothing out, depends on the rate wherever bands of one key are in
/// several currencies.
void mark_by_rate(std::vector<Laid>& all, std::size_t keys) {
  for (std::size_t k = 0; k < keys; ++k) {
    std::set<Measure> currencies;
    for (const Laid& laid : all) {
      if (laid.key(k) && !laid.key(k)->currency.empty()) currencies.insert(laid.key(k)->currency);
    }
    if (currencies.size() < 2) continue;
    for (Laid& laid : all) laid.by_rate = laid.by_rate || (laid.key(k) && !laid.key(k)->currency.empty());
  }
}

LaidTable laid_out(const TableText& table) {
  LaidTable out;
  for (const TableText::Key& key : table.keys) {
    auto& regions = out.regions.emplace_back();
    for (const TableText::Cell& cell : key.cells.distinct()) regions.push_back(region_of(cell, key.type));
  }
  std::vector<Laid>& all = out.rows;
  all.reserve(table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Laid laid{&table, row};
    for (std::size_t k = 0; k < table.keys.size(); ++k) {
      laid.keys.push_back(&out.regions[k][table.keys[k].cells.number(row)]);
      laid.narrow.push_back(narrowness(laid.cell(k)));
    }
    laid.left = left_to_record(laid);
    all.push_back(std::move(laid));
  }
  mark_by_rate(all, table.keys.size());
  for (Laid& laid : all) laid.unproven = waits_for_run(laid);
  return out;
}

/// Requires: they agree in what is left to the record.
bool surely_overlap(const Laid& a, const Laid& b) {
  if (!periods_meet(a.row().law, b.row().law)) return false;
  for (std::size_t k = 0; k < a.keys.size(); ++k) {
    if (!a.key(k) || !b.key(k)) continue;
    if (!meet(*a.key(k), *b.key(k)) || !in_one_currency(*a.key(k), *b.key(k))) return false;
  }
  return true;
}

/// The days of a period, as one key more.
Region days_of(const Law& law) {
  Region days;
  days.counted = true;
  Stretch& stretch = days.line.emplace_back();
  if (law.since) stretch.low = Number(law.since->days);
  if (law.until) stretch.high = Number(law.until->days);
  return days;
}

/// Its keys and its days. Of rows that agree in a key that is left to the record, it is the same for all.
Box box_of(const Laid& laid) {
  Box box;
  for (const auto* key : laid.keys) box.push_back(key->value_or(Region::all()));
  box.push_back(days_of(laid.row().law));
  return box;
}

/// Rows that agree in what is left to the record, and which of them may fit a key together.
class SureRows {
 public:
  /// Requires: `rows` outlive it.
  explicit SureRows(const std::vector<Laid*>& rows) : laid_(rows) {
    for (const Laid* laid : rows) boxes_.push_back(box_of(*laid));
    neighbours_.emplace(boxes_);
  }

  [[nodiscard]] const std::vector<Laid*>& rows() const { return laid_; }
  [[nodiscard]] const Box& box(std::size_t row) const { return boxes_[row]; }
  [[nodiscard]] std::vector<std::size_t> beside(std::size_t row) { return neighbours_->of(row); }
  /// Some row was not laid beside all that may fit a key with it.
  [[nodiscard]] bool gave_up() const { return neighbours_->gave_up(); }
  /// The rows that may fit some of these keys.
  [[nodiscard]] std::vector<std::size_t> on(const Box& keys) const { return neighbours_->of(keys); }

 private:
  std::vector<Laid*> laid_;
  std::vector<Box> boxes_;
  std::optional<Neighbours> neighbours_;
};

enum class Proof { Apart, Clash, LeftToRun };

/// Reports each row that clashes with one before it, once, and marks those of which it is left to the run whether they
/// do.
template <class Prove>
void prove_pairs(Context& context, SureRows& sure, const Prove& prove, const std::string& message,
                 const std::string& help) {
  const auto clash = [&](std::size_t a, std::size_t b) {
    const Proof proof = prove(a, b);
    if (proof == Proof::LeftToRun) sure.rows()[a]->unproven = sure.rows()[b]->unproven = true;
    return proof == Proof::Clash;
  };
  for (std::size_t b = 0; b < sure.rows().size(); ++b) {
    const std::vector<std::size_t> beside = sure.beside(b);
    const auto a =
        std::find_if(beside.begin(), beside.end(), [&](std::size_t other) { return other < b && clash(other, b); });
    if (a == beside.end()) continue;
    const TableText::Row& row = sure.rows()[b]->row();
    const TableText::Row& before = sure.rows()[*a]->row();
    auto& d = context.error(code::kRowsOverlap, row.written, message);
    d.label = "this row";
    d.labels.push_back({before.written.source, before.written.span, "and this one"});
    d.help = help;
  }
  if (!sure.gave_up()) return;
  for (Laid* laid : sure.rows()) laid->unproven = true;
}

bool differ(const TableText::Row& a, const TableText::Row& b) {
  return !std::equal(a.results.begin(), a.results.end(), b.results.begin(),
                     [](const Node* x, const Node* y) { return alike(*x, *y); });
}

/// All rows of a table by how narrow they are. There are few ways to be, however many rows.
class RowsByNarrowness {
 public:
  explicit RowsByNarrowness(const std::vector<Laid>& rows) {
    for (const Laid& row : rows) {
      Alike& alike = rows_[row.narrow];
      if (alike.left == nullptr) alike.left = &row.left;
      alike.by_rate = alike.by_rate || row.by_rate;
      alike.several = alike.several || *alike.left != row.left;
    }
  }

  /// Is there a row, more specific than one of the two, of which a rate tells where it fits, or a record by other cells
  /// than `left`?
  [[nodiscard]] bool some_wait(const Laid& one, const Laid& other, const std::string& left) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& entry) {
      const auto& [narrow, alike] = entry;
      return (alike.by_rate || alike.several || *alike.left != left) &&
             (more_specific(narrow, one.narrow) || more_specific(narrow, other.narrow));
    });
  }

 private:
  struct Alike {
    const std::string* left = nullptr;  ///< to the record, by the first
    bool several = false;               ///< others leave something else
    bool by_rate = false;
  };
  std::map<RowNarrowness, Alike> rows_;
};

/// Rows of a `most specific` table that choose between themselves only by disagreeing.
class RivalRows {
 public:
  RivalRows(const TableText& table, const RowsByNarrowness& rows, const SureRows& sure)
      : table_(table), rows_(rows), sure_(sure), left_(sure.rows().front()->left) {}

  [[nodiscard]] Proof prove(std::size_t a, std::size_t b) const {
    const Laid& one = *sure_.rows()[a];
    const Laid& other = *sure_.rows()[b];
    if (more_specific(one.narrow, other.narrow) || more_specific(other.narrow, one.narrow) ||
        !surely_overlap(one, other) || !differ(one.row(), other.row()))
      return Proof::Apart;
    // Of rows that only a record can tell it is not shown that others take all their keys; alike they contradict each
    // other.
    if (!left_.empty() && same_cells(one, other)) return Proof::Clash;
    if (rows_.some_wait(one, other, left_)) return Proof::LeftToRun;
    return settled_by_others(one, other) ? Proof::Apart : Proof::Clash;
  }

 private:
  static bool same_cells(const Laid& a, const Laid& b) {
    for (std::size_t k = 0; k < a.keys.size(); ++k) {
      if (text_of(a.cell(k)) != text_of(b.cell(k))) return false;
    }
    return true;
  }

  /// Wherever both fit, a row fits that is more specific than one of them, and is then its only rival.
  [[nodiscard]] bool settled_by_others(const Laid& one, const Laid& other) const {
    const Box common = common_keys(one, other);
    std::vector<Box> boxes;
    for (const std::size_t row : sure_.on(common)) {
      const RowNarrowness& narrow = sure_.rows()[row]->narrow;
      if (more_specific(narrow, one.narrow) || more_specific(narrow, other.narrow)) boxes.push_back(sure_.box(row));
    }
    return !boxes.empty() && covered(common, boxes);
  }

  [[nodiscard]] Box common_keys(const Laid& a, const Laid& b) const {
    Box common;
    for (std::size_t k = 0; k < a.keys.size(); ++k) {
      const Region domain = domain_of(table_.keys[k].type);
      const Region of_a = a.key(k).value_or(Region::all());
      const Region of_b = b.key(k).value_or(Region::all());
      common.push_back(intersection(domain, *intersection(of_a, of_b)).value_or(domain));
      common.back().counted = domain.counted;
    }
    common.push_back(*intersection(days_of(a.row().law), days_of(b.row().law)));
    return common;
  }

  const TableText& table_;
  const RowsByNarrowness& rows_;
  const SureRows& sure_;
  std::string left_;  ///< to the record, by the rows of `sure_`
};

/// By the table's own rows: where those that others add leave nothing out, the table need not change.
bool covers_every_key(const TableText& table, const std::vector<Laid>& rows) {
  Box domain;
  for (const TableText::Key& key : table.keys) domain.push_back(domain_of(key.type));
  std::vector<Box> boxes;
  for (const Laid& laid : rows) {
    if (laid.row().added_by != nullptr || laid.row().law.dated() ||
        std::any_of(laid.keys.begin(), laid.keys.end(), [](const auto* key) { return !*key; }))
      continue;
    Box& box = boxes.emplace_back();
    for (const auto* key : laid.keys) box.push_back(**key);
  }
  return covered(domain, boxes);
}

void check_otherwise(Context& context, const Named& named, const TableText& table, const std::vector<Laid>& rows) {
  // A null result is one that did not check.
  if (table.otherwise.empty() || table.otherwise.front() == nullptr || rows.size() > kRowsMax ||
      !covers_every_key(table, rows))
    return;
  context
      .warning(code::kNeverChosen, table.otherwise.front()->written,
               "the rows of `" + named.name + "` cover every key: `otherwise` can never be chosen")
      .help = "take it away, or mend the row that covers too much";
}

void prove_clashes(Context& context, const TableText& table, const RowsByNarrowness& rows, SureRows& sure,
                   const std::string& two) {
  if (table.choose == dsl::TableDecl::Choose::Unique) {
    const auto prove = [&](std::size_t a, std::size_t b) {
      return surely_overlap(*sure.rows()[a], *sure.rows()[b]) ? Proof::Clash : Proof::Apart;
    };
    prove_pairs(
        context, sure, prove, two,
        "a table chooses `unique` rows unless it says `choose most specific`, `first`, `collect` or `all rows`");
  } else {
    const RivalRows rivals(table, rows, sure);
    prove_pairs(
        context, sure, [&](std::size_t a, std::size_t b) { return rivals.prove(a, b); },
        two + " and differ, and neither is more specific",
        "narrow one of them in every key, or add a row for what both fit");
  }
}

/// Reports rows that fit one key, and remembers for the run of which rows it is not proven that they do not.
void prove_and_mark(Context& context, const Named& named, TableText& table, std::vector<Laid>& rows) {
  const std::string two = "two rows of `" + named.name + "` fit the same key";
  if (table.choose != dsl::TableDecl::Choose::Unique && table.choose != dsl::TableDecl::Choose::MostSpecific) return;
  const RowsByNarrowness by_narrowness(rows);
  std::map<std::string, std::vector<Laid*>> alike_in_the_rest;
  for (Laid& laid : rows) alike_in_the_rest[laid.left].push_back(&laid);
  for (const auto& entry : alike_in_the_rest) {
    SureRows sure(entry.second);
    prove_clashes(context, table, by_narrowness, sure, two);
  }
  for (std::size_t r = 0; r < rows.size(); ++r) table.rows[r].left_to_run = rows[r].unproven;
}

}  // namespace

void check_coverage(Context& context) {
  for (Named& named : context.program.named) {
    for (Text& text : named.texts) {
      auto* table = std::get_if<TableText>(&text.body);
      if (table == nullptr) continue;
      LaidTable laid = laid_out(*table);
      prove_and_mark(context, named, *table, laid.rows);
      check_otherwise(context, named, *table, laid.rows);
    }
  }
}

}  // namespace shibo::engine
