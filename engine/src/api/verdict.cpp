#include "shibo/verdict.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

#include "api/state.hpp"
#include "explain/cause_words.hpp"
#include "explain/explain.hpp"

namespace shibo {

namespace {

const char* cause_text(engine::CauseKind kind) {
  switch (kind) {
    case engine::CauseKind::Missing: return "missing";
    case engine::CauseKind::Absent: return "absent";
    case engine::CauseKind::Invalid: return "invalid";
    case engine::CauseKind::Incomplete: return "incomplete";
    case engine::CauseKind::NoDate: return "no_date";
    case engine::CauseKind::NoLaw: return "no_law";
    case engine::CauseKind::NoRow: return "no_row";
    case engine::CauseKind::NoRate: return "no_rate";
    case engine::CauseKind::Currencies: return "currencies";
    case engine::CauseKind::Edition: return "edition";
    case engine::CauseKind::Undefined: return "undefined";
    case engine::CauseKind::Conflict: return "conflict";
    case engine::CauseKind::Declared: return "declared";
    case engine::CauseKind::TooShort: return "too_short";
    case engine::CauseKind::Reading: return "reading";
    case engine::CauseKind::Limit: return "limit";
  }
  return "";
}

}  // namespace

const char* to_text(Standing standing) {
  switch (standing) {
    case Standing::Passes: return "passes";
    case Standing::Fails: return "fails";
    case Standing::Advises: return "advises";
    case Standing::Undetermined: return "undetermined";
    case Standing::Informs: return "informs";
    case Standing::NotApplicable: return "not_applicable";
  }
  return "";
}

Verdict::Verdict(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Standing Verdict::standing() const { return state_->verdict->standing; }

Record Verdict::record() const {
  const engine::Record* record = state_->verdict->record;
  return Record(std::make_shared<Record::State>(
      Record::State{state_->root->rules, state_->root->root, record, place_of(record->place)}));
}

const std::string& Verdict::package() const { return state_->verdict->named->package->name; }
const std::string& Verdict::name() const { return state_->verdict->named->name; }
const std::string& Verdict::title() const {
  return state_->verdict->step->text != nullptr ? state_->verdict->step->text->title : state_->verdict->named->title();
}
bool Verdict::is_decision() const { return state_->verdict->named->kind == engine::Named::Kind::Decision; }

namespace {

bool decides(const engine::Verdict& verdict) { return verdict.named->kind == engine::Named::Kind::Decision; }

std::string outcome_of(const engine::Verdict& verdict) {
  if (verdict.standing == Standing::Undetermined) return "";
  const auto* outcome = decides(verdict) ? verdict.step->value.get<engine::TextValue>() : nullptr;
  return outcome != nullptr ? outcome->str() : "";
}

std::vector<std::string> possible_outcomes_of(const engine::Verdict& verdict) {
  if (!decides(verdict)) return {};
  const engine::Value& value = verdict.step->value;
  const auto* settled = value.get<engine::TextValue>();
  return settled == nullptr ? value.outcomes() : std::vector<std::string>{settled->str()};
}

}  // namespace

std::string Verdict::outcome() const { return outcome_of(*state_->verdict); }
std::vector<std::string> Verdict::possible_outcomes() const { return possible_outcomes_of(*state_->verdict); }
std::vector<std::string> Verdict::citations() const {
  const engine::Law* law = state_->verdict->step->law;
  return law != nullptr ? law->cites : std::vector<std::string>{};
}

namespace {

/// The first `most` of what is in order. A fact that is missed in a record and in what it stands in is told once.
std::vector<Cause> told(const engine::Evaluation& evaluation, const engine::Causes& causes, std::size_t most) {
  std::vector<Cause> out;
  std::set<std::pair<std::string, std::string>> said;
  for (const engine::Cause* why : causes) {
    if (out.size() == most) break;
    std::string path = evaluation.own_name(why->path);
    std::string words = engine::words_of(*why);
    if (!said.emplace(path, words).second) continue;
    out.push_back({cause_text(why->kind()), std::move(path), std::move(words),
                   why->field != nullptr ? why->field->doc : "", place_of(why->place), place_of(why->written)});
  }
  return out;
}

/// The same of those that `in_order` gives, at most so many as it is asked for.
template <class InOrder>
std::vector<Cause> first_told(const engine::Evaluation& evaluation, std::size_t most, const InOrder& in_order) {
  const std::size_t asked = most < SIZE_MAX / 2 ? 2 * most : SIZE_MAX;
  const engine::Causes first = in_order(asked);
  std::vector<Cause> out = told(evaluation, first, most);
  if (out.size() == most || first.size() < asked) return out;
  return told(evaluation, in_order(SIZE_MAX), most);
}

std::size_t count_told(const engine::Evaluation& evaluation, const engine::Causes& causes) {
  std::unordered_set<std::string> said;
  for (const engine::Cause* why : causes) said.insert(evaluation.own_name(why->path) + '\n' + engine::words_of(*why));
  return said.size();
}

/// What the outcome carries, each once: by whichever way it was reached, a name means the same.
std::vector<const engine::Step*> carried_by(const engine::Verdict& verdict) {
  std::vector<const engine::Step*> out;
  const std::string settled = outcome_of(verdict);
  if (settled.empty()) return out;
  for (const engine::Step* way : verdict.step->children) {
    if (way->kind != engine::Step::Kind::Case || way->label != settled) continue;
    for (const engine::Step* step : way->children) {
      const bool met = std::any_of(out.begin(), out.end(), [&](const auto* one) { return one->label == step->label; });
      if (step->kind == engine::Step::Kind::Figure && !met) out.push_back(step);
    }
  }
  return out;
}

std::vector<Figure> figures_of(const engine::Verdict& verdict, const engine::Evaluation& evaluation, std::size_t most) {
  std::vector<Figure> out;
  for (const engine::Step* step : carried_by(verdict)) {
    const Explanation node = engine::node_of(*step);
    Figure& figure = out.emplace_back(Figure{node.name, node.value, node.known});
    if (figure.known || most == 0) continue;
    const auto* list = step->value.get<std::shared_ptr<const engine::ListData>>();
    const engine::Causes causes = list != nullptr ? (*list)->why_not_whole() : step->value.causes();
    figure.causes =
        first_told(evaluation, most, [&](std::size_t asked) { return engine::in_order_of_need(*step, causes, asked); });
    figure.cause_count = count_told(evaluation, causes);
  }
  return out;
}

}  // namespace

std::vector<Cause> Verdict::causes(std::size_t most) const {
  return first_told(*state_->judgement->evaluation, most,
                    [&](std::size_t asked) { return engine::in_order_of_need(*state_->verdict, asked); });
}

std::size_t Verdict::cause_count() const { return count_told(*state_->judgement->evaluation, state_->verdict->causes); }

std::vector<Figure> Verdict::figures(std::size_t most) const {
  return figures_of(*state_->verdict, *state_->judgement->evaluation, most);
}

bool Verdict::lacks_a_figure() const {
  const std::vector<Figure> all = figures(0);
  return std::any_of(all.begin(), all.end(), [](const Figure& figure) { return !figure.known; });
}

std::vector<std::string> Verdict::unverified() const {
  const std::set<std::string>& marks = state_->verdict->leaning.unverified;
  return {marks.begin(), marks.end()};
}

std::vector<Gap> Verdict::gaps() const {
  std::vector<Gap> out;
  for (const engine::Gap* gap : state_->verdict->gaps)
    out.push_back({gap->what, gap->law.cites, place_of(gap->written), gap->package->name});
  return out;
}

std::vector<Presumption> presumptions_of(const engine::Leaning& leaning, const engine::Evaluation& evaluation) {
  std::vector<Presumption> out;
  std::set<std::vector<std::string>> said;
  for (const engine::Presumed& one : leaning.presumed) {
    std::set<std::string> paths;
    for (const engine::Cause* why : one.step->children.front()->value.causes()) {
      if (!why->path.empty()) paths.insert(evaluation.own_name(why->path));
    }
    Presumption presumption{engine::node_of(*one.step).text,
                            one.by,
                            one.law != nullptr ? one.law->cites : std::vector<std::string>{},
                            {paths.begin(), paths.end()},
                            place_of(one.step->written)};
    std::vector<std::string> all{presumption.what, presumption.by, to_text(presumption.rule)};
    all.insert(all.end(), paths.begin(), paths.end());
    if (said.insert(std::move(all)).second) out.push_back(std::move(presumption));
  }
  return out;
}

std::vector<Presumption> Verdict::presumed() const {
  return presumptions_of(state_->verdict->leaning, *state_->judgement->evaluation);
}

std::vector<Presumption> Verdict::presumed_by_law() const {
  std::vector<Presumption> out;
  std::set<std::pair<const engine::Node*, std::string>> said;
  for (const engine::Presumed& one : state_->verdict->leaning.presumed) {
    if (!said.emplace(one.step->node, one.by).second) continue;
    out.push_back({engine::node_of(*one.step).text,
                   one.by,
                   one.law != nullptr ? one.law->cites : std::vector<std::string>{},
                   {},
                   place_of(one.step->written)});
  }
  return out;
}

std::vector<FromBlank> Verdict::from_blanks() const {
  std::vector<FromBlank> out;
  std::set<std::string> said;
  for (const engine::Step* step : state_->verdict->leaning.from_blanks) {
    std::string path = state_->judgement->evaluation->own_name(step->path());
    if (said.insert(path).second)
      out.push_back({std::move(path), engine::node_of(*step).value, place_of(step->place())});
  }
  return out;
}

namespace {

void add_law(Reading& out, const engine::Law& law) {
  for (const std::string& cite : law.cites) {
    if (std::find(out.citations.begin(), out.citations.end(), cite) == out.citations.end())
      out.citations.push_back(cite);
  }
  out.unverified = out.unverified || law.unverified;
  if (!law.unverified_why.empty()) out.unverified_why += (out.unverified_why.empty() ? "" : "; ") + law.unverified_why;
}

/// `text` is that of its day.
Reading reading_of(const engine::Named& named, const engine::Text& text, Truth read, bool by_run) {
  Reading out{named.package->name, named.name, text.title, read, by_run, {}, false, "", place_of(text.written)};
  add_law(out, text.law);
  const auto* body = std::get_if<engine::ReadingText>(&text.body);
  if (body != nullptr && body->value && !by_run) add_law(out, body->law);
  return out;
}

}  // namespace

std::vector<Reading> Verdict::readings() const {
  const engine::Verdict& verdict = *state_->verdict;
  const auto& by_run = state_->judgement->above->run().readings;
  std::vector<Reading> out;
  for (const engine::Step* step : verdict.leaning.readings)
    out.push_back(reading_of(*step->named, *step->text, step->value.truth(), by_run.contains(step->named)));
  for (const auto& [open, text] : verdict.open) out.push_back(reading_of(*open, *text, Truth::Unknown, false));
  const auto key = [](const Reading& one) { return std::tie(one.package, one.name, one.question, one.read); };
  std::stable_sort(out.begin(), out.end(), [&](const Reading& a, const Reading& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(), [&](const Reading& a, const Reading& b) { return key(a) == key(b); }),
            out.end());
  return out;
}

std::vector<UnderReadings> Verdict::under_readings() const {
  std::vector<UnderReadings> out;
  for (const engine::Verdict::Under& under : state_->verdict->under) {
    UnderReadings one{under.read, under.put, under.verdict.standing, "", {}, {}};
    if (under.put) {
      one.outcome = outcome_of(under.verdict);
      one.possible_outcomes = possible_outcomes_of(under.verdict);
      one.figures = figures_of(under.verdict, *state_->judgement->evaluation, 0);
    }
    out.push_back(std::move(one));
  }
  return out;
}

Truth Verdict::applies() const {
  if (state_->verdict->may_not_be_put) return Truth::Unknown;
  if (state_->verdict->named->kind == engine::Named::Kind::Condition) return Truth::True;
  return state_->verdict->step->applies().truth();
}

std::string Verdict::advice() const { return state_->verdict->step->more().advice; }

Place Verdict::rule() const { return place_of(state_->verdict->step->written); }

Explanation Verdict::reasons() const { return engine::reasons(*state_->verdict); }
Explanation Verdict::trace() const { return engine::trace(*state_->verdict); }

}  // namespace shibo
