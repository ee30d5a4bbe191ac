#include "hint.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "shibo/dsl/diagnostic.hpp"
#include "words.hpp"

namespace shibo::dsl::grammar {
namespace {

using Kind = Token::Kind;
using Hint = std::optional<std::string>;

constexpr std::string_view kSome = "for some element of a list write `some m in list satisfies …`";
constexpr std::string_view kEvery = "for all elements of a list write `every m in list satisfies …`";
constexpr std::string_view kNone = "for no element of a list write `not (some m in list satisfies …)`";
constexpr std::string_view kChoose = "a choice between values is `first of { A when C`, then `B otherwise }` on a line of its own; a rule has `when`";

constexpr std::string_view kPatterns =
    "a text is compared by `starts with`, `ends with`, `contains` and `is`; its shape by `is shaped \"AAA-9999\"`";

// Words of other languages inside an expression, and what is written here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 42> kForeignWords = {{
    {"if", kChoose},
    {"If", kChoose},
    {"IF", kChoose},
    {"then", kChoose},
    {"case", kChoose},
    {"else", "write `otherwise`"},
    {"elif", "write another line with `when`"},
    {"elsif", "write another line with `when`"},
    {"elseif", "write another line with `when`"},
    {"ELSE", "write `otherwise`"},
    {"Else", "write `otherwise`"},
    {"UNLESS", "write `except when`, or `not`"},
    {"WHEN", "write `when`"},
    {"REQUIRE", "write `require`"},
    {"unless", "write `except when`, or `not`"},
    {"between", "write `x in A to B`; both ends belong to it"},
    {"BETWEEN", "write `x in A to B`; both ends belong to it"},
    {"exists", kSome},
    {"forall", kEvery},
    {"foreach", kEvery},
    {"isnt", "write `is not`"},
    {"isn", "write `is not`"},
    {"equals", "write `is`"},
    {"eq", "write `is`"},
    {"AND", "write `and`"},
    {"OR", "write `or`"},
    {"NOT", "write `not`"},
    {"IS", "write `is`"},
    {"IN", "write `in`"},
    {"return", "a definition is its value: take `return` out"},
    {"satisfy", "write `satisfies`"},
    {"passed", "write `passes`"},
    {"failed", "write `fails`"},
    {"implies", "a rule says `when` and `require`; in a condition write `not a or b`"},
    {"matches", kPatterns},
    {"match", kPatterns},
    {"like", kPatterns},
    {"LIKE", kPatterns},
    {"startswith", "write `starts with`"},
    {"endswith", "write `ends with`"},
    {"Implies", "a rule says `when` and `require`; in a condition write `not a or b`"},
    {"xor", "write `(a or b) and not (a and b)`"},
}};

// `over 5 kg`, `less than 5 kg`: prose for a sign.
[[nodiscard]] Hint compared_in_words(const Token& token) {
  constexpr std::array<std::string_view, 6> kMore = {"over", "above", "exceeds", "exceeding", "more", "greater"};
  constexpr std::array<std::string_view, 4> kLess = {"under", "below", "less", "fewer"};
  if (!token.is_word() || (&token)[1].is(Kind::LeftParen)) return {};
  if (std::find(kMore.begin(), kMore.end(), token.text) != kMore.end()) return "write `>`";
  if (std::find(kLess.begin(), kLess.end(), token.text) != kLess.end()) return "write `<`";
  if (token.is_word("than")) return "write `<`, `<=`, `>` or `>=`";
  return {};
}

[[nodiscard]] Hint foreign_word(const Token& token) {
  if (!token.is_word()) return {};
  if (auto sign = compared_in_words(token)) return sign;
  const auto found = std::find_if(kForeignWords.begin(), kForeignWords.end(), [&](const auto& entry) { return entry.first == token.text; });
  if (found == kForeignWords.end()) return {};
  return std::string(found->second);
}

[[nodiscard]] bool is_aggregate(const Token& token) {
  return token.is_word("sum") || token.is_word("count") || token.is_word("min") || token.is_word("max");
}

[[nodiscard]] bool is_operator(const Token& token) {
  constexpr std::array kOperators = {Kind::Plus, Kind::Minus, Kind::Star, Kind::Slash, Kind::Less, Kind::LessEqual, Kind::Greater, Kind::GreaterEqual};
  return std::find(kOperators.begin(), kOperators.end(), token.kind) != kOperators.end() || token.is_word("and") || token.is_word("or");
}

