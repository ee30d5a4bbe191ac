#include "change/turning.hpp"

#include <set>

#include "change/grid.hpp"
#include "change/looked_at.hpp"

namespace shibo::engine {

namespace {

using Turned = shibo::Turning;

/// A verdict may be worked out so often.
constexpr std::size_t kRunsMax = 4'000;

class Search {
 public:
  Search(const Program& program, const Run& run, const Verdict& verdict)
      : program_(program), run_(run), verdict_(verdict), variant_(*verdict.record) {}

  TurningPoints points() {
    TurningPoints out;
    const LookedAt seen = looked_at(program_, verdict_);
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
    const std::optional<Grid> grid = Grid::of(said.value, field);
    if (!grid) return;
    const Scalar today = said.value;
    for (const bool up : {false, true}) {
      if (auto found = turning(at, *grid, up, figures)) {
        found->path = fact.path;
        out.points.push_back(std::move(*found));
      }
    }
    said.value = today;
    out.cut = out.cut || runs_ > kRunsMax;
  }

  /// Distances at which it is looked, in order: each twice the last, and those of the figures that are near the rules.
  static std::vector<std::int64_t> distances(const Grid& grid, bool up, const std::vector<Scalar>& figures) {
    const std::int64_t limit = grid.limit(up);
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

  std::optional<Turning> turning(const FieldAt& at, const Grid& grid, bool up, const std::vector<Scalar>& figures) {
    const auto answer_at = [&](std::int64_t distance) {
      variant_[at].value = grid.at(grid.today() + (up ? distance : -distance));
      return answer();
    };
    std::int64_t last = 0;
    for (const std::int64_t distance : distances(grid, up, figures)) {
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
