// The codes of everything that reading a file can find wrong. docs/diagnostics/dsl.md has a section
// for each, and tests/cases/rules at least one case.
#pragma once

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl::codes {

// Lexical: characters and tokens.
inline constexpr Code kNotUtf8{'E', 1};
inline constexpr Code kControlCharacter{'E', 2, Code::Leaves::Plain};
inline constexpr Code kDirectionCharacter{'E', 3, Code::Leaves::Plain};
inline constexpr Code kByteOrderMark{'E', 4, Code::Leaves::Plain};
inline constexpr Code kForeignLetter{'E', 5};
inline constexpr Code kStrayCharacter{'E', 6, Code::Leaves::Plain};
inline constexpr Code kForeignOperator{'E', 7, Code::Leaves::Plain};
inline constexpr Code kForeignQuotes{'E', 8, Code::Leaves::Plain};
inline constexpr Code kUnterminatedString{'E', 9};
inline constexpr Code kBadEscape{'E', 10};
inline constexpr Code kGluedLetter{'E', 11};
inline constexpr Code kBadGrouping{'E', 12};
inline constexpr Code kCommaInNumber{'E', 13};
inline constexpr Code kPercentApart{'E', 14, Code::Leaves::Plain};
inline constexpr Code kNoSuchDay{'E', 15};
inline constexpr Code kDateShape{'E', 16};
inline constexpr Code kTimeShape{'E', 17};
inline constexpr Code kSemicolon{'E', 18, Code::Leaves::Plain};
inline constexpr Code kHyphenInName{'E', 19};
inline constexpr Code kBarePoint{'E', 20};
inline constexpr Code kNotText{'E', 21};
inline constexpr Code kForeignComment{'E', 22, Code::Leaves::Plain};
inline constexpr Code kMergeMark{'E', 23};

// Limits.
inline constexpr Code kFileTooBig{'E', 50};
inline constexpr Code kTooDeep{'E', 51};
inline constexpr Code kChainTooLong{'E', 52};
inline constexpr Code kNameTooLong{'E', 53};

// Syntax.
inline constexpr Code kUnexpected{'E', 101};
inline constexpr Code kUnclosed{'E', 102};
inline constexpr Code kUnmatched{'E', 103};
inline constexpr Code kNoDeclaration{'E', 104};
inline constexpr Code kNotYet{'E', 105};
inline constexpr Code kPackageFirst{'E', 106};
inline constexpr Code kUseFirst{'E', 107};
inline constexpr Code kNotOnOwnLine{'E', 108};
inline constexpr Code kReservedAsName{'E', 109};
inline constexpr Code kMixedLogic{'E', 110};
inline constexpr Code kChainedComparison{'E', 111};
inline constexpr Code kComparedWithTruth{'E', 112};
inline constexpr Code kNotBeforeRelation{'E', 113};
inline constexpr Code kNeedsParentheses{'E', 114};
inline constexpr Code kEqualsAsIs{'E', 115};
inline constexpr Code kWrittenTwice{'E', 116};
inline constexpr Code kSingularCode{'E', 117};
inline constexpr Code kTypeWanted{'E', 118};
inline constexpr Code kTypeUnwanted{'E', 119};
inline constexpr Code kTextWanted{'E', 120};

}  // namespace shibo::dsl::codes
