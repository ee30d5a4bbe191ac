#include "lexer.hpp"

#include <array>
#include <utility>

#include "codes.hpp"
#include "scanner.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {

using Kind = Token::Kind;

void Scanner::emit(Token::Kind kind, std::uint32_t begin, std::string_view token_text) {
  Token token;
  token.kind = kind;
  token.span = {begin, pos()};
  token.text = token_text;
  token.first = std::exchange(first_, false);
  token.glued = !out_.tokens.empty() && out_.tokens.back().span.end == begin;
  token.column_one = begin == 0 || text_[begin - 1] == '\n';
  token.damaged = std::exchange(damaged_, false);
  out_.tokens.push_back(token);
}

void Scanner::emit_string(std::uint32_t begin, std::string value) {
  out_.strings.push_back(std::move(value));
  emit(Kind::String, begin, out_.strings.back());
}

Diagnostic& Scanner::report(Code code, Span where, std::string message, std::optional<std::string> help) {
  Diagnostic found;
  found.code = code;
  found.source = &source_;
  found.where = where;
  found.message = std::move(message);
  found.help = std::move(help);
  return diagnostics_.add(std::move(found));
}

Diagnostic& Scanner::report_damage(Code code, Span where, std::string message,
                                   std::optional<std::string> help) {
  damaged_ = true;
  return report(code, where, std::move(message), std::move(help));
}

namespace {

struct Sign {
  std::string_view text;
  Kind kind;
};
// The longer of two that begin alike stands first.
constexpr std::array<Sign, 19> kSigns = {{{"->", Kind::Arrow}, {"<=", Kind::LessEqual}, {">=", Kind::GreaterEqual},
    {"{", Kind::LeftBrace}, {"}", Kind::RightBrace}, {"(", Kind::LeftParen}, {")", Kind::RightParen},
    {"[", Kind::LeftBracket}, {"]", Kind::RightBracket}, {",", Kind::Comma}, {":", Kind::Colon},
    {".", Kind::Dot}, {"=", Kind::Equals}, {"+", Kind::Plus}, {"-", Kind::Minus}, {"*", Kind::Star},
    {"/", Kind::Slash}, {"<", Kind::Less}, {">", Kind::Greater}}};

// Operators of other languages, and what they are here. A second word is a token of its own.
struct Foreign {
  std::string_view text;
  std::string_view cure;
  Kind kind;
  std::string_view word;
  std::string_view second;
};
constexpr std::array<Foreign, 14> kForeign = {{
    {"==", "is", Kind::Reserved, "is", ""},
    {"!=", "is not", Kind::Reserved, "is", "not"},
    {"<>", "is not", Kind::Reserved, "is", "not"},
    {"=>", "->` between a row's key and its results, or `>=` in a comparison, or `when", Kind::Arrow, "", ""},
    {"=<", "<=", Kind::LessEqual, "", ""},
    {"&&", "and", Kind::Reserved, "and", ""},
    {"||", "or", Kind::Reserved, "or", ""},
    {"!", "not", Kind::Reserved, "not", ""},
    {"≠", "is not", Kind::Reserved, "is", "not"},
    {"≤", "<=", Kind::LessEqual, "", ""},
    {"≥", ">=", Kind::GreaterEqual, "", ""},
    {"→", "->", Kind::Arrow, "", ""},
    {"×", "*", Kind::Star, "", ""},
    {"÷", "/", Kind::Slash, "", ""},
}};

// Characters that look like ones of the language.
struct LookAlike {
  std::uint32_t value;
  std::string_view cure;
};
constexpr std::array<LookAlike, 15> kLookAlikes = {{
    {0x2013, "-"}, {0x2014, "-"}, {0x2212, "-"}, {0x2010, "-"}, {0x2011, "-"}, {0xFF08, "("}, {0xFF09, ")"},
    {0xFF0C, ","}, {0xFF1A, ":"}, {0xFF05, "%"}, {0x3001, ","}, {0xFF5B, "{"}, {0xFF5D, "}"}, {0x2022, "-"},
    {0xFF1D, "="}}};

bool is_blank_character(std::uint32_t value) {
  return value == 0xA0 || value == 0x3000 || value == 0x1680 || value == 0x202F || value == 0x205F ||
         value == 0xFEFF || (value >= 0x2000 && value <= 0x200D);
}

class Lexer {
 public:
  explicit Lexer(Scanner& scanner) : in_(scanner) {}

  void run() {
    while (!in_.at_end()) step();
    finish_line(in_.pos());
    in_.begin_line();
    in_.emit(Kind::End, in_.pos(), {});
  }

