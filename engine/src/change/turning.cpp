#include "change/turning.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_set>

#include "program/children.hpp"
#include "value/currency.hpp"

namespace shibo::engine {

namespace {

using Turned = shibo::Turning;

/// A verdict may be worked out so often.
constexpr std::size_t kRunsMax = 4'000;
constexpr std::int64_t kTimesToday = 1'000;
constexpr std::int64_t kDaysAway = 20 * 366;
constexpr int kPlacesMax = 9;

/// The steps of a whole number, so that a figure is one of them.
class Grid {
 public:
  /// Nothing for what is no figure, or one of more digits than are counted here.
  static std::optional<Grid> of(const Scalar& value, TypeKind kind) {
    Grid grid;
    grid.like_ = value;
    if (const auto* day = std::get_if<Date>(&value)) {
      grid.today_ = day->days;
      return grid;
    }
    const Number* figure = figure_of(value);
    if (figure == nullptr || !figure->is_decimal()) return std::nullopt;
    grid.places_ = places(*figure, kind, value);
    const auto steps = (*figure * Number::decimal(1, 0) * power(grid.places_)).to_int64();
    if (!steps || std::abs(*steps) > std::numeric_limits<std::int64_t>::max() / (4 * kTimesToday)) return std::nullopt;
    grid.today_ = *steps;
    return grid;
  }

  [[nodiscard]] std::int64_t today() const { return today_; }
  [[nodiscard]] bool is_day() const { return std::holds_alternative<Date>(like_); }

  [[nodiscard]] Scalar at(std::int64_t steps) const {
    if (is_day()) return Date{static_cast<std::int32_t>(steps)};
    return like(Number::decimal(Integer(steps), places_));
  }

  /// Whether there are figures between two steps.
  [[nodiscard]] bool is_coarse() const {
    if (std::holds_alternative<Number>(like_)) return places_ > 0;
    return std::holds_alternative<Quantity>(like_);
  }
  /// A billionth above a step, or below it.
  [[nodiscard]] Scalar beside(std::int64_t steps, bool above) const {
    static const Number kBillionth = Number::decimal(1, kPlacesMax);
    const Number figure = Number::decimal(Integer(steps), places_);
    return like(above ? figure + kBillionth : figure - kBillionth);
  }

  /// The step at or below a value of the same kind; nothing of another.
  [[nodiscard]] std::optional<std::int64_t> below(const Scalar& value) const {
    if (value.index() != like_.index()) return std::nullopt;
    if (const auto* day = std::get_if<Date>(&value)) return day->days;
    if (const auto* money = std::get_if<Money>(&value); money != nullptr && !money->currency.empty()) {
      if (money->currency != std::get<Money>(like_).currency) return std::nullopt;
    }
    if (const auto* quantity = std::get_if<Quantity>(&value); quantity != nullptr && !quantity->unit.empty()) {
      if (quantity->unit != std::get<Quantity>(like_).unit) return std::nullopt;
    }
    return Number((*figure_of(value) * power(places_)).floor()).to_int64();
  }

 private:
  [[nodiscard]] Scalar like(const Number& figure) const {
    if (const auto* money = std::get_if<Money>(&like_)) return Money{figure, money->currency};
    if (const auto* quantity = std::get_if<Quantity>(&like_)) return Quantity{figure, quantity->unit};
    return figure;
  }

  static const Number* figure_of(const Scalar& value) {
    if (const auto* number = std::get_if<Number>(&value)) return number;
    if (const auto* money = std::get_if<Money>(&value)) return &money->amount;
    if (const auto* quantity = std::get_if<Quantity>(&value)) return &quantity->amount;
    return nullptr;
  }

  static Number power(int places) {
    std::int64_t power = 1;
    for (int i = 0; i < places; ++i) power *= 10;
    return power;
  }

  /// Those that it is written with, and no fewer than are usual for such figures.
  static int places(const Number& figure, TypeKind kind, const Scalar& value) {
    int places = 0;
    while (places < kPlacesMax && !(figure * power(places)).is_integer()) ++places;
    if (const auto* money = std::get_if<Money>(&value)) {
      const Currency* currency = find_currency(money->currency.name());
      return std::max(places, currency != nullptr ? currency->minor_digits.value_or(2) : 2);
    }
    if (kind == TypeKind::Percent) return std::max(places, 4);
    if (kind == TypeKind::Quantity) return std::max(places, 2);
    return places;
  }

