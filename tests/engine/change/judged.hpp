// A verdict on a name of rules in memory, for as long as it is asked about.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "judge/judge.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {

class Judged {
 public:
  Judged(const RulesInMemory& rules, const std::string& name, std::shared_ptr<const Record> record)
      : rules_(rules), record_(std::move(record)), agenda_(rules.program(), Choice{true, {}, {&rules.named(name)}}) {
    judge(agenda_, run_, *record_, [&](Judgement made) {
      if (!made.verdicts.empty()) judgement_ = std::move(made);
    });
  }

  [[nodiscard]] const Program& program() const { return rules_.program(); }
  [[nodiscard]] const Run& run() const { return run_; }
  [[nodiscard]] const Verdict& verdict() const { return judgement_.verdicts.front(); }

 private:
  const RulesInMemory& rules_;
  std::shared_ptr<const Record> record_;
  Run run_;
  Agenda agenda_;
  Judgement judgement_;
};

}  // namespace shibo::engine
