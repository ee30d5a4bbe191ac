#include "lexer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "codes.hpp"
#include "look_alike.hpp"
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
  token.column_one = begin == 0 || text_[begin - 1] == '\n' || text_[begin - 1] == '\r';
  token.damaged = std::exchange(damaged_, false);
  out_.tokens.push_back(token);
}

void Scanner::begin_line() {
  if (damaged_ && !first_) out_.tokens.back().damaged = true;
  damaged_ = false;
  first_ = true;
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

// Mistakes of one kind that stand all over a file: the first is shown, and the others are counted.
struct Repeated {
  Span first;
  std::size_t count = 0;

  void add(Span where) {
    if (count++ == 0) first = where;
  }
};

class Lexer {
 public:
  explicit Lexer(Scanner& scanner) : in_(scanner) {}

  void run() {
    while (!in_.at_end()) step();
    finish_line(in_.pos());
    in_.begin_line();
    report_repeated(blanks_, codes::kStrayCharacter, "looks like a blank but is none", "write an ordinary blank", "such characters stand in the file");
    report_repeated(comments_, codes::kForeignComment, "begins no comment", "a comment begins with `#` and ends with its line", "comments of the file are written so");
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
      if (c == '\r' && in_.peek() != '\n') in_.begin_line();  // reported with the characters of the whole file
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
    if (merge_mark() || foreign_comment()) return;
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

  void report_repeated(const Repeated& found, Code code, const std::string& message, std::string help, const std::string& note) {
    if (found.count == 0) return;
    const std::string written(in_.text().substr(found.first.begin, found.first.end - found.first.begin));
    const CodePoint point = decode_utf8(written, 0);
    const std::string subject = point.value < 0x80 ? "`" + written + "` " : "the character " + code_point_name(point.value) + " ";
    Diagnostic& made = in_.report(code, found.first, subject + message, std::move(help));
    if (found.count > 1) made.notes.push_back(std::to_string(found.count) + " " + note);
  }

  void skip_line() {
    while (!in_.at_end() && in_.peek() != '\n') in_.skip();
  }

  // The lines that a tool for versions leaves where two texts clash; all three of a clash are one mistake.
  bool merge_mark() {
    if (!in_.first() || line_begin_ != in_.pos()) return false;
    const bool begins = in_.starts_with("<<<<<<<");
    const bool ends = in_.starts_with(">>>>>>>");
    if (!begins && !ends && !in_.starts_with("=======") && !in_.starts_with("|||||||")) return false;
    const std::uint32_t begin = in_.pos();
    skip_line();
    if (begins || !in_merge_) {
      in_.report(codes::kMergeMark, {begin, in_.pos()}, "two versions of the file were joined here, and the clash is not settled",
                 "keep one of the two texts, and take out the lines of marks");
    }
    in_merge_ = !ends;
    return true;
  }

  // `// …`, `/* … */`, and `-- …` at the beginning of a line.
  bool foreign_comment() {
    const bool block = in_.starts_with("/*");
    if (!block && !in_.starts_with("//") && !(in_.first() && in_.starts_with("-- "))) return false;
    comments_.add({in_.pos(), in_.pos() + 2});
    if (!block) {
      skip_line();
      return true;
    }
    const std::size_t end = std::min(in_.text().find("*/", in_.pos() + 2), in_.text().size() - 2) + 2;
    while (in_.pos() < end) step_over_comment();
    return true;
  }

  void step_over_comment() {
    const bool line_end = in_.peek() == '\n';
    if (line_end) finish_line(in_.pos());
    in_.skip();
    if (!line_end) return;
    line_begin_ = in_.pos();
    line_has_text_ = true;
    in_.begin_line();
  }

  bool foreign() {
    for (const Foreign& entry : kForeign) {
      if (!in_.starts_with(entry.text)) continue;
      const std::uint32_t begin = in_.pos();
      in_.skip(entry.text.size());
      in_.report(codes::kForeignOperator, {begin, in_.pos()},
                 "`" + std::string(entry.text) + "` is not an operator of the language",
                 "write `" + std::string(entry.cure) + "`");
      if (entry.text == "=>") in_.damage();  // one of three things was meant
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
    const std::optional<char> meant = ascii_meant(point.value);
    if (meant) return look_alike(*meant);
    if (is_foreign_letter(point.value)) return word();
    const std::uint32_t begin = in_.pos();
    in_.skip(point.length);
    if (point.value == 0xFEFF && begin == 0) return;
    if (is_other_blank(point.value)) return blanks_.add({begin, in_.pos()});
    if (is_invisible(point.value)) {
      in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()}, "the invisible character " + code_point_name(point.value), "take it out");
      return;
    }
    report_stray(begin, point);
  }

  Diagnostic& report_stray(std::uint32_t begin, const CodePoint& point) {
    std::string shown(in_.since(begin));
    const std::string_view cure = cure_of_sign(shown);
    shown += point.value >= 0x80 ? "` (" + code_point_name(point.value) + ")" : "`";
    return in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()}, "no token begins with `" + shown,
                             cure.empty() ? std::nullopt : std::optional<std::string>(cure));
  }

  // A full-width form, or a sign of Chinese text: reported, and read as what was meant.
  void look_alike(char meant) {
    const std::uint32_t begin = in_.pos();
    if (is_name_char(meant)) return full_width_word(begin);
    const CodePoint point = in_.point();
    in_.skip(point.length);
    const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& s) { return s.text.size() == 1 && s.text[0] == meant; });
    const std::string name = "`" + std::string(in_.since(begin)) + "` (" + code_point_name(point.value) + ")";
    const std::string help = std::string("write `") + meant + "`";
    auto& tokens = in_.out().tokens;
    if (sign != kSigns.end()) {
      in_.report(codes::kStrayCharacter, {begin, in_.pos()}, name + " is no sign of the language", help);
      in_.emit(sign->kind, begin, sign->text);
    } else if (meant == '%' && !in_.first() && tokens.back().is(Kind::Number)) {
      in_.report(codes::kStrayCharacter, {begin, in_.pos()}, name + " is no sign of the language", help);
      tokens.back().kind = Kind::Percent;
      tokens.back().span.end = in_.pos();
    } else {
      in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()}, name + " is no sign of the language",
                        meant == ';' ? "take it out; nothing ends with a semicolon" : help);
    }
  }

  // `３００`, `ＣＮ`.
  void full_width_word(std::uint32_t begin) {
    std::string written;
    while (!in_.at_end()) {
      const CodePoint point = in_.point();
      const std::optional<char> meant = point.valid ? ascii_meant(point.value) : std::nullopt;
      if (!meant || !(is_name_char(*meant) || (*meant == '.' && point.value >= 0xFF00))) break;
      written += *meant;
      in_.skip(point.length);
    }
    const bool number = std::all_of(written.begin(), written.end(), [](char c) { return is_digit(c) || c == '.'; });
    in_.report(codes::kStrayCharacter, {begin, in_.pos()}, "`" + std::string(in_.since(begin)) + "` is written in full-width characters",
               "write `" + written + "`");
    in_.out().strings.push_back(std::move(written));
    in_.emit(number ? Kind::Number : Kind::Name, begin, in_.out().strings.back());
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
  bool in_merge_ = false;
  Repeated blanks_;
  Repeated comments_;
};

}  // namespace

namespace {

Lexed refuse(Scanner& scanner, Lexed& out) {
  scanner.emit(Kind::End, 0, {});
  out.refused = true;
  return std::move(out);
}

}  // namespace

Lexed lex(const Source& source, Diagnostics& diagnostics) {
  Lexed out;
  Scanner scanner(source, diagnostics, out);
  if (source.text().size() > Limits::kFileBytes) {
    scanner.report(codes::kFileTooBig, {0, 0},
                   "the file has " + std::to_string(source.text().size()) + " bytes",
                   "a file has at most " + std::to_string(Limits::kFileBytes) +
                       " bytes; divide the package into several files");
    return refuse(scanner, out);
  }
  if (const auto format = foreign_format(source.text())) {
    scanner.report(codes::kNotText, {0, 0}, "the file is " + *format,
                   "a rule file is plain text; save it as UTF-8");
    return refuse(scanner, out);
  }
  check_characters(source, diagnostics);
  Lexer(scanner).run();
  return out;
}

}  // namespace shibo::dsl
