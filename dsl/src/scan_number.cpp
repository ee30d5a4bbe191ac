// Numbers, codes, percentages, dates and times: everything that begins with a digit.
#include <algorithm>
#include <chrono>
#include <string>

#include "codes.hpp"
#include "scanner.hpp"

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

// `40kg`: the number ends here, and a word is read next.
void check_glued_letter(Scanner& in, std::uint32_t begin) {
  if (!is_letter(in.peek()) && in.peek() != '_') return;
  std::size_t length = 0;
  while (is_name_char(in.peek(length))) ++length;
  const std::string word(in.text().substr(in.pos(), length));
  const std::string digits(in.since(begin));
  std::string cure = digits + " " + word;
  if (word == "pct" || word == "percent") cure = digits + "%";
  const Span whole{begin, in.pos() + static_cast<std::uint32_t>(length)};
  if (word.size() > 1 && (word[0] == 'e' || word[0] == 'E') && is_digit(word[1])) {
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "numbers have no exponent", "write all the digits");
  } else if (const std::string meant = with_digits(digits + word); !meant.empty()) {
    in.skip(length);
    in.report(codes::kGluedLetter, whole, "a letter stands between the digits of `" + digits + word + "`", "write `" + meant + "`");
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

// From `T` on: hours, minutes, perhaps seconds, and an offset.
[[nodiscard]] bool is_time_of_day(std::string_view text) {
  if (text.size() < 6 || !has_shape(text.substr(0, 6), "Tdd:dd")) return false;
  if (number_at(text, 1, 2) > 23 || number_at(text, 4, 2) > 59) return false;
  text.remove_prefix(6);
  if (text.size() >= 3 && has_shape(text.substr(0, 3), ":dd")) {
    if (number_at(text, 1, 2) > 59) return false;
    text.remove_prefix(3);
  }
  if (text == "Z") return true;
  if (!has_shape(text, "+dd:dd") && !has_shape(text, "-dd:dd")) return false;
  const int hours = number_at(text, 1, 2);
  const int minutes = number_at(text, 4, 2);
  return minutes <= 59 && hours * 60 + minutes <= 14 * 60;
}

// The run of digits, signs and letters that a date was meant to be; empty if none was.
//
// `2024-05-01` is a date and never a difference. A run that has the pieces of a date but not its
// shape is one that was written in another country's way.
[[nodiscard]] std::size_t date_length(const Scanner& in) {
  std::size_t lengths[3] = {0, 0, 0};
  std::size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    if (part > 0 && in.peek(at++) != '-') return 0;
    while (is_digit(in.peek(at))) ++at, ++lengths[part];
    if (lengths[part] == 0) return 0;
  }
  const bool year_first = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 4;
  const bool year_last = lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4;
  return year_first || year_last ? at : 0;
}

void scan_time(Scanner& in, std::uint32_t begin) {
  const std::uint32_t time_begin = in.pos();
  in.skip();
  while (is_name_char(in.peek()) || in.peek() == ':' ||
         ((in.peek() == '+' || in.peek() == '-') && is_digit(in.peek(1)))) {
    in.skip();
  }
  if (!is_time_of_day(in.since(time_begin))) {
    in.report(codes::kTimeShape, {begin, in.pos()}, "`" + std::string(in.since(begin)) + "` is not a time",
              "a time has its offset: `2024-05-01T09:30+08:00`, or `Z`");
  }
  in.emit(Kind::Time, begin);
}

void scan_date(Scanner& in, std::size_t length) {
  const std::uint32_t begin = in.pos();
  in.skip(length);
  const std::string_view text = in.since(begin);
  const std::string shown = "`" + std::string(text) + "`";
  if (!has_shape(text, "dddd-dd-dd")) {
    in.report(codes::kDateShape, {begin, in.pos()}, shown + " is not written as a date",
              "write year, month and day as in `2024-05-01`");
  } else if (!is_day(text)) {
    in.report(codes::kNoSuchDay, {begin, in.pos()}, "there is no day " + shown);
  }
  if (in.peek() == 'T') return scan_time(in, begin);
  check_glued_letter(in, begin);
  in.emit(Kind::Date, begin, text);
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

[[nodiscard]] std::string regrouped(std::string_view digits) {
  std::string plain;
  for (const char c : digits) {
    if (is_digit(c)) plain += c;
  }
  for (std::size_t i = plain.size(); i > 3; i -= 3) plain.insert(i - 3, "_");
  return plain;
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
  if (const std::size_t length = date_length(in)) return scan_date(in, length);
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
