// Slips in lines of data: rows, periods and decimals as other kinds of text write them.
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "hint.hpp"

namespace shibo::dsl::grammar {
namespace {

using Kind = Token::Kind;
using Hint = std::optional<std::string>;

// A word that binds a day in other texts, the word of the language, and by how many days the two differ.
struct Bound {
  std::string_view word;
  std::string_view meant;
  int days;
};
constexpr std::array<Bound, 14> kBounds = {{{"before", "until", -1}, {"till", "until", 0}, {"til", "until", 0}, {"through", "until", 0}, {"thru", "until", 0}, {"to", "until", 0}, {"ending", "until", 0}, {"after", "since", 1}, {"from", "since", 0}, {"starting", "since", 0}, {"beginning", "since", 0}, {"as", "since", 0}, {"effective", "since", 0}, {"on", "since", 0}}};

[[nodiscard]] std::string padded(unsigned value, std::size_t width) {
  std::string digits = std::to_string(value);
  digits.insert(0, width - std::min(width, digits.size()), '0');
  return digits;
}

// The day so many days later. Requires: `text` has the shape of a date.
[[nodiscard]] std::string day_after(std::string_view text, int days) {
  using namespace std::chrono;
  const auto number = [&](std::size_t begin, std::size_t length) { return std::stoi(std::string(text.substr(begin, length))); };
  const year_month_day day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))}, std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (days == 0 || !day.ok()) return std::string(text);
  const year_month_day moved{sys_days{day} + std::chrono::days{days}};
  return padded(static_cast<unsigned>(static_cast<int>(moved.year())), 4) + "-" + padded(static_cast<unsigned>(moved.month()), 2) + "-" + padded(static_cast<unsigned>(moved.day()), 2);
}

[[nodiscard]] bool is_date(const Token& token) {
  constexpr std::size_t kLength = 10;
  return token.is(Kind::Date) && token.text.size() == kLength && token.text[4] == '-' && token.text[7] == '-';
}

[[nodiscard]] bool is_code(const Token& token) { return token.is(Kind::Number) || token.is(Kind::Code); }

// A tab between two cells, or a value behind the value before it: a line of a table of numbers.
[[nodiscard]] bool is_cell(const Token& token) {
  return token.is(Kind::Number) || token.is(Kind::Code) || token.is(Kind::Percent) || token.is(Kind::String) || token.is(Kind::Name) || token.is(Kind::Date);
}

}  // namespace

Hint period_meant(const Token* where) {
  if (!where->is_word()) return {};
  const auto bound = std::find_if(kBounds.begin(), kBounds.end(), [&](const Bound& entry) { return entry.word == where->text; });
  if (bound == kBounds.end()) return {};
  const bool of = where[1].is_word("of") || where[1].is_word("on");
  const Token& day = where[of ? 2 : 1];
  if (!is_date(day)) return {};
  return "write `" + std::string(bound->meant) + " " + day_after(day.text, bound->days) + (bound->days == 0 ? "`: the day itself counts" : "`");
}

// `from A to B`, `between A and B`, `in A to B`, `A - B`, each perhaps in parentheses.
std::optional<WholePeriod> whole_period_meant(const Token* where) {
  constexpr std::array<std::string_view, 4> kBefore = {"from", "between", "in", "valid"};
  constexpr std::array<std::string_view, 7> kBetween = {"to", "until", "till", "through", "thru", "and", "bis"};
  const auto one_of = [](const auto& words, const Token& token) {
    return token.is_word() && std::find(words.begin(), words.end(), token.text) != words.end();
  };
  const Token* at = where;
  const bool bracketed = at->is(Kind::LeftParen) || at->is(Kind::LeftBracket);
  if (bracketed) ++at;
  while (one_of(kBefore, *at)) ++at;
  const Token* since = at;
  if (!is_date(*at++)) return {};
  const bool word = one_of(kBetween, *at);
  if (!word && !at->is(Kind::Minus) && !at->is(Kind::Comma) && !at->is(Kind::Slash)) return {};
  // `2024-01-01, …` by itself is no period yet.
  const Token* until = at + 1;
  if (!is_date(*until)) return {};
  at = until + 1;
  if (bracketed && (at->is(Kind::RightParen) || at->is(Kind::RightBracket))) ++at;
  return WholePeriod{at - where, "since " + std::string(since->text) + " until " + std::string(until->text)};
}

