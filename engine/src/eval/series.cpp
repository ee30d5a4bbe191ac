// Counts of a series: over the record that counts and those of a history that agree with it in the key.
#include "eval/history.hpp"
#include "program/sign.hpp"

namespace shibo::engine {

namespace {

/// Of a long history the first are shown, and what the others come to.
constexpr std::size_t kShown = 20;
/// So many of the others cost a step: each has been worked out before.
constexpr std::size_t kToAStep = 64;

/// One end of the window. Nothing, with the reason, where it is unknown; a day out of the calendar ends nothing.
bool end_of(Evaluation& ev, const Node* end, bool excluded, int inwards, Frame& frame, Step& step,
            std::optional<Date>& day, Causes& open) {
  if (end == nullptr) return true;
  const Step* value = eval(ev, *end, frame);
  step.add_more().asides.push_back(value);
  const auto* known = value->value.get<Date>();
  if (known == nullptr) {
    add_causes(open, value->value.causes());
    return false;
  }
  day = excluded ? known->add_days(inwards).value_or(*known) : *known;
  return true;
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
    this_record();
    const std::vector<Value> key = key_of(ev_, *count.series, *frame_.self);
    for (const Value& part : key) add_causes(open_, part.causes());
    Window window;
    const bool begins = end_of(ev_, count.from, count.after, 1, frame_, step_, window.from, open_);
    const bool ends = end_of(ev_, count.to, count.before, -1, frame_, step_, window.to, open_);
    if (open_.empty() && begins && ends) of_history(count, key, window);
    const bool never = n_.value != nullptr && never_negative(*n_.value);
    if (!open_.empty()) all_.leave_open(open_, never);
    return worth_of(all_, n_, *step_.type);
  }

 private:
  /// The record that counts is one of the series, if it is in the window.
  void this_record() {
    Value item;
    item.data = frame_.self;
    if (auto term = term_of(ev_, n_, item, 0, frame_, step_)) all_.take(std::move(*term));
  }

  void of_history(const node::Count& count, const std::vector<Value>& key, const Window& window) {
    const History* history = ev_.above().run().history;
    if (history != nullptr)
      history->each(count, key, window, *frame_.self, [&](CountedRecord one) { take(std::move(one)); });
    if (others_ > 0) {
      step_.children.push_back(&shown_step(ev_, "and " + std::to_string(others_) + " more", Place{}, *step_.type,
                                           worth_of(rest_, n_, *step_.type)));
    }
    if (history == nullptr || !history->is_whole(window))
      add_causes(open_, {ev_.cause({.about = why::HistoryNotWhole{history != nullptr, window.from, window.to},
                                    .path = count.series->name,
                                    .place = frame_.self->place})});
  }

  void take(CountedRecord one) {
    if (step_.children.size() <= kShown) {
      const Type& type = n_.value != nullptr ? n_.value->type : *step_.type;
      step_.children.push_back(&shown_step(ev_, one.name, one.place, type, one.term.value));
    } else {
      ev_.spend(++others_ % kToAStep == 0 ? 1 : 0);
      rest_.take(one.term);
    }
    all_.take(std::move(one.term));
  }

  Evaluation& ev_;
  const node::Aggregate& n_;
  Frame& frame_;
  Step& step_;
  Terms all_;
  Terms rest_;  ///< of those that are not shown
  std::size_t others_ = 0;
  Causes open_;
};

}  // namespace

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

Value count_of_series(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step) {
  return Counting(ev, n, frame, step).run();
}

}  // namespace shibo::engine
