// Laws by lot: programs and records are made up, and what the engine says of a record with gaps is held
// against a plain evaluator's answers for every way to fill them.
//
//   sound    what the engine decides, every completion confirms
//   tight    where each fact is used once, what every completion confirms the engine decides
//   causes   an unknown names its causes, they are facts, and once they are known it is decided
//   steady   learning a fact never turns what was decided
#include <algorithm>
#include <utility>

#include "oracle.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

using oracle::Item;
using oracle::Numeric;
using oracle::Truthful;
using oracle::World;

constexpr const char* kRecords = R"(package laws

record R {
  c0: condition
  c1: condition
  c2: condition
  c3: condition
  c4: condition
  n0: number
  n1: number
  p2: number from 0
  p3: number from 0
  items: list of X
}
record X in R {
  i: condition
  v: number from 0
  w: number
}

)";

Truth truth_of(const std::optional<bool>& fact) { return fact ? to_truth(*fact) : Truth::Unknown; }
std::optional<Number> number_of(const std::optional<int>& fact) {
  return fact ? std::optional(Number(*fact)) : std::nullopt;
}
std::string text_of(int number) { return std::to_string(number); }

/// Makes expressions. With `once`, no fact is used twice.
class Generator {
 public:
  Generator(Lot& lot, bool once) : lot_(lot), once_(once) { refill(); }

  Truthful truth(int depth) {
    const int kind = depth <= 0 ? lot_.below(2) : lot_.below(12);
    switch (kind) {
      case 0:
      case 1: return fact();
      case 2: return negation(truth(depth - 1));
      case 3: return chain(depth, true);
      case 4: return chain(depth, false);
      case 5: return block(depth);
      case 6:
      case 7: return comparison(depth);
      case 8: return first_of(depth);
      default: return list_free_ ? of_list() : comparison(depth);
    }
  }

  Numeric number(int depth) {
    const int kind = depth <= 0 ? lot_.below(3) : lot_.below(9);
    switch (kind) {
      case 0: return literal();
      case 1:
      case 2: return numeric_fact();
      case 3: return sum(depth, false);
      case 4: return sum(depth, true);
      case 5: return product(depth);
      case 6: return extreme(depth);
      case 7: return choice_of_numbers(depth);
      default: return list_free_ ? aggregate() : numeric_fact();
    }
  }

 private:
  void refill() {
    truths_ = {0, 1, 2, 3, 4};
    numbers_ = {0, 1, 2, 3};
    list_free_ = true;
    item_truth_ = item_v_ = item_w_ = true;
  }

  int draw(std::vector<int>& pool) {
    const auto at = static_cast<std::ptrdiff_t>(lot_.below(static_cast<int>(pool.size())));
    const int drawn = pool[static_cast<std::size_t>(at)];
    if (once_) pool.erase(pool.begin() + at);
    return drawn;
  }

  Truthful fact() {
    if (in_item_ && item_truth_) {
      item_truth_ = !once_;
      return {"x.i", [](const World&, const Item* x) { return truth_of(x->i); }};
    }
    if (truths_.empty() || (in_item_ && once_)) {
      const bool value = lot_.once_in(2);
      return {value ? "1 < 2" : "2 < 1", [value](const World&, const Item*) { return to_truth(value); }};
    }
    const auto t = static_cast<std::size_t>(draw(truths_));
    return {"c" + std::to_string(t), [t](const World& w, const Item*) { return truth_of(w.truths[t]); }};
  }

  Numeric literal() {
    const int value = lot_.between(-2, 3);
    return {value < 0 ? "(" + text_of(value) + ")" : text_of(value),
            [value](const World&, const Item*) { return std::optional(Number(value)); }};
  }

