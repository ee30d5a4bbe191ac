// Rows are found by what is known of the keys: none that fits is left out, and few are tried.
#include "program/table_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

/// 600 rows of six colours by a heading each, then some that fit more widely.
std::string many_rows(const std::string& keys) {
  std::string text =
      "package laws\n\nchoice colour { c0, c1, c2, c3, c4, c5 }\nrecord R {\n  word: colour\n  hs: hs\n  truth: condition\n}\n";
  text += "table t for R cites \"x\" {\n  match " + keys + "\n  gives number\n  choose first\n  rows {\n";
  for (int i = 0; i < 600; ++i)
    text += "    c" + std::to_string(i % 6) + ", " + std::to_string(2001 + i * 10) + " -> " + std::to_string(i) + "\n";
  text +=
      "    any, 8703.23 -> 600\n    c1, any -> 601\n    [c2, c3], headings 3001 to 4002 -> 602\n    c4, chapter 99 -> 603\n";
  return text + "  }\n  otherwise 0\n}\n";
}

const TableText& table(const RulesInMemory& rules) { return std::get<TableText>(rules.named("t").texts.front().body); }

TableIndex::Rows found(const TableText& table, const std::string& word, const std::string& code) {
  const auto hs = HsCode::parse(code);
  return table.index.candidates({{nullptr, word.empty() ? std::nullopt : std::optional(word)}, {hs ? &*hs : nullptr}});
}

TEST(TableIndex, ByHeadingByChapterByWordAndByNothing) {
  const RulesInMemory rules(many_rows("word, hs"));
  const TableText& t = table(rules);
  ASSERT_EQ(t.rows.size(), 604);
  EXPECT_EQ(found(t, "c0", "2001.10"), (TableIndex::Rows{0, 601}));
  EXPECT_EQ(found(t, "", "8703.23.10"), (TableIndex::Rows{600, 601}));
  EXPECT_EQ(found(t, "", "9901"), (TableIndex::Rows{601, 603}));
  EXPECT_EQ(found(t, "", "3511"), (TableIndex::Rows{151, 601, 602}));
  EXPECT_EQ(found(t, "", "40").size(), 12);  // ten headings, the range, and `any`
  EXPECT_EQ(found(t, "c2", "").size(), 102);
  EXPECT_EQ(found(t, "", "").size(), 604);
}

/// Whatever is known of the keys: the candidates are in order, and a row beside them fits no such key.
TEST(TableIndex, LeavesOutNothingThatFits) {
  const RulesInMemory rules(many_rows("word, hs"));
  const TableText& t = table(rules);
  for (const std::string word : {"", "c0", "c1", "c5"}) {
    for (const std::string code :
         {"", "20", "2001", "3001", "3100.10", "4002", "4003.00", "8703", "8703.23", "99", "9999.99"}) {
      const TableIndex::Rows rows = found(t, word, code);
      EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
      const auto hs = HsCode::parse(code);
      for (std::size_t r = 0; r < t.rows.size(); ++r) {
        if (std::binary_search(rows.begin(), rows.end(), r)) continue;
        const TableText::Cell& words = t.cell(r, 0);
        const TableText::Cell& codes = t.cell(r, 1);
        const auto is_word = [&](const auto& item) { return std::get<TextValue>(*item.value) == TextValue(word); };
        const bool word_fits = word.empty() || words.kind == TableText::Cell::Kind::Any ||
                               std::any_of(words.items.begin(), words.items.end(), is_word);
        const auto may_hold = [&](const auto& item) { return in_one_of(*hs, item.codes) != Truth::False; };
        const bool code_fits = !hs || codes.kind == TableText::Cell::Kind::Any ||
                               std::any_of(codes.items.begin(), codes.items.end(), may_hold);
        EXPECT_FALSE(word_fits && code_fits) << "row " << r << " for " << word << ", " << code;
      }
    }
  }
}

/// One key on a line, and 100 rows of it before some that fit more widely.
std::string rows_on_a_line(const std::string& type, const std::function<std::string(int)>& cell,
                           const std::string& wider) {
  std::string text = "package laws\n\nrecord R {\n  x: " + type + "\n}\n";
  text += "table t for R cites \"x\" {\n  match x\n  gives number\n  choose first\n  rows {\n";
  for (int i = 0; i < 100; ++i) text += "    " + cell(i) + " -> " + std::to_string(i) + "\n";
  return text + wider + "  }\n  otherwise 0\n}\n";
}

