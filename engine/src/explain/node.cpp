// One step as one node of an explanation.
#include <algorithm>

#include "explain/cause_words.hpp"
#include "explain/explain.hpp"
#include "explain/place.hpp"

namespace shibo::engine {

namespace {

using Kind = Explanation::Kind;

Kind kind_of(const Step& step) {
  switch (step.kind) {
    case Step::Kind::Fact: return Kind::Fact;
    case Step::Kind::Definition: return Kind::Definition;
    case Step::Kind::Branch: return Kind::Branch;
    case Step::Kind::Case:
      return step.clause == Step::Clause::When ? Kind::When : is_requirement(step) ? Kind::Requirement : Kind::Case;
    case Step::Kind::Figure: return Kind::Figure;
    case Step::Kind::Exception: return Kind::Exception;
    case Step::Kind::Element: return Kind::Element;
    case Step::Kind::Row: return Kind::Row;
    case Step::Kind::Rule: return Kind::Rule;
    case Step::Kind::Decision: return Kind::Decision;
    case Step::Kind::Scope: return Kind::Scope;
    case Step::Kind::Expression: break;
  }
  return is_comparison(step) ? Kind::Comparison : Kind::Expression;
}

std::string_view word_of(Step::Clause clause) {
  switch (clause) {
    case Step::Clause::When: return "when";
    case Step::Clause::Require: return "require";
    case Step::Clause::Recommend: return "recommend";
    case Step::Clause::None: break;
  }
  return {};
}

/// What becomes of a case or an exception.
std::string_view fate_of(const Step& step) {
  const bool exception = step.kind == Step::Kind::Exception;
  switch (*step.taken) {
    case Truth::True: return exception ? "holds" : "chosen";
    case Truth::False: return exception ? "does not hold" : "not chosen";
    case Truth::Unknown: break;
  }
  return exception ? "may hold" : "may be chosen";
}

std::string name_of(const Step& step) {
  if (step.kind == Step::Kind::Fact) return step.path();
  if (step.kind == Step::Kind::Row) return step.named->name;
  if (step.kind == Step::Kind::Element) return step.path();
  if (step.named != nullptr) return step.named->name;
  if (step.clause != Step::Clause::None) return std::string(word_of(step.clause));
  return std::string(step.taken ? fate_of(step) : step.label);
}

std::string value_text(const Step& step) {
  if (const auto* list = step.value.get<std::shared_ptr<const ListData>>();
      list != nullptr && step.type->element != nullptr && step.type->element->kind == TypeKind::Record) {
    const std::size_t count = (*list)->items.size();
    return (count == 0 ? "no" : std::to_string(count)) + (count == 1 ? " element" : " elements") +
           ((*list)->whole() ? "" : ", and there may be more");
  }
  if (step.kind == Step::Kind::Rule) return to_text(step.status);
  if (step.value.not_applicable()) return "not applicable";
  if (step.kind == Step::Kind::Fact && !step.value.causes().empty()) {
    const CauseKind why = step.value.causes().front()->kind();
    if (why == CauseKind::Missing) return "missing";
    if (why == CauseKind::Absent) return "absent";
    if (why == CauseKind::Invalid) return "invalid";
  }
  return to_text(step.value, *step.type);
}

/// What `value_text` may group or round: a figure, a day, a code, a text.
bool is_one_value(const Value& value) {
  return value.known() && value.get<const Record*>() == nullptr && value.get<KindData>() == nullptr &&
         value.get<std::shared_ptr<const ListData>>() == nullptr;
}

void add_ground(Explanation& out, const Law& law) {
  for (const std::string& cite : law.cites) {
    if (std::find(out.citations.begin(), out.citations.end(), cite) == out.citations.end())
      out.citations.push_back(cite);
  }
  if (!law.unverified) return;
  out.unverified = true;
  if (!law.unverified_why.empty()) out.unverified_why += (out.unverified_why.empty() ? "" : "; ") + law.unverified_why;
}

/// `since 2020-01-01 until 2022-12-31`.
std::string period_text(const Law& law) {
  std::string text;
  if (law.since) text = "since " + law.since->to_string();
  if (law.until) text += (text.empty() ? "until " : " until ") + law.until->to_string();
  return text;
}

Explanation said_of(const Step& step, std::string what, std::string value) {
  Explanation out;
  out.kind = Explanation::Kind::Expression;
  out.known = true;
  out.text = std::move(what);
  out.value = std::move(value);
  out.rule = place_of(step.written);
  return out;
}

}  // namespace

void add_periods(const Step& step, std::vector<Explanation>& out) {
  if (!is<node::In>(step)) return;
  std::optional<Date> day;
  for (const Ground& ground : step.more().grounds) {
    if (!ground.day) continue;
    out.push_back(said_of(step, "its period in " + ground.name, period_text(*ground.law)));
    day = ground.day;
  }
  if (day) out.push_back(said_of(step, "the day judged", day->to_string()));
}

const Step* looked_through(const Step* step) {
  for (;;) {
    if (step->kind != Step::Kind::Expression || step->node == nullptr || step->children.empty()) return step;
    if (is<node::Call>(*step)) step = step->children.back();
    else if (is<node::Presumed>(*step) && !step->presumed) step = step->children.front();
    else return step;
    if (step->kind != Step::Kind::Expression && step->kind != Step::Kind::Fact) return step;
  }
}

bool is_choice(const Step& step) {
  if (step.kind != Step::Kind::Expression) return false;
  if (const auto* logic = as<node::Logic>(step)) return !logic->conjunction;
  const auto* block = as<node::Block>(step);
  return block != nullptr && block->kind != dsl::Block::Kind::All;
}

std::string words_of(const Written& written) {
  if (written.source == nullptr) return {};
  std::string out;
  for (char c : written.source->slice(written.span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

bool is_comparison(const Step& step) {
  return is<node::Compare>(step) || is<node::In>(step) || is<node::Test>(step) || is<node::Invalid>(step) ||
         is<node::OutcomeIs>(step);
}

bool is_silent(const Step& step) {
  if (is<node::Constant>(step) || is<node::This>(step) || is<node::Parent>(step)) return true;
  if (const auto* list = as<node::List>(step);
      list != nullptr && !list->items.empty() &&
      std::all_of(list->items.begin(), list->items.end(),
                  [](const Node* item) { return std::holds_alternative<node::Constant>(item->what); }))
    return true;
  return step.type->kind == TypeKind::Record || step.type->kind == TypeKind::Kind ||
         step.value.get<KindData>() != nullptr;
}

Explanation node_of(const Step& step) {
  Explanation out;
  out.kind = kind_of(step);
  out.condition = step.type->kind == TypeKind::Condition;
  if (step.kind == Step::Kind::Rule) {
    out.condition = true;
    out.truth = step.status == RuleStatus::Passes    ? Truth::True
                : step.status == RuleStatus::Unknown ? Truth::Unknown
                                                     : Truth::False;
  } else {
    out.truth = step.value.truth();
  }
  const auto* list = step.value.get<std::shared_ptr<const ListData>>();
  out.known = step.value.known() && (list == nullptr || (*list)->whole());
  out.name = name_of(step);
  if (step.text != nullptr) out.title = step.text->title;
  if (step.kind == Step::Kind::Expression || step.kind == Step::Kind::Fact || step.kind == Step::Kind::Row ||
      step.kind == Step::Kind::Case)
    out.text = words_of(step.written);
  if (step.more().added_by != nullptr) out.added_by = step.more().added_by->name;
  out.value = value_text(step);
  if (!out.condition && is_one_value(step.value)) out.exact = exact_text(step.value);
  if (step.node != nullptr) out.node = step.node->id;
  if (step.kind == Step::Kind::Fact)
    out.says = step.value.known() || step.value.causes().empty() ? out.name + " is " + out.value
                                                                 : words_of(*step.value.causes().front());
  if (step.law != nullptr) {
    out.citations = step.law->cites;
    out.unverified = step.law->unverified;
    out.unverified_why = step.law->unverified_why;
  }
  for (const Ground& ground : step.more().grounds) add_ground(out, *ground.law);
  out.presumed = step.presumed;
  out.by_mapping = step.by_mapping;
  out.rule = place_of(step.written);
  out.fact = place_of(step.place());
  out.to_fix = step.more().advice;
  return out;
}

}  // namespace shibo::engine