  Numeric numeric_fact() {
    if (in_item_) {
      const bool first = lot_.once_in(2);
      if (first ? item_v_ : item_w_) {
        (first ? item_v_ : item_w_) = !once_;
        if (first) return {"x.v", [](const World&, const Item* x) { return number_of(x->v); }};
        return {"x.w", [](const World&, const Item* x) { return number_of(x->w); }};
      }
      if (once_) return literal();
    }
    if (numbers_.empty()) return literal();
    const auto n = static_cast<std::size_t>(draw(numbers_));
    return {(n < 2 ? "n" : "p") + std::to_string(n),
            [n](const World& w, const Item*) { return number_of(w.numbers[n]); }};
  }

  static Truthful negation(Truthful one) {
    return {"not (" + one.text + ")", [of = one.of](const World& w, const Item* x) { return kleene_not(of(w, x)); }};
  }

  Truthful chain(int depth, bool both) {
    Truthful a = truth(depth - 1);
    Truthful b = truth(depth - 1);
    return {"(" + a.text + ")" + (both ? " and " : " or ") + "(" + b.text + ")",
            [a = a.of, b = b.of, both](const World& w, const Item* x) {
              return both ? kleene_and(a(w, x), b(w, x)) : kleene_or(a(w, x), b(w, x));
            }};
  }

  Truthful block(int depth) {
    std::vector<Truthful> branches;
    for (int k = 0; k < 3; ++k) branches.push_back(truth(depth - 1));
    const int least = lot_.between(1, 3);
    std::string text = least == 1 ? "any of {" : least == 3 ? "all of {" : "at least 2 of {";
    for (const Truthful& one : branches) text += "\n  (" + one.text + ")";
    return {"(" + text + "\n})", [branches, least](const World& w, const Item* x) {
              int yes = 0;
              int maybe = 0;
              for (const Truthful& one : branches) {
                const Truth t = one.of(w, x);
                yes += t == Truth::True ? 1 : 0;
                maybe += t == Truth::Unknown ? 1 : 0;
              }
              return yes >= least ? Truth::True : yes + maybe < least ? Truth::False : Truth::Unknown;
            }};
  }

  Truthful first_of(int depth) {
    Truthful a = truth(depth - 1);
    Truthful b = truth(depth - 1);
    Truthful c = truth(depth - 1);
    return {"(first of {\n  (" + b.text + ") when (" + a.text + ")\n  (" + c.text + ") otherwise\n})",
            [a = a.of, b = b.of, c = c.of](const World& w, const Item* x) {
              const Truth chosen = a(w, x);
              if (chosen == Truth::True) return b(w, x);
              if (chosen == Truth::False) return c(w, x);
              return b(w, x) == c(w, x) ? b(w, x) : Truth::Unknown;
            }};
  }

  /// Order only: between whole numbers drawn from a few, "is" would show gaps that are none.
  Truthful comparison(int depth) {
    Numeric a = number(depth - 1);
    Numeric b = lot_.once_in(6) ? number(depth - 1) : literal();
    if (!defined_only_ && lot_.once_in(4)) a = quotient(std::move(a));
    const int op = lot_.below(4);
    static const char* const kOps[] = {"<", "<=", ">", ">="};
    return {"(" + a.text + ") " + kOps[op] + " (" + b.text + ")",
            [a = a.of, b = b.of, op](const World& w, const Item* x) {
              const auto l = a(w, x);
              const auto r = b(w, x);
              if (!l || !r) return Truth::Unknown;
              return to_truth(op == 0 ? *l < *r : op == 1 ? *l <= *r : op == 2 ? *l > *r : *l >= *r);
            }};
  }

  Numeric sum(int depth, bool minus) {
    Numeric a = number(depth - 1);
    Numeric b = number(depth - 1);
    return {"(" + a.text + ") " + (minus ? "- " : "+ ") + "(" + b.text + ")",
            [a = a.of, b = b.of, minus](const World& w, const Item* x) -> std::optional<Number> {
              const auto l = a(w, x);
              const auto r = b(w, x);
              if (!l || !r) return std::nullopt;
              return minus ? *l - *r : *l + *r;
            }};
  }

