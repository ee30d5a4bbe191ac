#include "judge/judge.hpp"

#include <algorithm>
#include <map>

namespace shibo::engine {

namespace {

class Judge {
 public:
  Judge(const Agenda& agenda, const Run& run, const Record& root, const std::function<void(Judgement)>& take)
      : agenda_(agenda),
        run_(run),
        root_(root),
        take_(take),
        above_(std::make_shared<Above>(agenda.program(), root, run)) {}

  static Answer answer(const Program& program, const Run& run, const Record& record, const Named& named) {
    Above above(program, record, run);
    Evaluation evaluation(record, EvaluationLimits::of_one(above.places().size()), above);
    Verdict asked;
    asked.record = &record;
    asked.named = &named;
    bool put = true;
    const Verdict verdict = judged_with(asked, evaluation, put);
    const Value& value = verdict.step->value;
    if (!put || value.not_applicable()) return {Verdict::Standing::NotApplicable, {}};
    const auto* outcome = value.get<TextValue>();
    return {verdict.standing, outcome != nullptr ? Outcomes{outcome->str()} : value.outcomes()};
  }

  void record(const Record& record) {
    Judgement judgement;
    judgement.above = above_;
    judgement.evaluation =
        std::make_unique<Evaluation>(record, EvaluationLimits::of_one(above_->places().size()), *above_);
    ruled_out_.clear();
    under_.clear();
    for (const PackageQuestions& questions : agenda_.of(record.type)) put(questions, record, judgement);
    if (!judgement.verdicts.empty() || !judgement.unasked.empty()) take_(std::move(judgement));
    record.fields.each_said([&](std::size_t i, const FieldValue& field) {
      if (record.type->fields[i].parts) return;
      if (field.record) this->record(*field.record);
      for (const FieldValue& item : field.items) {
        if (item.record) this->record(*item.record);
      }
    });
  }

 private:
  void put(const PackageQuestions& questions, const Record& record, Judgement& judgement) {
    Evaluation& evaluation = *judgement.evaluation;
    const std::size_t before = judgement.verdicts.size();
    for (const Named* named : questions.decisions) {
      const Put put = put_to(*named, record, evaluation);
      if (put.truth != Truth::False) judgement.verdicts.push_back(decision(*named, record, put, evaluation));
      else judgement.unasked.push_back({&record, named, put.asked_when, presumed_in(put.asked_when, *named)});
    }
    for (const Named* named : questions.rules) judgement.verdicts.push_back(rule(*named, record, evaluation));
    for (const Named* named : questions.conditions) judgement.verdicts.push_back(condition(*named, record, evaluation));
    for (std::size_t i = before; i < judgement.verdicts.size(); ++i) {
      Verdict& verdict = judgement.verdicts[i];
      if (verdict.step->value.not_applicable()) {
        verdict.standing = Verdict::Standing::NotApplicable;
        verdict.leaning = presumed_in(verdict.step, *verdict.named);
      } else {
        lean(*questions.package, verdict, evaluation);
        read_otherwise(verdict, judgement);
      }
    }
  }

  /// Of what the law leaves open, and for which the verdict is not known: what it would be under each reading.
  void read_otherwise(Verdict& verdict, Judgement& judgement) {
    const std::set<std::string> names = open_in(verdict);
    for (const std::string& name : names) {
      const Named& reading = *agenda_.readings(name).front();
      verdict.open.emplace_back(&reading, &text_of_day(reading, judgement.evaluation->law_date(*verdict.record)));
    }
    if (names.empty() || names.size() > Verdict::Under::kOpenMax) return;
    for (std::size_t n = std::size_t{1} << names.size(); n-- > 0;) {
      Verdict::Under under;
      std::map<const Named*, bool> readings = run_.readings;
      std::size_t bit = names.size();
      for (const std::string& name : names) {
        under.read.push_back((n >> --bit & 1U) != 0);
        for (const Named* one : agenda_.readings(name)) readings[one] = under.read.back();
      }
      Evaluation& evaluation = evaluation_with(std::move(readings), *verdict.record, judgement);
      under.verdict = judged_with(verdict, evaluation, under.put);
      verdict.under.push_back(std::move(under));
    }
  }

  /// Of one that has a text for each of several times.
  static const Text& text_of_day(const Named& named, const LawDate& date) {
    for (const Text& text : named.texts) {
      if (date.day && text.law.in_force(*date.day)) return text;
    }
    return named.texts.front();
  }