  Scalar like_;
  int places_ = 0;
  std::int64_t today_ = 0;
};

/// A field, and how the verdict's record names it.
struct NamedField {
  FieldAt at;
  std::string path;
};

/// What the steps under a verdict looked at.
struct LookedAt {
  std::vector<NamedField> facts;  ///< each field once
  std::vector<Scalar> figures;    ///< values of expressions beside them
};

bool is_figure(const Scalar& value) {
  return std::holds_alternative<Number>(value) || std::holds_alternative<Money>(value) ||
         std::holds_alternative<Quantity>(value) || std::holds_alternative<Date>(value);
}

std::optional<Scalar> figure_in(const Value& value) {
  if (const auto* number = value.get<Number>()) return *number;
  if (const auto* money = value.get<Money>()) return *money;
  if (const auto* quantity = value.get<Quantity>()) return *quantity;
  if (const auto* day = value.get<Date>()) return *day;
  return std::nullopt;
}

class Looking {
 public:
  explicit Looking(LookedAt& out) : out_(out) {}

  void at(const Step& step) {
    if (!seen_.insert(&step).second) return;
    if (step.kind == Step::Kind::Fact) {
      if (step.record != nullptr) add(*step.record, field_of(step), step.path());
    } else if (const auto figure = figure_in(step.value)) {
      out_.figures.push_back(*figure);
    }
    for (const Step* child : step.children) at(*child);
    for (const Step* aside : step.more().asides) at(*aside);
  }

  /// Whatever is asked, its day chooses the law.
  void day_of_law(const Record& record) {
    const Record* dated = &record;
    while (dated != nullptr && (dated->whole != nullptr || dated->type->dated_by.empty())) dated = dated->around();
    if (dated == nullptr) return;
    const RecordPlaces places(record);
    const std::vector<std::string>& path = dated->type->dated_by;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const int field = dated->type->find(path[i]);
      const FieldValue& value = dated->fields[static_cast<std::size_t>(field)];
      if (i + 1 < path.size()) {
        if (!value.record) return;
        dated = value.record.get();
        continue;
      }
      const std::string around = places.path(record, *dated);
      add(*dated, static_cast<std::size_t>(field), (around.empty() ? "" : around + ".") + path[i]);
    }
  }

 private:
  static std::size_t field_of(const Step& fact) {
    const std::vector<FieldType>& fields = fact.record->type->fields;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const FieldType& f) { return &f.type == fact.type; });
    return static_cast<std::size_t>(found - fields.begin());
  }
  void add(const Record& record, std::size_t field, std::string path) {
    if (field >= record.type->fields.size() || !fields_.insert({&record, field}).second) return;
    out_.facts.push_back({{&record, field}, std::move(path)});
  }

  LookedAt& out_;
  std::unordered_set<const Step*> seen_;
  std::set<FieldAt> fields_;
};

/// Days on which law begins, and those after its last.
void add_days(const Law& law, std::vector<Scalar>& out) {
  if (law.since) out.push_back(*law.since);
  if (law.until) out.push_back(*law.until);
}

class DaysOfLaw {
 public:
  explicit DaysOfLaw(std::vector<Scalar>& out) : out_(out) {}

  void of(const Program& program) {
    for (const Named& named : program.named) {
      for (const Text& text : named.texts) {
        add_days(text.law, out_);
        if (const auto* parameter = std::get_if<ParameterText>(&text.body)) rows(parameter->rows);
        if (const auto* group = std::get_if<GroupText>(&text.body)) rows(group->rows);
        if (const auto* table = std::get_if<TableText>(&text.body)) rows(table->rows);
        for_each_expression(text, [&](const Node& node) { within(node); });
      }
    }
  }

 private:
  template <class Rows>
  void rows(const Rows& rows) {
    for (const auto& row : rows) add_days(row.law, out_);
  }
  void within(const Node& node) {
    if (const auto* block = std::get_if<node::Block>(&node.what)) {
      for (const node::Branch& branch : block->branches) add_days(branch.law, out_);
    }
    if (const auto* first = std::get_if<node::FirstOf>(&node.what)) {
      for (const node::Case& one : first->cases) add_days(one.law, out_);
    }
    for_each_child(node, [&](const Node& child) { within(child); });
  }

  std::vector<Scalar>& out_;
};

class Search {
 public:
  Search(const Program& program, const Run& run, const Verdict& verdict)
      : program_(program), run_(run), verdict_(verdict), variant_(*verdict.record) {}

  TurningPoints points() {
    TurningPoints out;
    LookedAt seen;
    Looking looking(seen);
    looking.at(*verdict_.step);
    if (verdict_.asked_when != nullptr) looking.at(*verdict_.asked_when);
    looking.day_of_law(*verdict_.record);
    DaysOfLaw(seen.figures).of(program_);
    today_ = answer();
    for (const NamedField& fact : seen.facts) look(fact, seen.figures, out);
    return out;
  }