  Numeric product(int depth) {
    Numeric a = number(depth - 1);
    Numeric b = lot_.once_in(3) ? number(depth - 1) : literal();
    return {"(" + a.text + ") * (" + b.text + ")",
            [a = a.of, b = b.of](const World& w, const Item* x) -> std::optional<Number> {
              const auto l = a(w, x);
              const auto r = b(w, x);
              if (!l || !r) return std::nullopt;
              return *l * *r;
            }};
  }

  /// By a fact, which may be zero. Stands only at the top of a comparison: the oracle has no bounds.
  Numeric quotient(Numeric a) {
    Numeric b = lot_.once_in(3) ? literal() : numeric_fact();
    return {"(" + a.text + ") / (" + b.text + ")",
            [a = a.of, b = b.of](const World& w, const Item* x) -> std::optional<Number> {
              const auto l = a(w, x);
              const auto r = b(w, x);
              if (!l || !r || r->is_zero()) return std::nullopt;
              return l->divided_by(*r);
            }};
  }

  Numeric extreme(int depth) {
    Numeric a = number(depth - 1);
    Numeric b = number(depth - 1);
    const bool least = lot_.once_in(2);
    return {std::string(least ? "(min" : "(max") + " of [" + a.text + ", " + b.text + "])",
            [a = a.of, b = b.of, least](const World& w, const Item* x) -> std::optional<Number> {
              const auto l = a(w, x);
              const auto r = b(w, x);
              if (!l || !r) return std::nullopt;
              return (*l < *r) == least ? *l : *r;
            }};
  }

  /// Chosen by what is never undefined: the oracle knows one number or none, and here it would take two.
  Numeric choice_of_numbers(int depth) {
    const bool before = std::exchange(defined_only_, true);
    Truthful a = truth(depth - 1);
    defined_only_ = before;
    Numeric b = number(depth - 1);
    Numeric c = number(depth - 1);
    return {"(first of {\n  (" + b.text + ") when (" + a.text + ")\n  (" + c.text + ") otherwise\n})",
            [a = a.of, b = b.of, c = c.of](const World& w, const Item* x) -> std::optional<Number> {
              const Truth chosen = a(w, x);
              if (chosen == Truth::Unknown) return std::nullopt;
              return chosen == Truth::True ? b(w, x) : c(w, x);
            }};
  }

  // ── The list ──

  template <class F>
  auto within_item(F make) {
    list_free_ = false;
    in_item_ = true;
    auto made = make();
    in_item_ = false;
    if (!once_) list_free_ = true;
    return made;
  }

  std::optional<Truthful> where() {
    if (!lot_.once_in(2)) return std::nullopt;
    return truth(0);
  }

  Truthful of_list() {
    return within_item([&] {
      const auto filter = where();
      Truthful body = truth(1);
      const bool every = lot_.once_in(2);
      const std::string text = std::string(every ? "(every" : "(some") + " x in items" +
                               (filter ? " where " + filter->text : "") + " satisfies " + body.text + ")";
      return Truthful{text, [filter, of = body.of, every](const World& w, const Item*) {
                        Truth all = every ? Truth::True : Truth::False;
                        for (const Item& x : w.items) {
                          const Truth in = filter ? filter->of(w, &x) : Truth::True;
                          const Truth one = of(w, &x);
                          all = every ? kleene_and(all, kleene_or(kleene_not(in), one))
                                      : kleene_or(all, kleene_and(in, one));
                        }
                        return all;
                      }};
    });
  }

