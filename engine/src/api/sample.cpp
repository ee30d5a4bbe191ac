#include "shibo/sample.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "io/byte_source.hpp"
#include "io/csv.hpp"
#include "io/decoded_source.hpp"
#include "io/file_kind.hpp"
#include "program/types.hpp"
#include "read/columns.hpp"
#include "read/read_value.hpp"
#include "read/totals_row.hpp"
#include "record/excerpt.hpp"
#include "record/finding.hpp"
#include "shibo/dsl/words.hpp"
#include "value/country.hpp"

namespace shibo {

namespace {

using engine::FieldMapping;
using engine::FieldState;
using engine::FieldValue;
using engine::Type;
using engine::TypeKind;

struct RawColumn {
  std::string header;
  std::vector<std::string> cells;  ///< of the rows, one for each
  int twin_of = -1;                ///< as in SampleColumn
  bool differs = false;
};

/// The words of a header in lower case: `Net Weight (kg)` and `netWeightKg` are net, weight, kg.
std::vector<std::string> words_of(const std::string& header) {
  std::vector<std::string> words(1);
  char before = ' ';
  for (const char c : header) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && before >= 'a' && before <= 'z')) words.emplace_back();
    if (letter) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  std::erase(words, "");
  return words;
}

bool has_word(const RawColumn& column, std::initializer_list<std::string_view> any) {
  for (const std::string& word : words_of(column.header)) {
    if (std::find(any.begin(), any.end(), word) != any.end()) return true;
  }
  return false;
}

bool has_all_letters(const std::string& header, std::string_view part) {
  std::string letters;
  for (const std::string& word : words_of(header)) letters += word;
  return letters.find(part) != std::string::npos;
}

/// What a mapping says of the signs in numbers; 0 where it says nothing.
struct Signs {
  char decimal;
  char thousands;
  friend bool operator==(const Signs&, const Signs&) = default;
};
constexpr Signs kUnsaid{'\0', '\0'};
constexpr Signs kComma{',', '\0'};
constexpr Signs kGroups{'\0', ','};
constexpr Signs kPoint{'.', '\0'};
constexpr std::array<Signs, 3> kWays = {kComma, kGroups, kPoint};

class Guess {
 public:
  Guess(const std::vector<RawColumn>& all, bool by_semicolons) : all_(all), by_semicolons_(by_semicolons) {
    // The signs are those with which some column is of amounts, where it is not with any others.
    for (const Signs& signs : kWays) {
      const auto only_so = [&](const RawColumn& raw) {
        return std::all_of(kWays.begin(), kWays.end(), [&](const Signs& other) {
          return is_amount(raw, other) == (other == signs || (signs == kPoint && other == kGroups));
        });
      };
      if (std::any_of(all.begin(), all.end(), only_so)) {
        use(signs);
        break;
      }
    }
    // A point is said only where the file would be asked about it otherwise.
    const bool unasked = std::all_of(all.begin(), all.end(), [&](const RawColumn& raw) {
      return !is_amount(raw, kPoint) || is_amount(raw, kUnsaid);
    });
    if (signs_ == kPoint && unasked) use(kUnsaid);
  }
  [[nodiscard]] char decimal() const { return signs_.decimal == ',' ? ',' : '.'; }
  [[nodiscard]] std::string format() const { return format_of(signs_); }

  [[nodiscard]] SampleColumn column(const RawColumn& raw) const {
    SampleColumn out;
    out.header = raw.header;
    out.type = "text";
    out.distinct = are_distinct(raw);
    out.twin_of = raw.twin_of;
    out.differs = raw.differs;
    if (raw.differs) {
      // A text, which any of them is.
    } else if (is_currency(raw)) {
      out.type = "currency";
      out.serves = true;
    } else if (some(raw)) {
      narrow(raw, out);
      if (out.type == "text" && out.doubt.empty()) doubt_of_few(raw, out);
    }
    out.literal = literal_of(raw, out);
    return out;
  }

