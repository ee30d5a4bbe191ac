// The tokens of a file, and where its brackets open and close.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "../lexer.hpp"

namespace shibo::dsl::layout {

[[nodiscard]] bool opens(const Token& token);
[[nodiscard]] bool closes(const Token& token);

/// The tokens of a file, found by where they stand.
class Tokens {
 public:
  explicit Tokens(const Source& source);

  /// Where the token before the one at the offset begins; of none, the offset.
  [[nodiscard]] std::uint32_t before(std::uint32_t offset) const;
  /// The offset of the brace that closes the innermost one open at the offset.
  [[nodiscard]] std::uint32_t closing(std::uint32_t offset) const;
  /// The offset of the bracket whose partner ends at the offset.
  [[nodiscard]] std::uint32_t opening(std::uint32_t end) const;
  /// Where the first token at or past the offset begins.
  [[nodiscard]] std::uint32_t at_or_after(std::uint32_t offset) const;
  [[nodiscard]] const std::vector<Token>& all() const { return lexed_.tokens; }
  /// The index of the first token at or past the offset.
  [[nodiscard]] std::size_t index(std::uint32_t offset) const;

 private:
  Lexed lexed_;
  std::vector<Span> brackets_;  ///< from each opening one to its partner, in the order of the openings
  std::map<std::uint32_t, std::uint32_t> begins_;  ///< of each bracket's end
};

}  // namespace shibo::dsl::layout