  static Verdict judged_with(const Verdict& open, Evaluation& evaluation, bool& put) {
    const Named& named = *open.named;
    if (named.kind == Named::Kind::Rule) return rule(named, *open.record, evaluation);
    if (named.kind == Named::Kind::Condition) return condition(named, *open.record, evaluation);
    const Put how = put_to(named, *open.record, evaluation);
    put = how.truth != Truth::False;
    Verdict out = decision(named, *open.record, how, evaluation);
    if (out.step->value.not_applicable()) out.standing = Verdict::Standing::NotApplicable;
    return out;
  }

  /// One for each record and each way to read, in what all records have in common for that way.
  Evaluation& evaluation_with(std::map<const Named*, bool> readings, const Record& record, Judgement& judgement) {
    const auto [found, fresh] = under_.try_emplace(readings, nullptr);
    if (!fresh) return *found->second;
    std::shared_ptr<Above>& above = above_read_[readings];
    if (above == nullptr) {
      Run read = run_;
      read.readings = std::move(readings);
      above = std::make_shared<Above>(agenda_.program(), root_, read);
    }
    judgement.under.emplace_back(
        above, std::make_unique<Evaluation>(record, EvaluationLimits::of_one(above->places().size()), *above));
    found->second = judgement.under.back().second.get();
    return *found->second;
  }

  /// Readings that are among the causes of the verdict, of whether it applies, or of a figure that its outcome carries.
  static std::set<std::string> open_in(const Verdict& verdict) {
    std::set<std::string> names;
    const auto add = [&](const Causes& causes) {
      for (const Cause* why : causes) {
        if (const auto* open = std::get_if<why::OpenReading>(&why->about)) names.insert(open->name);
      }
    };
    add(verdict.causes);
    if (verdict.named->kind == Named::Kind::Condition) return names;
    if (verdict.step->applies().truth() == Truth::Unknown) add(verdict.step->applies().causes());
    if (verdict.named->kind == Named::Kind::Rule) return names;
    for (const Step* outcome : verdict.step->children) {
      if (outcome->taken == Truth::False) continue;
      for (const Step* below : outcome->children) {
        if (below->kind == Step::Kind::Figure) add(below->value.causes());
      }
    }
    return names;
  }

  /// `asked when RCEP in claim`: whether a question is put, and the condition that made it so.
  struct Put {
    Truth truth = Truth::False;
    const Step* asked_when = nullptr;
  };

  /// By the text of the record's day. On an unknown day it may be any: then what is put under one may not be under
  /// another.
  static Put put_to(const Named& named, const Record& record, Evaluation& evaluation) {
    const LawDate date = evaluation.law_date(record);
    std::optional<Put> put;
    const Step* not_put = nullptr;
    std::vector<const Text*> may_put;
    for (const Text& text : named.texts) {
      if (date.day && !text.law.in_force(*date.day)) continue;
      const auto* body = std::get_if<DecisionText>(&text.body);
      const Step* asked_when = body == nullptr || body->asked_when == nullptr
                                   ? nullptr
                                   : evaluation.expression(*body->asked_when, record, named.package);
      const Truth truth = asked_when == nullptr ? Truth::True : asked_when->value.truth();
      if (truth == Truth::False && not_put == nullptr) not_put = asked_when;
      if (truth != Truth::False) may_put.push_back(&text);
      if (!put) put = Put{truth, asked_when};
      else if (put->truth != truth)
        put = Put{Truth::Unknown, truth == Truth::Unknown        ? asked_when
                                  : put->truth == Truth::Unknown ? put->asked_when
                                                                 : nullptr};
    }
    // By one text it is not put, and by another it does not apply: it is nobody's question on any day.
    const bool mixed = !date.day && not_put != nullptr && !may_put.empty();
    if (mixed && !evaluation.may_apply(named, may_put, record)) return Put{Truth::False, not_put};
    return put.value_or(Put{});
  }

  /// What is the same of every verdict; its standing is still to be told.
  static Verdict asked(const Named& named, const Record& record, Evaluation& evaluation) {
    Verdict verdict;
    verdict.record = &record;
    verdict.named = &named;
    verdict.step = evaluation.ask(named, &record);
    verdict.causes = verdict.step->value.causes();
    return verdict;
  }