 private:
  void use(const Signs& signs) {
    signs_ = signs;
    how_.decimal = signs.decimal;
    how_.thousands = signs.thousands;
  }

  static std::string format_of(const Signs& signs) {
    if (signs.decimal != '\0') return std::string("format csv { decimal: \"") + signs.decimal + "\" }";
    return signs.thousands == '\0' ? std::string()
                                   : std::string("format csv { thousands: \"") + signs.thousands + "\" }";
  }

  /// Whether all cells of the column are amounts of some kind, with these signs.
  bool is_amount(const RawColumn& raw, const Signs& signs) const {
    Guess other(*this, signs);
    return other.fits(raw, TypeKind::Number) || other.fits(raw, TypeKind::Percent) || other.fits(raw, TypeKind::Money);
  }
  Guess(const Guess& other, const Signs& signs) : all_(other.all_), by_semicolons_(other.by_semicolons_) { use(signs); }

  static bool some(const RawColumn& raw) {
    return std::any_of(raw.cells.begin(), raw.cells.end(), [](const std::string& cell) { return !cell.empty(); });
  }

  static bool are_distinct(const RawColumn& raw) {
    const std::set<std::string> different(raw.cells.begin(), raw.cells.end());
    return !raw.cells.empty() && different.size() == raw.cells.size() && !different.contains("");
  }

  /// Whether every cell that is not blank is of the type.
  bool fits(const RawColumn& raw, const Type& type, const FieldMapping* how = nullptr) const {
    engine::ValueFormat format;
    format.field = how;
    format.mapping = &how_;
    format.by_semicolons = by_semicolons_;
    return some(raw) && std::all_of(raw.cells.begin(), raw.cells.end(), [&](const std::string& cell) {
             return cell.empty() || engine::read_value(type, cell, format).state == FieldState::Given;
           });
  }
  bool fits(const RawColumn& raw, TypeKind kind) const { return fits(raw, engine::simple(kind)); }

