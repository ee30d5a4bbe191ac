#include "hint.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace shibo::dsl::grammar {
namespace {

using Kind = Token::Kind;
using Hint = std::optional<std::string>;

constexpr std::string_view kSome = "for some element of a list write `some m in list satisfies …`";
constexpr std::string_view kEvery = "for all elements of a list write `every m in list satisfies …`";
constexpr std::string_view kChoose = "a choice between values is `first of { A when C`, then `B otherwise }` on a line of its own; a rule has `when`";

// Words of other languages inside an expression, and what is written here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kForeignWords = {{
    {"if", kChoose},
    {"If", kChoose},
    {"IF", kChoose},
    {"then", kChoose},
    {"case", kChoose},
    {"else", "write `otherwise`"},
    {"elif", "write another line with `when`"},
    {"elsif", "write another line with `when`"},
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
}};

[[nodiscard]] Hint foreign_word(const Token& token) {
  if (!token.is_word()) return {};
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
  if (where->is(Kind::LeftBracket) && before != nullptr && before->is_word("list")) return "write `list of` and the type";
  if (where->is(Kind::LeftBracket) && before != nullptr && before->is(Kind::Name)) return std::string("elements of a list have no numbers; ") + std::string(kSome);
  if (where->is(Kind::LeftParen) && before != nullptr && before->is(Kind::Name) && !where->first && !where->glued)
    return "the parenthesis of a call touches its name: `" + std::string(before->text) + "(`";
  return {};
}

// A body that is opened the other way.
[[nodiscard]] Hint about_bodies(const Token* where, const std::string& expected) {
  if (expected == "`{`" && where->is(Kind::Equals)) return "its body stands in braces: `{ … }`";
  if (expected == "`{`" && where->is(Kind::LeftParen)) return "its body stands in braces: `{ … }`";
  if (expected == "`=`" && where->is(Kind::LeftBrace)) return "what it means stands after `=`, without braces";
  if (expected == "`=`" && where->is(Kind::Colon)) return where[1].is(Kind::Equals) ? "write `=`" : "the type stands right after the name, its parameters and its record";
  const bool head = expected == "`{`" || expected == "`=`";
  if (head && where->is_word("for")) return "`for` stands right after the name and the title";
  if (where->is_word("cites") && !head) return "`cites` stands before the `{`";
  return {};
}

[[nodiscard]] Hint about_words(const Token* before, const Token* where, const std::string& expected) {
  if (has(expected, "`otherwise`") && (where->is_word("if") || where->is(Kind::Arrow) || where->is(Kind::Colon)))
    return "an outcome stands first, then `when` and its condition: `yes when …`";
  if (has(expected, "an outcome") && where->is_word("otherwise")) return "the outcome stands first: `no otherwise`";
  if (has(expected, "a name and `:`") && where->is_word() && where[1].is(Kind::Equals)) return "the value stands after `:`";
  if (has(expected, "a field") && where->is_word()) return "a field is a name, `:` and a type: `weight: quantity in kg`";
  if (where->is_word("all") && where[1].is(Kind::Name)) return std::string(kEvery);
  if (where->is_word("any") && where[1].is(Kind::Name)) return std::string(kSome);
  if (const Hint found = foreign_word(*where)) return found;
  if (before != nullptr && before->is(Kind::Name)) {
    if (const Hint found = foreign_word(*before)) return found;
    if (is_aggregate(*before)) return "write `" + std::string(before->text) + " of`";
    if (before->is_word("quantity")) return "say the unit: `quantity in kg`";
  }
  if (where->is_word("not") && has(expected, "an operator")) return "write `is not` or `not in`";
  if (where->is_word() && has(expected, "in quotes")) return "write it in quotes: `\"…\"`";
  return {};
}

[[nodiscard]] Hint about_numbers(const Token* before, const Token* where) {
  if (where->is(Kind::Code)) return "a code stands after its word: `code " + std::string(where->text) + "`";
  if (before == nullptr || !before->is(Kind::Number) || !where->glued) return {};
  if (where->is(Kind::Dot)) return "a number does not end with a point";
  if (where->is(Kind::Comma) && where[1].is(Kind::Number) && where[1].glued) return "decimals stand after a point, and `_` groups thousands: `1_000.50`";
  return {};
}

}  // namespace

Hint hint(const Token* begin, const Token* where, const std::string& expected) {
  const Token* before = where == begin ? nullptr : where - 1;
  if (const Hint found = about_numbers(before, where)) return found;
  if (const Hint found = about_bodies(where, expected)) return found;
  if (const Hint found = about_words(before, where, expected)) return found;
  if (const Hint found = about_brackets(before, where, expected)) return found;
  const bool ends = expected == "the end of the declaration" || is_closer(*where);
  if (ends && is_operator(*where)) return "what stands before it reaches as far as it can: put that in parentheses";
  return {};
}

std::string_view declaration_meant(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kMeant = {{
      {"let", "define"}, {"var", "define"}, {"const", "define"}, {"set", "define"}, {"def", "define"}, {"fn", "define"},
      {"func", "define"}, {"function", "define"}, {"if", "rule"}, {"assert", "rule"}, {"class", "record"}, {"struct", "record"},
      {"type", "record"}, {"interface", "record"}, {"enum", "choice"}, {"import", "use"}, {"include", "use"}, {"using", "use"},
      {"require", "rule"}, {"module", "package"}, {"namespace", "package"}, {"switch", "decision"},
  }};
  const auto found = std::find_if(kMeant.begin(), kMeant.end(), [&](const auto& entry) { return entry.first == word; });
  return found == kMeant.end() ? std::string_view() : found->second;
}

}  // namespace shibo::dsl::grammar
