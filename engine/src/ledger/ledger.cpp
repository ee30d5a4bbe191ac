#include "ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <deque>
#include <map>
#include <mutex>

#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// What is kept of a record for a count: parameters of the statement that adds it, and, counted from 0, its columns.
enum Part : int {
  kCount = 1,
  kKey,
  kDay,
  kSeq,
  kSure,
  kKind,
  kAmount,
  kUnit,
  kLow,
  kHigh,
  kReason,
  kName,
  kKeyed,
  kFile,
  kLine,
  kColumn,
  kPath
};

constexpr int column_of(Part part) { return static_cast<int>(part) - 1; }

/// As what a value is written down.
enum class As : int { Unknown, NoValue, Number, Money, Quantity, Day, Span, Text };

/// Each with its length before it, so that no text can be taken for two.
std::string key_text(const std::vector<Value>& key) {
  std::string text;
  for (const Value& value : key) {
    const std::string one = exact_text(value);
    text += std::to_string(one.size()) + ':' + one;
  }
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

void bind_day(SQLite::Statement& to, const std::optional<Date>& day) {
  if (day) to.bind(kDay, day->days);
  else to.bind(kDay);
}

/// Binds kind, amount and unit, and of what is unknown the bounds.
void bind_value(SQLite::Statement& to, const Value& value) {
  const auto write = [&](As as, const std::string& amount, const std::string& unit) {
    to.bind(kKind, static_cast<int>(as));
    to.bind(kAmount, amount);
    to.bind(kUnit, unit);
  };
  bind_number(to, kLow, value.low());
  bind_number(to, kHigh, value.high());
  if (const auto* number = value.get<Number>()) write(As::Number, number->to_string(), "");
  else if (const auto* money = value.get<Money>()) write(As::Money, money->amount.to_string(), money->currency.name());
  else if (const auto* quantity = value.get<Quantity>())
    write(As::Quantity, quantity->amount.to_string(), quantity->unit.name());
  else if (const auto* day = value.get<Date>()) write(As::Day, std::to_string(day->days), "");
  else if (const auto* span = value.get<Duration>()) write(As::Span, std::to_string(span->ticks), "");
  else if (const auto* text = value.get<TextValue>()) write(As::Text, std::string(text->str()), "");
  else write(value.undefined() ? As::NoValue : As::Unknown, "", value.unit_of_bounds().name());
}

Value value_in(SQLite::Statement& row, const Cause* reason) {
  const std::string amount = row.getColumn(column_of(kAmount)).getString();
  const std::string unit = row.getColumn(column_of(kUnit)).getString();
  const auto as = static_cast<As>(row.getColumn(column_of(kKind)).getInt());
  switch (as) {
    case As::Number: return Value::of(Scalar{*number_of(amount)});
    case As::Money: return Value::of(Scalar{Money{*number_of(amount), unit}});
    case As::Quantity: return Value::of(Scalar{Quantity{*number_of(amount), unit}});
    case As::Day: return Value::of(Scalar{Date{static_cast<std::int32_t>(std::stol(amount))}});
    case As::Span: return Value::of(Scalar{Duration{std::stoll(amount)}});
    case As::Text: return Value::of(Scalar{TextValue(amount)});
    case As::NoValue:
    case As::Unknown: break;
  }
  Value value = Value::unknown(reason != nullptr ? Causes{reason} : Causes{});
  if (as == As::NoValue) value.add_more().undefined = true;
  if (!row.getColumn(column_of(kLow)).isNull())
    value.add_more().low = number_of(row.getColumn(column_of(kLow)).getString());
  if (!row.getColumn(column_of(kHigh)).isNull())
    value.add_more().high = number_of(row.getColumn(column_of(kHigh)).getString());
  if (!unit.empty()) value.set_unit_of_bounds(unit);
  return value;
}

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
    find.emplace(database,
                 "SELECT * FROM said"
                 " WHERE count = ?1 AND (key = ?2 OR key IS NULL) AND (day IS NULL OR (day >= ?3 AND day <= ?4))"
                 " ORDER BY day, seq");
    settled = true;
  }

  /// The number of the reason, from 1. Beyond the most that are kept the last stands for all others.
  std::size_t number_of_reason(const Cause& why, const std::string& within) {
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
    add_id->bind(1, std::to_string(record.type->id) + ':' + record.id);
    add_id->bind(2, record.id);
    bind_place(*add_id, 3, record.place);
    add_id->exec();
    add_id->reset();
  }

  void keep(const Said& said, const node::Count& count, const Record& record);

  /// File, line, column and path, in four columns from `first` on.
  [[nodiscard]] Place place_in(SQLite::Statement& row, int first) const {
    Place place;
    const auto number = static_cast<std::size_t>(row.getColumn(first).getInt64());
    if (number > 0) place.file = names_of_files[number - 1];
    place.line = static_cast<std::uint32_t>(row.getColumn(first + 1).getInt64());
    place.column = static_cast<std::uint32_t>(row.getColumn(first + 2).getInt64());
    place.path = row.getColumn(first + 3).getString();
    return place;
  }
  /// The same, as four parameters from `first` on.
  void bind_place(SQLite::Statement& to, int first, const Place& place) {
    to.bind(first, static_cast<std::int64_t>(number_of_file(place)));
    to.bind(first + 1, static_cast<std::int64_t>(place.line));
    to.bind(first + 2, static_cast<std::int64_t>(place.column));
    to.bind(first + 3, place.path);
  }
};

