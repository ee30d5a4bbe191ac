#include "words.hpp"

#include <algorithm>
#include <array>

namespace shibo::dsl::grammar {
namespace {

template <std::size_t N>
[[nodiscard]] bool has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 22> kDeclarations = {
    "record", "choice", "extend", "unit", "instrument", "group", "parameter", "fact", "needs", "question",
    "scope", "define", "condition", "rule", "decision", "table", "convert", "rates", "mapping", "test",
    "series", "reading"};

constexpr std::array<std::string_view, 1> kFuture = {"calendar"};

constexpr std::array<std::string_view, 11> kClauses = {
    "require", "recommend", "advise", "expect", "rows", "match", "gives", "choose", "load", "otherwise",
    "among"};

constexpr std::array<std::string_view, 11> kInfix = {"starts", "ends", "contains", "passes", "fails", "applies",
                                                     "presumed", "as", "rounded", "within", "to"};

// What else may go on with a clause, a field or a value that has ended in a number.
constexpr std::array<std::string_view, 22> kGoingOn = {
    "from", "cites", "unverified", "since", "until", "with", "overriding", "touches", "half", "up", "down",
    "incomplete", "required", "key", "evidence", "fixed", "edition", "asked", "only", "answers", "blank", "dated"};

constexpr std::array<std::string_view, 7> kCountedUnits = {"seconds", "minutes", "hours", "days", "weeks",
                                                           "months", "years"};

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March", "April", "May", "June", "July",
                                                      "August", "September", "October", "November", "December"};

constexpr std::array<std::string_view, 6> kBlocks = {"sum", "count", "min", "max", "list", "first"};

}  // namespace

bool is_declaration_word(std::string_view word) { return has(kDeclarations, word); }

bool is_file_word(std::string_view word) {
  return word == "package" || word == "use" || is_future_word(word);
}

bool is_future_word(std::string_view word) { return has(kFuture, word); }

const std::vector<std::string>& declaration_words() {
  static const std::vector<std::string> words(kDeclarations.begin(), kDeclarations.end());
  return words;
}

bool is_clause_word(std::string_view word) { return has(kClauses, word); }
bool is_infix_word(std::string_view word) { return has(kInfix, word); }
bool may_follow_number(std::string_view word) {
  return is_infix_word(word) || is_clause_word(word) || has(kGoingOn, word);
}
bool is_month(std::string_view word) { return has(kMonths, word); }
bool is_block_word(std::string_view word) { return has(kBlocks, word); }

std::optional<UnitsBetween::Unit> unit_of_word(std::string_view word) {
  const auto found = std::find(kCountedUnits.begin(), kCountedUnits.end(), word);
  if (found == kCountedUnits.end()) return std::nullopt;
  return static_cast<UnitsBetween::Unit>(found - kCountedUnits.begin());
}

std::string_view word_of_unit(UnitsBetween::Unit unit) { return kCountedUnits[static_cast<std::size_t>(unit)]; }

}  // namespace shibo::dsl::grammar