  /// A column of texts that would be of numbers or days but for a few cells: which ones.
  void doubt_of_few(const RawColumn& raw, SampleColumn& out) const {
    std::vector<std::pair<std::string, FieldMapping>> ways(2);
    ways[0].first = "numbers";
    ways[1].first = "days";
    for (const char* pattern : {"DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD", "YYYYMMDD"}) {
      ways.push_back({std::string("days, dates \"") + pattern + "\"", {}});
      ways.back().second.date_pattern = pattern;
    }
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const Type type = engine::simple(i == 0 ? TypeKind::Number : TypeKind::Date);
      std::size_t good = 0;
      std::vector<std::string> odd;
      for (const std::string& cell : raw.cells) {
        if (cell.empty()) continue;
        const bool fits_type = fits({raw.header, {cell}, -1, false}, type, i < 2 ? nullptr : &ways[i].second);
        if (fits_type) ++good;
        else odd.push_back(cell);
      }
      constexpr std::size_t kShown = 3;
      constexpr std::size_t kTimesMore = 4;
      if (odd.empty() || good < kTimesMore * odd.size() || good < 3 || (i == 0 && has_code(raw))) continue;
      std::string shown;
      for (std::size_t k = 0; k < odd.size() && k < kShown; ++k)
        shown += (k == 0 ? "" : ", ") + dsl::text_literal(odd[k]);
      out.doubt = "all cells are " + ways[i].first + " but " + std::to_string(odd.size()) + ": " + shown +
                  "; is it of another type, and these are mistakes";
      return;
    }
  }

  bool is_currency(const RawColumn& raw) const {
    if (raw.twin_of >= 0 || raw.differs) return false;
    bool called = has_word(raw, {"currency", "curr", "cur", "ccy", "devise", "divisa", "moneda", "moeda", "valuta"});
    for (const char* part : {"Währung", "币制", "货币"}) called = called || raw.header.find(part) != std::string::npos;
    return called && fits(raw, TypeKind::Currency);
  }

  void narrow(const RawColumn& raw, SampleColumn& out) const {
    if (is_called_code(raw)) {
      if (fits(raw, TypeKind::Hs)) return void(out.type = "hs");
    }
    if (narrow_country(raw, out) || narrow_truth(raw, out) || narrow_day(raw, out)) return;
    if (fits(raw, TypeKind::Money)) return void(out.type = "money");
    if (has_percent(raw) && fits(raw, TypeKind::Percent)) return void(out.type = "percent");
    // Numbers that name something are texts: they may begin with a zero, and nobody adds them up.
    const bool name = has_word(raw, {"id", "no", "number", "nr", "code", "ref", "reference", "sku", "zip", "phone",
                                     "order", "invoice", "ean", "gtin", "account"});
    if (name || has_code(raw) || doubt_of_signs(raw, out) || !fits(raw, TypeKind::Number)) return;
    out.type = "number";
    narrow_number(raw, out);
  }

  /// `1.234` between semicolons, `1,234`: a thousand and more, or one and a little, and no column of the file tells.
  bool doubt_of_signs(const RawColumn& raw, SampleColumn& out) const {
    if (signs_ != kUnsaid || is_amount(raw, kUnsaid)) return false;
    std::string ways;
    std::size_t count = 0;
    for (const Signs& signs : kWays) {
      const bool same_as_point = signs == kGroups && is_amount(raw, kPoint);
      if (same_as_point || !is_amount(raw, signs)) continue;
      ways += (ways.empty() ? "" : " or ") + format_of(signs);
      ++count;
    }
    if (count < 2) return false;
    out.doubt = "numbers that can be read in two ways: make it a number and let the mapping say " + ways;
    return true;
  }

  /// A bare 0 is a share, too, and any other number.
  static bool has_percent(const RawColumn& raw) {
    return std::any_of(raw.cells.begin(), raw.cells.end(),
                       [](const std::string& cell) { return cell.find('%') != std::string::npos; });
  }

  /// `001`, and what is longer than any amount: numbers by their look only.
  static bool has_code(const RawColumn& raw) {
    constexpr std::size_t kLongest = 15;
    return std::any_of(raw.cells.begin(), raw.cells.end(), [](const std::string& cell) {
      return (cell.size() > 1 && cell[0] == '0' && cell[1] >= '0' && cell[1] <= '9') || cell.size() > kLongest;
    });
  }

  /// Whether the header says that the cells are tariff codes, in one of the languages that are usual in trade.
  static bool is_called_code(const RawColumn& raw) {
    if (has_word(raw, {"hs", "hts", "htsus", "tariff", "commodity", "taric"})) return true;
    for (const char* part :
         {"hscode", "zolltarif", "warennummer", "warentarif", "nomenclature", "arancel", "schedulebnumber"}) {
      if (has_all_letters(raw.header, part)) return true;
    }
    for (const char* part : {"税号", "商品编号", "商品编码", "海关编码", "税则"}) {
      if (raw.header.find(part) != std::string::npos) return true;
    }
    return false;
  }

  bool narrow_country(const RawColumn& raw, SampleColumn& out) const {
    // Codes that customs use beside those of ISO 3166-1 are countries where somebody declares them.
    std::set<std::string> own;
    RawColumn others{raw.header, {}, -1, false};
    for (const std::string& cell : raw.cells) {
      const std::string code(engine::stripped(cell));
      if (engine::is_left_to_users(code)) own.insert(code);
      else others.cells.push_back(cell);
    }
    if (!fits(others, TypeKind::Country)) return false;
    if (own.empty()) out.type = "country";
    for (const std::string& code : own) out.doubt += (out.doubt.empty() ? "countries but for " : ", ") + code;
    if (!own.empty())
      out.doubt += ": make it a country and declare what ISO 3166-1 does not name, extend country { " + *own.begin() +
                   " \"…\" }";
    return true;
  }

  bool narrow_truth(const RawColumn& raw, SampleColumn& out) const {
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
      if (fits(raw, TypeKind::Condition)) return true;
      for (const std::string& text : texts)
        out.translations.push_back(dsl::text_literal(text) + " -> " +
                                   (engine::folded(text) == pair.first ? "true" : "false"));
      return true;
    }
    return false;
  }

  bool narrow_day(const RawColumn& raw, SampleColumn& out) const {
    if (fits(raw, TypeKind::Date)) return void(out.type = "date"), true;
    if (fits(raw, TypeKind::Time)) return void(out.type = "time"), true;
    std::vector<std::string> patterns;
    for (const char* pattern : {"DD/MM/YYYY", "MM/DD/YYYY", "D/M/YYYY", "M/D/YYYY", "DD.MM.YYYY", "D.M.YYYY",
                                "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY/M/D", "YYYY.MM.DD", "YYYYMMDD"}) {
      FieldMapping how;
      how.date_pattern = pattern;
      if (fits(raw, engine::simple(TypeKind::Date), &how)) patterns.emplace_back(pattern);
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

  void narrow_number(const RawColumn& raw, SampleColumn& out) const {
    if (has_word(raw, {"price",  "value",   "amount",    "cost",     "total",   "fob",   "cif",
                       "exw",    "freight", "insurance", "subtotal", "importe", "valor", "precio",
                       "betrag", "wert",    "montant",   "prix",     "valeur",  "prezzo"})) {
      const RawColumn* currency = currency_column();
      if (currency == nullptr) {
        out.doubt = "an amount of money without its currency: make it money and write, say, currency USD";
        return;
      }
      out.type = "money";
      out.format = "currency " + dsl::text_literal(currency->header);
      return;
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kUnits = {{{"kg", "kg"},
                                                                                              {"kgs", "kg"},
                                                                                              {"kilograms", "kg"},
                                                                                              {"g", "g"},
                                                                                              {"grams", "g"},
                                                                                              {"lb", "lb"},
                                                                                              {"lbs", "lb"},
                                                                                              {"t", "t"},
                                                                                              {"tonnes", "t"},
                                                                                              {"cbm", "m3"},
                                                                                              {"litres", "l"},
                                                                                              {"pcs", "pcs"}}};
    for (const auto& [word, unit] : kUnits) {
      if (!has_word(raw, {word})) continue;
      out.type = "quantity in " + std::string(unit);
      out.format = "unit " + std::string(unit);
      return;
    }
    if (has_word(raw, {"weight", "mass"}))
      out.doubt = "a weight without its unit: make it, say, a quantity in kg, with unit kg behind the header";
  }

  /// The first value, as rules write it.
  std::string literal_of(const RawColumn& raw, const SampleColumn& column) const {
    const auto cell =
        std::find_if(raw.cells.begin(), raw.cells.end(), [](const std::string& one) { return !one.empty(); });
    if (cell == raw.cells.end()) return "";
    if (column.type == "condition") {
      const std::string text = engine::folded(*cell);
      return text == "true" || text == "yes" || text == "y" || text == "t" ? "true" : "false";
    }
    if (column.type == "hs") return value_of(TypeKind::Hs, *cell).value_or("");
    if (column.type == "country" || column.type == "currency")
      return std::get<engine::TextValue>(
                 engine::read_value(engine::simple(column.type == "country" ? TypeKind::Country : TypeKind::Currency),
                                    *cell, {})
                     .value)
          .str();
    if (column.type == "date" || column.type == "time") return day_literal(*cell, column);
    if (column.type == "number") return value_of(TypeKind::Number, *cell).value_or("");
    if (column.type == "percent") return percent_literal(*cell);
    if (column.type.starts_with("quantity")) return amount_in(*cell, "", " " + column.format.substr(5));
    if (column.type == "money") return money_literal(raw);
    return dsl::text_literal(*cell);
  }

  std::string percent_literal(const std::string& cell) const {
    const FieldValue value = read(TypeKind::Percent, cell);
    const auto* share = std::get_if<engine::Number>(&value.value);
    return share == nullptr ? "" : (*share * 100).to_string() + "%";
  }

  std::string amount_in(const std::string& cell, const std::string& before, const std::string& after) const {
    const auto amount = value_of(TypeKind::Number, cell);
    if (!amount) return "";
    // The sign of money stands before its currency.
    const bool negative = amount->starts_with('-') && !before.empty();
    return negative ? "-" + before + amount->substr(1) + after : before + *amount + after;
  }

  /// The first amount whose row has its currency.
  std::string money_literal(const RawColumn& raw) const {
    const RawColumn* currency = currency_column();
    for (std::size_t row = 0; row < raw.cells.size(); ++row) {
      if (raw.cells[row].empty()) continue;
      if (const auto whole = value_of(TypeKind::Money, raw.cells[row])) return *whole;
      if (currency == nullptr || currency->cells[row].empty()) continue;
      const FieldValue code = engine::read_value(engine::simple(TypeKind::Currency), currency->cells[row], {});
      if (std::string amount = amount_in(raw.cells[row], std::get<engine::TextValue>(code.value).str() + " ", "");
          !amount.empty())
        return amount;
    }
    return "";
  }

  [[nodiscard]] const RawColumn* currency_column() const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [this](const RawColumn& one) { return is_currency(one); });
    return found == all_.end() ? nullptr : &*found;
  }

  static std::string day_literal(const std::string& cell, const SampleColumn& column) {
    FieldMapping how;
    if (!column.format.empty()) how.date_pattern = column.format.substr(7, column.format.size() - 8);
    engine::ValueFormat format;
    format.field = how.date_pattern.empty() ? nullptr : &how;
    const TypeKind kind = column.type == "date" ? TypeKind::Date : TypeKind::Time;
    const FieldValue value = engine::read_value(engine::simple(kind), cell, format);
    if (const auto* day = std::get_if<engine::Date>(&value.value)) return day->to_string();
    if (const auto* time = std::get_if<engine::Time>(&value.value)) return time->to_string();
    return "";
  }

  FieldValue read(TypeKind kind, const std::string& cell) const {
    engine::ValueFormat format;
    format.mapping = &how_;
    format.by_semicolons = by_semicolons_;
    return engine::read_value(engine::simple(kind), cell, format);
  }

  std::optional<std::string> value_of(TypeKind kind, const std::string& cell) const {
    const FieldValue value = read(kind, cell);
    if (value.state != FieldState::Given) return std::nullopt;
    if (const auto* code = std::get_if<engine::HsCode>(&value.value)) return code->to_string();
    if (const auto* number = std::get_if<engine::Number>(&value.value)) return number->to_string();
    if (const auto* money = std::get_if<engine::Money>(&value.value))
      return (money->amount.sign() < 0 ? "-" : "") + money->currency.name() + " " + money->amount.abs().to_string();
    return std::nullopt;
  }

  const std::vector<RawColumn>& all_;
  bool by_semicolons_;
  Signs signs_ = kUnsaid;
  engine::Mapping how_;
};