  static Verdict decision(const Named& named, const Record& record, const Put& put, Evaluation& evaluation) {
    Verdict verdict = asked(named, record, evaluation);
    const Value& value = verdict.step->value;
    const auto* body = verdict.step->text != nullptr ? std::get_if<DecisionText>(&verdict.step->text->body) : nullptr;
    const std::vector<std::string>* order =
        body != nullptr && !body->answer_order.empty() ? &body->answer_order : nullptr;
    const auto* outcome = value.get<TextValue>();
    if (outcome == nullptr) verdict.standing = Verdict::Standing::Undetermined;
    else if (order == nullptr) verdict.standing = Verdict::Standing::Informs;
    else verdict.standing = *outcome == order->front() ? Verdict::Standing::Passes : Verdict::Standing::Fails;
    verdict.asked_when = put.asked_when;
    if (put.truth == Truth::Unknown && !value.not_applicable()) {
      verdict.standing = Verdict::Standing::Undetermined;
      verdict.may_not_be_put = true;
      if (put.asked_when != nullptr) add_causes(verdict.causes, put.asked_when->value.causes());
    }
    return verdict;
  }

  static Verdict rule(const Named& named, const Record& record, Evaluation& evaluation) {
    Verdict verdict = asked(named, record, evaluation);
    using S = Verdict::Standing;
    switch (verdict.step->status) {
      case RuleStatus::Passes: verdict.standing = S::Passes; break;
      case RuleStatus::Fails: verdict.standing = S::Fails; break;
      case RuleStatus::Advises: verdict.standing = S::Advises; break;
      case RuleStatus::NotApplicable: verdict.standing = S::NotApplicable; break;
      case RuleStatus::Unknown: verdict.standing = S::Undetermined; break;
    }
    return verdict;
  }

  /// A condition that was asked for by its name: it passes where it holds.
  static Verdict condition(const Named& named, const Record& record, Evaluation& evaluation) {
    Verdict verdict = asked(named, record, evaluation);
    const Truth truth = verdict.step->value.truth();
    verdict.standing = truth == Truth::Unknown ? Verdict::Standing::Undetermined
                       : truth == Truth::True  ? Verdict::Standing::Passes
                                               : Verdict::Standing::Fails;
    return verdict;
  }

  /// What does not apply, or is not put, is nobody's verdict: that it rests on silence is told all the same. A
  /// condition on which a decision is put is written in it.
  Leaning presumed_in(const Step* step, const Named& named) {
    Leaning out;
    if (step == nullptr || step->stands || !leans_on_presumption(*step)) return out;
    out.presumed = leaning_of(*step, of_shared_).presumed;
    for (Presumed& one : out.presumed) {
      if (one.by.empty()) one.by = named.name;
    }
    return out;
  }

  /// What the verdict leans on that is not sure: unverified law, presumptions, gaps.
  void lean(const PackageInstance& package, Verdict& verdict, Evaluation& evaluation) {
    verdict.leaning = leaning_of(*verdict.step, of_shared_, verdict.asked_when);
    add_gaps(package, verdict, evaluation);
    for (const PackageInstance& other : agenda_.program().packages) {
      if (&other != &package && verdict.leaning.adders.contains(&other)) add_gaps(other, verdict, evaluation);
    }
  }

  void add_gaps(const PackageInstance& package, Verdict& verdict, Evaluation& evaluation) {
    for (const Gap& gap : package.gaps) {
      const bool touched =
          gap.touches.empty() || std::any_of(gap.touches.begin(), gap.touches.end(),
                                             [&](const Named* n) { return verdict.leaning.names.contains(n); });
      if (!touched) continue;
      if (!rules_out(package, gap, *verdict.record, evaluation)) verdict.gaps.push_back(&gap);
    }
  }

  /// Is a gap in the law known not to touch the record, by its own `when`?
  bool rules_out(const PackageInstance& package, const Gap& gap, const Record& record, Evaluation& evaluation) {
    if (gap.when == nullptr || gap.record != record.type) return false;
    auto [found, fresh] = ruled_out_.try_emplace(&gap, false);
    if (fresh) found->second = evaluation.expression(*gap.when, record, &package)->value.truth() == Truth::False;
    return found->second;
  }

  const Agenda& agenda_;
  const Run& run_;
  const Record& root_;
  const std::function<void(Judgement)>& take_;
  std::shared_ptr<Above> above_;
  std::map<const Step*, Leaning> of_shared_;
  std::map<const Gap*, bool> ruled_out_;  ///< of the record that is being judged
  using Readings = std::map<const Named*, bool>;
  std::map<Readings, Evaluation*> under_;  ///< of that record
  std::map<Readings, std::shared_ptr<Above>> above_read_;
};

}  // namespace

Answer answer_of(const Program& program, const Run& run, const Record& record, const Named& named) {
  return Judge::answer(program, run, record, named);
}

void judge(const Agenda& agenda, const Run& run, const Record& root, const std::function<void(Judgement)>& take) {
  Judge(agenda, run, root, take).record(root);
}

}  // namespace shibo::engine
