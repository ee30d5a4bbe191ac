// The records that came before: what series of the rules count in.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shibo/finding.hpp"
#include "shibo/input.hpp"
#include "shibo/rules.hpp"

namespace shibo {

struct HistoryOptions {
  InputOptions input;
  /// Whether it was said of some days that the history holds all their records; where it was not, and beyond those
  /// days, what is counted is a bound.
  bool whole = false;
  std::optional<std::chrono::year_month_day> whole_from;  ///< of `whole`: none: from the beginning
  std::optional<std::chrono::year_month_day> whole_to;    ///< of `whole`: none: to the end
};

struct CheckOptions;

/// What was read of the files of a history, as far as the rules count it. A handle that is cheap to copy; any number of
/// threads may check with one. It lies on disk where it is long, and is gone with its last handle.
class History {
 public:
  /// Records that some series of the rules may count.
  [[nodiscard]] std::size_t size() const;
  /// Whether something of its files could not be read as records. A finding has said what.
  [[nodiscard]] bool unread() const;

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }
  explicit History(std::shared_ptr<const State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<const State> state_;
};

/// Either the history, or the sentence that says why not.
struct OpenedHistory {
  std::optional<History> history;
  std::string error;
};

/// Reads the files, in their order, by the mappings of the rules, and works their records out as `judging` says;
/// `finding` hears what is wrong in them. Of a file that could not be read whole, nothing that is counted is more than
/// a bound. A record of the same key as the one that is judged is that record, and is not counted beside it; one that
/// stands twice is counted twice, and told (D0197). A day that is none throws std::invalid_argument.
[[nodiscard]] OpenedHistory read_history(const Rules& rules, const std::vector<std::string>& files,
                                         const HistoryOptions& options, const CheckOptions& judging,
                                         const std::function<void(const Finding&)>& finding = nullptr);

/// Whether some series of the rules counts records.
[[nodiscard]] bool counts_history(const Rules& rules);

}  // namespace shibo