  Numeric aggregate() {
    return within_item([&]() -> Numeric {
      const auto filter = where();
      const std::string rest = " x in items" + (filter ? " where " + filter->text : "");
      const int kind = lot_.below(defined_only_ ? 2 : 3);
      if (kind == 0) {
        return {"(count of" + rest + ")", [filter](const World& w, const Item*) -> std::optional<Number> {
                  std::int64_t count = 0;
                  for (const Item& x : w.items) {
                    const Truth in = filter ? filter->of(w, &x) : Truth::True;
                    if (in == Truth::Unknown) return std::nullopt;
                    count += in == Truth::True ? 1 : 0;
                  }
                  return Number(count);
                }};
      }
      Numeric term = lot_.once_in(3) ? sum(1, false) : numeric_fact();
      const bool sum = kind == 1;
      const bool least = lot_.once_in(2);
      const std::string word = sum ? "(sum" : least ? "(min" : "(max";
      return {word + " of (" + term.text + ") for" + rest + ")",
              [filter, of = term.of, sum, least](const World& w, const Item*) -> std::optional<Number> {
                std::optional<Number> result;
                if (sum) result = Number();
                for (const Item& x : w.items) {
                  const Truth in = filter ? filter->of(w, &x) : Truth::True;
                  if (in == Truth::Unknown) return std::nullopt;
                  if (in == Truth::False) continue;
                  const auto one = of(w, &x);
                  if (!one) return std::nullopt;
                  if (sum) result = *result + *one;
                  else if (!result || (*one < *result) == least) result = one;
                }
                return result;
              }};
    });
  }

  Lot& lot_;
  bool once_;
  std::vector<int> truths_, numbers_;
  bool list_free_ = true, item_truth_ = true, item_v_ = true, item_w_ = true;
  bool in_item_ = false;
  bool defined_only_ = false;
};

// ── Worlds ─────────────────────────────────────────────────────────────────────────────────────

World some_world(Lot& lot) {
  World world;
  for (auto& t : world.truths) t = lot.once_in(2);
  for (std::size_t n = 0; n < world.numbers.size(); ++n) world.numbers[n] = lot.between(n < 2 ? -2 : 0, 3);
  world.items.resize(static_cast<std::size_t>(lot.below(3)));
  for (Item& item : world.items) item = {lot.once_in(2), lot.between(0, 3), lot.between(-2, 3)};
  return world;
}

/// Takes out a few facts that the expression speaks of. Open lists are not asked to be tight: of elements that
/// nobody gave, the engine does not see that they could only satisfy a condition, or only fail it.
World with_gaps(World world, const std::string& text, Lot& lot, bool may_be_open) {
  const auto speaks = [&](const std::string& name) { return text.find(name) != std::string::npos; };
  int left = 4;
  const auto take = [&](auto& fact, const std::string& name) {
    if (left == 0 || !speaks(name) || lot.once_in(3)) return;
    fact.reset();
    --left;
  };
  if (may_be_open && speaks("items") && lot.once_in(3)) {
    world.complete = false;
    left = 2;
  }
  for (Item& item : world.items) {
    take(item.i, "x.i");
    take(item.v, "x.v");
    take(item.w, "x.w");
  }
  for (std::size_t t = 0; t < world.truths.size(); ++t) take(world.truths[t], "c" + std::to_string(t));
  for (std::size_t n = 0; n < world.numbers.size(); ++n)
    take(world.numbers[n], (n < 2 ? "n" : "p") + std::to_string(n));
  return world;
}

FieldValue fact(const std::optional<bool>& value) { return value ? given(*value) : missing(); }
FieldValue fact(const std::optional<int>& value) { return value ? given(Number(*value)) : missing(); }

std::shared_ptr<Record> record_of(const RulesInMemory& rules, const World& world) {
  std::map<std::string, FieldValue> fields;
  for (std::size_t t = 0; t < world.truths.size(); ++t) fields["c" + std::to_string(t)] = fact(world.truths[t]);
  for (std::size_t n = 0; n < world.numbers.size(); ++n)
    fields[(n < 2 ? "n" : "p") + std::to_string(n)] = fact(world.numbers[n]);
  std::vector<FieldValue> items;
  for (const Item& item : world.items)
    items.push_back(
        holding(make_record(rules.record("X"), {{"i", fact(item.i)}, {"v", fact(item.v)}, {"w", fact(item.w)}})));
  if (world.complete || !items.empty()) fields["items"] = list_of_values(std::move(items), world.complete);
  return make_record(rules.record("R"), fields);
}