[[nodiscard]] bool is_closer(const Token& token) {
  return token.is(Kind::RightBrace) || token.is(Kind::RightParen) || token.is(Kind::RightBracket);
}

[[nodiscard]] bool has(const std::string& expected, std::string_view part) { return expected.find(part) != std::string::npos; }

// Brackets that are not those of this place.
[[nodiscard]] Hint about_brackets(const Token* before, const Token* where, const std::string& expected) {
  if (is_closer(*where) && before != nullptr && before->is(Kind::Comma)) return "take out the `,` before it";
  if (where->is(Kind::Comma) && expected.ends_with("`)`")) return "a list stands in brackets: `[CN, TH]`";
  if (where->is(Kind::LeftBrace) && has(expected, "a list, a group")) return "a list stands in brackets: `[CN, TH]`";
  if (where->is(Kind::LeftBrace) && before != nullptr && before->is(Kind::RightBrace) && has(expected, "`]`")) return "a comma stands between the elements of a list";
  if (where->is(Kind::LeftBracket) && before != nullptr && before->is_word("list")) return "write `list of` and the type";
  if (where->is(Kind::LeftBracket) && before != nullptr && before->is(Kind::Name)) return std::string("elements of a list have no numbers; ") + std::string(kSome);
  if (where->is(Kind::LeftParen) && before != nullptr && before->is(Kind::Name) && !where->first && !where->glued)
    return "the parenthesis of a call touches its name: `" + std::string(before->text) + "(`";
  return {};
}

// Whether a brace is open since the declaration began.
[[nodiscard]] bool in_a_body(const Token* begin, const Token* where) {
  int closed = 0;
  for (const Token* token = where; token != begin && !(token != where && token->column_one); --token) {
    if (token->is(Kind::RightBrace)) ++closed;
    if (token->is(Kind::LeftBrace) && closed-- == 0) return true;
  }
  return false;
}

// A body that is opened the other way.
[[nodiscard]] Hint about_bodies(const Token* begin, const Token* where, const std::string& expected) {
  const bool of_table = where->is_word("match") || where->is_word("gives") || where->is_word("choose") || where->is_word("otherwise");
  if (of_table && expected == "`load`, `rows` or `}`") return "the table itself says this; only rows are added to it";
  if (expected == "`{`" && where->is(Kind::Equals)) return "its body stands in braces: `{ … }`";
  if (expected == "`{`" && where->is(Kind::LeftBracket) && where - begin > 2 && where[-1].is_word("of") && where[-3].is_word("is"))
    return "write `in [ … ]`";
  if (expected == "`{`" && where->is(Kind::LeftBracket)) return "its body stands in braces: `{ … }`";
  if (expected == "`given`" && where->is(Kind::LeftBrace)) return "what is known of the record stands after its word: `given { … }`";
  if (expected == "`{`" && where->is(Kind::LeftParen)) return "its body stands in braces: `{ … }`";
  if (expected == "`=`" && where->is(Kind::LeftBrace)) return "what it means stands after `=`, without braces";
  if (expected == "`=`" && where->is(Kind::Colon)) return where[1].is(Kind::Equals) ? "write `=`" : "the type stands right after the name, its parameters and its record";
  const bool head = expected == "`{`" || expected == "`=`";
  const Token* before = where == begin ? nullptr : where - 1;
  const bool named = before != nullptr && before != begin && before[-1].column_one;
  if (named && before->is(Kind::Name) && where->is(Kind::Name) && where[1].is(Kind::String)) return "a name is one word: `" + std::string(before->text) + "_" + std::string(where->text) + "`";
  if (named && head && before->is(Kind::Name) && where->is(Kind::Name) && !where->is_word("for"))
    return "a title stands in quotes: `\"…\"`";
  if (before != nullptr && before->column_one && where->is(Kind::String) && expected == "a name") return "a name stands before the title, by which others ask for it";
  const bool of_package = where->is(Kind::LeftBrace) && expected == "the end of the declaration" && begin->is_word("package");
  if (of_package && std::none_of(begin + 1, where, [](const Token& token) { return token.column_one; })) return "a package has no body; its HS edition stands after the title: `hs edition 2022`";
  if (expected == "`=`" && where->is_word("is")) return "write `=`: it gives a name its meaning";
  if (head && where->is_word("for")) return "`for` stands right after the name and the title";
  if (where->is_word("cites") && !head && in_a_body(begin, where)) return "`cites` stands before the `{`";
  return {};
}

