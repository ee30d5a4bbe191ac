// Records out of files: CSV, JSON and NDJSON, one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shibo/finding.hpp"
#include "shibo/record.hpp"
#include "shibo/rules.hpp"

namespace shibo {

enum class InputFormat { Guess, Csv, Json, Ndjson };

struct InputOptions {
  InputFormat format = InputFormat::Guess;  ///< guessed from the name, else from the first character
  std::string encoding = {};                ///< `GBK`, `Shift_JIS`, …; empty: UTF-8, or what a byte order mark says
};

/// Why text in an encoding of this name cannot be read, in a sentence; empty if it can.
[[nodiscard]] std::string why_no_encoding(const std::string& name);

/// The name of a file without the `.gz` of a packed one, in any capitals: `shipments.csv`.
[[nodiscard]] std::string unpacked_name(const std::string& name);

/// The file that an input stands in: of `ledger.sqlite:transfers`, a table of a database, `ledger.sqlite`; else the
/// name itself.
[[nodiscard]] std::string file_of_input(const std::string& name);

/// Which column (or key of JSON) was read as which field.
struct ColumnUse {
  std::string header;
  std::string field;  ///< empty: it is not read
  Place place;
  std::vector<std::string> not_as;  ///< fields that it has a name of, too, and that nothing fills
  bool is_key = false;              ///< of JSON
};

/// A file that a mapping joins, and that is not there.
struct AbsentFile {
  std::string path;
  std::string list;  ///< that it would fill, and that stays unknown
};

/// An open file of records. Memory does not grow with its length, but for the files that are joined to
/// it by key. One thread at a time.
class Input {
 public:
  /// The next record, or nothing at the end.
  [[nodiscard]] std::optional<Record> next();

  /// What was found wrong since the last call. Ask after each `next`, and after the end.
  [[nodiscard]] std::vector<Finding> take_findings();

  [[nodiscard]] std::vector<ColumnUse> columns() const;
  /// The mapping by which the file is read, then those that it stands on, the nearest first; empty where the rules have
  /// none for its record.
  [[nodiscard]] std::vector<std::string> mappings() const;
  [[nodiscard]] std::vector<AbsentFile> absent_files() const;
  /// Of the file itself, not of those that are joined to it.
  [[nodiscard]] std::uint64_t bytes_read() const;
  /// Whether something of the file so far could not be read as records: a broken line, a truncated or
  /// interrupted file. A finding has said what.
  [[nodiscard]] bool unread() const;

  struct State;  ///< not for users
  explicit Input(std::unique_ptr<State> state);
  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

 private:
  std::unique_ptr<State> state_;
};

/// Either the input, or the sentence that says why not (no such file; no record type fits).
struct OpenedInput {
  std::optional<Input> input;
  std::string error;
};

/// Opens a file; `-` is standard input. Joined files are looked for beside it. Of a SQLite database, whatever its name,
/// its one table is read, or the one that is named behind a colon: `ledger.sqlite:transfers`.
[[nodiscard]] OpenedInput open_input(const Rules& rules, const std::string& path, const InputOptions& options = {});

/// The same over a text in memory; `name` is the file that places name.
[[nodiscard]] OpenedInput open_text(const Rules& rules, const std::string& name, std::string text,
                                    const InputOptions& options = {});

}  // namespace shibo
