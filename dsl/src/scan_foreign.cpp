#include "scan_foreign.hpp"

#include <algorithm>
#include <array>

#include "look_alike.hpp"
#include "shibo/dsl/codes.hpp"
#include "signs.hpp"

namespace shibo::dsl {

using Kind = Token::Kind;

namespace {

// Operators of other languages, and what they are here. A second word is a token of its own.
struct Foreign {
  std::string_view text;
  std::string_view cure;
  Kind kind;
  std::string_view word;
  std::string_view second;
};
constexpr std::array<Foreign, 17> kForeign = {{
    {"===", "is", Kind::Reserved, "is", ""},
    {"!==", "is not", Kind::Reserved, "is", "not"},
    {"=~", "starts with`, `ends with`, `contains` or `is", Kind::Reserved, "is", ""},
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

}  // namespace

// A row between bars, or a fence around the rules: the line was meant for another kind of text.
bool ForeignScanner::line() {
  const bool fence = in_.starts_with("```");
  if (!in_.first() || !(fence || in_.starts_with("|"))) return false;
  const std::uint32_t begin = in_.pos();
  (fence ? fences_ : bars_).add({begin, begin + (fence ? 3 : 1)});
  in_.skip_line();
  in_.out().passed_over.push_back({begin, in_.pos()});
  if (!fence && !in_.out().tokens.empty()) in_.out().tokens.back().damaged = true;  // its table lacks a row
  return true;
}

// `• one`: a sign before an item, as word processors put it.
bool ForeignScanner::bullet() {
  static constexpr std::array<std::string_view, 6> kBullets = {"•", "◦", "▪", "●", "‣", "·"};
  if (!in_.first()) return false;
  const auto bullet =
      std::find_if(kBullets.begin(), kBullets.end(), [&](std::string_view sign) { return in_.starts_with(sign); });
  if (bullet == kBullets.end()) return false;
  const std::uint32_t begin = in_.pos();
  in_.skip(bullet->size());
  bullets_.add({begin, in_.pos()});
  in_.out().passed_over.push_back({begin, in_.pos()});
  return true;
}

// `9401..9403`, between two values.
bool ForeignScanner::dots() {
  if (!in_.starts_with("..") || in_.first()) return false;
  const auto& before = in_.out().tokens.back();
  const bool value =
      before.is(Kind::Number) || before.is(Kind::Code) || before.is(Kind::Percent) || before.is(Kind::Date);
  std::size_t length = in_.starts_with("...") ? 3 : 2;
  std::size_t next = length;
  while (in_.peek(next) == ' ') ++next;
  if (!value || !is_digit(in_.peek(next))) return false;
  const std::uint32_t begin = in_.pos();
  in_.skip(length);
  in_.report(codes::kForeignOperator, {begin, in_.pos()},
             "`" + std::string(in_.since(begin)) + "` is not an operator of the language", "write `to`");
  in_.emit(Kind::Name, begin, "to");
  return true;
}

bool ForeignScanner::sign() {
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

void ForeignScanner::stray() {
  const CodePoint point = in_.point();
  if (!point.valid || is_control(point.value) || is_direction_control(point.value)) {
    in_.damage();  // reported with the characters of the whole file
    in_.out().passed_over.push_back({in_.pos(), in_.pos() + point.length});
    in_.skip(point.length);
    return;
  }
  const std::optional<char> meant = ascii_meant(point.value);
  if (meant) return look_alike(*meant);
  if (is_foreign_letter(point.value)) return scan_word(in_);
  const std::uint32_t begin = in_.pos();
  in_.skip(point.length);
  if (in_.since(begin) == kByteOrderMark) {  // reported with the characters of the whole file
    if (!in_.first()) in_.damage();
    in_.out().passed_over.push_back({begin, in_.pos()});
    return;
  }
  if (is_other_blank(point.value)) {
    in_.out().passed_over.push_back({begin, in_.pos()});
    return blanks_.add({begin, in_.pos()});
  }
  if (is_invisible(point.value)) {
    in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()},
                      "the invisible character " + code_point_name(point.value), "take it out");
    return;
  }
  report_stray(begin, point);
}

void ForeignScanner::report_stray(std::uint32_t begin, const CodePoint& point) {
  std::string shown(in_.since(begin));
  const std::string_view cure = cure_of_sign(shown);
  shown += point.value >= 0x80 ? "` (" + code_point_name(point.value) + ")" : "`";
  in_.report_damage(codes::kStrayCharacter, {begin, in_.pos()}, "no token begins with `" + shown,
                    cure.empty() ? std::nullopt : std::optional<std::string>(cure));
}

// A full-width form, or a sign of Chinese text: reported, and read as what was meant.
void ForeignScanner::look_alike(char meant) {
  const std::uint32_t begin = in_.pos();
  if (is_name_char(meant)) return full_width_word(begin);
  const CodePoint point = in_.point();
  if (wide_pair(meant, point.length)) return;
  in_.skip(point.length);
  const auto sign = std::find_if(kSigns.begin(), kSigns.end(),
                                 [&](const Sign& s) { return s.text.size() == 1 && s.text[0] == meant; });
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

// `＜＝`, `－＞`: two signs that are one.
bool ForeignScanner::wide_pair(char first, std::size_t length) {
  const CodePoint second = decode_utf8(in_.text(), in_.pos() + length);
  if (!second.valid) return false;
  const char next = second.value < 0x80 ? static_cast<char>(second.value) : ascii_meant(second.value).value_or('\0');
  const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& s) {
    return s.text.size() == 2 && s.text[0] == first && s.text[1] == next;
  });
  if (sign == kSigns.end()) return false;
  const std::uint32_t begin = in_.pos();
  in_.skip(length + second.length);
  in_.report(codes::kStrayCharacter, {begin, in_.pos()},
             "`" + std::string(in_.since(begin)) + "` is written in full-width characters",
             "write `" + std::string(sign->text) + "`");
  in_.emit(sign->kind, begin, sign->text);
  return true;
}

// `３００`, `ＣＮ`.
void ForeignScanner::full_width_word(std::uint32_t begin) {
  std::string written;
  while (!in_.at_end()) {
    const CodePoint point = in_.point();
    const std::optional<char> meant = point.valid ? ascii_meant(point.value) : std::nullopt;
    if (!meant || !(is_name_char(*meant) || (*meant == '.' && point.value >= 0xFF00))) break;
    written += *meant;
    in_.skip(point.length);
  }
  const bool number = std::all_of(written.begin(), written.end(), [](char c) { return is_digit(c) || c == '.'; });
  in_.report(codes::kStrayCharacter, {begin, in_.pos()},
             "`" + std::string(in_.since(begin)) + "` is written in full-width characters", "write `" + written + "`");
  in_.out().strings.push_back(std::move(written));
  in_.emit(number ? Kind::Number : Kind::Name, begin, in_.out().strings.back());
}

void ForeignScanner::report(const Repeated& found, const std::string& message, std::string help,
                            const std::string& note) {
  if (!found.any()) return;
  const std::string written(in_.text().substr(found.first().begin, found.first().end - found.first().begin));
  const CodePoint point = decode_utf8(written, 0);
  const std::string subject =
      point.value < 0x80 ? "`" + written + "` " : "the character " + code_point_name(point.value) + " ";
  Diagnostic& made = in_.report(codes::kStrayCharacter, found.first(), subject + message, std::move(help));
  found.count_in(made, note);
}

void ForeignScanner::report_repeated() {
  report(blanks_, "looks like a blank but is none", "write an ordinary blank", "such characters stand in the file");
  report(bullets_, "is no sign of the language",
         "take it out: each item stands on a line of its own, without a sign before it",
         "such signs stand in the file");
  report(fences_, "begins no line of rules", "take the line out: such lines stand around rules in another text",
         "such lines stand in the file");
  report(bars_, "begins no row", "write the row's keys, `->` and its results, without bars: `JP -> USD 5.00`",
         "lines are written so");
}

}  // namespace shibo::dsl
