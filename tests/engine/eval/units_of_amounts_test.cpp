// What an amount is written in makes no difference, nor in which order amounts stand, nor whether some are zero.
#include <algorithm>

#include "program/types.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kUnitRules = R"(package laws

record R {
  n: number
  a: quantity in kg
  b: quantity in kg
  c: quantity in kg
  lines: list of L
}
record L in R {
  w: quantity in kg
}

condition total_small for R = (sum of l.w for l in lines) <= 2 kg
condition total_exact for R = (sum of l.w for l in lines) is 1500 g
condition most_small for R = (max of l.w for l in lines) <= 2 kg
condition least_small for R = (min of l.w for l in lines) <= 1 kg
condition of_three_most_small for R = (max of [a, b, c]) <= 2 kg
condition of_three_least_small for R = (min of [a, b, c]) <= 1 kg
condition chained_small for R = a + b + c <= 2 kg
condition chained_with_nothing for R = 0 kg + a + 0 g + b + c <= 2 kg
condition all_rows_small for R = weights <= 2 kg
condition all_rows_most_small for R = heaviest <= 2 kg

table weights for R cites "x" {
  match n
  gives w: quantity in kg
  choose all rows, sum
  rows {
    1 -> a
    any -> b
    1 -> c
  }
}
table heaviest for R cites "x" {
  match n
  gives w: quantity in kg
  choose all rows, max
  rows {
    1 -> a
    any -> b
    1 -> c
  }
}
)";

const std::vector<std::string> kConditions{
    "total_small",          "total_exact",   "most_small",           "least_small",    "of_three_most_small",
    "of_three_least_small", "chained_small", "chained_with_nothing", "all_rows_small", "all_rows_most_small"};

/// Grams, written in some unit.
FieldValue written(std::int64_t grams, int how) {
  switch (how) {
    case 0: return given(Quantity{Number(grams), "g"});
    case 1: return given(Quantity{Number(grams).divided_by(Number(1'000)), "kg"});
    case 2: return given(Quantity{Number(grams).divided_by(Number(1'000'000)), "t"});
    default: return given(Quantity{Number(grams * 1'000), "mg"});
  }
}

std::shared_ptr<Record> record_of(const RulesInMemory& rules, const std::vector<std::int64_t>& grams, Lot& lot) {
  std::map<std::string, FieldValue> fields{{"n", given(Number(1))}};
  std::vector<FieldValue> lines;
  for (std::size_t i = 0; i < grams.size(); ++i) {
    fields[std::string(1, static_cast<char>('a' + i))] = written(grams[i], lot.below(4));
    lines.push_back(holding(make_record(rules.record("L"), {{"w", written(grams[i], lot.below(4))}})));
  }
  fields["lines"] = list_of_values(std::move(lines), true);
  return make_record(rules.record("R"), fields);
}

std::string truths(const RulesInMemory& rules, const Record& record) {
  std::string text;
  for (const std::string& name : kConditions) {
    Evaluation evaluation(rules.program(), record);
    const Truth truth = rules.ask(evaluation, name, record)->value.truth();
    text += name + (truth == Truth::True ? " true\n" : truth == Truth::False ? " false\n" : " unknown\n");
  }
  return text;
}

std::string wanted(const std::vector<std::int64_t>& grams) {
  const std::int64_t sum = grams[0] + grams[1] + grams[2];
  const std::int64_t most = *std::max_element(grams.begin(), grams.end());
  const std::int64_t least = *std::min_element(grams.begin(), grams.end());
  const bool values[] = {sum <= 2'000,   sum == 1'500, most <= 2'000, least <= 1'000, most <= 2'000,
                         least <= 1'000, sum <= 2'000, sum <= 2'000,  sum <= 2'000,   most <= 2'000};
  std::string text;
  for (std::size_t i = 0; i < kConditions.size(); ++i) text += kConditions[i] + (values[i] ? " true\n" : " false\n");
  return text;
}

TEST(UnitsOfAmounts, NeitherUnitsNorOrderNorZerosChangeAnAnswer) {
  const RulesInMemory rules(kUnitRules);
  ASSERT_TRUE(rules.ok());
  const std::vector<std::int64_t> amounts{0, 0, 0, 500, 1'000, 1'500, 2'000, 2'001, 2'000'000};
  for (int seed = 1; seed <= rounds(400); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    std::vector<std::int64_t> grams{lot.of(amounts), lot.of(amounts), lot.of(amounts)};
    const std::string answer = wanted(grams);
    std::sort(grams.begin(), grams.end());
    do {
      ASSERT_EQ(truths(rules, *record_of(rules, grams, lot)), answer)
          << "seed " << seed << ": " << grams[0] << " g, " << grams[1] << " g, " << grams[2] << " g";
    } while (std::next_permutation(grams.begin(), grams.end()));
  }
}

TEST(UnitsOfAmounts, NothingIsShownInTheUnitOfWhatThereIs) {
  const RulesInMemory rules(kUnitRules);
  const auto shown = [&](std::vector<FieldValue> three) {
    const auto record =
        make_record(rules.record("R"), {{"n", given(Number(1))}, {"a", three[0]}, {"b", three[1]}, {"c", three[2]}});
    const Value value = rules.value("weights", *record);
    return to_text(value, simple(TypeKind::Quantity));
  };
  EXPECT_EQ(shown({written(0, 1), written(500, 0), written(0, 2)}), "500 g");
  EXPECT_EQ(shown({written(0, 2), written(0, 0), written(0, 2)}), "0 kg")
      << "as the type says, where nothing else does";
}

}  // namespace
}  // namespace shibo::engine
