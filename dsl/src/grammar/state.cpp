#include "state.hpp"

#include <algorithm>
#include <array>

#include "hint.hpp"
#include "shibo/dsl/parse.hpp"
#include "words.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

namespace {

[[nodiscard]] bool is_opener(Kind kind) {
  return kind == Kind::LeftBrace || kind == Kind::LeftParen || kind == Kind::LeftBracket;
}
[[nodiscard]] bool is_closer(Kind kind) {
  return kind == Kind::RightBrace || kind == Kind::RightParen || kind == Kind::RightBracket;
}
[[nodiscard]] Kind opener_of(Kind closer) {
  if (closer == Kind::RightBrace) return Kind::LeftBrace;
  return closer == Kind::RightParen ? Kind::LeftParen : Kind::LeftBracket;
}

// Whether a value, a name or a condition may end with the token, or begin with it.
[[nodiscard]] bool ends_operand(const Token& token) {
  return token.is_name_or_value() || token.is(Kind::RightParen) || token.is(Kind::RightBracket);
}
[[nodiscard]] bool may_begin_operand(const Token& token) {
  return (ends_operand(token) && !is_closer(token.kind)) || token.is_word("not");
}

// The brackets that are open at some place. A closer of another kind closes those in between, too:
// they were forgotten.
class OpenBrackets {
 public:
  // False if the closer belongs to a bracket that was open before.
  [[nodiscard]] bool pass(Iterator token) {
    if (is_opener(token->kind)) open_.push_back(token);
    if (!is_closer(token->kind)) return true;
    const Kind wanted = opener_of(token->kind);
    const auto match = std::find_if(open_.rbegin(), open_.rend(), [&](Iterator t) { return t->is(wanted); });
    if (match == open_.rend()) return false;
    closed_ = *match;
    open_.erase(match.base() - 1, open_.end());
    return true;
  }
  [[nodiscard]] bool empty() const { return open_.empty(); }
  /// `[` and `(`, which mostly close on their line, and no `{`.
  [[nodiscard]] bool only_of_a_line() const {
    return std::none_of(open_.begin(), open_.end(), [](Iterator token) { return token->is(Kind::LeftBrace); });
  }
  [[nodiscard]] Iterator innermost() const { return open_.empty() ? nullptr : open_.back(); }
  [[nodiscard]] Iterator last_closed() const { return closed_; }

 private:
  std::vector<Iterator> open_;
  Iterator closed_ = nullptr;
};

}  // namespace

bool begins_declaration(Iterator token) {
  if (!token->first || !token->column_one || !token->is_word()) return false;
  if (token->is_word("not")) return token[1].is_word("encoded");
  if (!is_declaration_word(token->text) && !is_file_word(token->text)) return false;
  const Token& next = token[1];
  // `rule when for Good`: a word that cannot name the rule, but a rule all the same.
  if (next.is(Kind::Reserved) && !next.first && (token[2].is_word("for") || token[2].is(Kind::String))) return true;
  return next.is(Kind::Name) || next.is(Kind::String) || next.is_word("for");
}

bool begins_clause(Iterator token) {
  if (!token->first || !is_clause_word(token->text)) return false;
  const Kind next = token[1].kind;
  return next != Kind::Colon && next != Kind::Dot && next != Kind::Comma && next != Kind::Arrow;
}

Diagnostic& State::report(Code code, Span where, std::string message, std::optional<std::string> help) {
  return diagnostics_.add(source_, code, where, std::move(message), std::move(help));
}

void State::tried(Iterator where, std::string_view word) {
  if (where != furthest_) {
    if (furthest_ != nullptr && where < furthest_) return;
    furthest_ = where;
    tried_.clear();
  }
  if (std::find(tried_.begin(), tried_.end(), word) == tried_.end()) tried_.push_back(word);
}

std::optional<std::string> State::nearest_tried(Iterator where) const {
  if (where != furthest_ || !where->is(Kind::Name)) return {};
  return nearest(where->text, {tried_.begin(), tried_.end()});
}

// A second message at the same place says the same thing twice, and one after a damaged token most
// likely tells of the damage.
bool State::is_echo(Iterator where, Iterator item) const {
  if (where == reported_) return true;
  // An operator of another language was told, with what is written here.
  if (where->is_word() && slice(where->span) != where->text) return true;
  // Damage further on in the same line is a likelier reason than what stands before it.
  Iterator end = where + 1;
  while (end < end_ && !end->is(Kind::End) && !end->first) ++end;
  return std::any_of(item, end, [](const Token& token) { return token.damaged; });
}

std::uint32_t State::indentation(Iterator token) const {
  const std::uint32_t line = source_.position(token->span.begin).line;
  const std::string_view text = source_.line(line);
  return static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t"), text.size()));
}

