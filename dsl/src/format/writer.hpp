// What the formatter writes into: texts, places where a line may end, and the comments of the file.
//
// A comment is put back at the first place past it where a line may end; that place then ends its
// line. Past it in the order in which things are written: a comment moves with what it stands by. So no
// comment is lost, and formatting what was written finds each where it already stands.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "order.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::layout {

/// A line is not made longer than this where it can be broken.
inline constexpr std::size_t kWidth = 130;
/// Past every offset of a file: what follows has no place in it.
inline constexpr std::uint32_t kEnd = UINT32_MAX;

/// One step of a layout. A group stands on one line if it fits, and otherwise ends its line at every
/// `Line` and `Soft` in it; a `Fill` ends it only if what follows does not fit.
struct Op {
  enum class Kind : std::uint8_t { Text, Line, Soft, Fill, Hard, Begin, End, Indent, Trailing };
  Kind kind = Kind::Text;
  std::string text;  ///< for Line and Fill: written before the blank, where the line goes on
  int amount = 0;    ///< blanks, for Indent; 1 for a Hard with an empty line before what follows
};
using Ops = std::vector<Op>;

/// The text of a layout.
[[nodiscard]] std::string render(const Ops& ops);
/// The layout on one line, or none if it cannot stand on one.
[[nodiscard]] std::optional<std::string> flat(const Ops& ops);
/// Columns of a text on a screen, one for each code point.
[[nodiscard]] std::size_t width_of(std::string_view text);

class Writer {
 public:
  /// Without a tree there are no comments, and texts are quoted anew.
  Writer() = default;
  explicit Writer(const SyntaxTree& tree);

  void text(std::string_view piece);
  /// A text in quotes, as it was written.
  void quoted(const Text& text);
  void quoted(Span span, const std::string& value);

  /// Places where a line may end; `next` is the offset of what follows, and comments before it are
  /// written here.
  void line(std::uint32_t next, std::string_view sign = {}) { may_break(Op::Kind::Line, next, sign); }
  void soft(std::uint32_t next) { may_break(Op::Kind::Soft, next, {}); }
  void fill(std::uint32_t next, std::string_view sign = {}) { may_break(Op::Kind::Fill, next, sign); }
  /// Before a clause whose word stands at the offset: a line ends here where it did, or where the clause does not fit.
  void clause(std::uint32_t next);
  /// A line ends here. An empty line before `next` is kept, unless `next` is the first of a body.
  void hard(std::uint32_t next, bool first = false);
  /// A line ends here, without an empty line: what follows belongs to what was written.
  void goes_on(std::uint32_t next) { may_break(Op::Kind::Hard, next, {}); }
  /// Writes the comments before `next`; a place where a line ends must follow.
  bool comments(std::uint32_t next, bool keep_blank, bool first = false);

  void begin() { ops_.push_back({Op::Kind::Begin, {}, 0}); }
  void end() { ops_.push_back({Op::Kind::End, {}, 0}); }
  void indent(int amount) { ops_.push_back({Op::Kind::Indent, {}, amount}), indentation_ += amount; }
  /// How far in a line begins that is written here.
  [[nodiscard]] std::size_t indentation() const { return static_cast<std::size_t>(indentation_); }

  /// Everything between brackets, one item after the other.
  void body(std::string_view open, std::string_view close, std::uint32_t end, const std::function<void()>& items);

  /// The parentheses that open at the offset have a meaning, whatever they hold.
  void keep_parentheses(std::uint32_t offset) { kept_parentheses_ = offset; }
  [[nodiscard]] bool keeps_parentheses(std::uint32_t offset) const { return kept_parentheses_ == offset; }

  [[nodiscard]] Ops capture(const std::function<void()>& write);
  void append(const Ops& ops) { ops_.insert(ops_.end(), ops.begin(), ops.end()); }
  [[nodiscard]] const Ops& ops() const { return ops_; }
  [[nodiscard]] const SyntaxTree* tree() const { return tree_; }

  /// Whether what is written next could be the first on its line.
  [[nodiscard]] bool may_begin_line() const;
  [[nodiscard]] bool blank_before(std::uint32_t offset) const;
  /// Whether only blanks stand before the offset on its line.
  [[nodiscard]] bool begins_line(std::uint32_t offset) const;
  /// The offset of the brace that closes the innermost one open at the offset.
  [[nodiscard]] std::uint32_t closing(std::uint32_t offset) const;
  /// The offset of the bracket that the one at the offset closes.
  [[nodiscard]] std::uint32_t opening(std::uint32_t closing) const;
  /// Where the word before the token at the offset stands: `when` of its condition.
  [[nodiscard]] std::uint32_t word_before(std::uint32_t offset) const;
  /// Whether `when` or `otherwise` follows what ends at the offset.
  [[nodiscard]] bool stands_before_case(std::uint32_t end) const;
  /// Where the first part of the table that begins with the word stands.
  [[nodiscard]] std::uint32_t part_of(Span table, std::string_view word) const;
  /// The offset of the brace that closes the last of the table's `rows`.
  [[nodiscard]] std::uint32_t end_of_rows(Span table) const;

 private:
  void may_break(Op::Kind kind, std::uint32_t next, std::string_view sign);

  [[nodiscard]] std::uint32_t place(std::uint32_t offset) const {
    return offset == kEnd ? kEnd : order_->place(offset);
  }

  struct Placed {
    std::uint32_t place = 0;
    const Comment* comment = nullptr;
  };

  const SyntaxTree* tree_ = nullptr;
  std::optional<Tokens> tokens_;
  std::optional<Order> order_;
  std::vector<Placed> comments_;  ///< in the order in which they are written
  std::size_t comment_ = 0;
  std::optional<std::uint32_t> kept_parentheses_;
  int indentation_ = 0;
  Ops ops_;
};

/// A group, for as long as it lives.
class Group {
 public:
  explicit Group(Writer& writer, int indent = 0) : writer_(writer), indent_(indent) {
    writer_.begin();
    if (indent_ != 0) writer_.indent(indent_);
  }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group() {
    if (indent_ != 0) writer_.indent(-indent_);
    writer_.end();
  }

 private:
  Writer& writer_;
  int indent_;
};
/// Further in, for as long as it lives.
class Indent {
 public:
  Indent(Writer& writer, int amount) : writer_(writer), amount_(amount) { writer_.indent(amount); }
  Indent(const Indent&) = delete;
  Indent& operator=(const Indent&) = delete;
  ~Indent() { writer_.indent(-amount_); }

 private:
  Writer& writer_;
  int amount_;
};

/// Lines of several cells, in columns where they fit: the last of each line may be left out.
struct Columns {
  struct Line {
    Ops before;  ///< ends the line before this one
    std::vector<Ops> cells;
    std::size_t keys = 0;  ///< cells that stand in their columns even where the rest of the line has to be broken
    bool hugs = false;     ///< ends in a block, whose branches are not pushed further in
  };
  std::vector<Line> lines;
  void write(Writer& writer) const;

 private:
  void write_section(Writer& writer, std::size_t begin, std::size_t end) const;
};

}  // namespace shibo::dsl::layout
