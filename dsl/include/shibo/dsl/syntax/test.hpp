// Tests that packages carry: given facts, and what is expected of them.
#pragma once

#include <optional>
#include <vector>

#include "shibo/dsl/syntax/expression.hpp"

namespace shibo::dsl {

struct Expectation : Spanned {
  enum class Kind {
    Holds,          ///< `expect EXPR`: it is true
    Missing,        ///< `expect missing [a, b.c]`
    Presumed,       ///< `expect presumed [materials[1].proven]`
    Unknown,        ///< `expect X is unknown`
    NotApplicable,  ///< `expect X is not applicable`
    Advises,
    Conflicts,
    Open,  ///< `expect X is open [a, b]`
  };
  Kind kind = Kind::Holds;
  ExprPtr what;
  std::vector<Text> paths;  ///< for Missing and Presumed, spelled as the verdict spells them
  std::vector<Word> open;
  std::optional<Data> with;  ///< a DataBlock: facts changed for this expectation
};
/// `reading customs.fee_runs is true`: how the test reads what a text leaves open.
struct ReadAs : Spanned {
  std::vector<Word> reading;
  Word value;  ///< `true` or `false`
};
struct TestDecl : Spanned {
  Text title;
  Word record;
  std::optional<Word> as_of;
  std::optional<Text> given_like;
  Data given;  ///< a DataBlock
  std::vector<ReadAs> readings;
  std::vector<DataPtr> among;
  bool among_incomplete = false;  ///< there may be other records
  std::vector<Expectation> expectations;
};

}  // namespace shibo::dsl
