// The records of a history, as far as anything counts them.
//
// Of each record what a count asks of it is worked out once, as it is read, by the law of its own day. The terms lie in
// a database of the process's own, on disk where they are many: memory does not grow with the history, but for the
// reasons why something of it is not known, of which there are at most kReasonsMax.
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

  /// Requires: nobody has asked yet.
  void add(const Record& record);
  /// That it holds all records of these days. Days that were said before are forgotten.
  void say_whole(const Window& window) { whole_ = window; }
  /// Something of it could not be read: nobody can say that it is whole.
  void say_torn() { torn_ = true; }
  [[nodiscard]] bool is_torn() const { return torn_; }
  /// How many records were added that something counts.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Those with a key of their own that were added more than once, at most `most`, as they stand in the history. Call
  /// it when all were added.
  [[nodiscard]] std::vector<SaidTwice> said_twice(std::size_t most) const;

  void each(const node::Count& count, const std::vector<Value>& key, const Window& window, const Record& but,
            const std::function<void(CountedRecord)>& take) const override;
  [[nodiscard]] bool is_whole(const Window& window) const override;

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