struct RawTable {
  std::vector<RawColumn> columns;
  std::size_t rows = 0;
  bool by_semicolons = false;
  std::string fault;  ///< of the header
};

RawTable read_table(engine::ByteSource& source, std::size_t rows_max) {
  std::vector<engine::Finding> findings;  // `check` tells them, when the file is read for its records
  engine::CsvReader reader(source, nullptr, findings);
  engine::Row row;
  RawTable table;
  if (!reader.next(row)) return table;
  table.by_semicolons = reader.separator() == ';';
  for (const engine::Cell& cell : row.cells) {
    table.columns.push_back({std::string(engine::stripped(cell.text)), {}, -1, false});
    if (cell.fault != engine::CellFault::None && table.fault.empty())
      table.fault = "its header cannot be read, in column " + std::to_string(table.columns.size()) + ": " +
                    std::string(engine::describe(cell.fault));
  }
  for (; table.rows < rows_max && reader.next(row); ++table.rows) {
    if (engine::totals_in(engine::KeptRow(row), table.columns.size()) != engine::Totals::None) continue;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool there = i < row.cells.size() && row.cells[i].fault == engine::CellFault::None;
      table.columns[i].cells.emplace_back(there ? engine::stripped(row.cells[i].text) : "");
    }
  }
  return table;
}

