// Programs by lot: amounts written in another unit of their dimension, and elements of lists in another order, change
// no answer, no bounds and no outcome that is still possible.
#include <algorithm>
#include <set>

#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"
#include "value/unit.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kAmountRecords = R"(package laws

record R {
  c0: condition
  c1: condition
  n: number from 0
  a: quantity in kg from 0
  b: quantity in g from 0
  d: quantity in t
  lines: list of L
  weights: list of quantity in kg
}
record L in R {
  w: quantity in kg from 0
  v: quantity in g
  ok: condition
}

)";

/// What each program says of a record, in this order.
const std::vector<std::string> kAskedOfAmounts{"total", "asked", "weighed", "held", "answer"};

/// Makes programs over amounts of mass.
class AmountPrograms {
 public:
  explicit AmountPrograms(Lot& lot) : lot_(lot) {}

  /// Parts are drawn one after the other, so that every compiler makes the same programs.
  std::string program() {
    std::string text = kAmountRecords;
    text += "define total for R : quantity in kg cites \"x\" = " + amount(3) + "\n";
    text += "condition asked for R cites \"x\" = " + truth(3) + "\n";
    text += "table weighed for R cites \"x\" {\n  match mass: quantity in kg = " + amount(1);
    text += "\n  gives quantity in kg\n  choose all rows, sum\n  rows {\n    < " + literal();
    text += " -> " + amount(1);
    text += "\n    >= " + literal();
    text += " -> " + amount(0);
    text += "\n    any -> " + amount(0);
    text += "\n  }\n}\nrule held for R cites \"x\" {\n  when " + truth(1);
    text += "\n  require " + truth(2);
    text += "\n}\ndecision answer for R cites \"x\" {\n  yes when " + truth(2);
    text += "\n  no when " + truth(2);
    text += "\n  later when weighed > " + literal();
    return text + "\n  perhaps otherwise\n}\n";
  }

 private:
  std::string truth(int depth) {
    switch (depth <= 0 ? lot_.below(2) : lot_.below(11)) {
      case 0: return in_line_ ? "l.ok" : lot_.once_in(2) ? "c0" : "c1";
      case 2: return "not (" + truth(depth - 1) + ")";
      case 3: return truths(depth, " and ");
      case 4: return truths(depth, " or ");
      case 5: return amounts(depth, " is ");
      case 6: {
        const std::string ratio = amounts(depth, " / ");
        return ratio + " <= " + std::to_string(lot_.below(3));
      }
      case 7: return in_line_ ? compared(depth) : of_lines(depth);
      case 8: return in_line_ ? compared(depth) : counted();
      case 9: return in_line_ ? compared(depth) : "some x in weights satisfies x >= " + literal();
      default: return compared(depth);
    }
  }

  std::string truths(int depth, const std::string& between) {
    const std::string one = truth(depth - 1);
    const std::string other = truth(depth - 1);
    return "(" + one + ")" + between + "(" + other + ")";
  }

  std::string amounts(int depth, const std::string& between) {
    const std::string one = amount(depth - 1);
    const std::string other = amount(depth - 1);
    return "(" + one + ")" + between + "(" + other + ")";
  }

  std::string amount(int depth) {
    switch (depth <= 0 ? lot_.below(3) : lot_.below(11)) {
      case 0: return literal();
      case 3: return amounts(depth, " + ");
      case 4: return amounts(depth, " - ");
      case 5: {
        const std::string times = lot_.once_in(3) && !in_line_ ? "n" : std::to_string(lot_.below(3));
        return "(" + amount(depth - 1) + ") * " + times;
      }
      case 6: {
        const std::string word = lot_.once_in(2) ? "(min" : "(max";
        const std::string one = amount(depth - 1);
        return word + " of [" + one + ", " + amount(depth - 1) + "])";
      }
      case 7: {
        const std::string when = truth(depth - 1);
        const std::string one = amount(depth - 1);
        const std::string other = amount(depth - 1);
        return "(first of {\n  (" + one + ") when (" + when + ")\n  (" + other + ") otherwise\n})";
      }
      case 8: return rounded(depth);
      case 9: {
        const std::string one = amount(depth - 1);
        return "((" + one + ") presumed " + literal() + ")";
      }
      case 10: return in_line_ ? field() : of_all();
      default: return field();
    }
  }