[[nodiscard]] bool is_level(std::string_view word) {
  constexpr std::array<std::string_view, 8> kLevels = {"Chapter", "Chapters", "Heading", "Headings", "Subheading", "Subheadings", "HS", "CODE"};
  return std::find(kLevels.begin(), kLevels.end(), word) != kLevels.end();
}

// `evry m in list`, `al of {`: the word before was meant to be one of the language.
[[nodiscard]] Hint misspelt_before(const Token* begin, const Token* before, const Token* where, const std::string& expected) {
  if (before == nullptr || !before->is(Kind::Name)) {
    const bool block = before != nullptr && before->is_word("of") && before != begin && before[-1].is(Kind::Name) && where->is(Kind::LeftBrace);
    const auto near = block ? nearest(before[-1].text, {"any", "all", "first"}) : std::nullopt;
    return near ? Hint("did you mean `" + *near + " of {`?") : Hint();
  }
  if (is_level(before->text) && where->is(Kind::Number)) return "in small letters: `heading " + std::string(where->text) + "`";
  if (where->is(Kind::Name) && where[1].is_word("in") && !has(expected, "a name")) {
    if (const auto near = nearest(before->text, {"every", "some"})) return "did you mean `" + *near + "`?";
  }
  return {};
}

// `is at most 15 kg`, `is not at least 3`; `least` was read as the beginning of a block, and what stands after it is wrong.
[[nodiscard]] Hint about_order(const Token* begin, const Token* where) {
  constexpr std::ptrdiff_t kBack = 3;
  const Token* at = where;
  while (at != begin && where - at < kBack && !at->is_word("at")) --at;
  if (at == begin || !at->is_word("at")) return {};
  const bool negated = at[-1].is_word("not");
  if (!negated && !at[-1].is_word("is")) return {};
  if (at[1].is_word("most")) return negated ? "write `>`" : "write `<=`";
  if (at[1].is_word("least")) return negated ? "write `<`" : "write `>=`";
  return {};
}

[[nodiscard]] bool is_value(const Token& token) { return token.is(Kind::Number) || token.is(Kind::Percent) || token.is(Kind::Date) || token.is(Kind::Code); }

