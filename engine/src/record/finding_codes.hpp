// The findings of the readers. Each has a section in docs/diagnostics/data.md.
#pragma once

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine::code {

using dsl::Code;

// Files.
inline constexpr Code kNotRead{'D', 100};  // by the command, of a file that no stream could be opened on

// Tables as text.
inline constexpr Code kInterrupted{'D', 101};
inline constexpr Code kUtf16{'D', 102};
inline constexpr Code kOpenQuote{'D', 103};
inline constexpr Code kAfterQuote{'D', 104};
inline constexpr Code kBadUtf8{'D', 105};
inline constexpr Code kNulByte{'D', 106};
inline constexpr Code kTooLong{'D', 107};
inline constexpr Code kTooManyColumns{'D', 108};
inline constexpr Code kShortRow{'D', 109};
inline constexpr Code kLongRow{'D', 110};
inline constexpr Code kEmptyFile{'D', 111};
inline constexpr Code kBlankRow{'D', 112};
inline constexpr Code kHeaderAgain{'D', 113};
inline constexpr Code kHoldsRows{'D', 114};
inline constexpr Code kTotals{'D', 115};

// JSON.
inline constexpr Code kBrokenJson{'D', 121};
inline constexpr Code kRestNotRead{'D', 122};
inline constexpr Code kDuplicateKey{'D', 123};
inline constexpr Code kTooDeep{'D', 124};
inline constexpr Code kNotAnObject{'D', 125};
inline constexpr Code kRecordsNotRead{'D', 126};

// Headers and mappings.
inline constexpr Code kColumnTwice{'D', 141};
inline constexpr Code kNoSuchColumn{'D', 144};

// Values.
inline constexpr Code kInvalidValue{'D', 161};
inline constexpr Code kUnknownInstrument{'D', 162};
inline constexpr Code kRequired{'D', 163};

// Rows that make up one record, and files that are joined.
inline constexpr Code kKeyAgain{'D', 181};
inline constexpr Code kRowsDisagree{'D', 182};
inline constexpr Code kBlankKey{'D', 183};
inline constexpr Code kNoSuchRecord{'D', 184};
inline constexpr Code kNoSuchParent{'D', 185};
inline constexpr Code kLoop{'D', 186};
inline constexpr Code kTooDeepParts{'D', 187};
inline constexpr Code kTooManyParts{'D', 188};
inline constexpr Code kJoinFailed{'D', 189};
inline constexpr Code kOwnKeyAgain{'D', 190};
inline constexpr Code kListTwice{'D', 191};
inline constexpr Code kNoFileBeside{'D', 192};
inline constexpr Code kRowAgain{'D', 193};
inline constexpr Code kElementAgain{'D', 194};
inline constexpr Code kInTwoFiles{'D', 195};  // by the command, of records of two files
inline constexpr Code kHistoryTwice{'D', 197};

/// What a finding of this kind is about gave no record.
constexpr bool loses_records(Code code) {
  for (const Code one : {kNotRead, kInterrupted, kUtf16, kBrokenJson, kRestNotRead, kNotAnObject, kRecordsNotRead}) {
    if (code.letter == one.letter && code.number == one.number) return true;
  }
  return false;
}

}  // namespace shibo::engine::code
