// What the grammar carries with it through a file: limits, the few switches that the meaning of a
// comma or a line's first sign depends on, and the reporting of mistakes. Knows nothing of Boost.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../token.hpp"
#include "shibo/dsl/codes.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl::grammar {

using Iterator = const Token*;

/// Thrown when reading cannot go on in an item, after its mistake was reported. A fatal one ends the
/// whole declaration: past a limit, nothing that follows is worth a message.
struct Failure {
  Iterator where;
  bool fatal = false;
};

/// Switches that brackets turn off for what stands inside them, and give back afterwards.
struct Switches {
  bool code_lists = false;   // `headings 0401, 0402` goes on after the comma
  bool kinds = false;        // in a list of kinds: `except from` belongs to what stands before it
  bool row_results = false;  // a sign that is first on its line begins the next row
  bool key_cells = false;    // a comma after one code ends a table's cell

  friend Switches operator|(Switches a, Switches b) {
    return {.code_lists = a.code_lists || b.code_lists,
            .kinds = a.kinds || b.kinds,
            .row_results = a.row_results || b.row_results,
            .key_cells = a.key_cells || b.key_cells};
  }
};

/// Whether the token begins a declaration in the place where reading may go on after a mistake:
/// first on its line, in column 1, a declaration's word with something fit to follow it.
[[nodiscard]] bool begins_declaration(Iterator token);

/// Whether the word begins a part of some declaration's body, so that no operand stands there.
[[nodiscard]] bool begins_clause(Iterator token);

class State {
 public:
  State(const Source& source, Diagnostics& diagnostics, Iterator begin, Iterator end)
      : source_(source), diagnostics_(diagnostics), begin_(begin), end_(end), declaration_(begin) {}

  Switches switches;

  [[nodiscard]] std::string_view slice(Span span) const { return source_.slice(span); }
  [[nodiscard]] Iterator begin() const { return begin_; }
  [[nodiscard]] Iterator end() const { return end_; }

  /// From here on, an unclosed bracket is looked for.
  void begin_declaration(Iterator token) {
    declaration_ = token;
    order_told_ = false;
  }
  [[nodiscard]] Iterator declaration() const { return declaration_; }

  /// Whether nothing was told yet of the order of the declaration's parts, nor of this place; from now on, something was.
  [[nodiscard]] bool order_is_new_mistake(Span where) {
    const bool told = reported_ != nullptr && reported_->span.begin == where.begin;
    return !std::exchange(order_told_, true) && !told;
  }

  /// A mistake that does not keep the grammar from reading on.
  Diagnostic& report(Code code, Span where, std::string message, std::optional<std::string> help = {});

  /// Something else was expected at `where`; `item` is where the innermost construct that can be
  /// skipped begins. Says nothing where that would echo an earlier mistake.
  void report_unexpected(Iterator where, const std::string& expected, Iterator item);
  void report_unclosed(Iterator opener, Iterator where);
  /// A comma between the items of a body; said once for all of the body.
  void report_comma(Iterator comma);

  /// An item that does not begin its line. Throws where it is plain that no item begins here.
  void report_not_on_own_line(Iterator where, const std::string& item);

  /// A word that would have been right at `where`; the nearest is offered if a word stands there.
  void tried(Iterator where, std::string_view word);
  [[nodiscard]] std::optional<std::string> nearest_tried(Iterator where) const;

  /// Something was reported at the token.
  [[nodiscard]] bool reported_at(Iterator token) const { return token == reported_; }

  /// Bracket, block, sign: one level down; throws beyond the limit.
  void enter(Iterator where);
  void leave() { --depth_; }

  /// Throws when a chain has more terms than the limit.
  void check_chain(std::size_t terms, Span where);

 private:
  struct Unclosed {
    Iterator opener = nullptr;
    Iterator suspect = nullptr;  // closed by a brace that stands further left than its line
  };
  [[nodiscard]] Unclosed find_unclosed(Iterator where) const;
  [[nodiscard]] bool is_echo(Iterator where, Iterator item) const;
  [[nodiscard]] std::uint32_t indentation(Iterator token) const;
  [[nodiscard]] bool report_text_wanted(Iterator where);
  [[nodiscard]] bool report_line(Iterator where);
  [[nodiscard]] bool report_no_item(Iterator where);
  [[nodiscard]] bool report_reserved(Iterator where, const std::string& expected);
  [[nodiscard]] bool breaks_off(Iterator where, Iterator item, const std::string& expected) const;
  [[nodiscard]] std::string refined(Iterator where, const std::string& expected) const;

  const Source& source_;
  Diagnostics& diagnostics_;
  Iterator begin_;
  Iterator end_;
  Iterator declaration_;
  bool order_told_ = false;
  Iterator reported_ = nullptr;
  Iterator furthest_ = nullptr;
  std::vector<std::string_view> tried_;
  std::size_t depth_ = 0;
};

/// The place to read on at after a mistake in the item that begins at `item`: the next token that may
/// begin an item, outside all brackets opened since, or whatever ends the body.
[[nodiscard]] Iterator resynchronise(Iterator item, Iterator mistake, bool (*begins_item)(Iterator));

}  // namespace shibo::dsl::grammar
