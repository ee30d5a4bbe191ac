#include "read/stream.hpp"

#include <filesystem>

#include "io/decoded_source.hpp"
#include "io/file_kind.hpp"
#include "io/row.hpp"
#include "io/sqlite_rows.hpp"
#include "read/json_stream.hpp"
#include "read/read_value.hpp"
#include "read/table_stream.hpp"

namespace shibo::engine {

namespace {

/// Whether the line holds one value, which a closing bracket ends, and nothing after it.
bool is_one_value(std::string_view line) {
  int open = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == '{' || c == '[')) ++open;
    else if (!quoted && (c == '}' || c == ']') && --open == 0) return i + 1 == line.size();
  }
  return false;
}

/// What the first bytes tell: JSON begins with a bracket; where the first line closes it, each line is
/// one object.
InputFormat format_of(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  beginning = stripped(beginning);
  if (!beginning.starts_with('{') && !beginning.starts_with('[')) return InputFormat::Csv;
  const std::size_t end = beginning.find('\n');
  if (beginning.front() == '[' || end == std::string_view::npos) return InputFormat::Json;
  return is_one_value(stripped(beginning.substr(0, end))) ? InputFormat::Ndjson : InputFormat::Json;
}

InputFormat format_of_name(const std::string& path) {
  const std::string extension = folded(std::filesystem::path(unpacked_name(path)).extension().string());
  if (extension == ".csv" || extension == ".tsv") return InputFormat::Csv;
  if (extension == ".json") return InputFormat::Json;
  if (extension == ".ndjson" || extension == ".jsonl") return InputFormat::Ndjson;
  return InputFormat::Guess;
}

OpenedStream open_bytes(std::unique_ptr<ByteSource> source, const Reopen& reopen, const std::string& path,
                        const StreamSchema& schema, const StreamOptions& options) {
  InputFormat format = options.format == InputFormat::Guess ? format_of_name(path) : options.format;
  if (format == InputFormat::Guess) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source), PeekedSource::kBeginning, has_first_line);
    format = format_of(peeked->peeked());
    source = std::move(peeked);
  }
  if (format == InputFormat::Csv) return open_table_stream(std::move(source), reopen, path, schema, options);
  return open_json_stream(std::move(source), path, format == InputFormat::Ndjson, schema, options);
}

/// A database is one whatever format the call names: that is of the files of text.
OpenedStream open_database(const DatabaseName& database, const std::string& path, const StreamSchema& schema,
                           StreamOptions options) {
  const OpenedRows opened = open_sqlite_rows(database);
  if (!opened.rows) return {nullptr, opened.error};
  options.database = database.file;
  return open_table_stream(opened.rows(), opened.rows, path, schema, options);
}

}  // namespace

OpenedStream open_stream(const std::string& path, const StreamSchema& schema, const StreamOptions& options) {
  if (auto why = why_no_encoding(options.encoding)) return {nullptr, *std::move(why)};
  if (const auto database = database_named(path)) return open_database(*database, path, schema, options);
  OpenedSource opened = open_source(path);
  if (!opened.source) return {nullptr, opened.error};
  std::error_code failure;
  Reopen reopen;
  if (path != "-" && std::filesystem::is_regular_file(path, failure))
    reopen = [path, encoding = options.encoding] { return decoded(open_source(path).source, encoding); };
  return open_bytes(decoded(std::move(opened.source), options.encoding), reopen, path, schema, options);
}

OpenedStream open_text(const std::string& name, std::string text, const StreamSchema& schema,
                       const StreamOptions& options) {
  if (auto why = why_no_encoding(options.encoding)) return {nullptr, *std::move(why)};
  auto source = decoded(std::make_unique<TextSource>(text), options.encoding);
  const Reopen reopen = [text = std::move(text), encoding = options.encoding] {
    return decoded(std::make_unique<TextSource>(text), encoding);
  };
  return open_bytes(std::move(source), name == "-" ? Reopen() : reopen, name, schema, options);
}

}  // namespace shibo::engine
