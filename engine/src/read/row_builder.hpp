// Records out of the rows that make them up.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "read/columns.hpp"
#include "read/kept_row.hpp"
#include "read/read_value.hpp"
#include "read/value_findings.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

using MutableRecord = std::shared_ptr<Record>;

/// One table as it was opened: what its columns are, and where findings go.
struct TableShape {
  std::shared_ptr<const std::string> file;
  std::vector<std::string> headers;
  bool by_semicolons = false;  ///< what stands between its cells
  TablePlan plan;
  std::vector<Finding>* findings = nullptr;
  std::shared_ptr<Instruments> instruments;
  std::vector<std::size_t> unread = {};  ///< the columns that nothing reads, not as a key either
  const Mapping* mapping = nullptr;      ///< may be null
};

/// A list whose elements are told apart by columns: rows that agree in them are one element.
struct ElementKey {
  std::vector<int> path;  ///< of the list, from the record
  std::vector<int> columns;
  const Mapping* mapping = nullptr;  ///< that names them
};

/// Builds one record from its rows, in whatever order they come.
///
/// A blank says nothing, so any row may supply a value. Rows that say different things of one field make
/// it invalid: neither is taken for true. Elements of lists are told apart by their key; a row without
/// one is an element of its own, and so is one whose cells are displaced: what it holds is unknown, and
/// takes nothing from what the other rows say.
class RowBuilder {
 public:
  /// Elements in all lists of a record together.
  static constexpr std::size_t kElementsMax = 100'000;

  /// `shape` and `keys` must outlive the builder; `first` begins the record.
  RowBuilder(const TableShape& shape, const std::vector<ElementKey>& keys, const RecordType& type,
             const KeptRow& first);

  /// The element that a row is about, for each list on the way to its columns.
  using Elements = std::map<std::vector<int>, MutableRecord>;
  Elements add(const KeptRow& row);

  [[nodiscard]] const MutableRecord& record() const { return root_; }

 private:
  struct Read {
    const ColumnPlan* column = nullptr;
    FieldValue value;
  };

  /// What rows about some elements have in columns that are not read: for each, what the first says that says anything.
  struct Unread {
    struct Row {
      std::uint32_t line = 0;
      std::vector<bool> said;  ///< for each column that is read, whether it says something
    };
    struct Cell {
      std::string text;     ///< empty while none says anything
      std::size_t row = 0;  ///< of `rows`
    };
    std::vector<Row> rows;
    std::vector<Cell> cells;  ///< of the columns that are not read, in their order
  };

  [[nodiscard]] MutableRecord fresh(const RecordType& type, const KeptRow& row) const;
  [[nodiscard]] FieldValue cell_value(const ColumnPlan& column, const KeptRow& row);
  [[nodiscard]] Beside beside(const KeptRow& row, const std::vector<int>& columns, std::string_view what,
                              const ColumnPlan& of) const;
  [[nodiscard]] FieldValue unreadable(const ColumnPlan& of, const KeptRow& row, int column,
                                      const std::string& what) const;
  [[nodiscard]] Record* holder(const Read& read, const KeptRow& row, Elements& elements, bool create);
  [[nodiscard]] MutableRecord element(Record& on, std::size_t index, const std::vector<int>& path, const KeptRow& row,
                                      Elements& elements, bool create);
  [[nodiscard]] MutableRecord add_element(Record& on, std::size_t index, const KeptRow& row);
  void put(FieldValue& field, const ColumnPlan& column, FieldValue value, std::string_view text);
  void settle_absent(const KeptRow& row, Elements& elements);
  void report_again(const KeptRow& row, const Elements& elements, bool made_one);
  void report_unread(const KeptRow& row, const Elements& elements);
  [[nodiscard]] FieldValue& list_at(const std::vector<int>& path, const Elements& elements) const;
  [[nodiscard]] std::vector<std::string> unread_cells(const KeptRow& row) const;
  [[nodiscard]] std::optional<std::size_t> row_that_differs(const Unread& before,
                                                            const std::vector<std::string>& cells) const;
  [[nodiscard]] std::string unread_that_differ(const Unread& before, std::size_t at,
                                               const std::vector<std::string>& cells) const;
  void keep_unread(const std::vector<std::string>& cells, const KeptRow& row, Unread& before) const;
  [[nodiscard]] static bool differs(const Unread::Cell& before, const std::string& cell);
  [[nodiscard]] std::string key_of(const std::vector<int>& path, const KeptRow& row) const;
  void report(dsl::Code code, Place place, std::string message, std::string help);

  const TableShape& shape_;
  const std::vector<ElementKey>& keys_;
  MutableRecord root_;
  std::map<std::tuple<const Record*, std::size_t, std::string>, MutableRecord> known_;
  std::size_t elements_ = 0;
  std::uint32_t row_line_ = 0;                              ///< where the row that is added begins
  std::vector<bool> said_;                                  ///< by the row that is added, as in Unread::Row
  bool adds_something_ = false;                             ///< whether it does, to what earlier rows have said
  std::map<std::string, std::uint32_t, std::less<>> rows_;  ///< what rows say, and the line of the first that says it
  std::map<std::vector<const Record*>, Unread> unread_;
};

/// Whether the input itself says it.
[[nodiscard]] bool says_something(const FieldValue& value);

/// What is said of a field that two columns or keys of these names fill differently.
[[nodiscard]] std::string differs_in(const std::string& one, const std::string& other);
inline constexpr const char* kNeitherIsTrue = "neither is taken for true: leave the one that is right";

/// Whether two values that were read say the same.
[[nodiscard]] bool same_value(const FieldValue& a, const FieldValue& b);

}  // namespace shibo::engine