void Ledger::Store::keep(const Said& said, const node::Count& count, const Record& record) {
  SQLite::Statement& row = *add;
  row.bind(kCount, static_cast<std::int64_t>(count.id));
  if (said.key) row.bind(kKey, *said.key);
  else row.bind(kKey);
  // Where nothing asks for the day, each is in the window.
  bind_day(row, count.day >= 0 ? said.day : Date{});
  row.bind(kSeq, ++added);
  row.bind(kSure, said.in == Truth::True ? 1 : 0);
  bind_value(row, said.value);
  const std::string within = count.series->name + "[" + record.id + "]";
  row.bind(kReason, said.why != nullptr ? static_cast<std::int64_t>(number_of_reason(*said.why, within)) : 0);
  row.bind(kName, record.id);
  row.bind(kKeyed, has_key(record) ? 1 : 0);
  bind_place(row, kFile, record.place);
  row.exec();
  row.reset();
}

Ledger::Ledger(const Program& program, Run run)
    : program_(program), run_(std::move(run)), store_(std::make_unique<Store>()) {
  run_.history = nullptr;
}
Ledger::~Ledger() = default;

void Ledger::add(const Record& record) {
  std::optional<Evaluation> ev;  // of one record, for all who count it
  for (const Node* node : program_.counts) {
    const auto& aggregate = std::get<node::Aggregate>(node->what);
    if (aggregate.count->series->record != record.type) continue;
    if (!ev) ev.emplace(program_, record, run_);
    const Said said = said_by(*ev, aggregate, record, ev->law_date(record));
    if (said.in != Truth::False) store_->keep(said, *aggregate.count, record);
  }
  if (!ev) return;
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
    one.name = rows.getColumn(column_of(kName)).getString();
    one.place = store_->place_in(rows, column_of(kFile));
    const bool same_place = but.place.file != nullptr && one.place.file != nullptr &&
                            *but.place.file == *one.place.file && but.place.line == one.place.line &&
                            but.place.line != 0 && but.place.path == one.place.path;
    if (same_place || (keyed && rows.getColumn(column_of(kKeyed)).getInt() == 1 && one.name == but.id)) continue;
    const std::int64_t reason = rows.getColumn(column_of(kReason)).getInt64();
    const Cause* why = reason > 0 ? &store_->reasons[static_cast<std::size_t>(reason) - 1] : nullptr;
    one.term.value = value_in(rows, why);
    const bool placed = !rows.getColumn(column_of(kDay)).isNull() && !rows.getColumn(column_of(kKey)).isNull();
    if (rows.getColumn(column_of(kSure)).getInt() == 0 || !placed) {
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
    all.push_back({rows.getColumn(0).getString(), store_->place_in(rows, 1), store_->place_in(rows, 5)});
  }
  return all;
}

}  // namespace shibo::engine
