// Tables by lot: rows and keys are made up, and what a table gives for keys that are known in part is held
// against what it gives, by a plain reading of the rows, for every key that they can turn out to be.
#include <algorithm>
#include <set>

#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

/// The keys: a word, a truth and a number. A cell is a set of each key's values.
struct Cell {
  std::string text;
  std::set<int> fits;
  int rank = 0;  ///< how narrow: value 4, list or range 3, any 0
};
struct Row {
  std::vector<Cell> cells;
  int result = 0;
};
using Key = std::vector<std::optional<int>>;

const std::vector<std::string> kWords{"red", "green", "blue"};
/// Numbers count in halves, and cells in wholes: so something lies between any two bounds.
constexpr int kSizes[] = {3, 2, 11};

Cell cell(Lot& lot, std::size_t key) {
  std::set<int> all;
  for (int v = 0; v < kSizes[key]; ++v) all.insert(v);
  if (lot.once_in(3)) return {"any", all, 0};
  const int v = key == 2 ? 2 * lot.below(6) : lot.below(kSizes[key]);
  if (key == 1) return {v == 1 ? "true" : "false", {v}, 4};
  if (key == 0) {
    const int other = (v + 1) % 3;
    if (lot.once_in(2)) return {kWords[static_cast<std::size_t>(v)], {v}, 4};
    return {"[" + kWords[static_cast<std::size_t>(v)] + ", " + kWords[static_cast<std::size_t>(other)] + "]",
            {v, other},
            3};
  }
  const int to = 2 * lot.between(v / 2, 5);
  std::set<int> range;
  for (int n = v; n <= to; ++n) range.insert(n);
  if (v == to) return {std::to_string(v / 2), range, 4};
  return {std::to_string(v / 2) + " to " + std::to_string(to / 2), range, 3};
}

std::vector<Row> rows(Lot& lot) {
  std::vector<Row> all(static_cast<std::size_t>(lot.between(1, 5)));
  for (Row& row : all) {
    for (std::size_t k = 0; k < 3; ++k) row.cells.push_back(cell(lot, k));
    row.result = lot.between(1, 3);
  }
  return all;
}

bool fits(const Row& row, const std::vector<int>& key) {
  for (std::size_t k = 0; k < 3; ++k) {
    if (!row.cells[k].fits.contains(key[k])) return false;
  }
  return true;
}

bool beats(const Row& a, const Row& b) {
  bool once = false;
  for (std::size_t k = 0; k < 3; ++k) {
    if (a.cells[k].rank < b.cells[k].rank) return false;
    once = once || a.cells[k].rank > b.cells[k].rank;
  }
  return once;
}

/// The answer for a full key: a number, or -1 where the rows contradict each other.
int answer(const std::vector<Row>& rows, const std::string& choose, const std::vector<int>& key) {
  std::vector<const Row*> fitting;
  for (const Row& row : rows) {
    if (fits(row, key)) fitting.push_back(&row);
  }
  if (fitting.empty()) return 0;  // otherwise
  if (choose == "first") return fitting.front()->result;
  if (choose == "all rows, sum") {
    int sum = 0;
    for (const Row* row : fitting) sum += row->result;
    return sum;
  }
  if (choose == "all rows, max") {
    int best = 0;
    for (const Row* row : fitting) best = std::max(best, row->result);
    return best;
  }
  std::set<int> results;
  for (const Row* row : fitting) {
    const bool beaten = choose == "most specific" && std::any_of(fitting.begin(), fitting.end(),
                                                                 [&](const Row* other) { return beats(*other, *row); });
    if (!beaten) results.insert(row->result);
  }
  return results.size() == 1 ? *results.begin() : -1;
}

std::string program(const std::vector<Row>& all, const std::string& choose) {
  std::string text =
      "package laws\n\nchoice colour { red, green, blue }\nrecord R {\n  word: colour\n  truth: condition\n  n: number from 0 to 5\n}\n";
  text += "table t for R cites \"x\" {\n  match word, truth, n\n  gives number\n  choose " + choose + "\n  rows {\n";
  for (const Row& row : all)
    text += "    " + row.cells[0].text + ", " + row.cells[1].text + ", " + row.cells[2].text + " -> " +
            std::to_string(row.result) + "\n";
  return text + "  }\n  otherwise 0\n}\n";
}