 private:
  void step() {
    const char c = in_.peek();
    if (c == '\n') {
      finish_line(in_.pos());
      in_.skip();
      line_begin_ = in_.pos();
      in_.begin_line();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      in_.skip();
    } else if (c == '#') {
      comment();
    } else {
      line_has_text_ = true;
      token();
    }
  }

  // An empty line at the very end of the text is no line at all.
  void finish_line(std::uint32_t end) {
    const bool is_line = end > line_begin_ || !in_.at_end();
    if (!line_has_text_ && is_line) in_.out().blank_lines.push_back(line_begin_);
    line_has_text_ = false;
  }

  void comment() {
    line_has_text_ = true;
    const std::uint32_t begin = in_.pos();
    while (!in_.at_end() && in_.peek() != '\n') in_.skip();
    std::string_view text = in_.since(begin);
    while (text.back() == ' ' || text.back() == '\t' || text.back() == '\r') text.remove_suffix(1);
    Comment found;
    found.span = {begin, begin + static_cast<std::uint32_t>(text.size())};
    found.text = std::string(text);
    found.own_line = in_.first();
    in_.out().comments.push_back(std::move(found));
  }

  void token() {
    const char c = in_.peek();
    if (is_digit(c)) return scan_number(in_);
    if (c == '"') return scan_string(in_);
    if (is_letter(c) || c == '_') return word();
    if (foreign() || sign()) return;
    if (c == ';') return semicolon();
    if (c == '%') return lone_percent(1, "%", Kind::Percent);
    if (in_.starts_with("‰")) return lone_percent(3, "‰", Kind::PerMille);
    if (quotes()) return;
    stray();
  }

  bool foreign() {
    for (const Foreign& entry : kForeign) {
      if (!in_.starts_with(entry.text)) continue;
      const std::uint32_t begin = in_.pos();
      in_.skip(entry.text.size());
      in_.report(codes::kForeignOperator, {begin, in_.pos()},
                 "`" + std::string(entry.text) + "` is not an operator of the language",
                 "write `" + std::string(entry.cure) + "`");
      in_.emit(entry.kind, begin, entry.word);
      if (!entry.second.empty()) in_.emit(Kind::Reserved, begin, entry.second);
      return true;
    }
    return false;
  }

  bool sign() {
    for (const Sign& entry : kSigns) {
      if (!in_.starts_with(entry.text)) continue;
      const std::uint32_t begin = in_.pos();
      in_.skip(entry.text.size());
      if (entry.kind == Kind::Dot) check_bare_point(begin);
      in_.emit(entry.kind, begin);
      return true;
    }
    return false;
  }

  // `.5`, where no name stands before the point.
  void check_bare_point(std::uint32_t begin) {
    const std::string_view text = in_.text();
    const bool touches = begin > 0 && (is_name_char(text[begin - 1]) || text[begin - 1] == ')');
    if (touches || !is_digit(in_.peek())) return;
    std::size_t end = in_.pos();
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::string digits(text.substr(begin + 1, end - begin - 1));
    in_.report_damage(codes::kBarePoint, {begin, static_cast<std::uint32_t>(end)},
                      "a number begins with a digit", "write `0." + digits + "`");
  }

  void semicolon() {
    const std::uint32_t begin = in_.pos();
    in_.skip();
    in_.report(codes::kSemicolon, {begin, in_.pos()}, "nothing ends with a semicolon", "take the `;` out");
  }

