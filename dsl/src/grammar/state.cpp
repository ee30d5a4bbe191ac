#include "state.hpp"

#include <algorithm>
#include <array>

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
  return next.is(Kind::Name) || next.is(Kind::String) || next.is_word("for");
}

bool begins_clause(Iterator token) {
  if (!token->first || !is_clause_word(token->text)) return false;
  const Kind next = token[1].kind;
  return next != Kind::Colon && next != Kind::Dot && next != Kind::Comma && next != Kind::Arrow;
}

Diagnostic& State::report(Code code, Span where, std::string message, std::optional<std::string> help) {
  Diagnostic found;
  found.code = code;
  found.source = &source_;
  found.where = where;
  found.message = std::move(message);
  found.help = std::move(help);
  return diagnostics_.add(std::move(found));
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
  if (where != furthest_ || !where->is_word()) return {};
  return nearest(where->text, {tried_.begin(), tried_.end()});
}

// A second message at the same place says the same thing twice, and one after a damaged token most
// likely tells of the damage.
bool State::is_echo(Iterator where, Iterator item) const {
  if (where == reported_) return true;
  return std::any_of(item, where + 1, [](const Token& token) { return token.damaged; });
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
  const std::string closer = opener->is(Kind::LeftBrace) ? "}" : opener->is(Kind::LeftParen) ? ")" : "]";
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

void State::report_unexpected(Iterator where, const std::string& expected, Iterator item) {
  const bool at_end = where->is(Kind::End) || begins_declaration(where);
  if (at_end) {
    const Unclosed unclosed = find_unclosed(where);
    if (unclosed.opener != nullptr) return report_unclosed(unclosed.opener, where);
  }
  if (is_echo(where, item)) return;
  reported_ = where;
  if (report_text_wanted(where)) return;

  const std::optional<std::string> near = nearest_tried(where);
  if (where->is(Kind::Reserved) && expected.find("name") != std::string::npos && !near) {
    report(codes::kReservedAsName, where->span,
           "expected " + expected + ", found the word " + describe(*where) + " of the language",
           "choose another name, such as `" + std::string(where->text) + "_`");
    return;
  }
  Diagnostic& found =
      report(codes::kUnexpected, where->span, "expected " + expected + ", found " + describe(*where));
  if (near) {
    found.help = "did you mean `" + *near + "`?";
  } else if (where->is(Kind::LeftParen) && where != begin_ && where[-1].is(Kind::Name) && !where->first) {
    found.help = "the parenthesis of a call touches its name: `" + std::string(where[-1].text) + "(`";
  }
  if (expected == "`}`" || expected == "`)`" || expected == "`]`" || expected.ends_with(" or `}`")) {
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

Iterator resynchronise(Iterator item, Iterator mistake, bool (*begins_item)(Iterator)) {
  // A new item on a new line is believed even inside a bracket that was not closed.
  if (mistake > item && mistake->first && begins_item(mistake)) return mistake;
  OpenBrackets open;
  for (Iterator token = item;; ++token) {
    if (token->is(Kind::End)) return token;
    if (token > item && begins_declaration(token)) return token;
    const bool past = token > item && token >= mistake;
    if (past && open.empty() && (begins_item(token) || begins_clause(token))) return token;
    if (!open.pass(token)) return token;
  }
}

}  // namespace shibo::dsl::grammar
