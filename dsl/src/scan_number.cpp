// Numbers, codes, percentages, dates and times: everything that begins with a digit.
#include <algorithm>
#include <chrono>
#include <string>

#include "grammar/words.hpp"
#include "look_alike.hpp"
#include "scanner.hpp"
#include "shibo/dsl/codes.hpp"

namespace shibo::dsl {
namespace {

using Kind = Token::Kind;

// `87O3`: letters that look like digits, among digits; empty when others stand there, too.
[[nodiscard]] std::string with_digits(std::string text) {
  for (char& c : text) {
    if (c == 'O' || c == 'o') c = '0';
    if (c == 'l' || c == 'I') c = '1';
  }
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  return digits && is_digit(text.back()) ? text : std::string();
}

// The digits with `_` between groups of three.
[[nodiscard]] std::string regrouped(std::string_view digits) {
  std::string plain;
  for (const char c : digits) {
    if (is_digit(c)) plain += c;
  }
  for (std::size_t i = plain.size(); i > 3; i -= 3) plain.insert(i - 3, "_");
  return plain;
}

// `5k`, `2M` after a currency: how many zeros the word stands for, or nothing.
[[nodiscard]] std::size_t zeros_of(std::string_view word, bool money) {
  constexpr std::size_t kThousand = 3;
  if (word == "k" || word == "K") return kThousand;
  if (money && (word == "m" || word == "M" || word == "mn" || word == "mio")) return 2 * kThousand;
  if (money && (word == "b" || word == "bn")) return 3 * kThousand;
  return 0;
}

[[nodiscard]] bool follows_currency(Scanner& in) {
  constexpr std::size_t kLetters = 3;
  const auto& tokens = in.out().tokens;
  if (in.first() || tokens.empty() || !tokens.back().is(Kind::Name) || tokens.back().text.size() != kLetters)
    return false;
  const std::string_view text = tokens.back().text;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// `40kg`: the number ends here, and a word is read next.
void check_glued_letter(Scanner& in, std::uint32_t begin) {
  if (!is_letter(in.peek()) && in.peek() != '_') return;
  std::size_t length = 0;
  while (is_name_char(in.peek(length))) ++length;
  const std::string word(in.text().substr(in.pos(), length));
  const std::string digits(in.since(begin));
  const std::size_t zeros = zeros_of(word, follows_currency(in));
  std::string cure = digits + " " + word;
  if (word == "pct" || word == "percent") cure = digits + "%";
  const Span whole{begin, in.pos() + static_cast<std::uint32_t>(length)};
  if (word.size() > 1 && (word[0] == 'e' || word[0] == 'E') && is_digit(word[1])) {
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "numbers have no exponent", "write all the digits");
  } else if (digits == "0" && word.size() > 1 &&
             (word[0] == 'x' || word[0] == 'X' || word[0] == 'b' || word[0] == 'o')) {
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "numbers are written in decimal digits",
              "write the number in digits from 0 to 9");
  } else if (zeros > 0) {
    const bool round = digits.find_first_not_of("0123456789") == std::string::npos;
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "a number is not cut short with `" + word + "`",
              round ? "write `" + regrouped(digits + std::string(zeros, '0')) + "`" : "write all the digits");
  } else if (const std::string meant = with_digits(digits + word); !meant.empty()) {
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "a letter stands between the digits of `" + digits + word + "`",
              "write `" + meant + "`");
  } else {
    in.report(codes::kGluedLetter, whole, "`" + word + "` touches the number before it", "write `" + cure + "`");
  }
}

// `d` in the shape stands for a digit, every other character for itself.
[[nodiscard]] bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  }
  return true;
}