const Token* joint_of_marks(const Token* begin, const Token* where) {
  constexpr std::ptrdiff_t kMark = 3;
  if (where - begin <= kMark) return nullptr;
  const Token* mark = where - kMark;
  const bool marked = mark->first && mark->is(Kind::LeftParen) && mark[1].is_word() && mark[2].is(Kind::RightParen);
  const bool numbered = mark->first && mark->is(Kind::LeftParen) && mark[1].is(Kind::Number) && mark[2].is(Kind::RightParen);
  const Token& joint = mark[-1];
  return (marked || numbered) && (joint.is_word("or") || joint.is_word("and")) ? &joint : nullptr;
}

bool is_numbering(const Token* begin, const Token* where) {
  return where != begin && where->is(Kind::Dot) && where->glued && where[-1].is(Kind::Number) && where[-1].first;
}

Hint decimals_meant(const Token* comma) {
  const Token& whole = comma[-1];
  const Token& rest = comma[1];
  const bool number = rest.is(Kind::Number) || rest.is(Kind::Percent);
  if (!whole.is(Kind::Number) || !comma->glued || !rest.glued || !number || whole.text.find('.') != std::string_view::npos) return {};
  return "decimals stand after a point: `" + std::string(whole.text) + "." + std::string(rest.text) + (rest.is(Kind::Percent) ? "%`" : "`");
}

// A sign or a word that stands for "whatever" or "all else" in the rows of other tables, and in lists.
Hint hint_at_row(const Token* before, const Token* where, const std::string& expected) {
  const bool at_row = expected.find("a row") != std::string::npos;
  if (at_row && (where->is_word("otherwise") || where->is_word("else"))) return "what is given where no row fits stands after the rows, behind their `}`: `otherwise …`";
  if (before == nullptr) return {};
  const bool dash = before->is(Kind::Minus) && (where->is(Kind::Arrow) || where->is(Kind::Comma));
  const bool star = before->is(Kind::Star) && (where->is(Kind::Arrow) || where->is(Kind::Comma));
  if (dash || star || (at_row && where->is(Kind::Star)) || (where->is(Kind::Star) && (where[1].is(Kind::Arrow) || where[1].is(Kind::Comma)))) return "a key that does not matter is `any`";
  if (before->is(Kind::Minus) && before->first && where->is_word()) return "take the `-` out: each item stands on a line of its own, without a sign before it";
  return {};
}

Hint hint_in_row(const Token* before, const Token* where) {
  if (where->is(Kind::Colon) || where->is(Kind::Equals)) return "a row's keys and its results are parted by `->`";
  if (before == nullptr) return {};
  const bool together = !where->first && is_code(*where);
  if (where->is(Kind::Minus) && is_code(*before) && is_code(where[1])) return "a range is written `" + std::string(before->text) + " to " + std::string(where[1].text) + "`";
  if (together && (before->is_word("ex") || before->is_word("Ex"))) return "a row is found by the whole code: take `ex` out, and say which of its goods are meant by a second key or in the row's condition";
  if (together && is_code(*before) && before->text.size() == 4 && where->text.size() % 2 == 0) return "a code is written without blanks: `" + std::string(before->text) + "." + std::string(where->text) + "`";
  if (is_cell(*where) || where->is(Kind::RightBrace)) return "a row is its keys, `->` and its results: `8703 -> USD 5.00`";
  return {};
}

}  // namespace shibo::dsl::grammar
