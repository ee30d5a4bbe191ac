#include "ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <deque>
#include <filesystem>
#include <map>
#include <mutex>

#include "judge/leaning.hpp"
#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// What is kept of a record for a count, by the columns of the table: as parameters of a statement they count from 1.
enum Part : int {
  kCount,
  kKey,   ///< NULL: unknown
  kDay,   ///< NULL: unknown
  kSeq,   ///< in the order of the history
  kWhen,  ///< of When
  kIn,    ///< of In
  kAs,    ///< of As
  kAmount,
  kUnit,
  kLow,
  kHigh,
  kReason,   ///< its number; 0: none; -1: one that is not kept
  kWitness,  ///< its number; 0: it leans on nothing
  kName,
  kKeyed,
  kFile,
  kLine,
  kColumn,
  kPath,
  kParts
};
constexpr const char* kColumns =
    "count INTEGER, key TEXT, day INTEGER, seq INTEGER, state INTEGER, counts INTEGER, kind INTEGER, amount TEXT,"
    " unit TEXT, low TEXT, high TEXT, reason INTEGER, witness INTEGER, name TEXT, keyed INTEGER, file INTEGER,"
    " line INTEGER, col INTEGER, path TEXT";

/// Where what is presumed makes a difference there are two rows.
enum class When : int { Always, Presuming, NotPresuming };
enum class In : int { No, Perhaps, Yes };
/// As what a value is written down.
enum class As : int { Unknown, NoValue, Truth, Number, Money, Quantity, Day, Span, Text };

template <class Enum>
void bind(SQLite::Statement& to, Part part, Enum value) {
  to.bind(part + 1, static_cast<int>(value));
}
void bind_number(SQLite::Statement& to, Part part, const std::optional<Number>& number) {
  if (number) to.bind(part + 1, number->to_string());
  else to.bind(part + 1);
}

/// Each with its length before it, so that no text can be taken for two. Nothing where one is unknown.
std::optional<std::string> key_text(const std::vector<Value>& key) {
  std::string text;
  for (const Value& value : key) {
    if (!value.known()) return std::nullopt;
    const std::string one = exact_text(value);
    text += std::to_string(one.size()) + ':' + one;
  }
  return text;
}

/// Binds how it is written, the amount and the unit, and of what is unknown the bounds.
void bind_value(SQLite::Statement& to, const Value& value) {
  const auto write = [&](As as, const std::string& amount, const std::string& unit) {
    bind(to, kAs, as);
    to.bind(kAmount + 1, amount);
    to.bind(kUnit + 1, unit);
  };
  bind_number(to, kLow, value.low());
  bind_number(to, kHigh, value.high());
  if (const auto* truth = value.get<bool>()) write(As::Truth, *truth ? "1" : "0", "");
  else if (const auto* number = value.get<Number>()) write(As::Number, number->to_string(), "");
  else if (const auto* money = value.get<Money>()) write(As::Money, money->amount.to_string(), money->currency.name());
  else if (const auto* quantity = value.get<Quantity>())
    write(As::Quantity, quantity->amount.to_string(), quantity->unit.name());
  else if (const auto* day = value.get<Date>()) write(As::Day, std::to_string(day->days), "");
  else if (const auto* span = value.get<Duration>()) write(As::Span, std::to_string(span->ticks), "");
  else if (const auto* text = value.get<TextValue>()) write(As::Text, std::string(text->str()), "");
  else write(value.undefined() ? As::NoValue : As::Unknown, "", value.unit_of_bounds().name());
}

std::string text_in(SQLite::Statement& row, Part part) { return row.getColumn(part).getString(); }
std::int64_t number_in(SQLite::Statement& row, Part part) { return row.getColumn(part).getInt64(); }
Number exact_in(SQLite::Statement& row, Part part) { return Number::of_exact(text_in(row, part)).value_or(Number()); }

Value value_in(SQLite::Statement& row) {
  const std::string unit = text_in(row, kUnit);
  const auto as = static_cast<As>(number_in(row, kAs));
  switch (as) {
    case As::Truth: return Value::of(to_truth(text_in(row, kAmount) == "1"));
    case As::Number: return Value::of(Scalar{exact_in(row, kAmount)});
    case As::Money: return Value::of(Scalar{Money{exact_in(row, kAmount), unit}});
    case As::Quantity: return Value::of(Scalar{Quantity{exact_in(row, kAmount), unit}});
    case As::Day: return Value::of(Scalar{Date{static_cast<std::int32_t>(number_in(row, kAmount))}});
    case As::Span: return Value::of(Scalar{Duration{number_in(row, kAmount)}});
    case As::Text: return Value::of(Scalar{TextValue(text_in(row, kAmount))});
    case As::NoValue:
    case As::Unknown: break;
  }
  Value value;
  value.add_more().undefined = as == As::NoValue;
  if (!row.getColumn(kLow).isNull()) value.add_more().low = exact_in(row, kLow);
  if (!row.getColumn(kHigh).isNull()) value.add_more().high = exact_in(row, kHigh);
  value.set_unit_of_bounds(unit);
  return value;
}

