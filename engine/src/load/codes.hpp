// The diagnostics of the checker. Each has a section in docs/diagnostics/engine.md.
#pragma once

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine::code {

using dsl::Code;

inline constexpr Code kUnknownName{'E', 201};
inline constexpr Code kDeclaredTwice{'E', 202};
inline constexpr Code kWrongThing{'E', 203};
inline constexpr Code kNoSuchField{'E', 204};
inline constexpr Code kUnknownType{'E', 205};
inline constexpr Code kNamedAsField{'E', 206};
inline constexpr Code kOtherRecord{'E', 207};
inline constexpr Code kMissingType{'E', 208};
inline constexpr Code kWrongType{'E', 210};
inline constexpr Code kOperator{'E', 211};
inline constexpr Code kArguments{'E', 212};
inline constexpr Code kUnknownMember{'E', 213};
inline constexpr Code kMixedUnits{'E', 214};
inline constexpr Code kNumberAndPercent{'E', 215};
inline constexpr Code kNotEvidence{'E', 216};
inline constexpr Code kCircle{'E', 218};
inline constexpr Code kTooManyLists{'E', 219};
inline constexpr Code kUnknownUnit{'E', 220};
inline constexpr Code kNotAList{'E', 221};
inline constexpr Code kBadCode{'E', 222};
inline constexpr Code kBadLiteral{'E', 223};
inline constexpr Code kBadHole{'E', 224};
inline constexpr Code kChainTooDeep{'E', 227};
inline constexpr Code kTwoPackages{'E', 228};
inline constexpr Code kNoInstrument{'E', 229};

inline constexpr Code kPeriodsOverlap{'E', 301};
inline constexpr Code kPeriodReversed{'E', 302};
inline constexpr Code kOtherwise{'E', 303};
inline constexpr Code kNotAnOutcome{'E', 305};
inline constexpr Code kAtLeast{'E', 306};
inline constexpr Code kScopeTwice{'E', 307};
inline constexpr Code kExceptionsClash{'E', 308};
inline constexpr Code kNothingInIt{'E', 309};
inline constexpr Code kOverridingCircle{'E', 310};

inline constexpr Code kUnknownPackage{'E', 401};
inline constexpr Code kPackageCircle{'E', 402};
inline constexpr Code kNeedNotFilled{'E', 403};
inline constexpr Code kNeedFilledWrong{'E', 404};
inline constexpr Code kCannotRead{'E', 405};
inline constexpr Code kHeadTwice{'E', 406};
inline constexpr Code kNoPackage{'E', 407};

inline constexpr Code kRowWidth{'E', 501};
inline constexpr Code kBadCell{'E', 502};
inline constexpr Code kRowsOverlap{'E', 503};
inline constexpr Code kTablePart{'E', 504};
inline constexpr Code kCannotLoad{'E', 505};
inline constexpr Code kLoadColumn{'E', 506};

inline constexpr Code kTestData{'E', 601};
inline constexpr Code kTestLike{'E', 602};
inline constexpr Code kTestNothingBefore{'E', 605};
inline constexpr Code kMappingPath{'E', 603};

inline constexpr Code kUnused{'W', 701};
inline constexpr Code kShadows{'W', 702};
inline constexpr Code kNoCitation{'W', 703};
inline constexpr Code kNeverChosen{'W', 704};
inline constexpr Code kNoDay{'W', 705};
inline constexpr Code kNotOfElement{'W', 706};
inline constexpr Code kRatioOfNumber{'W', 707};
inline constexpr Code kExceptionsMayClash{'W', 708};
inline constexpr Code kBeforeInForce{'W', 709};

}  // namespace shibo::engine::code
