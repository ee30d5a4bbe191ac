// What a text is cut into, and what is said of a text that cannot be cut.
#include "lexer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {
namespace {

std::string kind_name(Token::Kind kind) {
  using Kind = Token::Kind;
  switch (kind) {
    case Kind::End: return "end";
    case Kind::Name: return "name";
    case Kind::Reserved: return "word";
    case Kind::Number: return "number";
    case Kind::Code: return "code";
    case Kind::Percent: return "percent";
    case Kind::PerMille: return "per mille";
    case Kind::Date: return "date";
    case Kind::Time: return "time";
    case Kind::String: return "text";
    default: return "sign";
  }
}

/// `name a, sign +, number 1`: all tokens but the end.
std::string tokens(const std::string& text) {
  const Source source("test", text);
  Diagnostics diagnostics;
  const Lexed lexed = lex(source, diagnostics);
  std::string out;
  for (const Token& token : lexed.tokens) {
    if (token.is(Token::Kind::End)) break;
    const std::string shown(sign_text(token.kind).empty() ? token.text : sign_text(token.kind));
    out += (out.empty() ? "" : ", ") + kind_name(token.kind) + " " + shown;
  }
  return out;
}

/// `E0011 1:9 numbers have no exponent; …`: what is said, in order of place.
std::string said_of_tokens(const std::string& text) {
  const Source source("test", text);
  Diagnostics diagnostics;
  static_cast<void>(lex(source, diagnostics));
  diagnostics.sort();
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) {
    const Position at = source.position(d.where.begin);
    out += (out.empty() ? "" : "; ") + d.code.text() + " " + std::to_string(at.line) + ":" + std::to_string(at.column) +
           " " + d.message;
  }
  return out;
}

struct Cut {
  const char* text;
  const char* tokens;
};

TEST(Lexer, CutsATextIntoTokens) {
  const Cut cuts[] = {
      {"", ""},
      {"rule r_1", "name rule, name r_1"},
      {"not in IN", "word not, word in, name IN"},
      {"1 1.5 1_000_000 007", "number 1, number 1.5, number 1_000_000, number 007"},
      {"8703.21.10", "code 8703.21.10"},
      {"40% 0.5‰", "percent 40, per mille 0.5"},
      {"2024-02-29", "date 2024-02-29"},
      {"2024-02-29T09:30+08:00 2024-02-29T09:30:15Z", "time 2024-02-29T09:30+08:00, time 2024-02-29T09:30:15Z"},
      {"2024-02-29T09:30:15.5Z 2024-02-29T09:30:15.1234567+08:00",
       "time 2024-02-29T09:30:15.5Z, time 2024-02-29T09:30:15.1234567+08:00"},
      {"2024 - 2", "number 2024, sign -, number 2"},
      {"a-1", "name a, sign -, number 1"},
      {"\"a \\\"b\\\" \\\\ \\u{2030}\"", "text a \"b\" \\ ‰"},
      {"\"\"", "text "},
      {"{ } ( ) [ ] , : . =", "sign {, sign }, sign (, sign ), sign [, sign ], sign ,, sign :, sign ., sign ="},
      {"-> + - * / < <= > >=", "sign ->, sign +, sign -, sign *, sign /, sign <, sign <=, sign >, sign >="},
      {"USD 200", "name USD, number 200"},
      {"500 kg", "number 500, name kg"},
      {"a.b", "name a, sign ., name b"},
      {"a # to the end, \"even this\n b", "name a, name b"},
      {"a\r\nb\tc", "name a, name b, name c"},
  };
  for (const Cut& cut : cuts) {
    EXPECT_EQ(tokens(cut.text), cut.tokens) << cut.text;
    EXPECT_EQ(said_of_tokens(cut.text), "") << cut.text;
  }
}

TEST(Lexer, ReadsWhatWasMeantAfterAMistake) {
  const Cut cuts[] = {
      {"a == b && !c", "name a, word is, name b, word and, word not, name c"},
      {"a != b", "name a, word is, word not, name b"},
      {"a ≤ 1", "name a, sign <=, number 1"},
      {"40 %", "percent 40"},
      {"“a”", "text a"},
      {"net-cost", "name net_cost"},
      {"３００ ｋｇ", "number 300, name kg"},
      {"（a，b）", "sign (, name a, sign ,, name b, sign )"},
      {"1,000", "number 1,000"},
      {"a; b", "name a, name b"},
      {"// x\na", "name a"},
      {"/* x\n y */ a", "name a"},
  };
  for (const Cut& cut : cuts) {
    EXPECT_EQ(tokens(cut.text), cut.tokens) << cut.text;
    EXPECT_NE(said_of_tokens(cut.text), "") << cut.text;
  }
}

