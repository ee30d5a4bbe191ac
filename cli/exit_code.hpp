// What the program tells its caller. Documented in docs/exit-codes.md.
#pragma once

namespace shibo::cli {

enum class ExitCode : int {
  Passes = 0,           ///< everything passes
  Fails = 1,            ///< some record, or some test, fails
  RulesOrCall = 2,      ///< the rules or the call are wrong
  InputUnread = 3,      ///< the input could not be read
  NotSettled = 4,       ///< nothing was asked; or undetermined or lacking a figure, where --strict asks for certainty
  OutputUnwritten = 5,  ///< what was to be printed could not be written, or not all of it
};

}  // namespace shibo::cli