 private:
  [[nodiscard]] Answer answer() {
    ++runs_;
    return answer_of(program_, run_, *variant_.twin(*verdict_.record), *verdict_.named);
  }

  void look(const NamedField& fact, const std::vector<Scalar>& figures, TurningPoints& out) {
    const FieldAt& at = fact.at;
    if (variant_.twin(*at.record) == nullptr) return;  // of a history
    const FieldType& field = at.record->type->fields[at.field];
    FieldValue& said = variant_[at];
    if (field.fixed || said.state != FieldState::Given || !is_figure(said.value)) return;
    const std::optional<Grid> grid = Grid::of(said.value, field.type.kind);
    if (!grid) return;
    const Scalar today = said.value;
    for (const bool up : {false, true}) {
      if (auto found = turning(at, *grid, up, limit(field, *grid, up), figures)) {
        found->path = fact.path;
        out.points.push_back(std::move(*found));
      }
    }
    said.value = today;
    out.cut = out.cut || runs_ > kRunsMax;
  }

  /// How far it is looked, in steps.
  static std::int64_t limit(const FieldType& field, const Grid& grid, bool up) {
    const std::optional<Scalar>& bound = up ? field.at_most : field.at_least;
    const auto to_bound = bound ? grid.below(*bound) : std::nullopt;
    if (to_bound) return std::abs(*to_bound - grid.today());
    if (grid.is_day()) return kDaysAway;
    const std::int64_t size = std::abs(grid.today());
    if (!up) return grid.today() > 0 ? size : size * kTimesToday;
    return std::max<std::int64_t>(size, 1) * kTimesToday;
  }

  /// Distances at which it is looked, in order: each twice the last, and those of the figures that are near the rules.
  static std::vector<std::int64_t> distances(const Grid& grid, bool up, std::int64_t limit,
                                             const std::vector<Scalar>& figures) {
    std::set<std::int64_t> out;
    for (std::int64_t distance = 1; distance < limit; distance *= 2) out.insert(distance);
    if (limit > 0) out.insert(limit);
    for (const Scalar& figure : figures) {
      const auto step = grid.below(figure);
      if (!step) continue;
      for (const std::int64_t beside : {-1, 0, 1}) {
        const std::int64_t distance = (*step + beside - grid.today()) * (up ? 1 : -1);
        if (distance > 0 && distance <= limit) out.insert(distance);
      }
    }
    return {out.begin(), out.end()};
  }

  std::optional<Turning> turning(const FieldAt& at, const Grid& grid, bool up, std::int64_t limit,
                                 const std::vector<Scalar>& figures) {
    const auto answer_at = [&](std::int64_t distance) {
      variant_[at].value = grid.at(grid.today() + (up ? distance : -distance));
      return answer();
    };
    std::int64_t last = 0;
    for (const std::int64_t distance : distances(grid, up, limit, figures)) {
      if (runs_ > kRunsMax) return std::nullopt;
      Answer found = answer_at(distance);
      if (found == today_) {
        last = distance;
        continue;
      }
      std::int64_t first = distance;
      while (first - last > 1) {
        const std::int64_t middle = last + (first - last) / 2;
        Answer between = answer_at(middle);
        if (between == today_) {
          last = middle;
        } else {
          first = middle;
          found = std::move(between);
        }
      }
      const auto step = [&](std::int64_t away) { return grid.today() + (up ? away : -away); };
      return Turning{at,
                     {},
                     up,
                     grid.at(grid.today()),
                     grid.at(step(last)),
                     grid.at(step(first)),
                     edge(at, grid, up, step(last), step(first)),
                     std::move(found)};
    }
    return std::nullopt;
  }

  Turned::Edge edge(const FieldAt& at, const Grid& grid, bool up, std::int64_t last, std::int64_t first) {
    if (!grid.is_coarse()) return Turned::Edge::Between;
    variant_[at].value = grid.beside(first, !up);
    if (answer() == today_) return Turned::Edge::AtFirst;
    variant_[at].value = grid.beside(last, up);
    return answer() == today_ ? Turned::Edge::Between : Turned::Edge::AtLast;
  }

  const Program& program_;
  const Run& run_;
  const Verdict& verdict_;
  Variant variant_;
  Answer today_;
  std::size_t runs_ = 0;
};

}  // namespace

TurningPoints turning_points(const Program& program, const Run& run, const Verdict& verdict) {
  return Search(program, run, verdict).points();
}

}  // namespace shibo::engine