/// The world with the facts of these causes filled in from another.
World learnt(World world, const Causes& causes, const World& from, std::string& stranger) {
  const auto named = [&](const std::string& path) {
    return std::any_of(causes.begin(), causes.end(), [&](const Cause* why) { return why->path == path; });
  };
  for (std::size_t t = 0; t < world.truths.size(); ++t) {
    if (named("c" + std::to_string(t))) world.truths[t] = from.truths[t];
  }
  for (std::size_t n = 0; n < world.numbers.size(); ++n) {
    if (named((n < 2 ? "n" : "p") + std::to_string(n))) world.numbers[n] = from.numbers[n];
  }
  for (std::size_t k = 0; k < world.items.size(); ++k) {
    const std::string at = "items[" + std::to_string(k + 1) + "].";
    if (named(at + "i")) world.items[k].i = from.items[k].i;
    if (named(at + "v")) world.items[k].v = from.items[k].v;
    if (named(at + "w")) world.items[k].w = from.items[k].w;
  }
  if (named("items")) {
    world.complete = true;
    for (std::size_t k = world.items.size(); k < from.items.size(); ++k) world.items.push_back(from.items[k]);
  }
  for (const Cause* why : causes) {
    const bool known_path = why->path.empty() || why->path == "items" || why->path.starts_with("items[") ||
                            (why->path.size() == 2 && std::string("cnp").find(why->path[0]) != std::string::npos);
    if (!known_path) stranger = why->path;
  }
  return world;
}

std::string shown(const World& world) {
  const auto text = [](const auto& fact) { return fact ? std::to_string(*fact) : std::string("?"); };
  std::string all = "c";
  for (const auto& t : world.truths) all += ' ' + text(t);
  all += "  n";
  for (const auto& n : world.numbers) all += ' ' + text(n);
  for (const Item& item : world.items) all += "  {" + text(item.i) + ' ' + text(item.v) + ' ' + text(item.w) + '}';
  return all + (world.complete ? "" : " …");
}

class Generated : public ::testing::TestWithParam<bool> {};

TEST_P(Generated, ConditionsSayWhatEveryCompletionSays) {
  const bool once = GetParam();
  const int programs = rounds(600);
  for (int seed = 1; seed <= programs; ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed) * 2 + (once ? 1 : 0));
    const Truthful made = Generator(lot, once).truth(3);
    const RulesInMemory rules(std::string(kRecords) + "condition asked for R cites \"x\" = " + made.text + "\n");
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + made.text);
    ASSERT_TRUE(rules.ok());
    for (int k = 0; k < 6; ++k) {
      const World world = with_gaps(some_world(lot), made.text, lot, !once);
      SCOPED_TRACE(shown(world));
      const auto record = record_of(rules, world);
      Evaluation evaluation(rules.program(), *record);
      const Value& found = rules.ask(evaluation, "asked", *record)->value;
      std::vector<bool> seen(3);
      const std::vector<World> all = oracle::completions(world);
      for (const World& one : all) seen[static_cast<std::size_t>(made.of(one, nullptr))] = true;
      const int kinds = static_cast<int>(std::count(seen.begin(), seen.end(), true));
      if (found.known()) {
        EXPECT_TRUE(kinds == 1 && seen[static_cast<std::size_t>(found.truth())])
            << "decided " << to_string(found.truth()) << " too early";
        EXPECT_TRUE(found.causes().empty());
        continue;
      }
      EXPECT_TRUE(!once || kinds > 1 || seen[static_cast<std::size_t>(Truth::Unknown)])
          << "left open, although decided";
      EXPECT_FALSE(found.causes().empty());
      const World& full = lot.of(all);
      std::string stranger;
      const auto later = record_of(rules, learnt(world, found.causes(), full, stranger));
      EXPECT_EQ(stranger, "");
      Evaluation again(rules.program(), *later);
      EXPECT_EQ(rules.ask(again, "asked", *later)->value.truth(), made.of(full, nullptr))
          << "with the causes learnt, as in " << shown(full);
    }
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, Generated, ::testing::Values(false, true),
                         [](const auto& run) { return run.param ? "FactsUsedOnce" : "FactsUsedAgain"; });

}  // namespace
}  // namespace shibo::engine