  std::string rounded(int depth) {
    static const std::vector<std::string> kHow{"1 g up", "1 kg half even", "1 down", "0.5 kg half up"};
    const std::string how = lot_.of(kHow);
    return "((" + amount(depth - 1) + ") rounded to " + how + ")";
  }

  std::string field() {
    static const std::vector<std::string> kFields{"a", "b", "d"};
    if (in_line_) return lot_.once_in(2) ? "l.w" : "l.v";
    return lot_.of(kFields);
  }

  std::string literal() {
    static const std::vector<std::string> kLiterals{"0 kg",   "0 g",  "500 g",   "1 kg",
                                                    "1500 g", "2 kg", "0.002 t", "2001000 mg"};
    return lot_.of(kLiterals);
  }

  std::string compared(int depth) {
    static const std::vector<std::string> kOps{" < ", " <= ", " > ", " >= "};
    const std::string op = lot_.of(kOps);
    const std::string one = amount(depth - 1);
    return "(" + one + ")" + op + "(" + (lot_.once_in(3) ? amount(depth - 1) : literal()) + ")";
  }

  // ── The list ──

  template <class F>
  std::string within_line(F make) {
    in_line_ = true;
    std::string made = make();
    in_line_ = false;
    return made;
  }

  std::string lines() { return " l in lines" + (lot_.once_in(2) ? " where " + truth(0) : ""); }

  std::string of_lines(int depth) {
    return within_line([&] {
      const std::string word = lot_.once_in(2) ? "(every" : "(some";
      const std::string list = lines();
      return word + list + " satisfies " + truth(std::min(1, depth - 1)) + ")";
    });
  }

  std::string of_all() {
    return within_line([&] {
      static const std::vector<std::string> kWords{"(sum of (", "(min of (", "(max of ("};
      const std::string word = lot_.of(kWords);
      const std::string term = amount(1);
      return word + term + ") for" + lines() + ")";
    });
  }

  std::string counted() {
    return within_line([&] {
      const std::string term = amount(0);
      const std::string list = lines();
      return "(count of distinct (" + term + ") for" + list + ") >= " + std::to_string(lot_.between(1, 3));
    });
  }

  Lot& lot_;
  bool in_line_ = false;
};

// ── Records ────────────────────────────────────────────────────────────────────────────────────

/// Writes amounts as they come, or each in some unit; leaves lists in their order, or mixes them.
class AmountWriter {
 public:
  explicit AmountWriter(std::uint64_t seed, bool rewrites) : lot_(seed), rewrites_(rewrites) {}

  FieldValue amount(std::int64_t grams) {
    static const std::vector<std::string> kUnits{"mg", "g", "kg", "t"};
    const std::string unit = rewrites_ ? lot_.of(kUnits) : "g";
    return given(Quantity{*convert(Number(grams), *find_unit("g"), *find_unit(unit)), unit});
  }

  FieldValue list(std::vector<FieldValue> items, bool complete) {
    for (std::size_t left = items.size(); rewrites_ && left > 1; --left)
      std::swap(items[left - 1], items[static_cast<std::size_t>(lot_.below(static_cast<int>(left)))]);
    return list_of_values(std::move(items), complete);
  }

 private:
  Lot lot_;
  bool rewrites_;
};

/// What nobody gave, what cannot be read, and what is known.
FieldValue some_amount(Lot& lot, AmountWriter& writer, int least) {
  static const std::vector<int> kGrams{0, 0, 1, 500, 1'000, 1'500, 2'000, 2'001, 3'000'000};
  if (lot.once_in(5)) return missing();
  if (lot.once_in(12)) return invalid("a lot");
  const int grams = lot.of(kGrams);
  return writer.amount(least < 0 && lot.once_in(3) ? -grams : grams);
}

FieldValue some_truth(Lot& lot) { return lot.once_in(4) ? missing() : given(lot.once_in(2)); }

