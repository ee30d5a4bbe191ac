// A table that is being read: its header fitted to a record, then its rows, each checked for its width.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "io/csv.hpp"
#include "read/row_builder.hpp"

namespace shibo::engine {

/// What a table is to be fitted to.
struct TableTarget {
  const RecordType* record = nullptr;
  const Mapping* mapping = nullptr;
  std::vector<std::string> prefix;  ///< the path of the joined list whose element the record is
  std::vector<std::string> keys;    ///< names of columns that are read as keys, whatever else they fill
  std::shared_ptr<Instruments> instruments;
};

class TableReader {
 public:
  /// `findings` must outlive the reader.
  TableReader(std::unique_ptr<ByteSource> source, const std::string& path, CsvOptions options,
              std::vector<Finding>& findings);

  /// Reads the header and fits it; false if there is none. Reports columns that are not read.
  [[nodiscard]] bool open(const TableTarget& target);

  /// The next row that is not blank, reported and kept; false at the end. Blank rows are counted in one
  /// finding for each run of them; a source that fails is a finding, too.
  [[nodiscard]] bool next(KeptRow& row);

  [[nodiscard]] const TableShape& shape() const { return shape_; }
  [[nodiscard]] bool failed() const { return failed_; }
  /// Whether it was not sure which lines are rows; whether some may be in a cell.
  [[nodiscard]] bool unsure() const { return unsure_ || reader_.unsure(); }
  [[nodiscard]] bool hides_rows() const { return unsure_ || reader_.hides_rows(); }
  /// By which the file was read; empty where none was named.
  [[nodiscard]] const std::string& encoding() const { return reader_.encoding(); }
  [[nodiscard]] std::uint64_t bytes_read() const { return reader_.bytes_read(); }

  /// The column of a mapping's key, or -1.
  [[nodiscard]] int key_column(const std::string& name) const {
    return column_of_key(shape_.plan, shape_.headers, name);
  }

 private:
  void report_columns(const Row& header, const TableTarget& target);
  std::set<std::size_t> report_twins(const Row& header);
  [[nodiscard]] std::string help_with(const std::vector<std::size_t>& unread, const TableTarget& target) const;
  [[nodiscard]] bool is_header(const KeptRow& row) const;
  [[nodiscard]] bool is_totals(const KeptRow& row);
  void report_nameless(const KeptRow& row);
  void note_keys(const std::vector<std::string>& keys);
  void report_width(KeptRow& row);
  void report_blank_rows();
  void report(dsl::Code code, FindingSeverity severity, std::uint32_t line, std::uint32_t column, std::string message,
              std::string help);

  std::unique_ptr<ByteSource> source_;
  TableShape shape_;
  CsvReader reader_;
  std::uint32_t blank_first_ = 0;
  std::size_t blank_rows_ = 0;
  std::vector<std::size_t> nameless_;  ///< columns without a header that have had blank cells alone so far
  bool failed_ = false;
  bool unsure_ = false;  ///< some row may be one of totals
};

}  // namespace shibo::engine