/// The one name among columns without: a line above the header that tells what the table is. Empty where there is none.
std::string title_of(const RawTable& table) {
  std::string title;
  bool more_below = false;
  for (const RawColumn& column : table.columns) {
    const bool used =
        std::any_of(column.cells.begin(), column.cells.end(), [](const auto& cell) { return !cell.empty(); });
    if (column.header.empty()) more_below = more_below || used;
    else if (!title.empty()) return {};
    else title = column.header;
  }
  return more_below && table.columns.size() > 2 ? title : std::string();
}

/// Headers of signs alone are none for a mapping, and columns whose headers are one are all read by it: what one leaves
/// blank another says, and where a row has different things in two of them, neither is taken for true.
void join_twins(RawTable& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    RawColumn& column = table.columns[i];
    const std::string header = engine::normal_header(column.header);
    if (header.empty()) column.header.clear();
    for (std::size_t at = 0; at < i && !header.empty() && column.twin_of < 0; ++at) {
      RawColumn& first = table.columns[at];
      if (engine::normal_header(first.header) != header) continue;
      column.twin_of = static_cast<int>(at);
      for (std::size_t row = 0; row < column.cells.size(); ++row) {
        const std::string& other = column.cells[row];
        if (first.cells[row].empty()) first.cells[row] = other;
        first.differs = first.differs || (!other.empty() && first.cells[row] != other);
      }
    }
  }
}

