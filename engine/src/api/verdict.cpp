#include "shibo/verdict.hpp"

#include <algorithm>

#include "api/state.hpp"
#include "explain/explain.hpp"

namespace shibo {

namespace {

const char* cause_text(engine::Cause::Kind kind) {
  static constexpr const char* kWords[] = {"missing", "absent", "invalid", "incomplete", "no_date", "no_law", "no_row", "no_rate", "currencies", "edition", "undefined", "conflict", "declared", "too_short"};
  return kWords[static_cast<int>(kind)];
}

}  // namespace

const char* to_text(Standing standing) {
  static constexpr const char* kWords[] = {"passes", "fails", "advises", "undetermined", "informs"};
  return kWords[static_cast<int>(standing)];
}

Verdict::Verdict(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Standing Verdict::standing() const {
  switch (state_->verdict->standing) {
    case engine::Verdict::Standing::Passes: return Standing::Passes;
    case engine::Verdict::Standing::Fails: return Standing::Fails;
    case engine::Verdict::Standing::Advises: return Standing::Advises;
    case engine::Verdict::Standing::Undetermined: return Standing::Undetermined;
    case engine::Verdict::Standing::Informs: break;
  }
  return Standing::Informs;
}

Record Verdict::record() const {
  const engine::Record* record = state_->verdict->record;
  return Record(std::make_shared<Record::State>(Record::State{state_->root->rules, state_->root->root, record, place_of(record->place)}));
}

const std::string& Verdict::package() const { return state_->verdict->named->package->name; }
const std::string& Verdict::name() const { return state_->verdict->named->name; }
const std::string& Verdict::title() const { return state_->verdict->step->text != nullptr ? state_->verdict->step->text->title : state_->verdict->named->title(); }
bool Verdict::is_decision() const { return state_->verdict->named->kind == engine::Named::Kind::Decision; }

std::string Verdict::outcome() const {
  const auto* outcome = is_decision() ? state_->verdict->step->value.get<std::string>() : nullptr;
  return outcome != nullptr ? *outcome : "";
}

std::vector<std::string> Verdict::possible_outcomes() const {
  if (!is_decision()) return {};
  const std::string settled = outcome();
  return settled.empty() ? state_->verdict->step->value.open : std::vector<std::string>{settled};
}

std::vector<std::string> Verdict::citations() const {
  const engine::Law* law = state_->verdict->step->law;
  return law != nullptr ? law->cites : std::vector<std::string>{};
}

std::vector<Cause> Verdict::causes() const {
  std::vector<Cause> out;
  for (const engine::Cause* why : state_->verdict->causes)
    out.push_back({cause_text(why->kind), why->path, why->message, why->field != nullptr ? why->field->doc : "", place_of(why->place), place_of(why->written)});
  return out;
}

std::vector<std::string> Verdict::unverified() const { return state_->verdict->unverified; }

std::vector<Gap> Verdict::gaps() const {
  std::vector<Gap> out;
  for (const engine::Gap* gap : state_->verdict->gaps) out.push_back({gap->what, gap->law.cites, place_of(gap->written)});
  return out;
}

std::vector<std::string> Verdict::presumed() const {
  std::vector<std::string> out;
  for (const engine::Step* step : state_->verdict->presumed) {
    for (const engine::Cause* why : step->children.front()->value.causes) {
      if (!why->path.empty() && std::find(out.begin(), out.end(), why->path) == out.end()) out.push_back(why->path);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Place Verdict::rule() const { return place_of(state_->verdict->step->written); }

Explanation Verdict::reasons() const { return engine::reasons(*state_->verdict); }
Explanation Verdict::trace() const { return engine::trace(*state_->verdict); }

}  // namespace shibo