std::shared_ptr<Record> some_record(const RulesInMemory& rules, std::uint64_t seed, AmountWriter writer) {
  Lot lot(seed);
  std::map<std::string, FieldValue> fields;
  for (const char* name : {"c0", "c1"}) fields[name] = some_truth(lot);
  if (!lot.once_in(4)) fields["n"] = given(Number(lot.below(3)));
  for (const char* name : {"a", "b"}) fields[name] = some_amount(lot, writer, 0);
  fields["d"] = some_amount(lot, writer, -1);
  std::vector<FieldValue> lines;
  for (int k = lot.below(4); k > 0; --k) {
    std::map<std::string, FieldValue> line{{"ok", some_truth(lot)}};
    line["w"] = some_amount(lot, writer, 0);
    line["v"] = some_amount(lot, writer, -1);
    lines.push_back(holding(make_record(rules.record("L"), line)));
  }
  std::vector<FieldValue> weights;
  for (int k = lot.below(4); k > 0; --k) weights.push_back(some_amount(lot, writer, 0));
  const bool complete = !lot.once_in(4);
  if (!lot.once_in(6)) fields["lines"] = writer.list(std::move(lines), complete);
  if (!lot.once_in(6)) fields["weights"] = writer.list(std::move(weights), !lot.once_in(4));
  return make_record(rules.record("R"), fields);
}

// ── Answers ────────────────────────────────────────────────────────────────────────────────────

std::string in_grams(const Number& amount, Measure unit) {
  if (unit.empty()) return amount.is_zero() ? "0" : amount.to_string() + " of no unit";
  return convert(amount, *find_unit(unit), *find_unit("g"))->to_string();
}

/// `weights[2]` as `weights[]`.
std::string without_numbers(const std::string& message) {
  std::string text;
  bool within = false;
  for (const char c : message) {
    if (c == ']') within = false;
    if (!within) text += c;
    if (c == '[') within = true;
  }
  return text;
}

/// An answer without the unit in which it comes, and reasons without the numbers of elements.
std::string said_in_grams(const Value& value) {
  std::string text = value.not_applicable() ? "not applicable" : std::string(to_string(value.truth()));
  if (const auto* amount = value.get<Quantity>()) text = in_grams(amount->amount, amount->unit);
  if (const auto* outcome = value.get<TextValue>()) text = *outcome;
  if (value.low()) text += " from " + in_grams(*value.low(), value.unit_of_bounds());
  if (value.high()) text += " to " + in_grams(*value.high(), value.unit_of_bounds());
  for (const std::string& outcome : value.outcomes()) text += " | " + outcome;
  if (value.undefined()) text += " undefined";
  if (value.may_not_apply()) text += " if it applies";
  std::set<std::string> causes;
  for (const Cause* why : value.causes()) causes.insert(without_numbers(words_of(*why)));
  for (const std::string& why : causes) text += "; " + why;
  return text;
}

std::string all_said(const RulesInMemory& rules, const Record& record) {
  std::string text;
  for (const std::string& name : kAskedOfAmounts) {
    Evaluation evaluation(rules.program(), record);
    text += name + ": " + said_in_grams(rules.ask(evaluation, name, record)->value) + "\n";
  }
  return text;
}

TEST(RewrittenAmounts, NeitherTheirUnitsNorTheOrderOfElementsChangeAnAnswer) {
  for (int seed = 1; seed <= rounds(150); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    const std::string program = AmountPrograms(lot).program();
    const RulesInMemory rules(program);
    ASSERT_TRUE(rules.ok()) << program;
    for (std::uint64_t k = 0; k < 8; ++k) {
      const std::uint64_t drawn = static_cast<std::uint64_t>(seed) * 100 + k;
      const auto plain = some_record(rules, drawn, AmountWriter(drawn, false));
      const auto rewritten = some_record(rules, drawn, AmountWriter(drawn, true));
      ASSERT_EQ(all_said(rules, *plain), all_said(rules, *rewritten)) << "seed " << seed << ", record " << k << "\n"
                                                                      << program;
    }
  }
}

}  // namespace
}  // namespace shibo::engine
