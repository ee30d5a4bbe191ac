// Counts of a series: over the record that counts and those of a history that agree with it in the key.
#include <set>

#include "eval/history.hpp"
#include "program/sign.hpp"

namespace shibo::engine {

namespace {

/// Of a long history the first are shown, and what the others come to.
constexpr std::size_t kShown = 20;
/// So many of the others cost a step: each has been worked out before.
constexpr std::size_t kToAStep = 64;

/// The days in which records count. False, with the reasons, where an end of them is unknown.
bool find_window(Evaluation& ev, const node::Count& count, Frame& frame, Step& step, Window& window, Causes& open) {
  const auto end = [&](const Node* node, bool excluded, int inwards, std::optional<Date>& day) {
    if (node == nullptr) return true;
    const Step* value = eval(ev, *node, frame);
    step.add_more().asides.push_back(value);
    const auto* known = value->value.get<Date>();
    if (known == nullptr) {
      add_causes(open, value->value.causes());
      return false;
    }
    day = excluded ? known->add_days(inwards) : *known;
    window.empty = window.empty || !day;  // nothing is before the first day there is, nor after the last
    return true;
  };
  const bool begins = end(count.from, count.after, 1, window.from);
  const bool ends = end(count.to, count.before, -1, window.to);
  window.empty = window.empty || (window.from && window.to && *window.to < *window.from);
  return begins && ends;
}

Truth in_window(const node::Count& count, const Value& day, const Window& window) {
  if (count.day < 0) return Truth::True;
  const auto* known = day.get<Date>();
  return known == nullptr ? Truth::Unknown : to_truth(window.holds(*known));
}

Step& shown_step(Evaluation& ev, const std::string& name, const Place& place, const Type& type, Value value) {
  Step& step = ev.new_step(Step::Kind::Element);
  FactAt& at = ev.new_place();
  at.name = &ev.hold(name);
  at.place = &ev.hold(place);
  step.at = &at;
  step.type = &type;
  step.value = std::move(value);
  return step;
}

Value worth_of(const Terms& terms, const node::Aggregate& n, const Type& type) {
  using Kind = dsl::Aggregate::Kind;
  switch (n.kind) {
    case Kind::Sum: return terms.total(type);
    case Kind::Count: return terms.count();
    case Kind::CountDistinct: return terms.distinct(n.value->type);
    case Kind::Min: return terms.extreme(type, Terms::Extreme::Least);
    case Kind::Max: return terms.extreme(type, Terms::Extreme::Greatest);
    case Kind::List: break;
  }
  return terms.collected();
}

class Counting {
 public:
  Counting(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step)
      : ev_(ev), n_(n), frame_(frame), step_(step), all_(ev, frame), rest_(ev, frame) {}

  Value run() {
    const node::Count& count = *n_.count;
    Window window;
    const bool known = find_window(ev_, count, frame_, step_, window, open_);
    const SaidForCount own = said_for_count(ev_, n_, *frame_.self);
    this_record(own, known ? in_window(count, own.day, window) : Truth::Unknown);
    for (const Value& part : own.key) add_causes(open_, part.causes());
    if (open_.empty()) of_history(count, own.key, window);
    const bool never = n_.value != nullptr && never_negative(*n_.value);
    if (!open_.empty()) all_.leave_open(open_, never);
    return worth_of(all_, n_, *step_.type);
  }

 private:
  /// The record that counts is one of the series, if it is in the window.
  void this_record(const SaidForCount& own, Truth in) {
    Term term = own.term;
    if (in == Truth::Unknown) add_causes(term.why_in, own.day.causes());
    term.in = kleene_and(term.in, in);
    if (in == Truth::False) return;
    const std::string& name = frame_.self->id.empty() ? n_.variable : frame_.self->id;
    Step& shown = shown_step(ev_, name, frame_.self->place, type_of_terms(), term.value);
    shown.record = frame_.self;
    for (const Step* step : own.steps) shown.children.push_back(step);
    if (term.in == Truth::False) {
      step_.add_more().asides.push_back(&shown);
      return;
    }
    step_.children.push_back(&shown);
    all_.take(std::move(term));
  }

