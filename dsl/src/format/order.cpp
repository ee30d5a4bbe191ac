#include "order.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "members.hpp"

namespace shibo::dsl::layout {

using Kind = Token::Kind;

// ── Which parts there are ────────────────────────────────────────────────────────────────────────

namespace {

// A word of the language that stands in the body of a table and in no further bracket begins a part. A key
// or a column may have such a word for its name, but then it stands where a name does.
[[nodiscard]] std::optional<int> rank_of(const std::vector<Token>& tokens, std::size_t i) {
  static constexpr std::string_view kWords[] = {"match", "gives", "choose", "load", "rows", "otherwise"};
  const Token& token = tokens[i];
  const Token& before = tokens[i - 1];
  const Token& after = tokens[i + 1];
  const auto word =
      std::find_if(std::begin(kWords), std::end(kWords), [&](std::string_view w) { return token.is_word(w); });
  if (word == std::end(kWords)) return {};
  // `match rows`, `gives a: choose`: a name.
  const bool names = before.is(Kind::Comma) || before.is(Kind::Colon) || before.is(Kind::Equals) ||
                     before.is(Kind::Dot) || (!token.first && (before.is_word("match") || before.is_word("gives")));
  if (names || after.is(Kind::Comma) || after.is(Kind::Colon) || after.is(Kind::Equals) || after.is(Kind::Dot))
    return {};
  if (token.is_word("rows") && !after.is(Kind::LeftBrace)) return {};
  if (token.is_word("load") && !after.is(Kind::String)) return {};
  return static_cast<int>(word - std::begin(kWords));
}

}  // namespace

Parts table_parts(Span table, const Tokens& tokens) {
  Parts parts;
  const std::vector<Token>& all = tokens.all();
  const std::size_t end = tokens.index(table.end - 1);
  int depth = 0;
  for (std::size_t i = tokens.index(tokens.opening(table.end)) + 1; i < end; ++i) {
    if (depth == 0 && rank_of(all, i)) parts.push_back({all[i].span, *rank_of(all, i), false});
    if (opens(all[i])) ++depth;
    if (closes(all[i])) --depth;
    if (!parts.empty()) parts.back().span.end = all[i].span.end;
  }
  return parts;
}

namespace {

enum Rank { kTitle, kRecord, kType, kAnswers, kSince, kUntil, kUnverified, kCites, kUnverifiedWhy };

class Collector {
 public:
  Collector(const Tokens& tokens, Movable& found) : tokens_(tokens), found_(found) {}

  template <typename T>
  bool operator()(const T& node) {
    if constexpr (std::is_same_v<T, ChoiceValue>) {
      keep(attribute_parts(node.attributes), found_.values);
      return false;
    } else if constexpr (std::is_same_v<T, Attributes>) {
      keep(attribute_parts(node), found_.attributes);
      return false;
    } else if constexpr (std::is_same_v<T, Head>) {
      head(node, {});
      return false;
    } else if constexpr (std::is_same_v<T, DecisionDecl>) {
      decision(node);
      return false;
    } else if constexpr (std::is_same_v<T, TableDecl> || std::is_same_v<T, MoreRowsDecl>) {
      keep(table_parts(node.span, tokens_), found_.tables);
    }
    return true;
  }

 private:
  void keep(Parts parts, std::vector<Parts>& to) {
    if (parts.size() < 2) return;
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.span.begin < b.span.begin; });
    to.push_back(std::move(parts));
  }

  // A part whose word stands right before what is known of it.
  [[nodiscard]] Part after_word(Span first, Span last, int rank) const {
    return {{tokens_.before(first.begin), last.end}, rank, false};
  }

  [[nodiscard]] Parts attribute_parts(const Attributes& a) const {
    Parts parts;
    if (!a.cites.empty()) parts.push_back(after_word(a.cites.front().span, a.cites.back().span, kCites));
    if (a.unverified && !a.unverified_why) parts.push_back({a.unverified_span, kUnverified, true});
    if (a.unverified_why)
      parts.push_back({{a.unverified_span.begin, a.unverified_why->span.end}, kUnverifiedWhy, true});
    if (a.since) parts.push_back(after_word(a.since->span, a.since->span, kSince));
    if (a.until) parts.push_back(after_word(a.until->span, a.until->span, kUntil));
    for (Part& part : parts) part.clause = true;
    return parts;
  }

  void head(const Head& head, const std::vector<Word>& answers) {
    Parts parts = attribute_parts(head.attributes);
    if (head.title) parts.push_back({head.title->span, kTitle, false});
    if (head.record) parts.push_back(after_word(head.record->span, head.record->span, kRecord));
    if (head.type) parts.push_back(after_word(head.type->span, head.type->span, kType));
    if (!answers.empty()) parts.push_back(after_word(answers.front().span, answers.back().span, kAnswers));
    keep(std::move(parts), found_.attributes);
    walk(head.params, *this);
    walk(head.type, *this);
  }

  void decision(const DecisionDecl& node) {
    head(node.head, node.answers);
    walk(node.asked_when, *this);
    walk(node.when, *this);
    walk(node.outcomes, *this);
  }

  const Tokens& tokens_;
  Movable& found_;
};

}  // namespace

Movable movable_parts(const SyntaxTree& tree, const Tokens& tokens) {
  Movable found;
  Collector collector(tokens, found);
  walk(tree.package, collector);
  walk(tree.declarations, collector);
  return found;
}