State::Unclosed State::find_unclosed(Iterator where) const {
  Unclosed found;
  OpenBrackets open;
  for (Iterator token = declaration_; token < where; ++token) {
    if (!open.pass(token)) continue;
    const bool line_closer = token->is(Kind::RightBrace) && token->first;
    if (line_closer && found.suspect == nullptr && indentation(token) < indentation(open.last_closed())) {
      found.suspect = open.last_closed();
    }
  }
  found.opener = open.innermost();
  return found;
}

void State::report_unclosed(Iterator opener, Iterator where) {
  if (is_echo(where, declaration_)) return;
  reported_ = where;
  const Unclosed unclosed = find_unclosed(where);
  if (unclosed.suspect != nullptr) opener = unclosed.suspect;
  const std::string closer = opener->is(Kind::LeftBrace) ? "}" : opener->is(Kind::LeftParen) ? ")"
                                                                                             : "]";
  const std::string sign(sign_text(opener->kind));
  Diagnostic& found = report(codes::kUnclosed, where->span, "`" + sign + "` is not closed before " + describe(*where),
                             "close it with `" + closer + "`");
  if (found.labels.empty()) found.labels.push_back({nullptr, opener->span, "opened here"});
}

// `L-1`, where a text should stand.
bool State::report_text_wanted(Iterator where) {
  if (!where->is(Kind::Minus) || !where->glued || where == begin_ || !where[1].glued) return false;
  Iterator from = where - 1;
  Iterator to = where;
  if (!from->is(Kind::Name)) return false;
  while (to[1].glued && (to[1].is_word() || to[1].is(Kind::Number) || to[1].is(Kind::Minus))) ++to;
  const Span run{from->span.begin, to->span.end};
  const std::string written(slice(run));
  report(codes::kTextWanted, run, "`" + written + "` is neither a name nor a number",
         "write a text: `\"" + written + "\"`");
  return true;
}

void State::report_comma(Iterator comma) {
  if (is_echo(comma, comma)) return;
  reported_ = comma;
  const std::optional<std::string> decimals = comma == begin_ ? std::nullopt : decimals_meant(comma);
  report(codes::kUnexpected, comma->span, "no comma stands between the items of a body",
         decimals.value_or("take the commas out; each item begins on a line of its own"));
}

// Something that stands on the line before it for a reason that is known, and is no item of its own.
bool State::report_line(Iterator where) {
  Iterator line = where;
  while (!line->first && line != begin_) --line;
  if (nearest_tried(where)) {
    report_unexpected(where, "a new line, or something that goes on with the line before", where);
  } else if (line->is_word("when") || line->is_word("otherwise")) {
    report(codes::kUnexpected, line->span, "`" + std::string(line->text) + "` stands before what it decides",
           "write `" + std::string(where->text) + " " + std::string(line->text) + (line->is_word("when") ? " …`" : "`"));
  } else if (const std::optional<std::string> period = period_meant(where)) {
    report(codes::kUnexpected, where->span, "expected `since` or `until`, found " + describe(*where), period);
  } else if (const Iterator joint = joint_of_marks(begin_, where)) {
    // The mark is part of the mistake: as an operand, its letter is no name.
    report(codes::kUnexpected, {joint->span.begin, where[-1].span.end}, describe(*joint) + " joins nothing at the end of a branch",
           "take it out: the head says how the branches are joined, as in `any of {` and `all of {`");
  } else {
    return false;
  }
  return true;
}

// What stands where an item would begin, and begins none: a sign between two values, or a value behind its period.
bool State::report_no_item(Iterator where) {
  Iterator line = where;
  while (!line->first && line != begin_) --line;
  const Iterator before = where == begin_ ? nullptr : where - 1;
  const bool period = line->is_word("since") || line->is_word("until");
  if (period && before == line) {
    report(codes::kUnexpected, line->span, "`" + std::string(line->text) + "` stands before the value that it is about",
           "write the value first: `USD 5 " + std::string(line->text) + " " +
               (where->is(Kind::Date) ? std::string(slice(where->span)) : "2024-01-01") + "`");
    return true;
  }
  if (where->is(Kind::Minus) && before != nullptr && may_begin_operand(where[1])) {
    report(codes::kUnexpected, where->span, "expected a new line, found `-`",
           "a range is written `" + std::string(slice(before->span)) + " to " + std::string(slice(where[1].span)) + "`");
    return true;
  }
  if (!(where->is(Kind::Colon) || where->is(Kind::Equals) || where->is(Kind::Arrow)) || line != before) return false;
  if (where == reported_) return true;
  const bool date = line->is(Kind::Date);
  report(codes::kUnexpected, where->span, "no " + describe(*where) + " stands here",
         date ? "the value stands first, then its days: `USD 5 since " + std::string(line->text) + "`"
              : "write the value alone, and behind it its days: `USD 5 since 2024-01-01`");
  return true;
}

