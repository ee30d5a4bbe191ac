// The objects of a JSON text that are records, one at a time: one object, an array of them, an object that
// holds such an array, or one a line.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "io/json.hpp"
#include "read/json_likeness.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

class JsonRecords {
 public:
  virtual ~JsonRecords() = default;

  /// The next object and its path (`$[3]`, `$.shipments[3]`); nothing at the end. Findings go to the list
  /// that was given at the start.
  [[nodiscard]] virtual bool next(JsonValue& object, std::string& path) = 0;
  [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
  /// Something could not be read.
  [[nodiscard]] bool unread() const { return unread_; }

 protected:
  JsonRecords(std::shared_ptr<const std::string> file, std::vector<Finding>& findings)
      : file_(std::move(file)), findings_(findings) {}
  void report(dsl::Code code, FindingSeverity severity, std::uint32_t line, std::uint32_t column, std::string message,
              std::string help = "", std::string path = "");
  /// `path` is that of the value that the reader read.
  void report_notes(JsonReader& reader, const std::string& path);
  void report_fault(const JsonReader& reader, const ByteSource& source, const std::string& path);
  /// Whether the value can be a record; if not, a finding says so.
  [[nodiscard]] bool is_record(const JsonValue& value, const std::string& path);

  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  bool unread_ = false;
};

/// A document: the text is read on only when the next record is asked for. `likeness` must outlive it.
[[nodiscard]] std::unique_ptr<JsonRecords> json_document(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                                         std::shared_ptr<const std::string> file,
                                                         std::vector<Finding>& findings, const JsonLikeness& likeness);
/// NDJSON: a line that is broken is a finding, and the next line is read.
[[nodiscard]] std::unique_ptr<JsonRecords> json_lines(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                                      std::shared_ptr<const std::string> file,
                                                      std::vector<Finding>& findings);

}  // namespace shibo::engine