  void of_history(const node::Count& count, const std::vector<Value>& key, const Window& window) {
    if (window.empty) return;
    using Why = why::HistoryNotWhole::Why;
    const History* history = ev_.above().run().history;
    if (history != nullptr) {
      for (CountedRecord& one : history->counted(count, key, window, *frame_.self, ev_.above().presumes()))
        take(std::move(one));
    }
    if (others_ > 0) {
      step_.children.push_back(&shown_step(ev_, "and " + std::to_string(others_) + " more", Place{}, *step_.type,
                                           worth_of(rest_, n_, *step_.type)));
    }
    const Why why = history != nullptr ? history->why_not_whole(window) : Why::NotGiven;
    if (why != Why::IsWhole)
      add_causes(open_, {ev_.cause({.about = why::HistoryNotWhole{why, window.from, window.to},
                                    .path = count.series->name,
                                    .place = frame_.self->place})});
  }

  void take(CountedRecord one) {
    if (one.leaning != nullptr && leanings_.insert(one.leaning).second)
      step_.add_more().elsewhere.push_back(one.leaning);
    if (one.presumes) step_.leans = true;
    if (one.term.in == Truth::False) return;
    if (one.term.in == Truth::Unknown && one.term.why_in.empty()) one.term.why_in = {not_in_full(one)};
    if (!one.term.value.known() && one.term.value.causes().empty() && n_.value != nullptr)
      one.term.value.set_causes({not_in_full(one)});
    if (step_.children.size() <= kShown) {
      step_.children.push_back(&shown_step(ev_, one.name, one.place, type_of_terms(), one.term.value));
    } else {
      ev_.spend(++others_ % kToAStep == 0 ? 1 : 0);
      rest_.take(one.term);
    }
    all_.take(std::move(one.term));
  }

  const Cause* not_in_full(const CountedRecord& one) {
    return ev_.cause(
        {.about = why::NotKnownInFull{}, .path = n_.count->series->name + "[" + one.name + "]", .place = one.place});
  }

  [[nodiscard]] const Type& type_of_terms() const { return n_.value != nullptr ? n_.value->type : *step_.type; }

  Evaluation& ev_;
  const node::Aggregate& n_;
  Frame& frame_;
  Step& step_;
  Terms all_;
  Terms rest_;  ///< of those that are not shown
  std::size_t others_ = 0;
  std::set<const Leaning*> leanings_;
  Causes open_;
};

}  // namespace

namespace {

std::vector<Value> key_of(Evaluation& ev, const Named& series, const Record& record) {
  std::vector<Value> key;
  for (const std::vector<int>& path : std::get<SeriesText>(series.texts.front().body).by) {
    const Record* on = &record;
    Value value;
    for (const int field : path) {
      value = ev.fact(*on, field).value;
      const auto* inner = value.get<const Record*>();
      if (inner == nullptr) break;
      on = *inner;
    }
    key.push_back(value.get<const Record*>() == nullptr ? value : Value{});
  }
  return key;
}

}  // namespace

SaidForCount said_for_count(Evaluation& ev, const node::Aggregate& n, const Record& record) {
  const node::Count& count = *n.count;
  SaidForCount said;
  Frame& frame = ev.new_frame();
  frame.self = &record;
  frame.package = count.package;
  frame.date = ev.law_date(record);
  frame.slots.resize(static_cast<std::size_t>(n.slot) + 1);
  frame.slots.back().data = &record;
  for (const Node* other : count.others) {
    const Step* step = eval(ev, *other, frame);
    said.steps.push_back(step);
    said.term.in = kleene_and(said.term.in, step->value.truth());
    add_causes(said.term.why_in, step->value.causes());
  }
  if (said.term.in != Truth::Unknown) said.term.why_in.clear();
  said.key = key_of(ev, *count.series, record);
  if (count.day >= 0) said.day = ev.fact(record, count.day).value;
  if (n.value != nullptr && said.term.in != Truth::False) {
    const Step* step = eval(ev, *n.value, frame);
    said.steps.push_back(step);
    said.term.value = step->value;
  }
  return said;
}

Value count_of_series(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step) {
  return Counting(ev, n, frame, step).run();
}

}  // namespace shibo::engine
