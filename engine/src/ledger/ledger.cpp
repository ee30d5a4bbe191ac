#include "ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <deque>
#include <map>
#include <mutex>

#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// What parts the values of a key: no text of a record holds it.
constexpr char kBetween = '\x1F';

/// As `added` lays a row out.
enum Column : int { kSure, kKind, kAmount, kUnit, kLow, kHigh, kReason, kName, kFile, kLine, kColumnOf, kPath };

/// How a value is written down.
enum Kind : int { kNothing, kNumber, kMoney, kQuantity, kDay, kSpan, kText };

std::string key_text(const std::vector<Value>& key) {
  std::string text;
  for (const Value& value : key) text += exact_text(value) + kBetween;
  return text;
}

std::optional<Number> number_of(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) {
    const std::size_t point = text.find('.');
    const auto digits =
        Integer::parse(point == std::string::npos ? text : text.substr(0, point) + text.substr(point + 1));
    if (!digits) return std::nullopt;
    return Number::decimal(*digits, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1));
  }
  const auto above = Integer::parse(text.substr(0, slash));
  const auto below = Integer::parse(text.substr(slash + 1));
  if (!above || !below) return std::nullopt;
  return Number::ratio(*above, *below);
}

void bind_number(SQLite::Statement& to, int index, const std::optional<Number>& number) {
  if (number) to.bind(index, number->to_string());
  else to.bind(index);
}

/// Binds kind, amount and unit, three parameters from `index` on.
void bind_value(SQLite::Statement& to, int index, const Value& value) {
  const auto write = [&](Kind kind, const std::string& amount, const std::string& unit) {
    to.bind(index, static_cast<int>(kind));
    to.bind(index + 1, amount);
    to.bind(index + 2, unit);
  };
  if (const auto* number = value.get<Number>()) write(kNumber, number->to_string(), "");
  else if (const auto* money = value.get<Money>()) write(kMoney, money->amount.to_string(), money->currency.name());
  else if (const auto* quantity = value.get<Quantity>())
    write(kQuantity, quantity->amount.to_string(), quantity->unit.name());
  else if (const auto* day = value.get<Date>()) write(kDay, std::to_string(day->days), "");
  else if (const auto* span = value.get<Duration>()) write(kSpan, std::to_string(span->ticks), "");
  else if (const auto* text = value.get<TextValue>()) write(kText, std::string(text->str()), "");
  else write(kNothing, "", value.unit_of_bounds().name());
}

Value value_in(SQLite::Statement& row, const Cause* reason) {
  const std::string amount = row.getColumn(kAmount).getString();
  const std::string unit = row.getColumn(kUnit).getString();
  switch (static_cast<Kind>(row.getColumn(kKind).getInt())) {
    case kNumber: return Value::of(Scalar{*number_of(amount)});
    case kMoney: return Value::of(Scalar{Money{*number_of(amount), unit}});
    case kQuantity: return Value::of(Scalar{Quantity{*number_of(amount), unit}});
    case kDay: return Value::of(Scalar{Date{static_cast<std::int32_t>(std::stol(amount))}});
    case kSpan: return Value::of(Scalar{Duration{std::stoll(amount)}});
    case kText: return Value::of(Scalar{TextValue(amount)});
    case kNothing: break;
  }
  Value value = Value::unknown(reason != nullptr ? Causes{reason} : Causes{});
  if (!row.getColumn(kLow).isNull()) value.add_more().low = number_of(row.getColumn(kLow).getString());
  if (!row.getColumn(kHigh).isNull()) value.add_more().high = number_of(row.getColumn(kHigh).getString());
  if (!unit.empty()) value.set_unit_of_bounds(unit);
  return value;
}

}  // namespace

struct Ledger::Store {
  SQLite::Database database{"",
                            SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};  // private, and on disk where it is large
  std::optional<SQLite::Statement> add;
  std::optional<SQLite::Statement> add_id;
  std::optional<SQLite::Statement> find;
  std::mutex asking;
  std::deque<Cause> reasons;
  std::map<std::string, std::size_t> files;
  std::vector<std::shared_ptr<const std::string>> names_of_files;
  std::int64_t added = 0;
  bool settled = false;

