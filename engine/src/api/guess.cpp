#include "api/guess.hpp"

#include <algorithm>
#include <set>

#include "api/header_words.hpp"
#include "program/types.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/words.hpp"
#include "value/country.hpp"

namespace shibo {

using engine::FieldMapping;
using engine::FieldState;
using engine::Type;
using engine::TypeKind;

namespace {

bool some(const RawColumn& raw) {
  return std::any_of(raw.cells.begin(), raw.cells.end(), [](const std::string& cell) { return !cell.empty(); });
}

bool are_distinct(const RawColumn& raw) {
  const std::set<std::string> different(raw.cells.begin(), raw.cells.end());
  return !raw.cells.empty() && different.size() == raw.cells.size() && !different.contains("");
}

/// A bare 0 is a share, too, and any other number.
bool has_percent(const RawColumn& raw) {
  return std::any_of(raw.cells.begin(), raw.cells.end(),
                     [](const std::string& cell) { return cell.find('%') != std::string::npos; });
}

/// `001`, and what is longer than any amount: numbers by their look only.
bool has_code(const RawColumn& raw) {
  constexpr std::size_t kLongest = 15;
  return std::any_of(raw.cells.begin(), raw.cells.end(), [](const std::string& cell) {
    return (cell.size() > 1 && cell[0] == '0' && cell[1] >= '0' && cell[1] <= '9') || cell.size() > kLongest;
  });
}

}  // namespace

Guess::Guess(const std::vector<RawColumn>& columns, bool by_semicolons)
    : columns_(columns), amounts_(columns.size()), reading_({}, by_semicolons), currency_(nullptr) {
  for (std::size_t way = 0; way < kWays.size(); ++way) {
    const CellReading so(kWays[way], by_semicolons);
    for (std::size_t i = 0; i < columns.size(); ++i)
      amounts_[i][way] = so.fits(columns[i], TypeKind::Number) || so.fits(columns[i], TypeKind::Percent) ||
                         so.fits(columns[i], TypeKind::Money);
  }
  signs_ = signs_of_file();
  reading_ = CellReading(signs_, by_semicolons);
  currency_ = currency_among(columns, reading_);
}

/// A point is said only where the file would be asked about it otherwise.
Signs Guess::signs_of_file() const {
  constexpr Amounts kComma = {true, false, false, false};
  constexpr Amounts kGroups = {false, true, false, false};
  constexpr Amounts kPoint = {false, true, true, false};  // what has a point may have groups as well
  const auto some_is = [this](const Amounts& wanted) {
    return std::any_of(amounts_.begin(), amounts_.end(), [&](const Amounts& amounts) {
      return std::equal(wanted.begin(), wanted.begin() + kUnsaid, amounts.begin());
    });
  };
  if (some_is(kComma)) return kWays[0];
  if (some_is(kGroups)) return kWays[1];
  const bool asked = std::any_of(amounts_.begin(), amounts_.end(),
                                 [](const Amounts& amounts) { return amounts[2] && !amounts[kUnsaid]; });
  return some_is(kPoint) && asked ? kWays[2] : kWays[kUnsaid];
}

SampleColumn Guess::column(std::size_t index) const {
  const RawColumn& raw = columns_[index];
  SampleColumn out;
  out.header = raw.header;
  out.type = "text";
  out.distinct = are_distinct(raw);
  out.twin_of = raw.twin_of;
  out.differs = raw.differs;
  if (raw.differs) {
    // A text, which any of them is.
  } else if (is_currency(raw, reading_)) {
    out.type = "currency";
    out.serves = true;
  } else if (some(raw)) {
    narrow(index, out);
    if (out.type == "text" && out.doubt.empty()) doubt_of_few(raw, out);
  }
  out.literal = literal_of(raw, out.type, out.format, currency_, reading_);
  return out;
}

void Guess::narrow(std::size_t index, SampleColumn& out) const {
  const RawColumn& raw = columns_[index];
  if (is_called_code(raw.header) && reading_.fits(raw, TypeKind::Hs)) return void(out.type = "hs");
  if (narrow_country(raw, out) || narrow_truth(raw, out) || narrow_day(raw, out)) return;
  if (reading_.fits(raw, TypeKind::Money)) return void(out.type = "money");
  if (has_percent(raw) && reading_.fits(raw, TypeKind::Percent)) return void(out.type = "percent");
  // Numbers that name something are texts: they may begin with a zero, and nobody adds them up.
  if (is_called_name(raw.header) || has_code(raw) || doubt_of_signs(amounts_[index], out) ||
      !reading_.fits(raw, TypeKind::Number))
    return;
  out.type = "number";
  narrow_number(raw, out);
}

bool Guess::narrow_country(const RawColumn& raw, SampleColumn& out) const {
  // Codes that customs use beside those of ISO 3166-1 are countries where somebody declares them.
  std::set<std::string> own;
  RawColumn others{raw.header, {}, -1, false};
  for (const std::string& cell : raw.cells) {
    const std::string code(engine::stripped(cell));
    if (engine::is_left_to_users(code)) own.insert(code);
    else others.cells.push_back(cell);
  }
  if (!reading_.fits(others, TypeKind::Country)) return false;
  if (own.empty()) out.type = "country";
  for (const std::string& code : own) out.doubt += (out.doubt.empty() ? "countries but for " : ", ") + code;
  if (!own.empty())
    out.doubt +=
        ": make it a country and declare what ISO 3166-1 does not name, extend country { " + *own.begin() + " \"…\" }";
  return true;
}

bool Guess::narrow_truth(const RawColumn& raw, SampleColumn& out) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPairs = {
      {{"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}}};
  std::set<std::string> texts(raw.cells.begin(), raw.cells.end());
  texts.erase("");
  for (const auto& pair : kPairs) {
    const bool all = std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return engine::folded(text) == pair.first || engine::folded(text) == pair.second;
    });
    if (!all || texts.empty()) continue;
    out.type = "condition";
    if (reading_.fits(raw, TypeKind::Condition)) return true;
    for (const std::string& text : texts)
      out.translations.push_back(dsl::text_literal(text) + " -> " +
                                 (engine::folded(text) == pair.first ? "true" : "false"));
    return true;
  }
  return false;
}

bool Guess::narrow_day(const RawColumn& raw, SampleColumn& out) const {
  if (reading_.fits(raw, TypeKind::Date)) return void(out.type = "date"), true;
  if (reading_.fits(raw, TypeKind::Time)) return void(out.type = "time"), true;
  std::vector<std::string> patterns;
  for (const char* pattern : {"DD/MM/YYYY", "MM/DD/YYYY", "D/M/YYYY", "M/D/YYYY", "DD.MM.YYYY", "D.M.YYYY",
                              "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY/M/D", "YYYY.MM.DD", "YYYYMMDD"}) {
    FieldMapping how;
    how.date_pattern = pattern;
    if (reading_.fits(raw, engine::simple(TypeKind::Date), &how)) patterns.emplace_back(pattern);
  }
  // The day first and the month first are two readings; with or without zeros is one.
  const auto day_first = [](const std::string& pattern) { return pattern.front() == 'D'; };
  const auto month_first = [](const std::string& pattern) { return pattern.front() == 'M'; };
  if (patterns.empty()) return false;
  if (std::any_of(patterns.begin(), patterns.end(), day_first) &&
      std::any_of(patterns.begin(), patterns.end(), month_first)) {
    const auto month = std::find_if(patterns.begin(), patterns.end(), month_first);
    out.doubt = "days that can be read in two ways: make it a date with dates \"" + patterns.front() +
                "\" or dates \"" + *month + "\"";
    return true;
  }
  out.type = "date";
  out.format = "dates \"" + patterns.front() + "\"";
  return true;
}

void Guess::narrow_number(const RawColumn& raw, SampleColumn& out) const {
  if (is_called_money(raw.header)) {
    if (currency_ == nullptr) {
      out.doubt = "an amount of money without its currency: make it money and write, say, currency USD";
      return;
    }
    out.type = "money";
    out.format = "currency " + dsl::text_literal(currency_->header);
    return;
  }
  if (const std::string unit(unit_called(raw.header)); !unit.empty()) {
    out.type = "quantity in " + unit;
    out.format = "unit " + unit;
    return;
  }
  if (has_word(raw.header, {"weight", "mass"}))
    out.doubt = "a weight without its unit: make it, say, a quantity in kg, with unit kg behind the header";
}

/// `1.234` between semicolons, `1,234`: a thousand and more, or one and a little, and no column of the file tells.
bool Guess::doubt_of_signs(const Amounts& amounts, SampleColumn& out) const {
  if (signs_ != kWays[kUnsaid] || amounts[kUnsaid]) return false;
  std::string ways;
  std::size_t count = 0;
  for (std::size_t way = 0; way < kUnsaid; ++way) {
    const bool same_as_point = way == 1 && amounts[2];
    if (same_as_point || !amounts[way]) continue;
    ways += (ways.empty() ? "" : " or ") + kWays[way].format();
    ++count;
  }
  if (count < 2) return false;
  out.doubt = "numbers that can be read in two ways: make it a number and let the mapping say " + ways;
  return true;
}

/// A column of texts that would be of numbers or days but for a few cells: which ones.
void Guess::doubt_of_few(const RawColumn& raw, SampleColumn& out) const {
  struct Way {
    std::string name;
    TypeKind kind;
    const char* pattern = "";
    std::size_t times_more = 4;  ///< so many cells are of it for one that is not
  };
  std::vector<Way> ways;
  // What the header says, fewer cells have to bear out.
  if (is_called_code(raw.header)) ways.push_back({"tariff codes", TypeKind::Hs, "", 2});
  if (!has_code(raw)) ways.push_back({"numbers", TypeKind::Number});
  ways.push_back({"days", TypeKind::Date});
  for (const char* pattern : {"DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD", "YYYYMMDD"})
    ways.push_back({std::string("days, dates \"") + pattern + "\"", TypeKind::Date, pattern});
  for (const Way& way : ways) {
    FieldMapping how;
    how.date_pattern = way.pattern;
    const Type type = engine::simple(way.kind);
    std::size_t good = 0;
    std::vector<std::string> odd;
    for (const std::string& cell : raw.cells) {
      if (cell.empty()) continue;
      if (reading_.read(type, cell, how.date_pattern.empty() ? nullptr : &how).state == FieldState::Given) ++good;
      else odd.push_back(cell);
    }
    if (odd.empty() || good < way.times_more * odd.size() || good < 3) continue;
    constexpr std::size_t kShown = 3;
    std::string shown;
    for (std::size_t k = 0; k < odd.size() && k < kShown; ++k)
      shown += (k == 0 ? "" : ", ") + dsl::text_literal(odd[k]);
    out.doubt = "all cells are " + way.name + " but " + std::to_string(odd.size()) + ": " + shown +
                "; is it of another type, and these are mistakes";
    return;
  }
}

}  // namespace shibo
