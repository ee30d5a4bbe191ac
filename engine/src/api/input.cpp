#include "shibo/input.hpp"

#include "api/state.hpp"
#include "io/decoded_source.hpp"
#include "io/sqlite_rows.hpp"
#include "record/finding_codes.hpp"

namespace shibo {

namespace {

engine::StreamOptions stream_options(const InputOptions& options) {
  engine::StreamOptions out;
  switch (options.format) {
    case InputFormat::Guess: out.format = engine::InputFormat::Guess; break;
    case InputFormat::Csv: out.format = engine::InputFormat::Csv; break;
    case InputFormat::Json: out.format = engine::InputFormat::Json; break;
    case InputFormat::Ndjson: out.format = engine::InputFormat::Ndjson; break;
  }
  out.encoding = options.encoding;
  return out;
}

OpenedInput input_of(const Rules& rules, engine::OpenedStream opened) {
  OpenedInput out;
  out.error = std::move(opened.error);
  if (opened.stream)
    out.input.emplace(std::make_unique<Input::State>(Input::State{rules.shared(), std::move(opened.stream)}));
  return out;
}

}  // namespace

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

const char* to_text(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::Error: return "error";
    case FindingSeverity::Warning: return "warning";
    case FindingSeverity::Note: return "note";
  }
  return "";
}

std::optional<Record> Input::next() {
  engine::RecordPtr record = state_->stream->next();
  if (!record) return std::nullopt;
  const engine::Record* raw = record.get();
  return Record(
      std::make_shared<Record::State>(Record::State{state_->rules, std::move(record), raw, place_of(raw->place)}));
}

std::vector<Finding> Input::take_findings() {
  std::vector<Finding> out;
  for (engine::Finding& finding : state_->stream->take_findings())
    out.push_back({finding.code.text(), place_of(finding.place), std::move(finding.record_id),
                   std::move(finding.message), std::move(finding.help), finding.severity,
                   engine::code::loses_records(finding.code), finding.lost});
  return out;
}

std::vector<ColumnUse> Input::columns() const {
  std::vector<ColumnUse> out;
  for (const engine::ColumnUse& use : state_->stream->columns())
    out.push_back({use.header, use.field, place_of(use.place), use.not_as, use.is_key});
  return out;
}

std::vector<std::string> Input::mappings() const {
  const engine::Mapping* mapping = state_->stream->mapping();
  if (mapping == nullptr) return {};
  std::vector<std::string> names{mapping->name};
  names.insert(names.end(), mapping->over.begin(), mapping->over.end());
  return names;
}

std::vector<AbsentFile> Input::absent_files() const {
  std::vector<AbsentFile> out;
  for (const engine::AbsentFile& file : state_->stream->absent_files()) out.push_back({file.path, file.list});
  return out;
}

std::uint64_t Input::bytes_read() const { return state_->stream->bytes_read(); }

bool Input::unread() const { return state_->stream->unread(); }

std::string why_no_encoding(const std::string& name) { return engine::why_no_encoding(name).value_or(""); }

std::string unpacked_name(const std::string& name) { return engine::unpacked_name(name); }

std::string file_of_input(const std::string& name) {
  const auto database = engine::database_named(name);
  return database ? database->file : name;
}

OpenedInput open_input(const Rules& rules, const std::string& path, const InputOptions& options) {
  return input_of(rules, engine::open_stream(path, rules.state().schema, stream_options(options)));
}

OpenedInput open_text(const Rules& rules, const std::string& name, std::string text, const InputOptions& options) {
  return input_of(rules, engine::open_text(name, std::move(text), rules.state().schema, stream_options(options)));
}

}  // namespace shibo
