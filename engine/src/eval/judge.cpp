#include "eval/judge.hpp"

#include <algorithm>
#include <set>

namespace shibo::engine {

namespace {

class Judge {
 public:
  Judge(const Program& program, const JudgeOptions& options, Judgement& out) : program_(program), options_(options), out_(out) {}

  void record(const Record& record) {
    auto evaluator = std::make_unique<Evaluator>(program_, record, options_.as_of);
    bool asked = false;
    for (const PackageInstance& package : program_.packages) {
      if (package.judged) asked = package_rules(package, record, *evaluator) || asked;
    }
    if (asked) out_.evaluators.push_back(std::move(evaluator));
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (record.type->fields[i].parts) continue;
      if (record.fields[i].record) this->record(*record.fields[i].record);
      for (const FieldValue& item : record.fields[i].items) {
        if (item.record) this->record(*item.record);
      }
    }
  }

 private:
  bool package_rules(const PackageInstance& package, const Record& record, Evaluator& evaluator) {
    bool asked = false;
    std::set<const Named*> under;
    std::vector<Verdict> verdicts;
    for (const Named* named : package.declared) {
      if (named->kind != Named::Kind::Decision || named->record != record.type || !wanted(*named)) continue;
      if (!put(*named, record, evaluator, under)) continue;
      verdicts.push_back(decision(*named, record, evaluator, under));
      asked = true;
    }
    for (const Named* named : package.declared) {
      if (named->kind != Named::Kind::Rule || named->record != record.type || !wanted(*named)) continue;
      if (!options_.names.contains(named) && rests_under_a_decision(package, *named)) continue;
      verdicts.push_back(rule(*named, record, evaluator));
      asked = true;
    }
    for (Verdict& verdict : verdicts) {
      if (verdict.step->value.not_applicable) continue;
      collect(package, verdict, evaluator);
      out_.verdicts.push_back(std::move(verdict));
    }
    return asked;
  }

  bool wanted(const Named& named) const {
    return !options_.only_some || options_.packages.contains(named.package) || options_.names.contains(&named);
  }

  /// `asked when RCEP in claim`: a question is put unless it is known not to be asked.
  static bool put(const Named& named, const Record& record, Evaluator& evaluator, std::set<const Named*>&) {
    for (const Text& text : named.texts) {
      const auto* body = std::get_if<DecisionText>(&text.body);
      if (body == nullptr || body->asked_when == nullptr) continue;
      return evaluator.expression(*body->asked_when, record, named.package)->value.truth() != Truth::False;
    }
    return true;
  }

  static void rules_below(const Step* step, std::set<const Step*>& seen, std::vector<const Step*>& rules) {
    if (!seen.insert(step).second) return;
    if (step->kind == Step::Kind::Rule) {
      rules.push_back(step);
      return;
    }
    for (const Step* child : step->children) rules_below(child, seen, rules);
  }

  Verdict decision(const Named& named, const Record& record, Evaluator& evaluator, std::set<const Named*>& under) {
    Verdict verdict;
    verdict.record = &record;
    verdict.named = &named;
    verdict.step = evaluator.ask(named, &record);
    std::set<const Step*> seen;
    rules_below(verdict.step, seen, verdict.rules);
    for (const Step* rule : verdict.rules) under.insert(rule->named);
    const Value& value = verdict.step->value;
    const std::vector<std::string>* order = nullptr;
    for (const Text& text : named.texts) {
      const auto* body = std::get_if<DecisionText>(&text.body);
      if (body != nullptr && !body->answer_order.empty()) order = &body->answer_order;
    }
    const auto* outcome = value.get<std::string>();
    if (outcome == nullptr) verdict.standing = Verdict::Standing::Undetermined;
    else if (order == nullptr) verdict.standing = Verdict::Standing::Informs;
    else verdict.standing = *outcome == order->front() ? Verdict::Standing::Passes : Verdict::Standing::Fails;
    verdict.causes = value.causes;
    return verdict;
  }