// ── The order ────────────────────────────────────────────────────────────────────────────────────

namespace {

[[nodiscard]] bool in_order(const Parts& parts) {
  return std::is_sorted(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.rank < b.rank; });
}

/// A part with the comments that go with it.
struct Piece {
  std::vector<Span> before;
  Part part;
  std::vector<Span> after;
};

[[nodiscard]] std::uint32_t begin_of(const Piece& piece) {
  return piece.before.empty() ? piece.part.span.begin : piece.before.front().begin;
}

// Of the parts up to here that end on the comment's line, the one that is written last.
[[nodiscard]] Piece& last_on_line(std::vector<Piece>& pieces, std::size_t i, const Source& source,
                                  std::uint32_t comment) {
  Piece* last = &pieces[i];
  const std::uint32_t line = source.position(comment).line;
  for (std::size_t k = i; k-- > 0 && source.position(pieces[k].part.span.end).line == line;) {
    if (pieces[k].part.rank >= last->part.rank) last = &pieces[k];
  }
  return *last;
}

// Comments within a part move with it in any case.
void add_comment(std::vector<Piece>& pieces, const Comment& comment, const Source& source) {
  std::size_t next = 0;
  while (next < pieces.size() && pieces[next].part.span.begin < comment.span.begin) ++next;
  if (next > 0 && comment.span.begin < pieces[next - 1].part.span.end) return;
  if (next == 0 || (comment.own_line && next < pieces.size())) pieces[next].before.push_back(comment.span);
  else last_on_line(pieces, next - 1, source, comment.span.begin).after.push_back(comment.span);
}

// The parts as they stand, with the comments between them; before the first those on lines of their own, and after
// the last those on its line.
[[nodiscard]] std::vector<Piece> pieces_of(const Parts& parts, const SyntaxTree& tree, const Tokens& tokens) {
  std::vector<Piece> pieces;
  for (const Part& part : parts) pieces.push_back({{}, part, {}});
  const std::size_t first = tokens.index(parts.front().span.begin);
  const std::uint32_t begin = first == 0 ? 0 : tokens.all()[first - 1].span.end;
  const std::uint32_t end = tokens.at_or_after(parts.back().span.end);
  auto comment = std::lower_bound(tree.comments.begin(), tree.comments.end(), begin,
                                  [](const Comment& c, std::uint32_t at) { return c.span.begin < at; });
  for (; comment != tree.comments.end() && comment->span.begin < end; ++comment) {
    const bool leads = comment->span.begin < parts.front().span.begin;
    const bool follows = comment->span.begin >= parts.back().span.end;
    if ((leads && !comment->own_line) || (follows && comment->own_line)) continue;
    add_comment(pieces, *comment, *tree.source);
  }
  return pieces;
}

// The parts as they will be written; of the clauses that share a line of the source only the first begins one.
[[nodiscard]] std::map<std::uint32_t, bool> line_beginnings(const std::vector<Piece>& in_order, const Parts& parts,
                                                            const Tokens& tokens, const Source& source) {
  std::map<std::uint32_t, bool> open;  // of each line of the source that begins with a part
  for (const Part& part : parts) {
    open.try_emplace(source.position(part.span.begin).line, tokens.all()[tokens.index(part.span.begin)].first);
  }
  std::map<std::uint32_t, bool> begins;
  for (const Piece& piece : in_order) {
    if (!piece.part.clause) continue;
    begins[piece.part.span.begin] = std::exchange(open[source.position(piece.part.span.begin).line], false);
  }
  return begins;
}

}  // namespace

void Order::put_in_order(const Parts& parts, const SyntaxTree& tree, const Tokens& tokens, Moves& moves) {
  if (in_order(parts)) return;
  std::vector<Piece> pieces = pieces_of(parts, tree, tokens);
  std::uint32_t at = begin_of(pieces.front());
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.part.rank < b.part.rank; });
  begins_line_.merge(line_beginnings(pieces, parts, tokens, *tree.source));
  const auto move = [&](Span from) {
    moves.push_back({from, at});
    at += from.end - from.begin;
  };
  for (const Piece& piece : pieces) {
    for (const Span& span : piece.before) move(span);
    move(piece.part.span);
    for (const Span& span : piece.after) move(span);
  }
}

Order::Order(const SyntaxTree& tree, const Tokens& tokens) {
  const Movable found = movable_parts(tree, tokens);
  for (const std::vector<Parts>* level : {&found.values, &found.attributes, &found.tables}) {
    Moves moves;
    for (const Parts& parts : *level) put_in_order(parts, tree, tokens, moves);
    std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.from.begin < b.from.begin; });
    levels_.push_back(std::move(moves));
  }
}

std::optional<bool> Order::begins_line(std::uint32_t offset) const {
  const auto found = begins_line_.find(offset);
  if (found == begins_line_.end()) return {};
  return found->second;
}

std::uint32_t Order::place(std::uint32_t offset) const {
  for (const Moves& moves : levels_) {
    const auto after = std::upper_bound(moves.begin(), moves.end(), offset,
                                        [](std::uint32_t at, const Move& move) { return at < move.from.begin; });
    if (after == moves.begin()) continue;
    const Move& move = after[-1];
    if (offset < move.from.end) offset = move.to + (offset - move.from.begin);
  }
  return offset;
}

}  // namespace shibo::dsl::layout
