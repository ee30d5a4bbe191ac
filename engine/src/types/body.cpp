#include "types/body.hpp"

#include <algorithm>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"
#include "types/cases.hpp"

namespace shibo::engine {

dsl::Expr path_expression(const std::vector<dsl::Word>& path) {
  dsl::Reference reference;
  for (const dsl::Word& word : path) {
    dsl::PathStep step;
    step.span = word.span;
    step.name = word;
    reference.steps.push_back(std::move(step));
  }
  dsl::Expr expr;
  expr.span = {path.front().span.begin, path.back().span.end};
  expr.node = std::move(reference);
  return expr;
}

Declared declared_by(InstanceState& in, const dsl::Source* source, const dsl::Head& head) {
  const auto found = in.by_place.find({source, head.name.span.begin});
  if (found == in.by_place.end()) return {};
  const auto [named, index] = found->second;
  const bool lost = head.record && named->record == nullptr;  // of a record that is not known nothing can be said
  return lost ? Declared{} : Declared{named, &named->texts[index]};
}

Surroundings surroundings(InstanceState& in, const dsl::Source* source, const Named* named) {
  Surroundings around;
  around.in = &in;
  around.source = source;
  around.owner = named;
  if (named != nullptr) {
    around.record = named->record;
    around.params = &named->params;
  }
  return around;
}

namespace {

using dsl::Source;

class BodyChecker {
 public:
  BodyChecker(Context& context, InstanceState& in, const Source* source)
      : context_(context), in_(in), source_(source) {}

