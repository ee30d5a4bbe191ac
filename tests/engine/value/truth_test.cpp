#include "value/truth.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace shibo::engine {
namespace {

constexpr Truth F = Truth::False;
constexpr Truth U = Truth::Unknown;
constexpr Truth T = Truth::True;
constexpr std::array kAll = {F, U, T};

struct Row {
  Truth left;
  Truth right;
  Truth conjunction;
  Truth disjunction;
};

// Kleene's strong tables, written out.
constexpr std::array kTable = {
    Row{F, F, F, F}, Row{F, U, F, U}, Row{F, T, F, T}, Row{U, F, F, U}, Row{U, U, U, U},
    Row{U, T, U, T}, Row{T, F, F, T}, Row{T, U, U, T}, Row{T, T, T, T},
};

TEST(Truth, FollowsKleenesTables) {
  for (const Row& row : kTable) {
    EXPECT_EQ(kleene_and(row.left, row.right), row.conjunction);
    EXPECT_EQ(kleene_or(row.left, row.right), row.disjunction);
  }
  EXPECT_EQ(kleene_not(F), T);
  EXPECT_EQ(kleene_not(U), U);
  EXPECT_EQ(kleene_not(T), F);
}

TEST(Truth, ObeysDeMorgan) {
  for (const Truth left : kAll) {
    for (const Truth right : kAll) {
      EXPECT_EQ(kleene_not(kleene_and(left, right)), kleene_or(kleene_not(left), kleene_not(right)));
    }
  }
}

/// The truths that `truth` may yet turn out to be.
std::vector<bool> readings(Truth truth) {
  if (truth == U) return {false, true};
  return {truth == T};
}

// The point of the third value: what is known now stays so, however the unknown turns out.
TEST(Truth, KnownResultsHoldForEveryReadingOfTheUnknown) {
  for (const Truth left : kAll) {
    for (const Truth right : kAll) {
      for (const bool l : readings(left)) {
        for (const bool r : readings(right)) {
          const Truth conjunction = kleene_and(left, right);
          const Truth disjunction = kleene_or(left, right);
          if (conjunction != U) {
            EXPECT_EQ(conjunction, to_truth(l && r));
          }
          if (disjunction != U) {
            EXPECT_EQ(disjunction, to_truth(l || r));
          }
        }
      }
    }
  }
}

TEST(Truth, IsNamedAsTheLanguageWritesIt) {
  EXPECT_EQ(to_string(F), "false");
  EXPECT_EQ(to_string(U), "unknown");
  EXPECT_EQ(to_string(T), "true");
  EXPECT_EQ(to_truth(true), T);
  EXPECT_EQ(to_truth(false), F);
}

}  // namespace
}  // namespace shibo::engine