  bool rests_under_a_decision(const PackageInstance& package, const Named& rule) {
    auto [found, fresh] = under_.try_emplace(&rule, false);
    if (!fresh) return found->second;
    for (const Named* named : package.declared) {
      if (named->kind != Named::Kind::Decision) continue;
      found->second = found->second || reaches(*named, rule);
    }
    return found->second;
  }

  /// Does the text of a decision name the rule?
  bool reaches(const Named& decision, const Named& rule) {
    for (const Text& text : decision.texts) {
      const auto* body = std::get_if<DecisionText>(&text.body);
      if (body == nullptr) continue;
      for (const Node& node : program_.nodes) {
        const auto* asked = std::get_if<node::Call>(&node.what);
        if (asked == nullptr || asked->name != &rule || node.written.source != text.written.source) continue;
        for (const auto& outcome : body->outcomes) {
          const dsl::Span span = outcome.written.span;
          if (span.begin <= node.written.span.begin && node.written.span.end <= span.end) return true;
        }
      }
    }
    return false;
  }

  static Verdict rule(const Named& named, const Record& record, Evaluator& evaluator) {
    Verdict verdict;
    verdict.record = &record;
    verdict.named = &named;
    verdict.step = evaluator.ask(named, &record);
    verdict.rules = {verdict.step};
    using S = Verdict::Standing;
    switch (verdict.step->status) {
      case RuleStatus::Passes: verdict.standing = S::Passes; break;
      case RuleStatus::Fails: verdict.standing = S::Fails; break;
      case RuleStatus::Advises: verdict.standing = S::Advises; break;
      case RuleStatus::NotApplicable: verdict.standing = S::Informs; break;
      case RuleStatus::Unknown: verdict.standing = S::Undetermined; break;
    }
    verdict.causes = verdict.step->value.causes;
    return verdict;
  }

  /// What the verdict leans on that is not sure: unverified law, presumptions, gaps.
  static void collect(const PackageInstance& package, Verdict& verdict, Evaluator& evaluator) {
    std::set<const Step*> seen;
    std::set<std::string> marks;
    std::set<const Named*> used;
    walk(verdict.step, seen, marks, used, verdict.presumed);
    verdict.unverified.assign(marks.begin(), marks.end());
    for (const Gap& gap : package.gaps) {
      const bool touched = gap.touches.empty() || std::any_of(gap.touches.begin(), gap.touches.end(), [&](const Named* n) { return used.contains(n); });
      if (!touched) continue;
      if (gap.when != nullptr && gap.record == verdict.record->type &&
          evaluator.expression(*gap.when, *verdict.record, &package)->value.truth() == Truth::False)
        continue;
      verdict.gaps.push_back(&gap);
    }
  }

  static void walk(const Step* step, std::set<const Step*>& seen, std::set<std::string>& marks, std::set<const Named*>& used, std::vector<const Step*>& presumed) {
    if (!seen.insert(step).second) return;
    // What was looked at and did not count is no part of what the verdict leans on.
    if (step->kind == Step::Kind::Exception && step->label == "does not hold") return;
    if (step->kind == Step::Kind::Branch && step->value.truth() == Truth::False) return;
    if (step->named != nullptr) used.insert(step->named);
    if (step->presumed) presumed.push_back(step);
    if (step->law != nullptr && step->law->unverified) {
      const bool branch = step->named == nullptr;
      std::string mark = branch ? "paragraph " + step->label : step->named->name;
      if (!step->law->cites.empty()) mark += " (" + step->law->cites.front() + ")";
      if (!step->law->unverified_why.empty()) mark += ": " + step->law->unverified_why;
      marks.insert(std::move(mark));
    }
    for (const Step* child : step->children) walk(child, seen, marks, used, presumed);
  }

  const Program& program_;
  const JudgeOptions& options_;
  Judgement& out_;
  std::map<const Named*, bool> under_;
};

}  // namespace

Judgement judge(const Program& program, const Record& root, const JudgeOptions& options) {
  Judgement out;
  Judge(program, options, out).record(root);
  return out;
}

}  // namespace shibo::engine
