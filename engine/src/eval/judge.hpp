// Puts the law to a record: which rules and decisions concern it, and what they say.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "eval/evaluator.hpp"

namespace shibo::engine {

/// One answer about one record: of a decision, or of a rule that no decision rests on.
struct Verdict {
  const Record* record = nullptr;
  const Named* named = nullptr;
  const Step* step = nullptr;
  enum class Standing : std::uint8_t { Passes, Fails, Advises, Undetermined, Informs } standing = Standing::Informs;
  std::vector<const Step*> rules;              ///< the rules that a decision rests on
  std::vector<const Cause*> causes;            ///< why it is undetermined
  std::vector<std::string> unverified;         ///< marks of what was used
  std::vector<const Gap*> gaps;                ///< what is not encoded and could touch it
  std::vector<const Step*> presumed;
};

/// The verdicts about a record and the records nested in it (not its parts), and what they rest on.
struct Judgement {
  std::vector<std::unique_ptr<Evaluator>> evaluators;  ///< own the steps
  std::vector<Verdict> verdicts;
};

struct JudgeOptions {
  std::optional<Date> as_of;             ///< instead of each record's own date
  bool only_some = false;                ///< put only `packages` and `names`
  std::set<const PackageInstance*> packages;
  std::set<const Named*> names;          ///< rules and decisions; each answers for itself
};

[[nodiscard]] Judgement judge(const Program& program, const Record& root, const JudgeOptions& options);

}  // namespace shibo::engine