  void operator()(const dsl::GroupDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr) text->body = group(d, *named);
  }
  void operator()(const dsl::ParameterDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr) text->body = parameter(d, *named);
  }
  void operator()(const dsl::DefineDecl& d) { define(d.head, *d.value, d.exceptions); }
  void operator()(const dsl::NeedsDecl& d) {
    if (d.otherwise) define(d.head, *d.otherwise, {});
  }
  void operator()(const dsl::FactDecl& d) {
    const auto found = in_.symbols.find(d.head.name.text);
    if (!d.head.record || found == in_.symbols.end()) return;
    const auto* fact = std::get_if<FactSymbol>(&found->second.front().what);
    if (fact == nullptr) return;
    Program::OfFact& said = context_.program.say_of_fact(*fact->record, fact->field);
    said.laws.push_back({in_.instance, read_law(context_, source_, d.head.attributes)});
    if (!d.only_where) return;
    Surroundings around = surroundings(in_, source_, nullptr);
    around.record = fact->record;
    around.fact = FieldOfRecord{fact->record, fact->field};
    ExpressionChecker checker(context_, around);
    const Node* condition = checker.require_condition(*d.only_where);
    if (said.only_where == nullptr) said.only_where = condition;
  }
  void operator()(const dsl::RuleDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr) text->body = rule(d, *named);
  }
  void operator()(const dsl::DecisionDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr) text->body = decision(d, *named);
  }
  void operator()(const dsl::TableDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr)
      check_table(context_, in_, source_, d, *named, *text);
  }
  void operator()(const dsl::RatesDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr)
      text->body = check_rates(context_, source_, d);
  }
  void operator()(const dsl::SeriesDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr)
      text->body = check_series(context_, in_, source_, d, *named->record);
  }
  void operator()(const dsl::ReadingDecl& d) {
    if (auto [named, text] = declared_by(in_, source_, d.head); named != nullptr) text->body = reading(d);
  }
  void operator()(const dsl::ScopeDecl& d) { scope(d); }
  void operator()(const dsl::GapDecl& d) { gap(d); }
  void operator()(const dsl::ConvertDecl& d) { check_conversion(context_, in_, source_, d); }
  void operator()(const dsl::MappingDecl& d) { check_mapping(context_, in_, source_, d); }
  void operator()(const dsl::TestDecl& d) { check_test(context_, in_, source_, d); }
  void operator()(const dsl::MoreRowsDecl&) {}  // when all tables have been checked
  void operator()(const dsl::MoreRatesDecl&) {}
  void operator()(const dsl::RecordDecl&) {}
  void operator()(const dsl::ChoiceDecl&) {}
  void operator()(const dsl::UnitDecl&) {}
  void operator()(const dsl::InstrumentDecl&) {}
  void operator()(const dsl::QuestionDecl&) {}

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  /// Whether the whole value that stands there was found to be of another type than is declared.
  [[nodiscard]] bool told_of_type(const Written& where) const {
    const auto& all = context_.diagnostics.all();
    return std::any_of(all.begin(), all.end(), [&](const dsl::Diagnostic& d) {
      const bool type = d.code == code::kWrongType || d.code == code::kNumberAndPercent;
      return type && d.source == where.source && d.where.begin == where.span.begin && d.where.end == where.span.end;
    });
  }

  void define(const dsl::Head& head, const dsl::Expr& value, const std::vector<dsl::Exception>& unless) {
    auto [named, text] = declared_by(in_, source_, head);
    if (named == nullptr) return;
    ExpressionChecker checker(context_, surroundings(in_, source_, named));
    DefinitionText body;
    body.value = checker.require(value, named->type);
    body.exceptions = exceptions(checker, unless, named->type);
    text->body = std::move(body);
    // The type or the value is wrong; which of them, where it is used, nobody can say.
    if (told_of_type(at(value.span))) named->type = {};
  }

  std::vector<ExceptionText> exceptions(ExpressionChecker& checker, const std::vector<dsl::Exception>& all,
                                        const Type& type) {
    std::vector<ExceptionText> checked;
    for (const dsl::Exception& e : all) {
      ExceptionText out;
      if (e.value) out.value = checker.require(*e.value, type);
      out.condition = checker.require_condition(*e.condition);
      out.law = read_law(context_, source_, e.attributes);
      out.written = at(e.span);
      for (const dsl::Text& text : e.overriding) out.overriding.push_back(text.value);
      out.nested = exceptions(checker, e.nested, type);
      if (out.condition != nullptr && (!e.value || out.value != nullptr)) checked.push_back(std::move(out));
    }
    for (const dsl::Exception& e : all) overridden_is_there(e, all);
    return checked;
  }

  /// What an exception overrides is named by a citation of another beside it.
  void overridden_is_there(const dsl::Exception& exception, const std::vector<dsl::Exception>& all) {
    for (const dsl::Text& text : exception.overriding) {
      const bool there = std::any_of(all.begin(), all.end(), [&](const dsl::Exception& other) {
        const auto& cites = other.attributes.cites;
        return &other != &exception &&
               std::any_of(cites.begin(), cites.end(), [&](const dsl::Text& cite) { return cite.value == text.value; });
      });
      if (!there)
        context_.error(code::kUnknownName, at(text.span), "no other exception here cites \"" + text.value + "\"");
    }
  }

  // ── Groups and parameters ──

  GroupText group(const dsl::GroupDecl& d, const Named& named) {
    GroupText body;
    for (const dsl::GroupRow& row : d.rows) {
      GroupText::Row out;
      out.law = read_law(context_, source_, row.attributes);
      out.written = at(row.span);
      for (const auto& member : row.members) {
        if (auto checked = group_member(member, named)) out.members.push_back(std::move(*checked));
      }
      body.rows.push_back(std::move(out));
    }
    return body;
  }

  std::optional<GroupText::Member> group_member(const dsl::GroupRow::Member& member, const Named& named) {
    GroupText::Member out;
    if (const auto* codes = std::get_if<dsl::CodeSet>(&member.what)) return code_member(*codes, named);
    const dsl::Data& data = *std::get<dsl::DataPtr>(member.what);
    if (const auto* codes = std::get_if<dsl::CodeSet>(&data.node)) return code_member(*codes, named);
    if (const auto* word = std::get_if<dsl::Word>(&data.node)) {
      if (Symbol* symbol = find_symbol(in_, word->text)) {
        auto* const* other = std::get_if<Named*>(&symbol->what);
        if (other != nullptr && (*other)->kind == Named::Kind::Group) {
          if (!fits((*other)->type, named.type)) {
            context_.error(
                code::kWrongType, at(data.span),
                "group `" + word->text + "` is of " + to_text((*other)->type) + ", this one of " + to_text(named.type));
            return std::nullopt;
          }
          context_.calls[&named].insert({static_cast<const Named*>(*other), false});
          context_.note_use(at(word->span), *other, &named);
          out.group = *other;
          return out;
        }
      }
    }
    out.value = read_data(context_, in_, source_, data, named.type, {.within = &named});
    if (!out.value) return std::nullopt;
    if (member.to) {
      out.to = read_data(context_, in_, source_, *member.to, named.type, {.within = &named});
      if (!out.to) return std::nullopt;
      if (!check_range(context_, at(member.span), *out.value, *out.to)) return std::nullopt;
      if (const auto* from = std::get_if<HsCode>(&*out.value)) {
        const auto range = HsRange::between(*from, std::get<HsCode>(*out.to));
        if (range) return GroupText::Member{std::nullopt, std::nullopt, {*range}, nullptr};
        context_.error(code::kBadCode, at(member.span), "the range ends before it begins");
        return std::nullopt;
      }
    } else if (const auto* hs = std::get_if<HsCode>(&*out.value)) {
      return GroupText::Member{std::nullopt, std::nullopt, {HsRange::of(*hs)}, nullptr};
    }
    return out;
  }

  std::optional<GroupText::Member> code_member(const dsl::CodeSet& codes, const Named& named) {
    if (named.type.kind != TypeKind::Hs) {
      context_.error(code::kWrongType, at(codes.span), "a group of " + to_text(named.type) + " holds no HS codes")
          .help = "write `group " + named.name + " : hs`";
      return std::nullopt;
    }
    GroupText::Member out;
    out.codes = read_codes(context_, source_, codes);
    if (out.codes.empty()) return std::nullopt;
    return out;
  }

  ParameterText parameter(const dsl::ParameterDecl& d, const Named& named) {
    ParameterText body;
    if (named.type.kind == TypeKind::List) {
      context_.error(code::kWrongType, at(d.head.type->span), "a parameter has one value, and not a list").help =
          "several values are a `group`";
      return body;
    }
    for (const dsl::ParameterRow& row : d.rows) {
      auto value = read_data(context_, in_, source_, *row.value, named.type, {.within = &named});
      if (!value) continue;
      body.rows.push_back({std::move(*value), read_law(context_, source_, row.attributes), at(row.span)});
    }
    if (d.rows.empty()) report_empty(context_, at(d.span), d.head.name, "parameter `" + named.name + "` has no value");
    for (std::size_t i = 0; i < body.rows.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        check_rows_apart(body.rows[j].law, body.rows[j].written, body.rows[i].law, body.rows[i].written, named.name);
    }
    return body;
  }

  ReadingText reading(const dsl::ReadingDecl& d) {
    ReadingText body;
    if (!d.value) return body;
    body.value = d.value->text == "true";
    body.written = at(d.value->span);
    body.law = read_law(context_, source_, d.of_value);
    const std::optional<dsl::Word>& day = d.of_value.since ? d.of_value.since : d.of_value.until;
    if (day)
      context_.error(code::kWrongThing, at(day->span), "how the package reads it has no period of its own").help =
          "write two readings of this name, each with its `since` or `until` before the `=`";
    return body;
  }

  void check_rows_apart(const Law& a, const Written& first, const Law& b, const Written& second,
                        const std::string& name) {
    const bool told =
        context_.mistaken(first) || context_.mistaken(second);  // of a day that is none, the period is not known
    if (told || !periods_meet(a, b)) return;
    auto& diagnostic =
        context_.error(code::kPeriodsOverlap, second, "two values of `" + name + "` are in force on the same day");
    diagnostic.labels.push_back({first.source, first.span, "the other one"});
    diagnostic.help = "end the first with `until`, the day before the second begins";
  }

  // ── Rules and decisions ──

  RuleText rule(const dsl::RuleDecl& d, const Named& named) {
    ExpressionChecker checker(context_, surroundings(in_, source_, &named));
    RuleText body;
    body.recommends = d.recommends;
    if (d.when) body.when = checker.require_condition(*d.when);
    body.exceptions = exceptions(checker, d.exceptions, simple(TypeKind::Condition));
    if (d.requirement) body.requirement = checker.require_condition(*d.requirement);
    if (d.advise) read_advice(context_, checker, *d.advise, body);
    return body;
  }

  DecisionText decision(const dsl::DecisionDecl& d, const Named& named) {
    ExpressionChecker checker(context_, surroundings(in_, source_, &named));
    DecisionText body;
    const QuestionInfo* question = !d.answers.empty() ? answered_question(d, named) : nullptr;
    if (question != nullptr) body.answer_order = question->outcomes;
    if (d.asked_when) body.asked_when = checker.require_condition(*d.asked_when);
    if (d.when) body.when = checker.require_condition(*d.when);
    for (std::size_t i = 0; i < d.outcomes.size(); ++i) {
      const dsl::Outcome& outcome = d.outcomes[i];
      DecisionText::Outcome out;
      out.name = outcome.name.text;
      out.law = read_law(context_, source_, outcome.attributes);
      out.written = at(outcome.span);
      if (outcome.condition) out.condition = checker.require_condition(*outcome.condition);
      check_place_of_otherwise(d, i);
      check_outcome_name(body, outcome, out.name);
      if (question != nullptr) note_answer(*question, outcome.name, named);
      for (const dsl::Word& figure : outcome.with) {
        const dsl::Expr expr = path_expression({figure});
        if (const Node* node = checker.check(expr)) out.with.emplace_back(figure.text, node);
      }
      body.outcomes.push_back(std::move(out));  // with its name, even if its condition was reported
    }
    if (d.outcomes.empty())
      context_.error(code::kOtherwise, at(d.head.name.span), "decision `" + named.name + "` has no outcome");
    if (!d.outcomes.empty()) warn_of_answers_never_given(context_, in_, source_, d, body.answer_order);
    std::vector<Case> cases;
    for (const DecisionText::Outcome& outcome : body.outcomes)
      cases.push_back({outcome.condition, &outcome.law, outcome.written});
    warn_of_hidden_cases(context_, cases);
    return body;
  }

  void check_place_of_otherwise(const dsl::DecisionDecl& d, std::size_t i) {
    const bool last = i + 1 == d.outcomes.size();
    const bool otherwise = d.outcomes[i].condition == nullptr;
    const bool before = std::any_of(d.outcomes.begin(), d.outcomes.begin() + static_cast<std::ptrdiff_t>(i),
                                    [](const dsl::Outcome& o) { return o.condition == nullptr; });
    if (before) return;  // that one was reported
    if (otherwise && !last)
      context_.error(code::kOtherwise, at(d.outcomes[i].span),
                     "`otherwise` comes last: what follows can never be chosen");
    if (!otherwise && last)
      context_.error(code::kOtherwise, at(d.outcomes[i].span), "the last outcome of a decision says `otherwise`").help =
          "add a line: an outcome and `otherwise`";
  }

  /// A misspelt answer is taken for the one that was meant, so that a test which spells it right is not told.
  void check_outcome_name(const DecisionText& body, const dsl::Outcome& outcome, std::string& name) {
    const auto& order = body.answer_order;
    if (order.empty() || std::find(order.begin(), order.end(), outcome.name.text) != order.end()) return;
    auto& d = context_.error(code::kNotAnOutcome, at(outcome.name.span),
                             "`" + outcome.name.text + "` is no answer to the question");
    if (const auto near = dsl::nearest(outcome.name.text, order)) {
      d.help = "did you mean `" + *near + "`?";
      name = *near;
    }
  }

  void note_answer(const QuestionInfo& question, const dsl::Word& outcome, const Named& decision) {
    const auto& answers = question.outcomes;
    const auto found = std::find(answers.begin(), answers.end(), outcome.text);
    if (found == answers.end()) return;
    context_.note_use(at(outcome.span), AnswerToQuestion{&question, static_cast<int>(found - answers.begin())},
                      &decision);
  }

  /// Null after a diagnostic.
  const QuestionInfo* answered_question(const dsl::DecisionDecl& d, const Named& named) {
    const FoundOnPath found = find_on_path(in_, d.answers, named.record);
    note_package_of_path(context_, source_, d.answers, found.where, &named);
    auto* const* question = found.symbol != nullptr ? std::get_if<QuestionInfo*>(&found.symbol->what) : nullptr;
    const dsl::Span span{d.answers.front().span.begin, d.answers.back().span.end};
    if (question == nullptr) {
      report_not_found(context_, in_, source_, d.answers, found, "question");
      return nullptr;
    }
    context_.note_use(at(d.answers.back().span), *question, &named);
    if ((*question)->record != named.record) {
      context_.error(code::kOtherRecord, at(span), "the question is asked of `" + (*question)->record->name + "`");
      return nullptr;
    }
    return *question;
  }

  // ── What belongs to the package ──

  void scope(const dsl::ScopeDecl& d) {
    if (!d.head.record) return;
    const RecordType* record = record_named(context_, in_, source_, *d.head.record);
    if (record == nullptr) return;
    for (const Scope& other : in_.instance->scopes) {
      if (other.record != record) continue;
      auto& diagnostic = context_.error(code::kScopeTwice, at(d.span),
                                        "the package already says its scope for `" + record->name + "`");
      diagnostic.labels.push_back({other.written.source, other.written.span, "here"});
      return;
    }
    Surroundings around = surroundings(in_, source_, nullptr);
    around.record = record;
    ExpressionChecker checker(context_, around);
    Scope out;
    out.record = record;
    if (d.head.title) out.title = d.head.title->value;
    out.law = read_law(context_, source_, d.head.attributes);
    out.condition = checker.require_condition(*d.condition);
    out.written = at(d.span);
    if (out.condition != nullptr) in_.instance->scopes.push_back(std::move(out));
  }

  /// In a path that is kept as one word, before the point; where blanks stand in it, the whole.
  void note_package(const dsl::Word& path, std::size_t point, const InstanceState& package) {
    dsl::Span span = path.span;
    if (span.end - span.begin == path.text.size()) span.end = span.begin + static_cast<std::uint32_t>(point);
    context_.note_use(at(span), package.instance);
  }

  /// What the word of a gap names; null after a diagnostic, and for what could not be read.
  const Named* touched(const dsl::Word& word) {
    if (in_.lost(word.text)) return nullptr;
    const std::size_t dot = word.text.rfind('.');
    const auto alias = dot != std::string::npos ? in_.aliases.find(word.text.substr(0, dot)) : in_.aliases.end();
    if (alias != in_.aliases.end()) {
      in_.used.insert(alias->second);
      note_package(word, dot, *alias->second);
    }
    Symbol* symbol = alias != in_.aliases.end() ? find_symbol(*alias->second, word.text.substr(dot + 1))
                                                : find_symbol(in_, word.text);
    auto* const* named = symbol != nullptr ? std::get_if<Named*>(&symbol->what) : nullptr;
    if (named != nullptr) {
      context_.note_use(at(word.span), *named);
      return *named;
    }
    const RecordType* holder = nullptr;
    for (const RecordType& record : context_.program.records) {
      if (record.find(word.text) >= 0) holder = &record;
    }
    const std::string message = holder != nullptr ? "`" + word.text + "` is a field of `" + holder->name +
                                                        "`, and a gap touches what the law says"
                                                  : "nothing is called `" + word.text + "` here";
    report_unknown(context_, in_, holder != nullptr ? code::kWrongThing : code::kUnknownName, at(word.span), word.text,
                   message, holder != nullptr ? std::vector<std::string>{} : visible_names(context_, in_),
                   holder != nullptr ? std::optional<std::string>(
                                           "name a rule, a decision, a definition or a table that the gap touches")
                                     : std::nullopt);
    return nullptr;
  }

  void gap(const dsl::GapDecl& d) {
    Gap out;
    out.package = in_.instance;
    out.what = d.what.value;
    out.law = read_law(context_, source_, d.attributes);
    out.written = at(d.span);
    for (const dsl::Word& word : d.touches) {
      const Named* named = touched(word);
      if (named == nullptr) continue;
      out.touches.push_back(named);
      if (out.record == nullptr) out.record = named->record;
    }
    const bool of_something = d.touches.empty() || !out.touches.empty();
    if (d.when && of_something) {
      Surroundings around = surroundings(in_, source_, nullptr);
      around.record = out.record;
      if (d.touches.empty())
        around.no_record_cure =
            "a gap speaks of the record of what it touches: write `touches` and a name before `when`";
      ExpressionChecker checker(context_, around);
      out.when = checker.require_condition(*d.when);
    }
    in_.instance->gaps.push_back(std::move(out));
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
};

}  // namespace

void check_bodies(Context& context, InstanceState& in) {
  for (const dsl::SyntaxTree* tree : in.syntax->files) {
    for (const dsl::Declaration& declaration : tree->declarations) {
      BodyChecker checker(context, in, tree->source);
      std::visit(checker, declaration);
    }
  }
}

}  // namespace shibo::engine