void State::report_not_on_own_line(Iterator where, const std::string& item) {
  if (report_line(where) || report_no_item(where)) {
    reported_ = where;
    throw Failure{where, false};
  }
  report(codes::kNotOnOwnLine, where->span, item + " begins on a line of its own", "begin a new line before " + describe(*where));
}

// What could have stood at `where`, said as fully as it is known.
std::string State::refined(Iterator where, const std::string& expected) const {
  const bool closer = expected == "`}`" || expected == "`)`" || expected == "`]`";
  if (expected.empty()) return "something else";
  if (!closer || where == begin_ || where->first || !ends_operand(where[-1]) || !may_begin_operand(*where)) return expected;
  return (expected == "`]`" ? "`,` or " : "an operator or ") + expected;
}

bool State::report_reserved(Iterator where, const std::string& expected) {
  if (!where->is(Kind::Reserved) || expected.find("name") == std::string::npos) return false;
  report(codes::kReservedAsName, where->span,
         "expected " + expected + ", found the word " + describe(*where) + " of the language",
         "choose another name, such as `" + std::string(where->text) + "_`");
  return true;
}

// A line that breaks off is shown where it breaks off, not where the next one begins.
bool State::breaks_off(Iterator where, Iterator item, const std::string& expected) const {
  if (where <= item || !(where->first || where->is(Kind::End)) || where[-1].is(Kind::LeftBrace)) return false;
  return expected.find("`}`") == std::string::npos && expected != "`)`" && expected != "`]`" &&
         expected.find("`require`") == std::string::npos && expected != "the end of the declaration";
}

void State::report_unexpected(Iterator where, const std::string& wanted, Iterator item) {
  const bool at_end = where->is(Kind::End) || begins_declaration(where);
  if (at_end) {
    const Unclosed unclosed = find_unclosed(where);
    if (unclosed.opener != nullptr) return report_unclosed(unclosed.opener, where);
  }
  if (is_echo(where, item)) return;
  reported_ = where;
  if (report_text_wanted(where)) return;

  const std::string expected = refined(where, wanted);
  const std::optional<std::string> near = hint_of_word(*where) ? std::nullopt : nearest_tried(where);
  if (!near && report_reserved(where, expected)) return;
  const bool after = breaks_off(where, item, wanted);
  const std::uint32_t end = after ? where[-1].span.end : 0;
  Diagnostic& found = after ? report(codes::kUnexpected, {end, end}, "expected " + expected + " after " + describe(where[-1]))
                            : report(codes::kUnexpected, is_numbering(begin_, where) ? Span{where[-1].span.begin, where->span.end} : where->span, "expected " + expected + ", found " + describe(*where));
  if (near && !after) found.help = "did you mean `" + *near + "`?";
  else found.help = hint(begin_, where, expected);
  if (wanted == "`}`" || wanted == "`)`" || wanted == "`]`" || wanted.ends_with(" or `}`")) {
    const Unclosed unclosed = find_unclosed(where);
    if (unclosed.opener != nullptr) found.labels.push_back({nullptr, unclosed.opener->span, "opened here"});
  }
}

void State::enter(Iterator where) {
  if (++depth_ <= Limits::kNesting) return;
  --depth_;
  report(codes::kTooDeep, where->span, "nested too deep",
         "at most " + std::to_string(Limits::kNesting) + " levels; give parts of it names of their own");
  throw Failure{where, true};
}

void State::check_chain(std::size_t terms, Span where) {
  if (terms <= Limits::kChainTerms) return;
  report(codes::kChainTooLong, where, "too many terms in a row",
         "at most " + std::to_string(Limits::kChainTerms) + "; give parts of it names of their own");
  throw Failure{end_, true};
}

// Whether a line closes no `]` or `)` of a line before: then one of those was forgotten.
[[nodiscard]] static bool whole_line(Iterator first) {
  int open = 0;
  for (Iterator token = first; !token->is(Kind::End) && (token == first || !token->first); ++token) {
    if (token->is(Kind::LeftBracket) || token->is(Kind::LeftParen)) ++open;
    if ((token->is(Kind::RightBracket) || token->is(Kind::RightParen)) && --open < 0) return false;
  }
  return true;
}

Iterator resynchronise(Iterator item, Iterator mistake, bool (*begins_item)(Iterator)) {
  // A new item on a new line is believed even inside a bracket that was not closed.
  if (mistake > item && mistake->first && begins_item(mistake)) return mistake;
  OpenBrackets open;
  for (Iterator token = item;; ++token) {
    if (token->is(Kind::End)) return token;
    if (token > item && begins_declaration(token)) return token;
    const bool past = token > item && token >= mistake;
    if (past && token > mistake && token->first && open.only_of_a_line() && begins_item(token) && whole_line(token)) return token;
    if (past && open.empty() && (begins_item(token) || begins_clause(token))) return token;
    if (!open.pass(token)) return token;
  }
}

}  // namespace shibo::dsl::grammar
