// Days of a group that are counted from a day: working days, by the notices that name them.
#include <algorithm>

#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

/// The days that rows in force name, from the first to the last.
class NamedDays {
 public:
  NamedDays(Evaluation& ev, const LawDate& date) : ev_(ev), date_(date) {}

  /// False where it is not known which days they are; `why_not` says why.
  bool take(const Named& group, Value& why_not) {
    const Text* text = text_on(ev_, group, date_, why_not);
    if (text == nullptr) return false;
    const Evaluation::Deeper deeper(ev_);
    if (ev_.stopped()) {
      why_not = ev_.stopped_value();
      return false;
    }
    ev_.rests_on(group.name, text->law);
    for (const GroupText::Row& row : std::get<GroupText>(text->body).rows) {
      ev_.spend(row.members.size() / 8 + 1);
      const Value in_force = period_value(row.law, date_);
      if (in_force.truth() == Truth::Unknown) {
        why_not = Value::unknown(in_force.causes());
        return false;
      }
      if (in_force.truth() == Truth::False) continue;
      for (const GroupText::Member& member : row.members) {
        if (member.group != nullptr && !take(*member.group, why_not)) return false;
        if (member.group == nullptr) add(member, group, row.law);
      }
    }
    return true;
  }

  /// The day so many named days away. Nothing where the group does not reach so far, as `lacking` says. Requires:
  /// count > 0.
  std::optional<Date> from(Date day, std::int64_t count, bool back, why::NoDayNamed& lacking) {
    if (all_.empty()) return std::nullopt;
    // Of two rows that name a day, the one that is written first is rested on.
    std::stable_sort(all_.begin(), all_.end(), [](const Days& a, const Days& b) { return a.first < b.first; });
    unite();
    const std::int64_t next = std::int64_t{day.days} + (back ? -1 : 1);
    const bool begins_too_late = !back && next < all_.front().first;
    const bool ends_too_early = back && next > all_.back().last;
    const auto found = begins_too_late || ends_too_early ? std::nullopt
                       : back                            ? counted_back(next, count)
                                                         : counted_on(next, count);
    lacking.back = begins_too_late || (back && !ends_too_early);
    lacking.end = Date{static_cast<std::int32_t>(lacking.back ? all_.front().first : all_.back().last)};
    return found;
  }

 private:
  struct Days {
    std::int64_t first;
    std::int64_t last;
    const Named* group;
    const Law* law;
  };

  void add(const GroupText::Member& member, const Named& group, const Law& law) {
    const std::int64_t first = std::get<Date>(*member.value).days;
    const std::int64_t last = member.to ? std::get<Date>(*member.to).days : first;
    if (first <= last) all_.push_back({first, last, &group, &law});
  }
  /// A day that is named twice counts once.
  void unite() {
    std::vector<Days> apart;
    for (Days days : all_) {
      if (!apart.empty()) days.first = std::max(days.first, apart.back().last + 1);
      if (days.first <= days.last) apart.push_back(days);
    }
    all_ = std::move(apart);
  }
  std::optional<Date> counted_on(std::int64_t next, std::int64_t count) {
    for (const Days& days : all_) {
      const std::int64_t first = std::max(days.first, next);
      if (first > days.last) continue;
      rests_on(days);
      if (first + count - 1 <= days.last) return Date{static_cast<std::int32_t>(first + count - 1)};
      count -= days.last - first + 1;
    }
    return std::nullopt;
  }
  std::optional<Date> counted_back(std::int64_t next, std::int64_t count) {
    for (auto days = all_.rbegin(); days != all_.rend(); ++days) {
      const std::int64_t last = std::min(days->last, next);
      if (last < days->first) continue;
      rests_on(*days);
      if (last - count + 1 >= days->first) return Date{static_cast<std::int32_t>(last - count + 1)};
      count -= last - days->first + 1;
    }
    return std::nullopt;
  }
  void rests_on(const Days& days) {
    ev_.rests_on(days.group->name, *days.law, days.law->dated() ? date_.day : std::nullopt);
  }

  Evaluation& ev_;
  const LawDate& date_;
  std::vector<Days> all_;
};

}  // namespace

/// Nothing is known of days before the first that the group names, and after the last.
void work_out(Evaluation& ev, const node::DayOfGroup& n, Frame& frame, Step& step) {
  const Step* from = eval(ev, *n.from, frame);
  const Step* days = eval(ev, *n.days, frame);
  step.children = {from, days};
  const auto* day = from->value.get<Date>();
  const auto* span = days->value.get<Duration>();
  if (day == nullptr || span == nullptr) {
    step.value = unknown_of(from->value, days->value);
    return;
  }
  if (!span->is_whole_days()) {
    step.value = undefined(ev, why::NoValue::Of::HoursOnDay);
    return;
  }
  const std::int64_t count = span->ticks / Duration::kTicksPerDay;
  if (count == 0) {
    step.value = from->value;
    return;
  }
  NamedDays named(ev, frame.date);
  Value why_not;
  if (!named.take(*n.group, why_not)) {
    step.value = std::move(why_not);
    return;
  }
  const bool back = n.back != (count < 0);
  why::NoDayNamed lacking{n.group->name, {}, false};
  const auto found = named.from(*day, count < 0 ? -count : count, back, lacking);
  step.value = found ? Value::of(Scalar{*found})
                     : Value::unknown({ev.cause({.about = std::move(lacking), .written = step.node->written})});
}

}  // namespace shibo::engine