std::set<int> answers(const std::vector<Row>& all, const std::string& choose, const Key& key) {
  std::set<int> found;
  for (int w = 0; w < 3; ++w) {
    for (int t = 0; t < 2; ++t) {
      for (int n = 0; n < kSizes[2]; ++n) {
        if (key[0].value_or(w) == w && key[1].value_or(t) == t && key[2].value_or(n) == n)
          found.insert(answer(all, choose, {w, t, n}));
      }
    }
  }
  return found;
}

/// Whether the rows that may fit, each by itself, leave more than one answer: a row counts unless it comes
/// after (`first`), or is wider than (`most specific`), one that fits whatever the key turns out to be.
bool open_by_rows(const std::vector<Row>& all, const std::string& choose, const Key& key) {
  const auto may = [&](const Row& row) {
    for (std::size_t k = 0; k < 3; ++k) {
      if (key[k] && !row.cells[k].fits.contains(*key[k])) return false;
    }
    return true;
  };
  const auto must = [&](const Row& row) {
    for (std::size_t k = 0; k < 3; ++k) {
      if (!key[k] && static_cast<int>(row.cells[k].fits.size()) < kSizes[k]) return false;
    }
    return may(row);
  };
  std::set<int> results = answers(all, choose, key);
  for (const Row& row : all) {
    const bool beaten = choose == "most specific" && std::any_of(all.begin(), all.end(), [&](const Row& other) {
                          return must(other) && beats(other, row);
                        });
    if (may(row) && !beaten) results.insert(row.result);
    if (choose == "first" && must(row)) break;
  }
  return results.size() > 1;
}

/// Whether some key finds two rows that differ, neither more specific than the other: such a table is refused.
bool contradicts_itself(const std::vector<Row>& all, const std::string& choose) {
  return choose == "most specific" && answers(all, choose, Key(3)).contains(-1);
}

std::shared_ptr<Record> record(const RulesInMemory& rules, const Key& key) {
  std::map<std::string, FieldValue> fields;
  if (key[0]) fields["word"] = given(kWords[static_cast<std::size_t>(*key[0])]);
  if (key[1]) fields["truth"] = given(*key[1] == 1);
  if (key[2]) fields["n"] = given(Number::decimal(*key[2] * 5, 1));
  return make_record(rules.record("R"), fields);
}

class Tables : public ::testing::TestWithParam<const char*> {};

TEST_P(Tables, GiveWhatEveryPossibleKeyGives) {
  const std::string choose = GetParam();
  const int tables = choose == "most specific" ? 3 : 1;  // most contradict themselves
  for (int seed = 1; seed <= rounds(150 * tables); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    std::vector<Row> all = rows(lot);
    const RulesInMemory rules(program(all, choose), RulesInMemory::MayBeRefused{});
    std::shuffle(all.begin(), all.end(), std::mt19937(static_cast<unsigned>(seed)));
    const RulesInMemory shuffled(program(all, choose), RulesInMemory::MayBeRefused{});
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + program(all, choose));
    ASSERT_EQ(rules.ok(), !contradicts_itself(all, choose));
    ASSERT_EQ(shuffled.ok(), rules.ok());
    if (!rules.ok()) continue;
    for (int k = 0; k < 12; ++k) {
      Key key(3);
      for (std::size_t i = 0; i < 3; ++i) {
        if (!lot.once_in(2)) key[i] = lot.below(kSizes[i]);
      }
      const auto facts = record(shuffled, key);
      Evaluation evaluation(shuffled.program(), *facts);
      const Value& found = shuffled.ask(evaluation, "t", *facts)->value;
      const std::set<int> wanted = answers(all, choose, key);
      std::string shown;
      for (const auto& part : key) shown += part ? ' ' + std::to_string(*part) : " ?";
      SCOPED_TRACE("key" + shown);
      if (found.known()) {
        EXPECT_TRUE(wanted.size() == 1 && Number(*wanted.begin()) == *found.get<Number>())
            << "chose " << to_text(found, {});
        EXPECT_NE(*wanted.begin(), -1);
      } else if (wanted.size() == 1 && *wanted.begin() == -1) {
        EXPECT_TRUE(found.conflict() || !found.causes().empty());
      } else {
        const bool one_key = key[0] && key[1] && key[2];
        EXPECT_FALSE(one_key) << "a full key was left open";
        // A sum of what may count is a range; whether only one value of it can be is not looked at.
        EXPECT_TRUE(choose.starts_with("all") || wanted.size() > 1 || open_by_rows(all, choose, key))
            << "left open, although every key gives " << *wanted.begin();
        EXPECT_FALSE(found.causes().empty());
        for (int one : wanted) {
          EXPECT_TRUE(one == -1 || !found.low() || *found.low() <= Number(one));
          EXPECT_TRUE(one == -1 || !found.high() || Number(one) <= *found.high());
        }
      }
      if (choose == "first") continue;
      const auto same_facts = record(rules, key);
      Evaluation other(rules.program(), *same_facts);
      const Value& in_order = rules.ask(other, "t", *same_facts)->value;
      EXPECT_EQ(to_text(found, {}), to_text(in_order, {})) << "the order of rows made a difference";
    }
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, Tables, ::testing::Values("first", "most specific", "all rows, sum", "all rows, max"),
                         [](const auto& run) {
                           std::string name = run.param;
                           std::erase_if(name, [](char c) { return c == ' ' || c == ','; });
                           return name;
                         });

