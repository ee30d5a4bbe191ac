#include "lexer.hpp"

#include <algorithm>
#include <utility>

#include "repeated.hpp"
#include "scan_foreign.hpp"
#include "scanner.hpp"
#include "shibo/dsl/codes.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/parse.hpp"
#include "signs.hpp"

namespace shibo::dsl {

using Kind = Token::Kind;

namespace {

class Lexer {
 public:
  explicit Lexer(Scanner& scanner) : in_(scanner), foreign_(scanner) {}

  void run() {
    if (in_.starts_with(kByteOrderMark)) {
      in_.skip(kByteOrderMark.size());
      line_begin_ = in_.pos();
    }
    while (!in_.at_end()) step();
    finish_line(in_.pos());
    in_.begin_line();
    report_comments();
    foreign_.report_repeated();
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
    if (merge_mark() || foreign_comment() || foreign_.line() || foreign_.bullet()) return;
    const char c = in_.peek();
    if (is_digit(c)) return scan_number(in_);
    if (c == '"') return scan_string(in_);
    if (is_letter(c) || c == '_') return scan_word(in_);
    if (foreign_.dots() || foreign_.sign() || sign()) return;
    if (c == ';') return semicolon();
    if (c == '%') return lone_percent(1, "%", Kind::Percent);
    if (in_.starts_with("‰")) return lone_percent(3, "‰", Kind::PerMille);
    if (quotes()) return;
    foreign_.stray();
  }

  // The lines that a tool for versions leaves where two texts clash; all three of a clash are one mistake.
  bool merge_mark() {
    if (!in_.first() || line_begin_ != in_.pos()) return false;
    const bool begins = in_.starts_with("<<<<<<<");
    const bool ends = in_.starts_with(">>>>>>>");
    if (!begins && !ends && !in_.starts_with("=======") && !in_.starts_with("|||||||")) return false;
    const std::uint32_t begin = in_.pos();
    in_.skip_line();
    in_.out().passed_over.push_back({begin, in_.pos()});
    if (begins || !in_merge_) {
      in_.report(codes::kMergeMark, {begin, in_.pos()},
                 "two versions of the file were joined here, and the clash is not settled",
                 "keep one of the two texts, and take out the lines of marks");
    }
    in_merge_ = !ends;
    return true;
  }

  // `// …`, `/* … */`, and `-- …` at the beginning of a line.
  bool foreign_comment() {
    const bool block = in_.starts_with("/*");
    if (!block && !in_.starts_with("//") && !(in_.first() && in_.starts_with("-- "))) return false;
    const std::uint32_t begin = in_.pos();
    comments_.add({begin, begin + 2});
    if (block) {
      const std::size_t end = std::min(in_.text().find("*/", begin + 2), in_.text().size() - 2) + 2;
      while (in_.pos() < end) step_over_comment();
    } else {
      in_.skip_line();
    }
    in_.out().passed_over.push_back({begin, in_.pos()});
    return true;
  }

  void report_comments() {
    if (!comments_.any()) return;
    const Span first = comments_.first();
    Diagnostic& shown =
        in_.report(codes::kForeignComment, first,
                   "`" + std::string(in_.text().substr(first.begin, first.end - first.begin)) + "` begins no comment",
                   "a comment begins with `#` and ends with its line");
    comments_.count_in(shown, "comments of the file are written so");
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
    in_.report_damage(codes::kBarePoint, {begin, static_cast<std::uint32_t>(end)}, "a number begins with a digit",
                      "write `0." + digits + "`");
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
    in_.report(codes::kPercentApart, {number.span.begin, in_.pos()}, "`" + mark + "` stands apart from its number",
               "write `" + digits + mark + "`");
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

  Scanner& in_;
  std::uint32_t line_begin_ = 0;
  bool line_has_text_ = false;
  bool in_merge_ = false;
  ForeignScanner foreign_;
  Repeated comments_;
};

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
    scanner.report(
        codes::kFileTooBig, {0, 0}, "the file has " + std::to_string(source.text().size()) + " bytes",
        "a file has at most " + std::to_string(Limits::kFileBytes) + " bytes; divide the package into several files");
    return refuse(scanner, out);
  }
  if (const auto format = foreign_format(source.text())) {
    scanner.report(codes::kNotText, {0, 0}, "the file is " + *format, "a rule file is plain text; save it as UTF-8");
    return refuse(scanner, out);
  }
  check_characters(source, diagnostics);
  Lexer(scanner).run();
  return out;
}

}  // namespace shibo::dsl