[[nodiscard]] int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  for (std::size_t i = begin; i < begin + length; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

[[nodiscard]] bool is_day(std::string_view text) {
  using namespace std::chrono;
  const year_month_day day{year{number_at(text, 0, 4)}, month{static_cast<unsigned>(number_at(text, 5, 2))},
                           std::chrono::day{static_cast<unsigned>(number_at(text, 8, 2))}};
  return day.ok() && number_at(text, 0, 4) > 0;
}

// Times are kept to so many decimals of a second.
constexpr std::size_t kDecimalsOfSecond = 7;

// The point and the digits after it: how many bytes they have.
[[nodiscard]] std::size_t decimals_of_second(std::string_view text) {
  if (!text.starts_with('.')) return 0;
  return std::min(text.find_first_not_of("0123456789", 1), text.size());
}

// From `T` on: hours, minutes, perhaps seconds with decimals, and an offset.
[[nodiscard]] bool is_time_of_day(std::string_view text) {
  if (text.size() < 6 || !has_shape(text.substr(0, 6), "Tdd:dd")) return false;
  if (number_at(text, 1, 2) > 23 || number_at(text, 4, 2) > 59) return false;
  text.remove_prefix(6);
  if (text.size() >= 3 && has_shape(text.substr(0, 3), ":dd")) {
    if (number_at(text, 1, 2) > 59) return false;
    text.remove_prefix(3);
    const std::size_t decimals = decimals_of_second(text);
    if (decimals == 1 || decimals > kDecimalsOfSecond + 1) return false;
    text.remove_prefix(decimals);
  }
  if (text == "Z") return true;
  if (!has_shape(text, "+dd:dd") && !has_shape(text, "-dd:dd")) return false;
  const int hours = number_at(text, 1, 2);
  const int minutes = number_at(text, 4, 2);
  return minutes <= 59 && hours * 60 + minutes <= 14 * 60;
}

// A run of digits in three pieces, as dates of all countries are written.
struct DatePieces {
  std::size_t length = 0;  // of the run; 0: it is no date
  char sign = '\0';        // between the pieces
  std::string_view pieces[3];
};

[[nodiscard]] bool is_year_of_our_time(std::string_view piece) {
  return piece.size() == 4 && (piece.starts_with("19") || piece.starts_with("20"));
}

// `31.12.2023`, not after the word of codes. `2023.12.31` has the shape of a code of the Harmonized System, and is one.
[[nodiscard]] bool may_be_date_with_points(const Scanner& in, const DatePieces& run) {
  const std::vector<Token>& before = in.out().tokens;
  return is_year_of_our_time(run.pieces[2]) && (before.empty() || !before.back().is_word("code")) &&
         !(in.peek(run.length) == '.' && is_digit(in.peek(run.length + 1)));
}

// The run that a date was meant to be.
//
// `2024-05-01` is a date and never a difference, and `2024/05/01` no quotient. A run that has the pieces of a
// date but not its shape is one that was written in another country's way.
[[nodiscard]] DatePieces date_pieces(const Scanner& in) {
  DatePieces run;
  run.sign = '-';
  std::size_t at = 0;
  for (std::string_view& piece : run.pieces) {
    if (at > 0) {
      if (&piece == &run.pieces[1]) run.sign = in.peek(at);
      if (in.peek(at) != run.sign) return {};
      ++at;
    }
    const std::size_t begin = at;
    while (is_digit(in.peek(at))) ++at;
    if (at == begin) return {};
    piece = in.text().substr(in.pos() + begin, at - begin);
  }
  run.length = at;
  const auto& [first, second, third] = run.pieces;
  const bool year_first = first.size() == 4 && second.size() <= 2 && third.size() <= (run.sign == '-' ? 4U : 2U);
  const bool year_last = first.size() <= 2 && second.size() <= 2 && third.size() == 4;
  if (run.sign == '-' && (year_first || year_last)) return run;
  if (run.sign == '/' && ((year_first && is_year_of_our_time(first)) || (year_last && is_year_of_our_time(third))))
    return run;
  if (run.sign == '.' && year_last && may_be_date_with_points(in, run)) return run;
  return {};
}

// The one day that the pieces can mean, in the shape of a date; empty where they can mean two, or none.
[[nodiscard]] std::string only_day_of(const DatePieces& run) {
  const auto day = [](std::string_view year, std::string_view month, std::string_view day_of_month) {
    const auto two = [](std::string_view digits) { return (digits.size() == 1 ? "0" : "") + std::string(digits); };
    const std::string text = std::string(year) + "-" + two(month) + "-" + two(day_of_month);
    return has_shape(text, "dddd-dd-dd") && is_day(text) ? text : std::string();
  };
  const auto& [first, second, third] = run.pieces;
  if (first.size() == 4) return day(first, second, third);
  const std::string day_first = day(third, second, first);
  const std::string month_first = day(third, first, second);
  if (day_first.empty() || day_first == month_first) return month_first;
  return month_first.empty() ? day_first : std::string();
}

// Whether the pieces are no day in whatever order they are read.
[[nodiscard]] bool is_no_day(const DatePieces& run) {
  constexpr int kMonths = 12;
  const auto number = [](std::string_view piece) { return number_at(piece, 0, piece.size()); };
  const auto& [first, second, third] = run.pieces;
  if (first.size() > 4 || third.size() > 4) return false;
  const int month = number(second);
  const int other = first.size() == 4 ? number(third) : number(first);
  return (month > kMonths && other > kMonths) || (only_day_of(run).empty() && (month > kMonths || other > kMonths));
}

void scan_time(Scanner& in, std::uint32_t begin) {
  const std::uint32_t time_begin = in.pos();
  in.skip();
  while (is_name_char(in.peek()) || in.peek() == ':' || (in.peek() == '.' && is_digit(in.peek(1))) ||
         ((in.peek() == '+' || in.peek() == '-') && is_digit(in.peek(1)))) {
    in.skip();
  }
  if (!is_time_of_day(in.since(time_begin))) {
    in.report(codes::kTimeShape, {begin, in.pos()}, "`" + std::string(in.since(begin)) + "` is not a time",
              "a time has its offset: `2024-05-01T09:30+08:00`, or `Z`");
  }
  in.emit(Kind::Time, begin);
}

void scan_date(Scanner& in, const DatePieces& run) {
  const std::uint32_t begin = in.pos();
  in.skip(run.length);
  const std::string_view text = in.since(begin);
  const std::string shown = "`" + std::string(text) + "`";
  if (!has_shape(text, "dddd-dd-dd")) {
    const std::string meant = only_day_of(run);
    if (meant.empty() && is_no_day(run))
      in.report(codes::kNoSuchDay, {begin, in.pos()}, "there is no day " + shown,
                "a date is written year, month, day, as in `2024-05-01`");
    else
      in.report(
          codes::kDateShape, {begin, in.pos()}, shown + " is not written as a date",
          meant.empty() ? "write year, month and day as in `2024-05-01`" : "write `" + meant + "`: year, month, day");
  } else if (!is_day(text)) {
    in.report(codes::kNoSuchDay, {begin, in.pos()}, "there is no day " + shown);
  }
  if (in.peek() == 'T') return scan_time(in, begin);
  check_glued_letter(in, begin);
  in.emit(Kind::Date, begin, text);
}

// `2024–12–31`: how many bytes it has; nothing where the signs between its digits are hyphens, or it is no date.
[[nodiscard]] std::size_t dashed_date_length(const Scanner& in) {
  constexpr std::size_t kDigits[] = {4, 2, 2};
  std::size_t at = 0;
  bool foreign = false;
  for (int part = 0; part < 3; ++part) {
    if (part > 0) {
      const CodePoint dash = decode_utf8(in.text(), in.pos() + at);
      const bool other = dash.valid && dash.value >= 0x80 && ascii_meant(dash.value) == '-';
      if (!other && in.peek(at) != '-') return 0;
      foreign = foreign || other;
      at += dash.length;
    }
    for (std::size_t i = 0; i < kDigits[part]; ++i) {
      if (!is_digit(in.peek(at++))) return 0;
    }
  }
  return foreign && !is_name_char(in.peek(at)) ? at : 0;
}

void scan_dashed_date(Scanner& in, std::size_t length) {
  const std::uint32_t begin = in.pos();
  in.skip(length);
  const std::string_view written = in.since(begin);
  std::string meant;
  for (const char c : written) {
    if (is_digit(c)) meant += c;
    else if (meant.empty() || meant.back() != '-') meant += '-';
  }
  in.report(codes::kStrayCharacter, {begin, in.pos()},
            "the signs between the digits of `" + std::string(written) + "` are no hyphens", "write `" + meant + "`");
  if (!is_day(meant)) in.report(codes::kNoSuchDay, {begin, in.pos()}, "there is no day `" + meant + "`");
  in.out().strings.push_back(std::move(meant));
  in.emit(Kind::Date, begin, in.out().strings.back());
}

// `condition 2nd_content`: a name was meant where a declaration is given one.
[[nodiscard]] bool scan_name(Scanner& in) {
  const auto& tokens = in.out().tokens;
  if (in.first() || tokens.empty() || !tokens.back().column_one || !tokens.back().is(Kind::Name)) return false;
  if (!grammar::is_declaration_word(tokens.back().text) || tokens.back().is_word("needs") ||
      tokens.back().is_word("test"))
    return false;
  std::size_t length = 0;
  while (is_name_char(in.peek(length))) ++length;
  const std::string name(in.text().substr(in.pos(), length));
  if (name.find_first_not_of("0123456789_") == std::string::npos) return false;
  const std::uint32_t begin = in.pos();
  in.skip(length);
  in.report_damage(codes::kGluedLetter, {begin, in.pos()},
                   "a name begins with a letter, and `" + name + "` with a digit", "put a letter before it");
  in.emit(Kind::Name, begin);
  return true;
}

// `1_000_000`: one to three digits, then groups of three.
[[nodiscard]] bool is_grouped(std::string_view digits) {
  std::size_t group = 0;
  bool later = false;
  for (const char c : digits) {
    if (c != '_') {
      ++group;
      continue;
    }
    if (group == 0 || group > 3 || (later && group != 3)) return false;
    later = true;
    group = 0;
  }
  return group == 3;
}

void check_grouping(Scanner& in, std::uint32_t begin) {
  const std::string_view text = in.since(begin);
  const std::string_view whole = text.substr(0, text.find('.'));
  const bool in_fraction = text.substr(whole.size()).find('_') != std::string_view::npos;
  if (!in_fraction && (whole.find('_') == std::string_view::npos || is_grouped(whole))) return;
  std::string cure = regrouped(whole);
  for (const char c : text.substr(whole.size())) {
    if (c != '_') cure += c;
  }
  in.report(codes::kBadGrouping, {begin, in.pos()}, "`_` groups the digits before the point by three",
            "write `" + cure + "`");
}

// Whether `,ddd` stands here, and no fourth digit.
[[nodiscard]] bool comma_group_follows(const Scanner& in) {
  return in.peek() == ',' && is_digit(in.peek(1)) && is_digit(in.peek(2)) && is_digit(in.peek(3)) &&
         !is_name_char(in.peek(4));
}

void read_comma_groups(Scanner& in, std::uint32_t begin) {
  while (comma_group_follows(in)) in.skip(4);
  if (in.peek() == '.' && is_digit(in.peek(1))) {
    in.skip();
    while (is_digit(in.peek())) in.skip();
  }
  const std::string_view text = in.since(begin);
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string cure = regrouped(whole) + std::string(text.substr(whole.size()));
  in.report(codes::kCommaInNumber, {begin, in.pos()}, "a comma separates, and does not group digits",
            "write `" + cure + "` for the number; in a list, put a blank after the comma");
}

// Digits and the points between them; the number of points.
int read_digits(Scanner& in) {
  int points = 0;
  while (true) {
    while (is_digit(in.peek()) || (in.peek() == '_' && is_name_char(in.peek(1)) && !is_letter(in.peek(1)))) {
      in.skip();
    }
    if (in.peek() != '.' || !is_digit(in.peek(1))) return points;
    in.skip();
    ++points;
  }
}

[[nodiscard]] Kind scan_mark(Scanner& in, Kind number) {
  if (number != Kind::Number) return number;
  if (in.peek() == '%') {
    in.skip();
    return Kind::Percent;
  }
  if (in.starts_with("‰")) {
    in.skip(std::string_view("‰").size());
    return Kind::PerMille;
  }
  return number;
}

}  // namespace

void scan_number(Scanner& in) {
  if (const DatePieces run = date_pieces(in); run.length > 0) return scan_date(in, run);
  if (const std::size_t length = dashed_date_length(in)) return scan_dashed_date(in, length);
  if (scan_name(in)) return;
  const std::uint32_t begin = in.pos();
  const int points = read_digits(in);
  if (points == 0 && in.pos() - begin <= 3 && comma_group_follows(in)) read_comma_groups(in, begin);
  Kind kind = points > 1 ? Kind::Code : Kind::Number;
  check_grouping(in, begin);
  const std::string_view digits = in.since(begin);
  kind = scan_mark(in, kind);
  if (kind == Kind::Number || kind == Kind::Code) check_glued_letter(in, begin);
  in.emit(kind, begin, digits);
}

}  // namespace shibo::dsl
