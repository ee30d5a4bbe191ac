// A file that stands beside the main one and is joined to it by key: a bill of materials, a route.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "read/table_reader.hpp"

namespace shibo::engine {

/// Held whole in memory, its rows sorted by their key; all else about it streams.
class JoinedFile {
 public:
  /// Levels of parts below a record.
  static constexpr std::size_t kDepthMax = 32;

  /// Reads the file. `list` and `mapping` must outlive it. `main` is the table that it is joined to;
  /// `root_keys` are its columns that tell one record from the next.
  JoinedFile(const ListMapping& list, const Mapping& mapping, const RecordType& root, const std::string& path,
             const TableReader& main, const std::vector<int>& root_keys, std::vector<Finding>& findings);

  /// Whether it could be opened and has the columns of its keys; if not, a finding has said why.
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] bool unsure() const { return table_ && table_->unsure(); }  ///< which of its lines are rows
  [[nodiscard]] const std::vector<ColumnUse>& columns() const { return table_->shape().plan.uses; }

  /// Gives its list to the record that `row` of the main file is about. A row whose key is blank says
  /// nothing of the list, and leaves it missing.
  void join(const MutableRecord& root, const RowBuilder::Elements& elements, const KeptRow& row);

  /// Where the main file can be read twice: takes each of its rows the first time, and then the end. A key
  /// that no record has is then one that could be misspelt.
  void meet(const KeptRow& row);
  void all_met();

  /// Forgets which records have their list already. Call for each new record of the main file.
  void begin_record();

  /// Rows that name this record and nothing in it could belong to any of its lists: these may hold more
  /// than they were given. Call when all rows of the record were joined.
  void end_record();

  /// Rows whose key no record had. Call once, at the end of the main file.
  void report_unused();

 private:
  struct Part {
    const KeptRow* row = nullptr;
    MutableRecord element;
    int parent = -1;      ///< index of the part it is below; -1: of the record itself
    std::string trouble;  ///< why its place in the tree is not known; empty if it is
  };

  /// Rows with one key, or one row that lacks a part of it.
  struct Stray {
    std::string key;          ///< empty: the row has none
    Place place;              ///< of the first row
    bool unreadable = false;  ///< it has a key, which cannot be read
    bool told = false;
  };

  void read(const ListMapping& list, const TableReader& main, const std::vector<int>& root_keys);
  void keep(const KeptRow& row);
  [[nodiscard]] static std::string loose(std::string_view key);
  [[nodiscard]] bool is_unreadable(const KeptRow& row) const;
  [[nodiscard]] bool is_unused(const Stray& stray) const { return stray.key.empty() || !used_.contains(stray.key); }
  [[nodiscard]] Place place(const KeptRow& row, int column) const;
  void open_list(Record& holder, const Place& stray);
  void report_stray(const Stray& stray, const char* of_record);
  void give(Record& holder, const std::string& key);
  [[nodiscard]] std::vector<Part> parts_of(const std::vector<KeptRow>& rows);
  void find_parents(std::vector<Part>& parts);
  void cut_loops(std::vector<Part>& parts);
  void cut_depth(std::vector<Part>& parts);
  void cut(Part& part, dsl::Code code, std::string why);
  void attach(Record& holder, std::vector<Part>& parts);
  void report(dsl::Code code, Place place, std::string message, std::string help);

  const ListMapping& list_;
  const Mapping& mapping_;
  const RecordType* element_ = nullptr;
  std::vector<Finding>& findings_;
  std::unique_ptr<TableReader> table_;
  bool usable_ = false;
  std::vector<int> holder_path_;  ///< of the record that gets the list
  int field_ = -1;                ///< the list in it
  std::vector<int> their_key_, our_key_;
  int own_ = -1, parent_ = -1;  ///< columns of a row's own key and of the one it is below
  std::map<std::string, std::vector<KeptRow>> rows_;
  std::set<std::string> used_;
  std::set<Record*> done_;
  // The parts of the key that tell one record from the next, and by them all keys of the file.
  std::vector<int> their_root_, our_root_;
  std::map<std::string, std::vector<Stray>> by_root_;
  std::set<std::string> met_;
  std::map<std::string, std::vector<std::string>>
      misspelt_;                  ///< those that no record has, by what they may have been meant for
  std::string root_key_;          ///< of the present record
  std::optional<Place> keyless_;  ///< the first row that could be of any record
  std::optional<Place> strange_;  ///< the first row whose key no record has
};

}  // namespace shibo::engine