// ── One by one ─────────────────────────────────────────────────────────────────────────────────

constexpr const char* kOthers = R"(
package others
record R {
  k: text
  c: country
}
table beside for R { match k, c gives number choose most specific rows {
  other, JP            -> 1
  ["red", "blue"], any -> 2
} otherwise 9 }
table closed for R { match k gives number rows {
  "red" -> 1
  other -> 1
} }
table crossed for R { match k, c gives number choose most specific rows {
  other, JP    -> 1
  "red", other -> 1
} otherwise 9 }
table least for R { match k gives number choose all rows, min rows {
  "a" -> 1
  "b" -> 1
} otherwise 1 }
table least_of_two for R { match k gives number choose all rows, min rows {
  "a" -> 1
  "b" -> 2
} otherwise 1 }
table in_all for R { match k gives number choose all rows, sum rows {
  "a" -> 1
} otherwise 1 }
table some_holds for R { match k gives condition choose all rows, any of rows {
  "a" -> true
  "b" -> true
} otherwise true }
)";

class Others : public ::testing::Test {
 protected:
  std::string found(const std::string& table, const std::string& k, const std::string& c) const {
    std::map<std::string, FieldValue> fields;
    if (!k.empty()) fields["k"] = given(k);
    if (!c.empty()) fields["c"] = given(c);
    const auto record = make_record(rules_.record("R"), fields);
    Evaluation evaluation(rules_.program(), *record);
    return to_text(rules_.ask(evaluation, table, *record)->value, {});
  }
  RulesInMemory rules_{kOthers};
};

TEST_F(Others, FitsWhereNoOtherRowDoesThatIsNotWider) {
  EXPECT_EQ(found("beside", "green", "JP"), "1");
  EXPECT_EQ(found("beside", "red", "JP"), "2") << "narrower in one key and wider in the other is not wider";
  EXPECT_EQ(found("beside", "red", "CN"), "2");
  EXPECT_EQ(found("beside", "green", "CN"), "9");
}

TEST_F(Others, AndTheRowsBesideItLeaveNothingOut) {
  EXPECT_EQ(found("closed", "", ""), "1");
  EXPECT_EQ(found("crossed", "red", "JP"), "9") << "each is put out by the other";
  EXPECT_NE(found("crossed", "", "JP"), "1");
}

TEST_F(Others, AllRowsAreWhatEveryAnswerIs) {
  EXPECT_EQ(found("least", "", ""), "1");
  EXPECT_EQ(found("least", "c", ""), "1");
  EXPECT_NE(found("least_of_two", "", ""), "1");
  EXPECT_EQ(found("in_all", "", ""), "1");
  EXPECT_EQ(found("some_holds", "", ""), "true");
}

// ── What a key is at least and at most ─────────────────────────────────────────────────────────

