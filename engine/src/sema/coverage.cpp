#include "sema/coverage.hpp"

#include <algorithm>

#include "sema/region.hpp"

namespace shibo::engine {

namespace {

/// Rows beyond this number are not looked at for coverage: annexes, whose codes leave gaps anyway.
constexpr std::size_t kRowsMax = 2'000;

bool periods_meet(const Law& a, const Law& b) {
  const auto before = [](const std::optional<Date>& end, const std::optional<Date>& begin) { return end && begin && *end < *begin; };
  return !before(a.until, b.since) && !before(b.until, a.since);
}

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

void check_overlaps(Context& context, const Named& named, const std::vector<Laid>& rows) {
  for (auto b = rows.begin(); b != rows.end(); ++b) {
    const auto a = std::find_if(rows.begin(), b, [&](const Laid& other) { return surely_overlap(other, *b); });
    if (a == b) continue;
    auto& d = context.error(code::kRowsOverlap, b->row->written, "two rows of `" + named.name + "` fit the same key");
    d.label = "this row";
    d.labels.push_back({a->row->written.source, a->row->written.span, "and this one"});
    d.help = "a table chooses `unique` rows unless it says `choose most specific`, `first`, `collect` or `all rows`";
  }
}

bool covers_every_key(const TableText& table, const std::vector<Laid>& rows) {
  Box domain;
  for (const TableText::Key& key : table.keys) domain.push_back(domain_of(key.type));
  std::vector<Box> boxes;
  for (const Laid& laid : rows) {
    if (laid.row->law.dated() || std::any_of(laid.keys.begin(), laid.keys.end(), [](const auto& key) { return !key; })) continue;
    Box& box = boxes.emplace_back();
    for (const auto& key : laid.keys) box.push_back(*key);
  }
  return covered(domain, boxes);
}

void check_otherwise(Context& context, const Named& named, const TableText& table, const std::vector<Laid>& rows) {
  if (table.otherwise.empty() || rows.size() > kRowsMax || !covers_every_key(table, rows)) return;
  context.warning(code::kNeverChosen, table.otherwise.front()->written, "the rows of `" + named.name + "` cover every key: `otherwise` can never be chosen")
      .help = "take it away, or mend the row that covers too much";
}

}  // namespace

void check_coverage(Context& context) {
  for (const Named& named : context.program.named) {
    for (const Text& text : named.texts) {
      const auto* table = std::get_if<TableText>(&text.body);
      if (table == nullptr) continue;
      const std::vector<Laid> rows = laid_out(*table);
      if (table->choose == dsl::TableDecl::Choose::Unique) check_overlaps(context, named, rows);
      check_otherwise(context, named, *table, rows);
    }
  }
}

}  // namespace shibo::engine
