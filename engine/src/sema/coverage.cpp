#include "sema/coverage.hpp"

#include <algorithm>
#include <iterator>

#include "sema/alike.hpp"
#include "sema/region.hpp"
#include "sema/specific.hpp"

namespace shibo::engine {

bool periods_meet(const Law& a, const Law& b) {
  const auto before = [](const std::optional<Date>& end, const std::optional<Date>& begin) {
    return end && begin && *end < *begin;
  };
  return !before(a.until, b.since) && !before(b.until, a.since);
}

namespace {

/// Rows beyond this number are not looked at for coverage: annexes, whose codes leave gaps anyway.
constexpr std::size_t kRowsMax = 2'000;

/// One row with the keys it fits; a key without a region is left to the run.
struct Laid {
  const TableText::Row* row = nullptr;
  std::vector<std::optional<Region>> keys;
};

std::vector<Laid> laid_out(const TableText& table) {
  std::vector<Laid> all;
  for (const TableText::Row& row : table.rows) {
    Laid laid{&row, {}};
    for (std::size_t k = 0; k < row.cells.size(); ++k) laid.keys.push_back(region_of(row.cells[k], table.keys[k].type));
    all.push_back(std::move(laid));
  }
  return all;
}

bool surely_overlap(const Laid& a, const Laid& b) {
  if (!periods_meet(a.row->law, b.row->law)) return false;
  for (std::size_t k = 0; k < a.keys.size(); ++k) {
    if (!a.keys[k] || !b.keys[k] || !meet(*a.keys[k], *b.keys[k])) return false;
  }
  return true;
}

/// For each row those before it that may share a code with it: in an annex of thousands, few are of one chapter.
class Neighbours {
 public:
  explicit Neighbours(const TableText& table) : table_(table), chapters_(table.rows.size()) {
    for (const auto& [chapter, rows] : table.by_chapter) {
      for (const std::size_t row : rows) chapters_[row].push_back(chapter);
    }
  }

  [[nodiscard]] std::vector<std::size_t> before(std::size_t row) const {
    const auto& own = chapters_[row];
    const bool any_code = table_.hs_key < 0 || std::find(own.begin(), own.end(), "") != own.end();
    std::vector<std::size_t> all;
    if (any_code) {
      for (std::size_t r = 0; r < row; ++r) all.push_back(r);
      return all;
    }
    add(all, "", row);
    for (const std::string& chapter : own) add(all, chapter, row);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

 private:
  void add(std::vector<std::size_t>& all, const std::string& chapter, std::size_t before) const {
    const auto found = table_.by_chapter.find(chapter);
    if (found == table_.by_chapter.end()) return;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(all),
                 [&](std::size_t r) { return r < before; });
  }

  const TableText& table_;
  std::vector<std::vector<std::string>> chapters_;
};

/// Each row that clashes with one before it, once.
template <class Clash>
void report_clashes(Context& context, const TableText& table, const std::vector<Laid>& rows, const Clash& clash,
                    const std::string& message, const std::string& help) {
  const Neighbours neighbours(table);
  for (std::size_t b = 0; b < rows.size(); ++b) {
    const std::vector<std::size_t> before = neighbours.before(b);
    const auto a =
        std::find_if(before.begin(), before.end(), [&](std::size_t other) { return clash(rows[other], rows[b]); });
    if (a == before.end()) continue;
    auto& d = context.error(code::kRowsOverlap, rows[b].row->written, message);
    d.label = "this row";
    d.labels.push_back({rows[*a].row->written.source, rows[*a].row->written.span, "and this one"});
    d.help = help;
  }
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

bool differ(const TableText::Row& a, const TableText::Row& b) {
  return !std::equal(a.results.begin(), a.results.end(), b.results.begin(),
                     [](const Node* x, const Node* y) { return alike(*x, *y); });
}

/// Rows of a `most specific` table that choose between themselves only by disagreeing.
class RivalRows {
 public:
  RivalRows(const TableText& table, const std::vector<Laid>& rows) : table_(table), rows_(rows) {}

  [[nodiscard]] bool rivals(const Laid& a, const Laid& b) const {
    if (more_specific(*a.row, *b.row) || more_specific(*b.row, *a.row) || !surely_overlap(a, b) ||
        !differ(*a.row, *b.row))
      return false;
    return !settled_by_others(a, b);
  }

 private:
  /// Wherever both fit, a row fits that is more specific than one of them (and is then its only rival), or a row
  /// that only a record can tell may.
  [[nodiscard]] bool settled_by_others(const Laid& a, const Laid& b) const {
    std::vector<Box> boxes;
    for (const Laid& other : rows_) {
      if (&other == &a || &other == &b || !(more_specific(*other.row, *a.row) || more_specific(*other.row, *b.row)))
        continue;
      Box& box = boxes.emplace_back();
      for (const auto& key : other.keys) {
        if (!key) return true;
        box.push_back(*key);
      }
      box.push_back(days_of(other.row->law));
    }
    return !boxes.empty() && covered(common_keys(a, b), boxes);
  }

  [[nodiscard]] Box common_keys(const Laid& a, const Laid& b) const {
    Box common;
    for (std::size_t k = 0; k < a.keys.size(); ++k) {
      const Region domain = domain_of(table_.keys[k].type);
      common.push_back(intersection(domain, *intersection(*a.keys[k], *b.keys[k])).value_or(domain));
      common.back().counted = domain.counted;
    }
    common.push_back(*intersection(days_of(a.row->law), days_of(b.row->law)));
    return common;
  }

  const TableText& table_;
  const std::vector<Laid>& rows_;
};

bool covers_every_key(const TableText& table, const std::vector<Laid>& rows) {
  Box domain;
  for (const TableText::Key& key : table.keys) domain.push_back(domain_of(key.type));
  std::vector<Box> boxes;
  for (const Laid& laid : rows) {
    if (laid.row->law.dated() || std::any_of(laid.keys.begin(), laid.keys.end(), [](const auto& key) { return !key; }))
      continue;
    Box& box = boxes.emplace_back();
    for (const auto& key : laid.keys) box.push_back(*key);
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

void check_rows(Context& context, const Named& named, const TableText& table, const std::vector<Laid>& rows) {
  const std::string two = "two rows of `" + named.name + "` fit the same key";
  if (table.choose == dsl::TableDecl::Choose::Unique) {
    report_clashes(
        context, table, rows, surely_overlap, two,
        "a table chooses `unique` rows unless it says `choose most specific`, `first`, `collect` or `all rows`");
  }
  if (table.choose == dsl::TableDecl::Choose::MostSpecific) {
    const RivalRows found(table, rows);
    report_clashes(
        context, table, rows, [&](const Laid& a, const Laid& b) { return found.rivals(a, b); },
        two + " and differ, and neither is more specific",
        "narrow one of them in every key, or add a row for what both fit");
  }
}

}  // namespace

void check_coverage(Context& context) {
  for (const Named& named : context.program.named) {
    for (const Text& text : named.texts) {
      const auto* table = std::get_if<TableText>(&text.body);
      if (table == nullptr) continue;
      const std::vector<Laid> rows = laid_out(*table);
      check_rows(context, named, *table, rows);
      check_otherwise(context, named, *table, rows);
    }
  }
}

}  // namespace shibo::engine
