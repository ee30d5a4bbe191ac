// Names and words of the language, and what was meant to be one.
#include "scanner.hpp"
#include "shibo/dsl/codes.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {

using Kind = Token::Kind;

namespace {

// Reads the letters, digits and underscores of a word, and letters outside ASCII with them; the
// place of the first of these, if there is one.
std::optional<Span> read_word(Scanner& in) {
  std::optional<Span> foreign_letter;
  while (!in.at_end()) {
    if (is_name_char(in.peek())) {
      in.skip();
      continue;
    }
    const CodePoint point = in.point();
    if (!point.valid || !is_foreign_letter(point.value)) break;
    if (!foreign_letter) foreign_letter = Span{in.pos(), in.pos() + point.length};
    in.skip(point.length);
  }
  return foreign_letter;
}

void report_foreign(Scanner& in, std::string_view word, Span letter) {
  const std::string shown(in.text().substr(letter.begin, letter.end - letter.begin));
  const CodePoint point = decode_utf8(in.text(), letter.begin);
  in.report(codes::kForeignLetter, letter,
            "the name `" + std::string(word) + "` holds `" + shown + "` (" + code_point_name(point.value) + ")",
            "names are written with the letters a to z and A to Z, digits and `_`");
}

[[nodiscard]] bool hyphen_follows(const Scanner& in) { return in.peek() == '-' && is_letter(in.peek(1)); }

// `net-cost`: one name was meant, or a difference; read as one name, so that nothing else is said.
void hyphenated(Scanner& in, std::uint32_t begin) {
  while (hyphen_follows(in)) {
    in.skip();
    static_cast<void>(read_word(in));
  }
  const std::string written(in.since(begin));
  std::string joined = written;
  std::string spaced;
  for (char& c : joined) {
    spaced += c == '-' ? std::string(" - ") : std::string(1, c);
    if (c == '-') c = '_';
  }
  in.report(codes::kHyphenInName, {begin, in.pos()}, "`-` cannot stand in a name",
            "write `" + joined + "` for one name, `" + spaced + "` for a difference");
  in.out().strings.push_back(std::move(joined));
  in.emit(Kind::Name, begin, in.out().strings.back());
}

}  // namespace

void scan_word(Scanner& in) {
  const std::uint32_t begin = in.pos();
  std::optional<Span> foreign_letter = read_word(in);
  if (!foreign_letter && is_letter(in.text()[begin]) && hyphen_follows(in)) return hyphenated(in, begin);
  const std::string_view text = in.since(begin);
  const Span where{begin, in.pos()};
  if (foreign_letter) {
    report_foreign(in, text, *foreign_letter);
  } else if (text.front() == '_') {
    in.report(codes::kForeignLetter, where, "a name begins with a letter, and `" + std::string(text) + "` with `_`");
  }
  if (text.size() > Limits::kNameLength && !foreign_letter) {
    in.report(codes::kNameTooLong, where, "a name of " + std::to_string(text.size()) + " characters",
              "names have at most " + std::to_string(Limits::kNameLength));
  }
  in.emit(is_reserved(text) ? Kind::Reserved : Kind::Name, begin);
}

}  // namespace shibo::dsl