  Store() {
    database.exec("PRAGMA journal_mode = OFF");
    database.exec("PRAGMA synchronous = OFF");
    database.exec("PRAGMA temp_store = FILE");
    database.exec("PRAGMA cache_size = -16384");
    database.exec(
        "CREATE TABLE said (count INTEGER, key TEXT, day INTEGER, seq INTEGER, sure INTEGER, kind INTEGER, amount TEXT,"
        " unit TEXT, low TEXT, high TEXT, reason INTEGER, name TEXT, keyed INTEGER, file INTEGER, line INTEGER,"
        " col INTEGER, path TEXT)");
    database.exec(
        "CREATE TABLE ids (seq INTEGER PRIMARY KEY, id TEXT, name TEXT, file INTEGER, line INTEGER, col INTEGER,"
        " path TEXT)");
    database.exec("BEGIN");
    add_id.emplace(database, "INSERT INTO ids VALUES (NULL, ?, ?, ?, ?, ?, ?)");
    add.emplace(database, "INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /// No more is added from here on.
  void settle() {
    if (settled) return;
    add.reset();
    add_id.reset();
    database.exec("COMMIT");
    database.exec("CREATE INDEX by_key ON said (count, key, day, seq)");
    find.emplace(
        database,
        "SELECT sure, kind, amount, unit, low, high, reason, name, file, line, col, path, keyed, day, key FROM said"
        " WHERE count = ?1 AND (key = ?2 OR key IS NULL) AND (day IS NULL OR (day >= ?3 AND day <= ?4))"
        " ORDER BY day, seq");
    settled = true;
  }

  /// The number of the reason, from 1. Beyond the most that are kept the last stands for all others.
  std::size_t keep(const Cause& why, const std::string& within) {
    if (reasons.size() < kReasonsMax) {
      Cause kept = why;
      if (!kept.path.empty()) kept.path = within + "." + kept.path;
      reasons.push_back(std::move(kept));
    }
    return reasons.size();
  }

  std::size_t number_of_file(const Place& place) {
    if (place.file == nullptr) return 0;
    const auto [found, fresh] = files.try_emplace(*place.file, names_of_files.size() + 1);
    if (fresh) names_of_files.push_back(place.file);
    return found->second;
  }

  void keep_id(const Record& record) {
    add_id->bind(1, std::to_string(record.type->id) + kBetween + record.id);
    add_id->bind(2, record.id);
    add_id->bind(3, static_cast<std::int64_t>(number_of_file(record.place)));
    add_id->bind(4, static_cast<std::int64_t>(record.place.line));
    add_id->bind(5, static_cast<std::int64_t>(record.place.column));
    add_id->bind(6, record.place.path);
    add_id->exec();
    add_id->reset();
  }

  [[nodiscard]] Place place_in(SQLite::Statement& row, int file, int line, int column, int path) const {
    Place place;
    const auto number = static_cast<std::size_t>(row.getColumn(file).getInt64());
    if (number > 0) place.file = names_of_files[number - 1];
    place.line = static_cast<std::uint32_t>(row.getColumn(line).getInt64());
    place.column = static_cast<std::uint32_t>(row.getColumn(column).getInt64());
    place.path = row.getColumn(path).getString();
    return place;
  }
};

Ledger::Ledger(const Program& program, Run run)
    : program_(program), run_(std::move(run)), store_(std::make_unique<Store>()) {
  run_.history = nullptr;
}
Ledger::~Ledger() = default;

namespace {

/// What a count finds in one record.
struct Said {
  Truth in = Truth::True;
  std::optional<std::string> key;  ///< nothing where it is unknown
  std::optional<Date> day;
  Value value;
  const Cause* why = nullptr;  ///< why anything of it is not known: the first reason
};

Said said_by(Evaluation& ev, const node::Aggregate& n, const Record& record, const LawDate& date) {
  const node::Count& count = *n.count;
  Said said;
  const auto note = [&](const Causes& causes) {
    if (said.why == nullptr && !causes.empty()) said.why = causes.front();
  };
  Frame& frame = ev.new_frame();
  frame.package = count.series->package;
  frame.date = date;
  frame.slots.resize(static_cast<std::size_t>(n.slot) + 1);
  frame.slots.back().data = &record;
  for (const Node* other : count.others) {
    const Value value = eval(ev, *other, frame)->value;
    said.in = kleene_and(said.in, value.truth());
    note(value.causes());
    if (said.in == Truth::False) return said;
  }
  const std::vector<Value> key = key_of(ev, *count.series, record);
  bool known = true;
  for (const Value& part : key) {
    known = known && part.known();
    note(part.causes());
  }
  if (known) said.key = key_text(key);
  if (count.day >= 0) {
    const Value& day = ev.fact(record, count.day).value;
    if (const auto* is = day.get<Date>()) said.day = *is;
    note(day.causes());
  }
  if (n.value != nullptr) {
    said.value = eval(ev, *n.value, frame)->value;
    note(said.value.causes());
  }
  return said;
}

}  // namespace

void Ledger::add(const Record& record) {
  bool counted = false;
  for (const Node* node : program_.counts) {
    const auto& aggregate = std::get<node::Aggregate>(node->what);
    if (aggregate.count->series->record != record.type) continue;
    Evaluation ev(program_, record, run_);
    const Said said = said_by(ev, aggregate, record, ev.law_date(record));
    counted = true;
    if (said.in == Truth::False) continue;
    const std::string within = aggregate.count->series->name + "[" + record.id + "]";
    const std::size_t why = said.why != nullptr ? store_->keep(*said.why, within) : 0;
    SQLite::Statement& row = *store_->add;
    row.bind(1, static_cast<std::int64_t>(aggregate.count->id));
    if (said.key) row.bind(2, *said.key);
    else row.bind(2);
    if (said.day) row.bind(3, said.day->days);
    else if (aggregate.count->day >= 0) row.bind(3);
    else row.bind(3, 0);
    row.bind(4, ++store_->added);
    row.bind(5, said.in == Truth::True ? 1 : 0);
    bind_value(row, 6, said.value);
    bind_number(row, 9, said.value.low());
    bind_number(row, 10, said.value.high());
    row.bind(11, static_cast<std::int64_t>(why));
    row.bind(12, record.id);
    row.bind(13, has_key(record) ? 1 : 0);
    row.bind(14, static_cast<std::int64_t>(store_->number_of_file(record.place)));
    row.bind(15, static_cast<std::int64_t>(record.place.line));
    row.bind(16, static_cast<std::int64_t>(record.place.column));
    row.bind(17, record.place.path);
    row.exec();
    row.reset();
  }
  if (!counted) return;
  ++size_;
  if (has_key(record)) store_->keep_id(record);
}

void Ledger::each(const node::Count& count, const std::vector<Value>& key, const Window& window, const Record& but,
                  const std::function<void(CountedRecord)>& take) const {
  const std::lock_guard<std::mutex> one_at_a_time(store_->asking);
  store_->settle();
  SQLite::Statement& rows = *store_->find;
  rows.bind(1, static_cast<std::int64_t>(count.id));
  rows.bind(2, key_text(key));
  rows.bind(3, window.from ? static_cast<std::int64_t>(window.from->days) : INT64_MIN);
  rows.bind(4, window.to ? static_cast<std::int64_t>(window.to->days) : INT64_MAX);
  const bool keyed = has_key(but);
  while (rows.executeStep()) {
    CountedRecord one;
    one.name = rows.getColumn(kName).getString();
    one.place = store_->place_in(rows, kFile, kLine, kColumnOf, kPath);
    const bool same_place = but.place.file != nullptr && one.place.file != nullptr &&
                            *but.place.file == *one.place.file && but.place.line == one.place.line &&
                            but.place.line != 0 && but.place.path == one.place.path;
    if (same_place || (keyed && rows.getColumn(12).getInt() == 1 && one.name == but.id)) continue;
    const std::int64_t reason = rows.getColumn(kReason).getInt64();
    const Cause* why = reason > 0 ? &store_->reasons[static_cast<std::size_t>(reason) - 1] : nullptr;
    one.term.value = value_in(rows, why);
    const bool placed = !rows.getColumn(13).isNull() && !rows.getColumn(14).isNull();
    if (rows.getColumn(kSure).getInt() == 0 || !placed) {
      one.term.in = Truth::Unknown;
      if (why != nullptr) one.term.why_in = {why};
    }
    take(std::move(one));
  }
  rows.reset();
}

bool Ledger::is_whole(const Window& window) const {
  if (!whole_ || torn_) return false;
  const bool from = !whole_->from || (window.from && *whole_->from <= *window.from);
  const bool to = !whole_->to || (window.to && *window.to <= *whole_->to);
  return from && to;
}

std::vector<SaidTwice> Ledger::said_twice(std::size_t most) const {
  const std::lock_guard<std::mutex> one_at_a_time(store_->asking);
  store_->settle();
  SQLite::Statement rows(store_->database,
                         "SELECT one.name, one.file, one.line, one.col, one.path, other.file, other.line, other.col,"
                         " other.path FROM (SELECT id, MIN(seq) AS first FROM ids GROUP BY id HAVING COUNT(*) > 1) AS"
                         " twice JOIN ids AS one ON one.seq = twice.first JOIN ids AS other ON other.id = twice.id AND"
                         " other.seq > twice.first ORDER BY other.seq LIMIT ?");
  rows.bind(1, static_cast<std::int64_t>(most));
  std::vector<SaidTwice> all;
  while (rows.executeStep()) {
    all.push_back(
        {rows.getColumn(0).getString(), store_->place_in(rows, 1, 2, 3, 4), store_->place_in(rows, 5, 6, 7, 8)});
  }
  return all;
}

}  // namespace shibo::engine
