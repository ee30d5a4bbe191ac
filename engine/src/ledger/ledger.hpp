// The records of a history, as far as anything counts them.
//
// Of each record what a count asks of it is worked out once, as it is read, by the law of its own day. The terms lie in
// a database of the process's own, on disk where they are many, and are found by key and day. In memory stay only the
// reasons why something is not known (kReasonsMax at most) and, of all the ways in which records lean on readings,
// presumptions, blanks and unverified law, the first record of each.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eval/history.hpp"

namespace shibo::engine {

/// A record that the history holds more than once: each is counted.
struct SaidTwice {
  std::string name;
  Place first, second;
};

class Ledger final : public History {
 public:
  static constexpr std::size_t kReasonsMax = 1000;

  /// Records are worked out as the run has it, but that no history counts in one. Requires: the program outlives it.
  Ledger(const Program& program, Run run);
  ~Ledger() override;

  // Whoever fills it does so alone, and ends with `finish`. A full disk throws std::runtime_error.

  /// `root` owns the record, which stands alone in its file.
  void add(const RecordPtr& root);
  /// That it holds all records of these days. Days that were said before are forgotten.
  void say_whole(const Window& window) { whole_ = window; }
  /// Something of it could not be read: nobody can say that it is whole.
  void say_torn() { torn_ = true; }
  void finish();

  // Once it is finished, any thread may ask.

  [[nodiscard]] bool is_torn() const { return torn_; }
  /// How many records were added that something counts.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Those with a key of their own that were added more than once, at most `most`, as they stand in the history.
  [[nodiscard]] std::vector<SaidTwice> said_twice(std::size_t most) const;
  [[nodiscard]] std::vector<CountedRecord> counted(const node::Count& count, const std::vector<Value>& key,
                                                   const Window& window, const Record& but,
                                                   bool presuming) const override;
  /// How the database looks for what `counted` asks, each part of it as it says so itself: for tests.
  [[nodiscard]] std::vector<std::string> ways_to_find() const;
  [[nodiscard]] why::HistoryNotWhole::Why why_not_whole(const Window& window) const override;

 private:
  struct Store;

  const Program& program_;
  Run run_;
  std::optional<Window> whole_;
  bool torn_ = false;
  std::size_t size_ = 0;
  std::unique_ptr<Store> store_;
};

}  // namespace shibo::engine
