// The codes of everything that reading a file can find wrong. docs/diagnostics/dsl.md has a section
// for each, and tests/cases/rules at least one case.
#pragma once

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl::codes {

inline constexpr auto kUnclear = Code::Leaves::Unclear;

// Lexical: characters and tokens.
inline constexpr Code kNotUtf8{'E', 1, kUnclear};
inline constexpr Code kControlCharacter{'E', 2};
inline constexpr Code kDirectionCharacter{'E', 3};
inline constexpr Code kByteOrderMark{'E', 4};
inline constexpr Code kForeignLetter{'E', 5, kUnclear};
inline constexpr Code kStrayCharacter{'E', 6};
inline constexpr Code kForeignOperator{'E', 7};
inline constexpr Code kForeignQuotes{'E', 8};
inline constexpr Code kUnterminatedString{'E', 9, kUnclear};
inline constexpr Code kBadEscape{'E', 10, kUnclear};
inline constexpr Code kGluedLetter{'E', 11, kUnclear};
inline constexpr Code kBadGrouping{'E', 12, kUnclear};
inline constexpr Code kCommaInNumber{'E', 13, kUnclear};
inline constexpr Code kPercentApart{'E', 14};
inline constexpr Code kNoSuchDay{'E', 15, kUnclear};
inline constexpr Code kDateShape{'E', 16, kUnclear};
inline constexpr Code kTimeShape{'E', 17, kUnclear};
inline constexpr Code kSemicolon{'E', 18};
inline constexpr Code kHyphenInName{'E', 19, kUnclear};
inline constexpr Code kBarePoint{'E', 20, kUnclear};
inline constexpr Code kNotText{'E', 21, kUnclear};
inline constexpr Code kForeignComment{'E', 22};
inline constexpr Code kMergeMark{'E', 23, kUnclear};

// Limits.
inline constexpr Code kFileTooBig{'E', 50, kUnclear};
inline constexpr Code kTooDeep{'E', 51, kUnclear};
inline constexpr Code kChainTooLong{'E', 52, kUnclear};
inline constexpr Code kNameTooLong{'E', 53, kUnclear};

// Syntax.
inline constexpr Code kUnexpected{'E', 101, kUnclear};
inline constexpr Code kUnclosed{'E', 102, kUnclear};
inline constexpr Code kUnmatched{'E', 103, kUnclear};
inline constexpr Code kNoDeclaration{'E', 104, kUnclear};
inline constexpr Code kNotYet{'E', 105, kUnclear};
inline constexpr Code kPackageFirst{'E', 106, kUnclear};
inline constexpr Code kUseFirst{'E', 107, kUnclear};
inline constexpr Code kNotOnOwnLine{'E', 108, kUnclear};
inline constexpr Code kReservedAsName{'E', 109, kUnclear};
inline constexpr Code kMixedLogic{'E', 110, kUnclear};
inline constexpr Code kChainedComparison{'E', 111, kUnclear};
inline constexpr Code kComparedWithTruth{'E', 112, kUnclear};
inline constexpr Code kNotBeforeRelation{'E', 113, kUnclear};
inline constexpr Code kNeedsParentheses{'E', 114, kUnclear};
inline constexpr Code kEqualsAsIs{'E', 115, kUnclear};
inline constexpr Code kWrittenTwice{'E', 116, kUnclear};
inline constexpr Code kSingularCode{'E', 117, kUnclear};
inline constexpr Code kTypeWanted{'E', 118, kUnclear};
inline constexpr Code kTypeUnwanted{'E', 119, kUnclear};
inline constexpr Code kTextWanted{'E', 120, kUnclear};

}  // namespace shibo::dsl::codes
