// Text to tokens. Hand-written, in front of the grammar: places, flags and messages are exact here,
// and what follows never sees a byte that is not as it should be.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "shibo/dsl/syntax.hpp"
#include "token.hpp"

namespace shibo::dsl {

class Diagnostics;

/// The tokens of one file. The last is `End`, at the end of the text. Token texts are views into the
/// source or into `strings`, so both must outlive them.
struct Lexed {
  std::vector<Token> tokens;
  std::vector<Comment> comments;
  std::vector<std::uint32_t> blank_lines;
  std::deque<std::string> strings;
  std::vector<Span> passed_over;  ///< no token; a diagnostic tells of it, or counts it with the one that it shows
  bool refused = false;           ///< too big, or no text: one diagnostic said so, and nothing was read
};

/// Reads on after a mistake: each is reported, and gives the token that was meant where that is clear.
[[nodiscard]] Lexed lex(const Source& source, Diagnostics& diagnostics);

}  // namespace shibo::dsl
