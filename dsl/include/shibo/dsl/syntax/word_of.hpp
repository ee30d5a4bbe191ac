// Operators of one shape: a word, `of`, one operand. Here are their words, from which the grammar and the formatter
// draw.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace shibo::dsl {

enum class OfWord {
  Date,      ///< `date of t`: the day of a time
  Currency,  ///< `currency of customs_value`
  Plain,     ///< `plain of name`: a text without what capitals, widths and blanks make of it
  Year,      ///< `year of import_date`: a number
  Length,    ///< `length of remark`: of a text, in characters
};

struct WordBeforeOf {
  OfWord word;
  std::string_view text;
  bool may_be_name = false;  ///< read as any `x of y`: where something has that name, it is meant
};
inline constexpr std::array kWordsBeforeOf = {
    WordBeforeOf{OfWord::Date, "date"},           WordBeforeOf{OfWord::Currency, "currency"},
    WordBeforeOf{OfWord::Plain, "plain"},         WordBeforeOf{OfWord::Year, "year"},
    WordBeforeOf{OfWord::Length, "length", true},
};

/// The operator that this word is before `of`; none where it may be a name there.
[[nodiscard]] constexpr std::optional<OfWord> word_before_of(std::string_view text) {
  for (const WordBeforeOf& one : kWordsBeforeOf)
    if (one.text == text && !one.may_be_name) return one.word;
  return std::nullopt;
}

[[nodiscard]] constexpr std::string_view text_of(OfWord word) {
  for (const WordBeforeOf& one : kWordsBeforeOf)
    if (one.word == word) return one.text;
  return {};
}

}  // namespace shibo::dsl
