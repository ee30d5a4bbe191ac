#include "testing/test_run.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "eval/evaluation.hpp"
#include "explain/cause_words.hpp"
#include "judge/leaning.hpp"
#include "ledger/ledger.hpp"

namespace shibo::engine {

namespace {

using Kind = dsl::Expectation::Kind;

const Step* asked_step(const Step* step) {
  while (step->kind == Step::Kind::Expression && !step->children.empty()) step = step->children.back();
  return step;
}

/// Each element as often as it is there.
std::string list_text(const ListData& list, const Type& type) {
  if (list.items.empty() && !list.whole()) return "unknown";
  std::string text = "[";
  for (const Value& item : list.items) text += (text.size() > 1 ? ", " : "") + to_text(item, *type.element);
  return text + "]" + (list.whole() ? "" : " and perhaps more");
}

std::string status_text(const Step* step) {
  if (step->kind == Step::Kind::Rule) {
    const bool is = step->status == RuleStatus::NotApplicable || step->status == RuleStatus::Unknown;
    return std::string(is ? "is " : "") + to_text(step->status);
  }
  if (step->value.not_applicable()) return "is not applicable";
  if (!step->value.outcomes().empty() && !step->value.known()) {
    std::string open;
    for (const std::string& name : step->value.outcomes()) open += (open.empty() ? "" : ", ") + name;
    return "is open [" + open + "]";
  }
  const auto* list = step->value.get<std::shared_ptr<const ListData>>();
  return "is " + (list != nullptr ? list_text(**list, *step->type) : to_text(step->value, *step->type));
}

std::string reasons_in_short(const Causes& causes) {
  std::string text;
  for (const Cause* why : causes) text += (text.empty() ? "" : "; ") + (why->path.empty() ? words_of(*why) : why->path);
  return text;
}

std::set<std::string> paths(const Causes& causes) {
  std::set<std::string> all;
  for (const Cause* why : causes) {
    if (!why->path.empty()) all.insert(why->path);
  }
  return all;
}

/// Of the facts that nobody gave, and the answer leans on a presumption about them.
std::set<std::string> presumed_paths(const Step& step) {
  std::set<std::string> all;
  std::map<const Step*, Leaning> of_shared;
  for (const Presumed& presumed : leaning_of(step, of_shared).presumed)
    all.merge(paths(presumed.step->children.front()->value.causes()));
  return all;
}

class Runner {
 public:
  Runner(const Program& program, std::size_t steps_max, TestReport& report)
      : program_(program), steps_max_(steps_max), report_(report) {}

  void run(const TestCase& test) {
    TestOutcome& outcome = report_.tests.emplace_back();
    outcome.test = &test;
    const Step* last = nullptr;
    Run run;
    run.as_of = test.as_of;
    run.readings = test.readings;
    std::optional<Ledger> history;
    if (!test.syntax->among.empty() || !test.among_all) {
      history.emplace(program_, run);
      for (const RecordPtr& record : test.among) history->add(record);
      if (test.among_all) history->say_whole({});
      history->finish();
      run.history = &*history;
    }
    for (const TestCase::Expect& expect : test.expectations) {
      ++outcome.expectations;
      if (expect.record == nullptr) continue;
      // Expectations about missing facts speak of the expression before them.
      evaluations_.push_back(std::make_unique<Evaluation>(program_, *expect.record, run, steps_max_));
      Evaluation& evaluation = *evaluations_.back();
      const Step* step =
          expect.what != nullptr ? evaluation.expression(*expect.what, *expect.record, test.package) : last;
      const std::string found =
          step != nullptr ? check(expect, step, evaluation, test) : "there is nothing before this to ask about";
      if (!found.empty()) outcome.failures.push_back({expect.syntax, found});
      if (expect.what != nullptr) last = step;
    }
    evaluations_.clear();
  }

 private:
  /// What was found instead; empty when the expectation is met.
  static std::string check(const TestCase::Expect& expect, const Step* step, Evaluation& evaluation,
                           const TestCase& test) {
    const Step* asked = asked_step(step);
    switch (expect.syntax->kind) {
      case Kind::Holds: {
        if (step->value.truth() == Truth::True) return "";
        if (expect.left != nullptr) {
          const Step* left = evaluation.expression(*expect.left, *expect.record, test.package);
          const std::string causes = reasons_in_short(left->value.causes());
          return "it " + status_text(asked_step(left)->kind == Step::Kind::Rule ? asked_step(left) : left) +
                 (causes.empty() ? "" : " (missing: " + causes + ")");
        }
        const std::string causes = reasons_in_short(step->value.causes());
        return step->value.truth() == Truth::False
                   ? "it is false"
                   : "it is unknown" + (causes.empty() ? "" : " (missing: " + causes + ")");
      }
      case Kind::Unknown:
        return !asked->value.known() && !asked->value.not_applicable() ? "" : "it " + status_text(asked);
      case Kind::NotApplicable: return asked->value.not_applicable() ? "" : "it " + status_text(asked);
      case Kind::Advises:
        return asked->kind == Step::Kind::Rule && asked->status == RuleStatus::Advises ? ""
                                                                                       : "it " + status_text(asked);
      case Kind::Conflicts: return asked->value.conflict() ? "" : "it " + status_text(asked);
      case Kind::Open: {
        std::set<std::string> wanted;
        for (const dsl::Word& word : expect.syntax->open) wanted.insert(word.text);
        const Outcomes& open = asked->value.outcomes();
        return wanted == std::set<std::string>(open.begin(), open.end()) ? "" : "it " + status_text(asked);
      }
      case Kind::Missing: return compare_paths(expect, paths(step->value.causes()), evaluation, "missing");
      case Kind::Presumed: return compare_paths(expect, presumed_paths(*step), evaluation, "presumed");
    }
    return "";
  }

  /// All of them, and no others.
  static std::string compare_paths(const TestCase::Expect& expect, const std::set<std::string>& paths,
                                   const Evaluation& evaluation, const std::string& word) {
    std::set<std::string> all;
    for (const std::string& path : paths) all.insert(evaluation.own_name(path));
    std::set<std::string> wanted;
    for (const dsl::Text& path : expect.syntax->paths) wanted.insert(path.value);
    if (wanted == all) return "";
    std::string text;
    for (const std::string& path : all) text += (text.empty() ? "" : ", ") + path;
    return word + ": " + (text.empty() ? "nothing" : text);
  }

  const Program& program_;
  std::size_t steps_max_;
  TestReport& report_;
  std::vector<std::unique_ptr<Evaluation>> evaluations_;
};

}  // namespace

TestReport run_tests(const Program& program, std::size_t steps_max) {
  TestReport report;
  Runner runner(program, steps_max, report);
  for (const PackageInstance& package : program.packages) {
    if (!package.judged) continue;
    for (const TestCase& test : package.tests) runner.run(test);
  }
  return report;
}

}  // namespace shibo::engine