constexpr const char* kBounded = R"(
package bounded
record R {
  weight: quantity in kg from 0
  load: quantity in t from 1 kg to 2 t
  price: money in USD from 0
  value: money from 0
  share: percent from 0%
}
table by_weight for R { match weight gives number choose all rows, max rows {
  0 kg to 3000 g -> 1
  >= 1000 g      -> 3
} }
table by_load for R { match load gives number choose all rows, max rows {
  0.5 kg to 1000 kg -> 1
  1000 kg to 3 t    -> 3
} }
table by_price for R { match price gives number choose all rows, max rows {
  USD 0 to USD 3 -> 1
  > USD 1        -> 3
} }
table by_value for R { match value gives number choose all rows, max rows {
  USD 0 to USD 3 -> 1
  > USD 1        -> 3
} }
table by_share for R { match share gives number choose all rows, max rows {
  0% to 3% -> 1
  > 1%     -> 3
} }
table half_a_kilogram for R { match load gives number choose all rows, max rows {
  2 kg to 1000 kg -> 1
  1000 kg to 3 t  -> 3
} }
condition any_weight for R = by_weight > 0
condition any_load for R = by_load > 0
condition any_price for R = by_price > 0
condition any_value for R = by_value > 0
condition any_share for R = by_share > 0
condition not_any_load for R = half_a_kilogram > 0
)";

TEST(BoundedKeys, AreNoMoreThanTheirRange) {
  const RulesInMemory rules(kBounded);
  const auto nothing = make_record(rules.record("R"), {});
  for (const char* name : {"any_weight", "any_load", "any_price", "any_value", "any_share"})
    EXPECT_EQ(rules.value(name, *nothing).truth(), Truth::True) << name;
  EXPECT_EQ(rules.value("not_any_load", *nothing).truth(), Truth::Unknown);
}

// ── What was not proven bounds nothing ─────────────────────────────────────────────────────────

constexpr const char* kLetThrough = R"(
package laws
record R dated by on_day {
  on_day: date
  hs: hs
  c: country
  k: text
}
group g cites "G" {
  JP since 2020-01-01
}
table t for R cites "T" { match hs, c, k gives number choose most specific rows {
  heading 8703, any, any -> 10
  any, JP, any           -> 20
  heading 8703, g, "x"   -> 30
} }
condition small for R = t <= 25
)";

/// A third row may settle which of the first two is meant, so that nobody refused them: where it does not, they are a
/// conflict, and until that is known no range.
TEST(RowsLeftToTheRun, AreThoseThatOnlyANarrowerRowMaySettle) {
  const RulesInMemory rules(kLetThrough);
  const std::map<std::string, FieldValue> facts{
      {"on_day", day("2024-01-01")}, {"hs", given(*HsCode::parse("870323"))}, {"k", given("y")}};
  const auto open = make_record(rules.record("R"), facts);
  EXPECT_EQ(rules.value("small", *open).truth(), Truth::Unknown);
  auto with_origin = facts;
  with_origin["c"] = given("JP");
  EXPECT_TRUE(rules.value("t", *make_record(rules.record("R"), with_origin)).conflict());
}

/// Every two of these rows differ in a truth, but for the last, which is the first again. In each truth half of them
/// are alike, so that they are too many to be laid side by side.
TEST(RowsLeftToTheRun, AreAllOfATableThatIsTooMuchToProve) {
  constexpr int kTruths = 12;
  constexpr int kRows = 1 << kTruths;
  std::string record = "package laws\nrecord R {\n";
  std::string keys;
  for (int k = 0; k < kTruths; ++k) {
    const std::string name = "k" + std::to_string(k);
    record += "  " + name + ": condition\n";
    keys += (k > 0 ? ", " : "") + name;
  }
  std::string text = record + "}\ntable t for R cites \"T\" { match " + keys + " gives number rows {\n";
  for (int row = 0; row <= kRows; ++row) {
    for (int k = 0; k < kTruths; ++k) text += std::string(k > 0 ? ", " : "") + ((row >> k) % 2 == 1 ? "true" : "false");
    text += row == kRows ? " -> 20\n" : " -> 10\n";
  }
  const RulesInMemory rules(text + "} }\ncondition small for R = t <= 25\n");
  std::map<std::string, FieldValue> facts;
  for (int k = 1; k < kTruths; ++k) facts["k" + std::to_string(k)] = given(false);
  EXPECT_EQ(rules.value("small", *make_record(rules.record("R"), facts)).truth(), Truth::Unknown);
  facts["k0"] = given(true);
  EXPECT_EQ(rules.value("small", *make_record(rules.record("R"), facts)).truth(), Truth::True);
  facts["k0"] = given(false);
  EXPECT_TRUE(rules.value("t", *make_record(rules.record("R"), facts)).conflict());
}

}  // namespace
}  // namespace shibo::engine