/// The first reason why anything of it is not known; null where all is.
const Cause* reason_of(const SaidForCount& said) {
  if (!said.term.why_in.empty()) return said.term.why_in.front();
  for (const Value& part : said.key) {
    if (!part.causes().empty()) return part.causes().front();
  }
  if (!said.day.causes().empty()) return said.day.causes().front();
  return said.term.value.causes().empty() ? nullptr : said.term.value.causes().front();
}

/// What tells the ways in which records lean apart: by the rules, not by the record.
std::string way_of(const Leaning& leaning) {
  std::string text;
  for (const Presumed& one : leaning.presumed) text += "p" + std::to_string(one.step->node->id);
  for (const Step* one : leaning.from_blanks) text += "b" + *one->at->name;
  for (const Step* one : leaning.readings) text += "r" + std::to_string(one->named->id);
  for (const std::string& one : leaning.unverified) text += "u" + one;
  return text;
}

}  // namespace

struct Ledger::Store {
  /// One for each way in which records lean, with all that its leaning points to.
  struct Witness {
    RecordPtr record;
    std::shared_ptr<const Evaluation> evaluation;
    Leaning leaning;
  };

  // Private to the process, and on disk where it is large.
  SQLite::Database database{"", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  std::optional<SQLite::Statement> add;
  std::optional<SQLite::Statement> add_id;
  std::optional<SQLite::Statement> find;
  std::mutex asking;
  std::deque<Cause> reasons;
  std::deque<Witness> witnesses;
  std::map<std::string, std::size_t> ways;   ///< to a witness's number
  std::map<std::string, std::size_t> files;  ///< by the names they were given, and by those they have
  std::vector<std::shared_ptr<const std::string>> names_of_files;
  std::int64_t added = 0;

  Store() {
    database.exec("PRAGMA journal_mode = OFF");
    database.exec("PRAGMA synchronous = OFF");
    database.exec("PRAGMA temp_store = FILE");
    database.exec("PRAGMA cache_size = -16384");
    database.exec(std::string("CREATE TABLE said (") + kColumns + ")");
    database.exec(
        "CREATE TABLE ids (seq INTEGER PRIMARY KEY, id TEXT, name TEXT, file INTEGER, line INTEGER, col INTEGER,"
        " path TEXT)");
    database.exec("BEGIN");
    std::string parameters = "?";
    for (int part = 1; part < kParts; ++part) parameters += ", ?";
    add.emplace(database, "INSERT INTO said VALUES (" + parameters + ")");
    add_id.emplace(database, "INSERT INTO ids VALUES (NULL, ?, ?, ?, ?, ?, ?)");
  }

  void finish() {
    add.reset();
    add_id.reset();
    database.exec("COMMIT");
    database.exec("CREATE INDEX by_key ON said (count, key, day)");
    // Each of these is found in the index; joined by OR they would not be.
    const std::string of_count = "SELECT * FROM said WHERE count = ?1 AND (state = 0 OR state = ?5) AND ";
    find.emplace(database, of_count + "key = ?2 AND day BETWEEN ?3 AND ?4 UNION ALL " + of_count +
                               "key = ?2 AND day IS NULL UNION ALL " + of_count +
                               "key IS NULL AND day BETWEEN ?3 AND ?4 UNION ALL " + of_count +
                               "key IS NULL AND day IS NULL ORDER BY day, seq");
  }

  /// One file may be given by several names.
  std::size_t number_of_file(const Place& place) {
    if (place.file == nullptr) return 0;
    if (const auto known = files.find(*place.file); known != files.end()) return known->second;
    std::error_code failure;
    const std::string own = std::filesystem::weakly_canonical(*place.file, failure).string();
    const auto [found, fresh] = files.try_emplace(failure ? *place.file : own, names_of_files.size() + 1);
    if (fresh) names_of_files.push_back(place.file);
    return files.emplace(*place.file, found->second).first->second;
  }

  /// File, line, column and path, as four parameters from `first` on.
  void bind_place(SQLite::Statement& to, int first, const Place& place) {
    to.bind(first, static_cast<std::int64_t>(number_of_file(place)));
    to.bind(first + 1, static_cast<std::int64_t>(place.line));
    to.bind(first + 2, static_cast<std::int64_t>(place.column));
    to.bind(first + 3, place.path);
  }
  /// The same, in four columns from `first` on.
  [[nodiscard]] Place place_in(SQLite::Statement& row, int first) const {
    Place place;
    const auto number = static_cast<std::size_t>(row.getColumn(first).getInt64());
    if (number > 0) place.file = names_of_files[number - 1];
    place.line = static_cast<std::uint32_t>(row.getColumn(first + 1).getInt64());
    place.column = static_cast<std::uint32_t>(row.getColumn(first + 2).getInt64());
    place.path = row.getColumn(first + 3).getString();
    return place;
  }

  std::int64_t number_of_reason(const Cause* why, const std::string& within) {
    if (why == nullptr) return 0;
    if (reasons.size() == kReasonsMax) return -1;
    Cause kept = *why;
    if (!kept.path.empty()) kept.path = within + "." + kept.path;
    reasons.push_back(std::move(kept));
    return static_cast<std::int64_t>(reasons.size());
  }

  std::int64_t number_of_witness(Leaning leaning, const RecordPtr& record,
                                 const std::shared_ptr<const Evaluation>& evaluation) {
    const std::string way = way_of(leaning);
    if (way.empty()) return 0;
    const auto [found, fresh] = ways.try_emplace(way, witnesses.size() + 1);
    if (fresh) witnesses.push_back({record, evaluation, std::move(leaning)});
    return static_cast<std::int64_t>(found->second);
  }

  void keep(const SaidForCount& said, When when, std::int64_t witness, const node::Count& count, const Record& record) {
    const Truth in = said.term.in;
    if (in == Truth::False && witness == 0) return;
    SQLite::Statement& row = *add;
    row.bind(kCount + 1, static_cast<std::int64_t>(count.id));
    if (const auto key = key_text(said.key)) row.bind(kKey + 1, *key);
    else row.bind(kKey + 1);
    const auto* day = said.day.get<Date>();
    if (count.day < 0) row.bind(kDay + 1, 0);  // nothing asks for it
    else if (day != nullptr) row.bind(kDay + 1, day->days);
    else row.bind(kDay + 1);
    row.bind(kSeq + 1, added);
    bind(row, kWhen, when);
    bind(row, kIn, in == Truth::True ? In::Yes : in == Truth::False ? In::No : In::Perhaps);
    bind_value(row, said.term.value);
    row.bind(kReason + 1, number_of_reason(reason_of(said), count.series->name + "[" + record.id + "]"));
    row.bind(kWitness + 1, witness);
    row.bind(kName + 1, record.id);
    row.bind(kKeyed + 1, has_key(record) ? 1 : 0);
    bind_place(row, kFile + 1, record.place);
    row.exec();
    row.reset();
  }

  void keep_id(const Record& record) {
    add_id->bind(1, std::to_string(record.type->id) + ':' + record.id);
    add_id->bind(2, record.id);
    bind_place(*add_id, 3, record.place);
    add_id->exec();
    add_id->reset();
  }
};

Ledger::Ledger(const Program& program, Run run)
    : program_(program), run_(std::move(run)), store_(std::make_unique<Store>()) {
  run_.history = nullptr;
}
Ledger::~Ledger() = default;

void Ledger::finish() { store_->finish(); }

void Ledger::add(const RecordPtr& root) {
  std::shared_ptr<Evaluation> ev;  // one, for all who count the record
  std::map<const Step*, Leaning> of_shared;
  for (const Node* node : program_.counts) {
    const auto& aggregate = std::get<node::Aggregate>(node->what);
    const node::Count& count = *aggregate.count;
    if (count.series->record != root->type) continue;
    if (ev == nullptr) {
      ev = std::make_shared<Evaluation>(program_, *root, run_);
      ++store_->added;
    }
    const SaidForCount said = said_for_count(*ev, aggregate, *root);
    Leaning leaning;
    bool presumes = false;
    for (const Step* step : said.steps) {
      merge(leaning, leaning_of(*step, of_shared));
      presumes = presumes || leans_on_presumption(*step);
    }
    const std::int64_t witness = store_->number_of_witness(std::move(leaning), root, ev);
    store_->keep(said, presumes ? When::Presuming : When::Always, witness, count, *root);
    if (!presumes) continue;
    const Evaluation::Unpresumed unpresumed(*ev);
    store_->keep(said_for_count(*ev, aggregate, *root), When::NotPresuming, 0, count, *root);
  }
  if (ev == nullptr) return;
  ++size_;
  if (has_key(*root)) store_->keep_id(*root);
}

std::vector<CountedRecord> Ledger::counted(const node::Count& count, const std::vector<Value>& key,
                                           const Window& window, const Record& but, bool presuming) const {
  std::vector<CountedRecord> all;
  const std::lock_guard<std::mutex> one_at_a_time(store_->asking);
  SQLite::Statement& rows = *store_->find;
  rows.reset();
  rows.bind(1, static_cast<std::int64_t>(count.id));
  rows.bind(2, key_text(key).value_or(""));
  rows.bind(3, window.from ? static_cast<std::int64_t>(window.from->days) : INT64_MIN);
  rows.bind(4, window.to ? static_cast<std::int64_t>(window.to->days) : INT64_MAX);
  rows.bind(5, static_cast<int>(presuming ? When::Presuming : When::NotPresuming));
  const bool keyed = has_key(but);
  const std::size_t file = store_->number_of_file(but.place);
  while (rows.executeStep()) {
    CountedRecord one;
    one.name = text_in(rows, kName);
    const bool same_place = file != 0 && but.place.line != 0 &&
                            number_in(rows, kFile) == static_cast<std::int64_t>(file) &&
                            number_in(rows, kLine) == but.place.line && text_in(rows, kPath) == but.place.path;
    if (same_place || (keyed && number_in(rows, kKeyed) == 1 && one.name == but.id)) continue;
    one.place = store_->place_in(rows, kFile);
    const std::int64_t reason = number_in(rows, kReason);
    const Causes why = reason > 0 ? Causes{&store_->reasons[static_cast<std::size_t>(reason) - 1]} : Causes{};
    one.term.value = value_in(rows);
    if (!one.term.value.known()) one.term.value.set_causes(why);
    const auto in = static_cast<In>(number_in(rows, kIn));
    const bool placed = !rows.getColumn(kDay).isNull() && !rows.getColumn(kKey).isNull();
    one.term.in = in == In::No ? Truth::False : in == In::Yes && placed ? Truth::True : Truth::Unknown;
    if (one.term.in == Truth::Unknown) one.term.why_in = why;
    if (const std::int64_t witness = number_in(rows, kWitness); witness > 0) {
      one.leaning = &store_->witnesses[static_cast<std::size_t>(witness) - 1].leaning;
      one.presumes = number_in(rows, kWhen) == static_cast<int>(When::Presuming);
    }
    all.push_back(std::move(one));
  }
  rows.reset();
  return all;
}

std::vector<std::string> Ledger::ways_to_find() const {
  const std::lock_guard<std::mutex> one_at_a_time(store_->asking);
  SQLite::Statement plan(store_->database, "EXPLAIN QUERY PLAN " + store_->find->getQuery());
  std::vector<std::string> ways;
  constexpr int kDetail = 3;
  while (plan.executeStep()) {
    const std::string way = plan.getColumn(kDetail).getString();
    if (way.starts_with("SEARCH") || way.starts_with("SCAN")) ways.push_back(way);
  }
  return ways;
}

why::HistoryNotWhole::Why Ledger::why_not_whole(const Window& window) const {
  using Why = why::HistoryNotWhole::Why;
  if (!whole_) return Why::NotSaid;
  const bool from = !whole_->from || (window.from && *whole_->from <= *window.from);
  const bool to = !whole_->to || (window.to && *window.to <= *whole_->to);
  return !from || !to ? Why::NotSaid : torn_ ? Why::Torn : Why::IsWhole;
}

std::vector<SaidTwice> Ledger::said_twice(std::size_t most) const {
  const std::lock_guard<std::mutex> one_at_a_time(store_->asking);
  SQLite::Statement rows(store_->database,
                         "SELECT one.name, one.file, one.line, one.col, one.path, other.file, other.line, other.col,"
                         " other.path FROM (SELECT id, MIN(seq) AS first FROM ids GROUP BY id HAVING COUNT(*) > 1) AS"
                         " twice JOIN ids AS one ON one.seq = twice.first JOIN ids AS other ON other.id = twice.id AND"
                         " other.seq > twice.first ORDER BY other.seq LIMIT ?");
  rows.bind(1, static_cast<std::int64_t>(most));
  std::vector<SaidTwice> all;
  while (rows.executeStep())
    all.push_back({rows.getColumn(0).getString(), store_->place_in(rows, 1), store_->place_in(rows, 5)});
  return all;
}

}  // namespace shibo::engine
