// Records out of files, one at a time, in constant memory (but for files that are joined by key).
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "record/finding.hpp"
#include "record/record.hpp"

namespace shibo::engine {

enum class InputFormat { Guess, Csv, Json, Ndjson };

/// For each input, the bytes that are asked of it at a time; results do not depend on it.
inline constexpr std::size_t kChunk = std::size_t{64} * 1024;

struct StreamOptions {
  InputFormat format = InputFormat::Guess;
  const RecordType* record = nullptr;  ///< null: the type whose mapping fits the headers best
  std::size_t chunk = kChunk;
  std::string encoding = {};  ///< as the C library names it; empty: UTF-8, or what a byte order mark says
  std::string database = {};  ///< set by `open_stream`: the file whose table the bytes write out; empty: none
};

/// What was made of the header: which column was read as which field, by which mapping.
struct ColumnUse {
  std::string header;
  std::string field;  ///< empty: not read
  Place place;
  std::vector<std::string> not_as = {};  ///< fields that it has a name of, too, and that nothing fills
  bool is_key = false;                   ///< of JSON
};

/// A file that a mapping joins, and that is not there.
struct AbsentFile {
  std::string path;
  std::string list;  ///< that it would fill, and that stays unknown
};

class RecordStream {
 public:
  virtual ~RecordStream() = default;

  /// The next root record, or nothing at the end.
  [[nodiscard]] virtual RecordPtr next() = 0;

  /// Findings since the last call, in order of place. Call after each `next`, and after the end.
  [[nodiscard]] virtual std::vector<Finding> take_findings() = 0;

  [[nodiscard]] virtual const std::vector<ColumnUse>& columns() const = 0;
  [[nodiscard]] const std::vector<AbsentFile>& absent_files() const { return absent_files_; }
  [[nodiscard]] virtual const RecordType* record_type() const = 0;
  /// By which the file is read; null where the rules have none for its record.
  [[nodiscard]] virtual const Mapping* mapping() const = 0;

  /// Whether something of the file so far could not be read as records: a broken line, an interrupted or
  /// truncated file. A finding has said what; the run as a whole has then not seen all its input.
  [[nodiscard]] bool unread() const { return unread_; }

  /// Bytes read so far, for a progress bar.
  [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;

 protected:
  bool unread_ = false;
  std::vector<AbsentFile> absent_files_;
};

/// What a stream needs to know of the rules.
struct StreamSchema {
  std::vector<const RecordType*> roots;  ///< record types without a parent that could be in a file
  std::vector<const Mapping*> mappings;
  std::vector<std::string> instruments;  ///< names that the rules declare; empty: any name is one
};

/// Either a stream, or the sentence that says why not (no such file, no record type fits).
struct OpenedStream {
  std::unique_ptr<RecordStream> stream;
  std::string error;
};

/// Opens one file, or a table of a database (`ledger.sqlite:transfers`); `-` is standard input. Joined files are looked
/// for beside it.
[[nodiscard]] OpenedStream open_stream(const std::string& path, const StreamSchema& schema,
                                       const StreamOptions& options);

/// The same over a text in memory, for tests; `name` is the file that places name.
[[nodiscard]] OpenedStream open_text(const std::string& name, std::string text, const StreamSchema& schema,
                                     const StreamOptions& options);

/// Reads one typed value from text, as a cell or a JSON string holds it. The state is Given, Missing
/// (blank) or Invalid.
[[nodiscard]] FieldValue read_value(const Type& type, std::string_view text, const FieldMapping* mapping = nullptr);

}  // namespace shibo::engine