[[nodiscard]] std::string capitals(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

// `usd`, `Eur`: a currency that trade is often counted in, and not in capitals.
[[nodiscard]] bool is_small_currency(const Token& token) {
  constexpr std::array<std::string_view, 22> kUsual = {"USD", "EUR", "CNY", "JPY", "KRW", "GBP", "AUD", "NZD", "CAD", "SGD", "THB",
                                                       "VND", "MYR", "IDR", "PHP", "INR", "HKD", "TWD", "CHF", "MXN", "BRL", "CLP"};
  if (!token.is(Kind::Name)) return false;
  const std::string meant = capitals(token.text);
  return meant != token.text && std::find(kUsual.begin(), kUsual.end(), meant) != kUsual.end();
}

// A slip between an operator and what it compares.
[[nodiscard]] Hint about_comparisons(const Token* begin, const Token* before, const Token* where, const std::string& expected) {
  if (before == nullptr) return {};
  if (before->is_word("is") && where->is_word("in")) return "write `in` without `is`";

  if (before->is_word("either") && before != begin && before[-1].is_word("is")) return "write `in [ … ]`";
  if (where->is(Kind::Arrow) && has(expected, "the end of the")) return "a rule says `when` and `require`; in a condition write `not a or b`";
  if (where->is_word("to") && expected.ends_with("`]`") && is_value(*before)) return "a range stands without brackets: `in " + std::string(before->text) + " to " + std::string(where[1].text) + "`";
  if (where->is(Kind::Comma) && has(expected, "the end of the") && before[-1].is_word("in")) return "a list stands in brackets, `in [A, B]`; a range is written `in A to B`";
  if (where->is_word("does") && where[1].is_word("not")) return "write the comparison itself: `<=` for what does not exceed, `is not` for what is not so";
  if (where->is_word("has") || where->is_word("have") || where->is_word("includes")) return "write `… in list`, or `some m in list satisfies …`";
  if (where->is_word("within") && has(expected, "the end of the")) return "write `x in A to B`; both ends belong to it";
  if (where->is(Kind::Star) && before->is(Kind::Star)) return "there are no powers; write the product";
  if (before != begin && before->is_word("not") && before[-1].is_word("is") && where->is_word("in")) return "write `not in` without `is`";
  if (const Hint found = about_order(begin, where)) return found;
  const bool operand = has(expected, "a condition") || has(expected, "a value") || has(expected, "an expression");
  const bool all = where[1].is_word("all") || where[1].is_word("every") || where[1].is_word("each");
  if (operand && where->is_word("for") && all) return std::string(kEvery);
  if (before->is(Kind::Percent) && (where->is(Kind::Name) || where->is(Kind::LeftParen)) && !where->first) return "a share is taken with `of`: `" + std::string(before->text) + "% of …`";
  if (where->is(Kind::Number) && is_small_currency(*before)) return "a currency is written in capitals: `" + capitals(before->text) + " " + std::string(where->text) + "`";
  const bool currency = before->is(Kind::Name) && before->text.size() == 3 && std::all_of(before->text.begin(), before->text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (where->is(Kind::Minus) && currency && where[1].is(Kind::Number)) return "the sign stands before the currency: `-" + std::string(before->text) + " " + std::string(where[1].text) + "`";
  if (has(expected, "a date") && where->is(Kind::String)) return "a date stands without quotes, as in `2024-05-01`";
  if (has(expected, "a date") && where->is(Kind::Number)) return "a date is written as in `2024-05-01`";
  if (expected == "`in`" && before->is(Kind::Name) && before[-1].is_word("of")) return "name an element of the list: `count of m in " + std::string(before->text) + "`";
  const bool aggregate = where->is_word("for") && before->is(Kind::Name) && expected != "a title in quotes" && expected != "`{`" && expected != "`=`";
  if (aggregate) return "over a list stand `sum of`, `count of`, `min of`, `max of` and `list of`";
  return {};
}

// `whole days between a and b`, `days from a to b`.
[[nodiscard]] Hint about_units_of_time(const Token* before, const Token* where, const std::string& expected) {
  constexpr std::string_view kFromTo = "write `whole days from A to B`, or `begun days from A to B` where a day begun counts";
  constexpr std::string_view kWorking = "name the days in a group, and count those: `filed + 10 days of working_days`";
  if (before == nullptr || !before->is(Kind::Name)) return {};
  if (before->is_word("working") && unit_of_word(where->text)) return std::string(kWorking);
  if (has(expected, "another unit of time")) {
    if (where->is_word("working")) return std::string(kWorking);
    const std::string plural = std::string(where->text) + "s";
    return unit_of_word(plural) ? Hint("write `" + plural + "`") : Hint();
  }
  if (expected == "`from`" && unit_of_word(before->text)) return std::string(kFromTo);
  if (where->is_word("from") && unit_of_word(before->text)) return std::string(kFromTo);
  if (where->is_word("between") && unit_of_word(before->text)) return std::string(kFromTo);
  if (expected == "`to`" && (where->is_word("until") || where->is_word("and"))) return "the last day stands after `to`";
  return {};
}

// A colon, as in YAML and Python, after a word of the language that takes none.
[[nodiscard]] Hint about_colons(const Token* before, const Token* where) {
  constexpr std::array<std::string_view, 21> kBare = {"require", "recommend", "advise", "when", "otherwise", "cites", "since", "until", "unverified", "match", "gives", "choose", "rows", "load", "given", "expect", "with", "touches", "answers", "like", "among"};
  if (before == nullptr || !where->is(Kind::Colon) || !before->is_word()) return {};
  if (std::find(kBare.begin(), kBare.end(), before->text) == kBare.end()) return {};
  return "no `:` stands after `" + std::string(before->text) + "`: take it out";
}

// `must ok`, `ok`, `if ok` where the duty of a rule was expected.
[[nodiscard]] Hint about_duties(const Token* before, const Token* where, const std::string& expected) {
  const bool duty = has(expected, "`require` or `recommend`");
  if (duty && (where->is_word("if") || where->is_word("If") || where->is_word("unless"))) return where->is_word("unless") ? "write `except when`" : "write `when`: what stands after it says to what the rule applies";
  if (duty && before != nullptr && !where->first) {
    if (auto sign = compared_in_words(*where)) return sign;
  }
  if (duty && (where->is_word() || where->is(Kind::LeftParen))) return "what the rule asks for stands after `require`";
  if (!has(expected, "a condition") || before == nullptr || !(before->is_word("require") || before->is_word("when"))) return {};
  if (where->is(Kind::LeftBrace)) return "several conditions are joined by a word: `" + std::string(before->text) + " all of { … }`, or `any of { … }`";
  const bool all = where->is_word("all") || where->is_word("any");
  if (all && (where[1].is(Kind::LeftBracket) || where[1].is(Kind::LeftBrace) || where[1].is(Kind::LeftParen))) return "write `" + std::string(where->text) + " of { … }`, with a condition on each line";
  return {};
}

// What may stand after the duty of a rule, and is called otherwise.
[[nodiscard]] Hint about_ends_of_rules(const Token* begin, const Token* before, const Token* where, const std::string& expected) {
  constexpr std::array<std::string_view, 8> kAdvice = {"message", "error", "msg", "reason", "hint", "because", "fix", "warn"};
  if (expected != "`}`" && expected != "an operator or `}`") return {};
  const Token* declaration = where;
  while (declaration != begin && !declaration->column_one) --declaration;
  if (!declaration->is_word("rule")) return {};
  const bool advice = where->is_word() && std::find(kAdvice.begin(), kAdvice.end(), where->text) != kAdvice.end();
  if (advice) return "write `advise`: it says what to do when the rule fails";
  if (where->is_word("else") || where->is_word("otherwise")) return "a rule has no other branch: write a second rule with the contrary `when`";
  if (where->is(Kind::Comma)) return "conditions are joined by `and` or `or`";
  const bool told = before != nullptr && before->is(Kind::String) && (where->is(Kind::Plus) || where->is_word() || where->is(Kind::Comma));
  if (told && before[-1].is_word("advise")) return "a text holds values in braces: `advise \"At most {limit}\"`";
  return {};
}

// `id -> "ID"`, `id: "ID"`, `"ID" to id` in a mapping.
[[nodiscard]] Hint about_mappings(const Token* before, const Token* where, const std::string& expected) {
  if (has(expected, "`format`, `missing`, `one`, `field`") && where->is(Kind::Name)) {
    const bool bound = where[1].is(Kind::Arrow) || where[1].is(Kind::Equals) || where[1].is(Kind::Colon) || where[1].is_word("from");
    const std::string column = where[2].is(Kind::String) ? std::string(where[2].text) : "its column";
    if (bound) return "write `field " + std::string(where->text) + " from \"" + column + "\"`";
  }
  if (before != nullptr && before->is_word("field") && where->is(Kind::String)) return "the field stands first: `field name from \"" + std::string(where->text) + "\"`";
  return {};
}

// A test as other tools write it.
[[nodiscard]] Hint about_tests(const Token* before, const Token* where, const std::string& expected) {
  if (expected == "a title in quotes" && where->is_word("for")) return "the title stands after `test`: `test \"What it shows\" for …`";
  if (expected == "`given`" && where->is_word()) return "what is known of the record stands after its word: `given { … }`";
  if (has(expected, "a name and `:`") && where->is(Kind::String) && where[1].is(Kind::Colon)) return "names stand without quotes: `" + std::string(where->text) + ": …`";
  if (!has(expected, "`expect` or `}`")) return {};
  constexpr std::array<std::string_view, 5> kExpect = {"assert", "then", "should", "verify", "check"};
  if (where->is_word() && where->first && std::find(kExpect.begin(), kExpect.end(), where->text) != kExpect.end()) return "write `expect`";
  const bool filler = where->is_word("to") || where->is_word("should") || where->is_word("be") || where->is_word("must");
  if (filler) return "write `passes`, `fails` or `is …` right after the name";
  if (where->is(Kind::Colon)) return "no `:` stands there: take it out";
  if (before != nullptr && (before->is_word("passes") || before->is_word("fails"))) return "the name stands first: `" + (where->is_word() ? std::string(where->text) : "name") + " " + std::string(before->text) + "`";
  return {};
}

// Words after the type of a field, as other languages have them.
[[nodiscard]] Hint about_fields(const Token* before, const Token* where, const std::string& expected) {
  if (!has(expected, "a field") || where->first || before == nullptr) return {};
  const bool key = where->is_word("unique") || where->is_word("primary") || where->is_word("identifier") || where->is_word("pk");
  if (key) return "write `key`: its value names the record in reports";
  if (where->is_word("optional") || where->is_word("nullable") || where->is_word("null")) return "any field may be unknown: take `" + std::string(where->text) + "` out";
  if (where->is_word("not") || where->is_word("mandatory")) return "write `required`";
  if (where->is_word("default") || where->is(Kind::Equals)) return "a field has no value of its own: take it out, and write `presumed` where the law presumes one";
  const bool array = where->is(Kind::LeftBracket) && where[1].is(Kind::RightBracket);
  if (array) return "write `list of " + std::string(before->text) + "`";
  if (where->is(Kind::Less) && before->is_word()) return "write `list of " + (where[1].is_word() ? std::string(where[1].text) : "…") + "`";
  if (where->is(Kind::LeftBracket) || where->is(Kind::LeftParen)) return "values to choose from stand in `choice of { … }`";
  return {};
}

// `CN -> USD 1` among the parts of a table.
[[nodiscard]] Hint about_parts_of_tables(const Token* where, const std::string& expected) {
  if (!has(expected, "`match`, `gives`")) return {};
  for (const Token* token = where; !token->is(Kind::End) && (token == where || !token->first); ++token) {
    if (token->is(Kind::Arrow)) return "rows stand in a body of their own: `rows { … }`";
  }
  if (where->is_word("hit") || where->is_word("policy") || where->is_word("hitpolicy")) return "how one row is chosen stands after `choose`: `unique`, `most specific`, `first` and others";
  if (where->is_word("default") || where->is_word("else")) return "write `otherwise` and what is given where no row fits";
  return "a table has `match` and its keys, `gives` and its types, and its rows in `rows { … }`";
}

[[nodiscard]] Hint about_words(const Token* before, const Token* where, const std::string& expected) {
  if (const Hint found = about_colons(before, where)) return found;
  if (const Hint found = about_parts_of_tables(where, expected)) return found;
  if (const Hint found = about_duties(before, where, expected)) return found;
  if (const Hint found = about_mappings(before, where, expected)) return found;
  if (const Hint found = about_tests(before, where, expected)) return found;
  if (const Hint found = about_fields(before, where, expected)) return found;
  if (has(expected, "`otherwise`") && (where->is_word("if") || where->is(Kind::Arrow) || where->is(Kind::Colon)))
    return "an outcome stands first, then `when` and its condition: `yes when …`";
  if (has(expected, "an outcome") && where->is_word("otherwise")) return "the outcome stands first: `no otherwise`";
  if (has(expected, "a name and `:`") && where->is_word() && where[1].is(Kind::Equals)) return "the value stands after `:`";
  if (has(expected, "a field") && where->is_word()) return "a field is a name, `:` and a type: `weight: quantity in kg`";
  if (has(expected, "a date") && where[1].is(Kind::Date)) return "take `" + std::string(where->text) + "` out";
  const bool operand = has(expected, "a condition") || has(expected, "a value") || has(expected, "an expression");
  const bool named = where->is_word("at") || where->is_word("given") || where->is_word("missing");
  if (operand && named) return "a field of that name is asked by `this." + std::string(where->text) + "`";
  if (before != nullptr && before->is_word("no") && where->is(Kind::Name) && where[1].is_word("in")) return std::string(kNone);
  if (where->is_word("all") && (where[1].is(Kind::Name) || where[1].is(Kind::LeftParen))) return std::string(kEvery);
  if (where->is_word("any") && (where[1].is(Kind::Name) || where[1].is(Kind::LeftParen))) return std::string(kSome);
  if (operand && where->is_word("for")) return std::string(kEvery);
  if (expected == "`satisfies`" && (where->is(Kind::Colon) || where->is(Kind::Name) || where->is(Kind::Arrow))) return "what is asked of each stands after `satisfies`";
  if (expected == "`for`" && before != nullptr && before->is(Kind::Name) && before->glued && before[-1].is(Kind::Dot) && before[-2].is(Kind::Name)) return "name an element of the list: `sum of m." + std::string(before->text) + " for m in " + std::string(before[-2].text) + "`";
  if (expected.starts_with("a value's name") && where->is(Kind::String)) return "names of values stand without quotes, each with its title after it if it has one";
  if (where->is(Kind::Name) && has(expected, "`when` or `otherwise`") && before != nullptr && (before->is_word("default") || before->is_word("else"))) return "the outcome stands first: `" + std::string(where->text) + " otherwise`";
  if (const Hint found = foreign_word(*where)) return found;
  if (before != nullptr && before->is(Kind::Name)) {
    if (const Hint found = foreign_word(*before)) return found;
    if (is_aggregate(*before)) return "write `" + std::string(before->text) + " of`";
    if (before->is_word("quantity")) return "say the unit: `quantity in kg`";
  }
  if (where->is_word("not") && has(expected, "an operator")) return "write `is not` or `not in`";
  if (before != nullptr && before->is(Kind::String) && where->is_word() && where->glued) return "a quote within a text is written `\\\"`";
  if (where->is_word() && has(expected, "in quotes")) return "write it in quotes: `\"…\"`";
  return {};
}

[[nodiscard]] Hint about_numbers(const Token* before, const Token* where, const std::string& expected) {
  if (where->is(Kind::Code) && has(expected, "a date")) return "a date is written as in `2024-05-01`";
  if (expected == "`->`" && !where->damaged) {
    if (const Hint found = hint_in_row(before, where)) return found;
  }
  if (where->is(Kind::Code)) return "a code stands after its word: `code " + std::string(where->text) + "`";
  if (before == nullptr || !before->is(Kind::Number) || !where->glued) return {};
  if (where->is(Kind::Dot) && before->first && has(expected, "a branch")) return "a branch is marked in parentheses: `(" + std::string(before->text) + ")`";
  if (where->is(Kind::Dot)) return "a number does not end with a point";
  if (where->is(Kind::Comma) && where[1].is(Kind::Number) && where[1].glued) return "decimals stand after a point, and `_` groups thousands: `1_000.50`";
  return {};
}

}  // namespace

Hint hint_of_word(const Token& token) { return foreign_word(token); }

Hint hint(const Token* begin, const Token* where, const std::string& expected) {
  const Token* before = where == begin ? nullptr : where - 1;
  if (const Hint found = about_numbers(before, where, expected)) return found;
  if (const Hint found = hint_at_row(before, where, expected)) return found;
  if (const Hint found = about_ends_of_rules(begin, before, where, expected)) return found;
  if (const Hint found = about_bodies(begin, where, expected)) return found;
  if (const Hint found = misspelt_before(begin, before, where, expected)) return found;
  if (const Hint found = about_comparisons(begin, before, where, expected)) return found;
  if (const Hint found = about_units_of_time(before, where, expected)) return found;
  if (const Hint found = about_words(before, where, expected)) return found;
  if (const Hint found = about_brackets(before, where, expected)) return found;
  const bool ends = expected.starts_with("the end of the") || expected == "`}`" || expected == "`)`" || expected == "`expect` or `}`" || expected.starts_with("an operator or");
  const bool apart = is_operator(*where) || where->is_word("is") || where->is_word("in");
  if (ends && apart) return "what stands before it reaches as far as it can: put that in parentheses";
  return {};
}

std::string_view declaration_meant(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kMeant = {{
      {"allow", "rule"},
      {"deny", "rule"},
      {"violation", "rule"},
      {"let", "define"},
      {"var", "define"},
      {"const", "define"},
      {"set", "define"},
      {"def", "define"},
      {"fn", "define"},
      {"func", "define"},
      {"function", "define"},
      {"if", "rule"},
      {"assert", "rule"},
      {"class", "record"},
      {"struct", "record"},
      {"type", "record"},
      {"interface", "record"},
      {"enum", "choice"},
      {"import", "use"},
      {"include", "use"},
      {"using", "use"},
      {"require", "rule"},
      {"module", "package"},
      {"namespace", "package"},
      {"switch", "decision"},
  }};
  const auto found = std::find_if(kMeant.begin(), kMeant.end(), [&](const auto& entry) { return entry.first == word; });
  return found == kMeant.end() ? std::string_view() : found->second;
}

}  // namespace shibo::dsl::grammar