TableIndex::Rows between(const RulesInMemory& rules, const std::optional<Number>& low,
                         const std::optional<Number>& high, Measure currency = {}) {
  TableIndex::Known known;
  known.stretch = Stretch{low, high};
  known.currency = currency;
  return table(rules).index.candidates({known});
}
using Rows = TableIndex::Rows;

TEST(TableIndex, NumbersByTheStretchesOfTheirCells) {
  const RulesInMemory rules(rows_on_a_line(
      "number", [](int i) { return std::to_string(10 * i) + " to " + std::to_string(10 * i + 5); },
      "    any -> 100\n    > 985 -> 101\n    [3, 994 to 1000] -> 102\n"));
  EXPECT_EQ(between(rules, Number(15), Number(15)), (Rows{1, 100}));
  EXPECT_EQ(between(rules, Number(16), Number(19)), (Rows{100}));
  EXPECT_EQ(between(rules, Number(3), Number(3)), (Rows{0, 100, 102}));
  EXPECT_EQ(between(rules, Number(985), Number(990)), (Rows{98, 99, 100, 101})) << "a bound is tried";
  EXPECT_EQ(between(rules, Number(5000), std::nullopt), (Rows{100, 101}));
  EXPECT_EQ(between(rules, std::nullopt, Number(-1)), (Rows{100}));
  EXPECT_EQ(between(rules, std::nullopt, std::nullopt).size(), 103);
  EXPECT_EQ(table(rules).index.candidates({{}}).size(), 103) << "of a key that is not known";
}

TEST(TableIndex, QuantitiesInOneUnitAndDays) {
  const RulesInMemory quantities(rows_on_a_line(
      "quantity in kg", [](int i) { return i % 2 == 0 ? std::to_string(i) + " kg" : std::to_string(1000 * i) + " g"; },
      "    >= 2 t -> 100\n"));
  EXPECT_EQ(between(quantities, Number(17), Number(18)), (Rows{17, 18}));
  EXPECT_EQ(between(quantities, Number(3000), Number(3000)), (Rows{100}));
  const RulesInMemory days(rows_on_a_line(
      "date", [](int i) { return "2024-01-" + std::to_string(i % 20 + 10) + " to 2024-02-15"; }, ""));
  const Number day(Date::parse("2024-01-11")->days);
  EXPECT_EQ(between(days, day, day), (Rows{0, 1, 20, 21, 40, 41, 60, 61, 80, 81}));
}

/// Whether a member fits is asked of its group, on whose marks the answer rests: also of one that is declared later.
TEST(TableIndex, WhatIsOfAGroupIsTriedWhateverTheKeyIs) {
  const std::string group = "group holidays : date cites \"G\" {\n  2024-05-01\n}\n";
  const std::string rows = rows_on_a_line(
      "date", [](int i) { return "2024-01-" + std::to_string(i % 20 + 10); }, "    holidays -> 100\n");
  const std::string package = "package laws\n";
  const Number day(Date::parse("2024-01-11")->days);
  for (const std::string& text : {rows + group, package + group + rows.substr(package.size())})
    EXPECT_EQ(between(RulesInMemory(text), day, day), (Rows{1, 21, 41, 61, 81, 100})) << text;
}

/// Of amounts in two currencies only the rates of a day tell whether one is more.
TEST(TableIndex, AmountsInTheCurrencyOfTheFirstRow) {
  const RulesInMemory rules(rows_on_a_line(
      "money", [](int i) { return "USD " + std::to_string(i); },
      "    EUR 5 -> 100\n    USD 0 to USD 3 -> 101\n    EUR 0 -> 102\n"));
  EXPECT_EQ(between(rules, Number(2), Number(2), "USD"), (Rows{2, 100, 101}));
  EXPECT_EQ(between(rules, Number(2), Number(2), "EUR").size(), 103);
  EXPECT_EQ(between(rules, Number(0), Number(0)), (Rows{0, 100, 101, 102})) << "nothing is nothing in any";
}

}  // namespace
}  // namespace shibo::engine