  // `40 %`: the number before becomes the percentage that was meant.
  void lone_percent(std::size_t bytes, std::string_view text, Kind kind) {
    const std::uint32_t begin = in_.pos();
    in_.skip(bytes);
    auto& tokens = in_.out().tokens;
    const std::string mark(text);
    if (in_.first() || tokens.empty() || !tokens.back().is(Kind::Number)) {
      in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()}, "`" + mark + "` stands after no number",
                        "a percentage is written `40%`");
      return;
    }
    Token& number = tokens.back();
    const std::string digits(number.text);
    in_.report(codes::kPercentApart, {number.span.begin, in_.pos()},
               "`" + mark + "` stands apart from its number", "write `" + digits + mark + "`");
    number.kind = kind;
    number.span.end = in_.pos();
  }

  bool quotes() {
    if (in_.starts_with("'")) return scan_foreign_string(in_, "'");
    if (in_.starts_with("“") || in_.starts_with("”")) return scan_foreign_string(in_, "”");
    if (in_.starts_with("„")) return scan_foreign_string(in_, "“");
    if (in_.starts_with("‘") || in_.starts_with("’")) return scan_foreign_string(in_, "’");
    if (in_.starts_with("«")) return scan_foreign_string(in_, "»");
    return false;
  }

  void stray() {
    const CodePoint point = in_.point();
    if (!point.valid || is_control(point.value) || is_direction_control(point.value)) {
      in_.damage();  // reported with the characters of the whole file
      in_.skip(point.length);
      return;
    }
    if (is_foreign_letter(point.value)) return word();
    const std::uint32_t begin = in_.pos();
    in_.skip(point.length);
    if (point.value == 0xFEFF && begin == 0) return;
    const Span where{begin, in_.pos()};
    if (is_blank_character(point.value)) {
      in_.report(codes::kStrayCharacter, where,
                 "the character " + code_point_name(point.value) + " looks like a blank but is none",
                 "write an ordinary blank");
      return;
    }
    std::optional<std::string> help;
    for (const LookAlike& entry : kLookAlikes) {
      if (entry.value == point.value) help = "write `" + std::string(entry.cure) + "`";
    }
    std::string shown(in_.since(begin));
    if (point.value >= 0x80) shown += "` (" + code_point_name(point.value) + ")";
    else shown += "`";
    in_.report_damage(codes::kStrayCharacter, where, "no token begins with `" + shown, std::move(help));
  }

  void word() {
    const std::uint32_t begin = in_.pos();
    std::optional<Span> foreign_letter = read_word();
    if (!foreign_letter && is_letter(in_.text()[begin]) && hyphen_follows()) return hyphenated(begin);
    const std::string_view text = in_.since(begin);
    const Span where{begin, in_.pos()};
    if (foreign_letter) {
      report_foreign(text, *foreign_letter);
    } else if (text.front() == '_') {
      in_.report(codes::kForeignLetter, where, "a name begins with a letter, and `" + std::string(text) +
                 "` with `_`");
    }
    if (text.size() > Limits::kNameLength && !foreign_letter) {
      in_.report(codes::kNameTooLong, where,
                 "a name of " + std::to_string(text.size()) + " characters",
                 "names have at most " + std::to_string(Limits::kNameLength));
    }
    in_.emit(is_reserved(text) ? Kind::Reserved : Kind::Name, begin);
  }

  // Reads the letters, digits and underscores of a word, and letters outside ASCII with them; the
  // place of the first of these, if there is one.
  std::optional<Span> read_word() {
    std::optional<Span> foreign_letter;
    while (!in_.at_end()) {
      if (is_name_char(in_.peek())) {
        in_.skip();
        continue;
      }
      const CodePoint point = in_.point();
      if (!point.valid || !is_foreign_letter(point.value)) break;
      if (!foreign_letter) foreign_letter = Span{in_.pos(), in_.pos() + point.length};
      in_.skip(point.length);
    }
    return foreign_letter;
  }

  void report_foreign(std::string_view word, Span letter) {
    const std::string shown(in_.text().substr(letter.begin, letter.end - letter.begin));
    const CodePoint point = decode_utf8(in_.text(), letter.begin);
    in_.report(codes::kForeignLetter, letter,
               "the name `" + std::string(word) + "` holds `" + shown + "` (" + code_point_name(point.value) + ")",
               "names are written with the letters a to z and A to Z, digits and `_`");
  }

  [[nodiscard]] bool hyphen_follows() const { return in_.peek() == '-' && is_letter(in_.peek(1)); }

  // `net-cost`: one name was meant, or a difference; read as one name, so that nothing else is said.
  void hyphenated(std::uint32_t begin) {
    while (hyphen_follows()) {
      in_.skip();
      static_cast<void>(read_word());
    }
    const std::string written(in_.since(begin));
    std::string joined = written;
    std::string spaced;
    for (char& c : joined) {
      spaced += c == '-' ? std::string(" - ") : std::string(1, c);
      if (c == '-') c = '_';
    }
    in_.report(codes::kHyphenInName, {begin, in_.pos()}, "`-` cannot stand in a name",
               "write `" + joined + "` for one name, `" + spaced + "` for a difference");
    in_.out().strings.push_back(std::move(joined));
    in_.emit(Kind::Name, begin, in_.out().strings.back());
  }

  Scanner& in_;
  std::uint32_t line_begin_ = 0;
  bool line_has_text_ = false;
};

}  // namespace

Lexed lex(const Source& source, Diagnostics& diagnostics) {
  Lexed out;
  Scanner scanner(source, diagnostics, out);
  if (source.text().size() > Limits::kFileBytes) {
    scanner.report(codes::kFileTooBig, {0, 0},
                   "the file has " + std::to_string(source.text().size()) + " bytes",
                   "a file has at most " + std::to_string(Limits::kFileBytes) +
                       " bytes; divide the package into several files");
    scanner.emit(Kind::End, 0, {});
    return out;
  }
  check_characters(source, diagnostics);
  Lexer(scanner).run();
  return out;
}

}  // namespace shibo::dsl
