// What stands behind the handles of the public headers. Each state keeps alive what it points into.
#pragma once

#include <memory>

#include "check/check.hpp"
#include "explain/place.hpp"
#include "judge/judge.hpp"
#include "ledger/ledger.hpp"
#include "read/stream.hpp"
#include "shibo/check.hpp"
#include "shibo/history.hpp"
#include "shibo/input.hpp"
#include "shibo/record.hpp"
#include "shibo/rules.hpp"
#include "shibo/verdict.hpp"

namespace shibo {

struct Diagnostics::State {
  std::shared_ptr<const engine::Checked> checked;  ///< the sources that the diagnostics point into
};

struct Rules::State {
  std::shared_ptr<const engine::Checked> checked;
  engine::StreamSchema schema;

  [[nodiscard]] const engine::Program& program() const { return *checked->program; }
};

struct Record::State {
  std::shared_ptr<const Rules::State> rules;
  engine::RecordPtr root;  ///< owns `record`
  const engine::Record* record = nullptr;
  Place place;
};

struct Input::State {
  std::shared_ptr<const Rules::State> rules;
  std::unique_ptr<engine::RecordStream> stream;
};

struct History::State {
  State(std::shared_ptr<const Rules::State> of, engine::Run run)
      : rules(std::move(of)), ledger(rules->program(), std::move(run)) {}

  std::shared_ptr<const Rules::State> rules;  ///< the ledger points into them
  engine::Ledger ledger;
};

/// All verdicts of one record share one judgement, which owns the steps.
struct Verdict::State {
  std::shared_ptr<const Record::State> root;
  std::shared_ptr<const engine::Judgement> judgement;
  const engine::Verdict* verdict = nullptr;
};

/// Throws std::invalid_argument, naming `what` it is, for one that is no day of the calendar.
[[nodiscard]] engine::Date day_of(const std::chrono::year_month_day& day, const std::string& what);

/// What the options say of a run, but for its history.
[[nodiscard]] engine::Run run_of(const Rules& rules, const CheckOptions& options);

/// Each once.
[[nodiscard]] std::vector<Presumption> presumptions_of(const engine::Leaning& leaning,
                                                       const engine::Evaluation& evaluation);

}  // namespace shibo