Sample sample_of(std::unique_ptr<engine::ByteSource> bytes, std::size_t rows_max) {
  Sample sample;
  engine::PeekedSource source(std::move(bytes), engine::PeekedSource::kBeginning);
  if (!engine::utf16_seen_in(source.peeked()).empty()) {
    sample.error = "the file is UTF-16; save it as UTF-8, or with a byte order mark";
  } else if (auto why = engine::why_no_text(source.peeked())) {
    sample.error = *why;
  } else if (const auto first = source.peeked().find_first_not_of(" \t\r\n");
             first != std::string::npos && (source.peeked()[first] == '{' || source.peeked()[first] == '[')) {
    sample.error = "it is JSON, and not a CSV file";
  }
  if (!sample.error.empty()) return sample;
  RawTable table = read_table(source, rows_max);
  sample.error = table.fault;
  if (table.columns.empty()) sample.error = source.failure().empty() ? "it is empty" : source.failure();
  if (!sample.error.empty()) return sample;
  if (const std::string title = title_of(table); !title.empty())
    sample.error = "its first line has one cell that is not blank, " + engine::excerpt(title) +
                   ", and seems to be a title; take it out: a table begins with its header";
  if (!sample.error.empty()) return sample;
  sample.rows = table.rows;
  join_twins(table);
  const Guess guess(table.columns, table.by_semicolons);
  sample.decimal = guess.decimal();
  sample.format = guess.format();
  for (const RawColumn& column : table.columns) sample.columns.push_back(guess.column(column));
  for (SampleColumn& column : sample.columns) {
    column.serves =
        column.serves && std::any_of(sample.columns.begin(), sample.columns.end(), [&](const SampleColumn& one) {
          return one.format == "currency " + dsl::text_literal(column.header);
        });
  }
  return sample;
}

}  // namespace

Sample sample_table(const std::string& path, std::size_t rows_max) {
  engine::OpenedSource opened = engine::open_source(path);
  if (opened.source) return sample_of(engine::decoded(std::move(opened.source), {}), rows_max);
  Sample sample;
  sample.error = opened.error;
  return sample;
}

Sample sample_text(std::string text, std::size_t rows_max) {
  return sample_of(engine::decoded(std::make_unique<engine::TextSource>(std::move(text)), {}), rows_max);
}

}  // namespace shibo