TEST(Lexer, SaysWhatItCannotRead) {
  const Cut cuts[] = {
      {"a\xFFz", "E0001 1:2 the byte 0xFF is not UTF-8 here"},
      {"\xE4\xB8", "E0001 1:1 the byte 0xE4 is not UTF-8 here"},
      {"\xC0\xAF", "E0001 1:1 the byte 0xC0 is not UTF-8 here"},
      {"\xED\xA0\x80", "E0001 1:1 the byte 0xED is not UTF-8 here"},
      {"a\x01 b", "E0002 1:2 the control character U+0001"},
      {"a # \x1b[31m", "E0002 1:5 the control character U+001B"},
      {"a\rb", "E0002 1:2 a carriage return (U+000D) without a line feed"},
      {"a \xE2\x80\xAE b", "E0003 1:3 the invisible character U+202E changes the direction of the text around it"},
      {"\"\xE2\x81\xA6\"", "E0003 1:2 the invisible character U+2066 changes the direction of the text around it"},
      {"\xEF\xBB\xBF@", "E0006 1:1 no token begins with `@`"},
      {"a \xEF\xBB\xBF b", "E0004 1:3 a byte order mark (U+FEFF) stands within the file"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF a", "E0004 1:1 a byte order mark (U+FEFF) stands within the file"},
      {"\"a\xEF\xBB\xBF\"", "E0004 1:3 a byte order mark (U+FEFF) stands within the file"},
      {"a # \xEF\xBB\xBF", "E0004 1:5 a byte order mark (U+FEFF) stands within the file"},
      {"w\xD0\xB5ight", "E0005 1:2 the name `w\xD0\xB5ight` holds `\xD0\xB5` (U+0435)"},
      {"_a", "E0005 1:1 a name begins with a letter, and `_a` with `_`"},
      {"@", "E0006 1:1 no token begins with `@`"},
      {"a\xC2\xA0"
       "b",
       "E0006 1:2 the character U+00A0 looks like a blank but is none"},
      {"a\xE2\x80\x8B", "E0006 1:2 the invisible character U+200B"},
      {"% 5", "E0006 1:1 `%` stands after no number"},
      {"a => b", "E0007 1:3 `=>` is not an operator of the language"},
      {"'a'", "E0008 1:1 a text stands between `\"`"},
      {"\"a\nb", "E0009 1:1 the text is not closed on its line"},
      {"\"a\\q\"", "E0010 1:3 `\\q` is not an escape"},
      {"\"\\u{D800}\"", "E0010 1:2 `\\u{D800}` is no character of Unicode"},
      {"\"\\u{110000}\"", "E0010 1:2 `\\u{110000}` is no character of Unicode"},
      {"\"\\u20\"", "E0010 1:2 `\\u` wants a code point in braces"},
      {"3kg", "E0011 1:1 `kg` touches the number before it"},
      {"1e6", "E0011 1:1 numbers have no exponent"},
      {"87O3", "E0011 1:1 a letter stands between the digits of `87O3`"},
      {"10_00", "E0012 1:1 `_` groups the digits before the point by three"},
      {"1_000.0_0", "E0012 1:1 `_` groups the digits before the point by three"},
      {"1,000", "E0013 1:1 a comma separates, and does not group digits"},
      {"5 ‰", "E0014 1:1 `‰` stands apart from its number"},
      {"2023-02-29", "E0015 1:1 there is no day `2023-02-29`"},
      {"0000-01-01", "E0015 1:1 there is no day `0000-01-01`"},
      {"2024-5-1", "E0016 1:1 `2024-5-1` is not written as a date"},
      {"since 31.12.2023", "E0016 1:7 `31.12.2023` is not written as a date"},
      {">= 2023/12/31", "E0016 1:4 `2023/12/31` is not written as a date"},
      {"1/2/2024", "E0016 1:1 `1/2/2024` is not written as a date"},
      {"2024-05-01T09:30", "E0017 1:1 `2024-05-01T09:30` is not a time"},
      {"2024-05-01T09:30:00.Z", "E0017 1:1 `2024-05-01T09:30:00` is not a time"},
      {"2024-05-01T09:30:00.12345678Z", "E0017 1:1 `2024-05-01T09:30:00.12345678Z` is not a time"},
      {"2024-05-01T09:30.5Z", "E0017 1:1 `2024-05-01T09:30.5Z` is not a time"},
      {"2024-05-01T24:00Z", "E0017 1:1 `2024-05-01T24:00Z` is not a time"},
      {"2024-05-01T09:30+14:01", "E0017 1:1 `2024-05-01T09:30+14:01` is not a time"},
      {";", "E0018 1:1 nothing ends with a semicolon"},
      {"a-b", "E0019 1:1 `-` cannot stand in a name"},
      {" .5", "E0020 1:2 a number begins with a digit"},
      {"%PDF-1.7 \x01\x02", "E0021 1:1 the file is a PDF document"},
      {"PK\x03\x04", "E0021 1:1 the file is a ZIP archive, as DOCX and XLSX files are"},
      {"\xFF\xFEp", "E0021 1:1 the file is UTF-16, not UTF-8"},
      {"\n  // a\n// b", "E0022 2:3 `//` begins no comment"},
      {"<<<<<<< a\nb\n=======\nc\n>>>>>>> d",
       "E0023 1:1 two versions of the file were joined here, and the clash is not settled"},
  };
  for (const Cut& cut : cuts) EXPECT_EQ(said_of_tokens(cut.text), cut.tokens) << cut.text;
}

TEST(Lexer, KnowsUtf16ByItsNulsWithoutAMark) {
  std::string wide;
  for (const char c : std::string("package demo")) wide += std::string(1, c) + '\0';
  EXPECT_EQ(said_of_tokens(wide), "E0021 1:1 the file is UTF-16, not UTF-8");
  EXPECT_EQ(said_of_tokens(std::string(100, '\0')), "E0021 1:1 the file is binary data, full of the byte 0x00");
  EXPECT_EQ(said_of_tokens("one NUL among much text" + std::string(1, '\0')),
            "E0002 1:24 the control character U+0000");
}

TEST(Lexer, CountsWhatStandsAllOverAFile) {
  const Source source("test", "\xB0\xA1 \xB0\xA1 \x01 \x02 a\xC2\xA0\xC2\xA0");
  Diagnostics diagnostics;
  static_cast<void>(lex(source, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 3u);
  EXPECT_EQ(diagnostics.all()[0].notes, std::vector<std::string>{"4 bytes of the file are not UTF-8"});
  EXPECT_EQ(diagnostics.all()[1].notes, std::vector<std::string>{"2 control characters stand in the file"});
  EXPECT_EQ(diagnostics.all()[2].notes, std::vector<std::string>{"2 such characters stand in the file"});
}

TEST(Lexer, HoldsNamesToSixtyFourCharacters) {
  EXPECT_EQ(said_of_tokens(std::string(64, 'a')), "");
  EXPECT_EQ(said_of_tokens(std::string(65, 'a')), "E0053 1:1 a name of 65 characters");
}

TEST(Lexer, HoldsFilesToEightMebibytes) {
  std::string text(Limits::kFileBytes - 1, ' ');
  EXPECT_EQ(said_of_tokens(text + "a"), "");
  text += "ab";
  const Source source("big.shibo", std::move(text));
  Diagnostics diagnostics;
  static_cast<void>(lex(source, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1u);
  const std::string drawn = render(diagnostics.all().front());
  EXPECT_EQ(drawn.substr(0, drawn.find('\n')), "error[E0050]: the file has 8388609 bytes");
}

TEST(Lexer, TellsWhatIsFirstOnItsLineAndWhatTouches) {
  const Source source("test", "a b(c)\n  d");
  Diagnostics diagnostics;
  const Lexed lexed = lex(source, diagnostics);
  std::string flags;
  for (const Token& token : lexed.tokens)
    flags += std::string(token.first ? "f" : "-") + (token.glued ? "g" : "-") + (token.column_one ? "1" : "-") + " ";
  EXPECT_EQ(flags, "f-1 --- -g- -g- -g- f-- fg- ");
}

TEST(Lexer, KeepsCommentsAndEmptyLines) {
  const Source source("test", "# one  \n\na # two\n");
  Diagnostics diagnostics;
  const Lexed lexed = lex(source, diagnostics);
  ASSERT_EQ(lexed.comments.size(), 2u);
  EXPECT_EQ(lexed.comments[0].text, "# one");
  EXPECT_TRUE(lexed.comments[0].own_line);
  EXPECT_FALSE(lexed.comments[1].own_line);
  EXPECT_EQ(lexed.blank_lines, std::vector<std::uint32_t>{8});
}

}  // namespace
}  // namespace shibo::dsl
