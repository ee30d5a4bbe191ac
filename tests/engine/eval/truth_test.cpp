// The laws of truth, by enumeration: every construct over true, false and unknown.
#include <gtest/gtest.h>

#include <map>

#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kTruthRules = R"(package laws

record R {
  a: condition
  b: condition
  c: condition
}

condition and_ for R cites "x" = a and b
condition or_ for R cites "x" = a or b
condition not_ for R cites "x" = not a
condition all_ for R cites "x" = all of {
  a
  b
  c
}
condition any_ for R cites "x" = any of {
  a
  b
  c
}
condition two_ for R cites "x" = at least 2 of {
  a
  b
  c
}
condition first_ for R cites "x" = first of {
  b when a
  c otherwise
}
condition except_ for R cites "x" = a except b when c
)";

constexpr Truth kTruths[] = {Truth::False, Truth::Unknown, Truth::True};

class Laws : public ::testing::Test {
 protected:
  Truth ask(const std::string& name, Truth a, Truth b, Truth c) {
    Record record;
    record.type = &rules_.program().records.front();
    record.fields.resize(3);
    std::size_t next = 0;
    for (Truth t : {a, b, c}) {
      FieldValue& field = record.fields[next++];
      field.state = t == Truth::Unknown ? FieldState::Missing : FieldState::Given;
      field.value = t == Truth::True;
    }
    Evaluation evaluation(rules_.program(), record);
    const Value& value = rules_.ask(evaluation, name, record)->value;
    // What is unknown says why, and what is known has nothing left to ask.
    EXPECT_EQ(value.truth() == Truth::Unknown, !value.causes().empty()) << name;
    return value.truth();
  }

  /// What a construct is worth by supervaluation of its parts: known only if every completion agrees.
  template <class F>
  static Truth by_completion(Truth a, Truth b, Truth c, F f) {
    bool yes = false;
    bool no = false;
    for (int bits = 0; bits < 8; ++bits) {
      const bool x = (bits & 1) != 0;
      const bool y = (bits & 2) != 0;
      const bool z = (bits & 4) != 0;
      const auto fits = [](Truth t, bool v) { return t == Truth::Unknown || to_truth(v) == t; };
      if (!fits(a, x) || !fits(b, y) || !fits(c, z)) continue;
      (f(x, y, z) ? yes : no) = true;
    }
    return yes && no ? Truth::Unknown : to_truth(yes);
  }

  template <class F>
  void expect_law(const std::string& name, F f) {
    for (Truth a : kTruths) {
      for (Truth b : kTruths) {
        for (Truth c : kTruths) {
          EXPECT_EQ(ask(name, a, b, c), by_completion(a, b, c, f))
              << name << ' ' << static_cast<int>(a) << static_cast<int>(b) << static_cast<int>(c);
        }
      }
    }
  }

  RulesInMemory rules_{kTruthRules};
};

TEST_F(Laws, OfAndOrNot) {
  expect_law("and_", [](bool a, bool b, bool) { return a && b; });
  expect_law("or_", [](bool a, bool b, bool) { return a || b; });
  expect_law("not_", [](bool a, bool, bool) { return !a; });
}

TEST_F(Laws, OfBlocks) {
  expect_law("all_", [](bool a, bool b, bool c) { return a && b && c; });
  expect_law("any_", [](bool a, bool b, bool c) { return a || b || c; });
  expect_law("two_", [](bool a, bool b, bool c) { return int{a} + int{b} + int{c} >= 2; });
}

// Each fact stands once in these, so what a construct knows is all that can be known.
TEST_F(Laws, OfFirstOf) {
  expect_law("first_", [](bool a, bool b, bool c) { return a ? b : c; });
}

TEST_F(Laws, OfAnException) {
  expect_law("except_", [](bool a, bool b, bool c) { return c ? b : a; });
}

}  // namespace
}  // namespace shibo::engine
