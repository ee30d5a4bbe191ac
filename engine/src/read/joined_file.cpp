#include "read/joined_file.hpp"

#include <algorithm>
#include <filesystem>

#include "io/decoded_source.hpp"
#include "read/read_value.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

JoinedFile::JoinedFile(const ListMapping& list, const Mapping& mapping, const RecordType& root, const std::string& path,
                       const TableReader& main, const std::vector<int>& root_keys, std::vector<Finding>& findings)
    : list_(list), mapping_(mapping), findings_(findings) {
  const std::vector<int> full = indices_of(root, list.path);
  if (full.empty()) return;
  holder_path_.assign(full.begin(), full.end() - 1);
  field_ = full.back();
  const RecordType* holder = &root;
  for (const int index : holder_path_) {
    const Type& type = holder->fields[static_cast<std::size_t>(index)].type;
    holder = (type.kind == TypeKind::List ? *type.element : type).record;
  }
  element_ = holder->fields[static_cast<std::size_t>(field_)].type.element->record;
  if (element_ == nullptr) return;
  // What stands beside a file by chance is not waited for, as a pipe would be.
  std::error_code failure;
  OpenedSource opened{nullptr, "it is no regular file"};
  if (std::filesystem::is_regular_file(path, failure)) opened = open_source(path);
  if (!opened.source) {
    Finding finding;
    finding.code = code::kJoinFailed;
    finding.place.file = std::make_shared<const std::string>(path);
    finding.message = "it is not joined: " + opened.error;
    findings_.push_back(std::move(finding));
    return;
  }
  const std::string& encoding = main.encoding();
  table_ = std::make_unique<TableReader>(decoded(std::move(opened.source), encoding), path,
                                         CsvOptions{.encoding = encoding}, findings);
  std::vector<std::string> keys;
  for (const auto& join : list.by) keys.push_back(join.first);
  if (list.under) keys.insert(keys.end(), {list.under->first, list.under->second});
  if (table_->open({element_, &mapping, list.path, std::move(keys), main.shape().instruments}))
    read(list, main, root_keys);
  else report(code::kJoinFailed, {table_->shape().file, 1, 1, ""}, "it is not joined: it has no header", "");
}

void JoinedFile::read(const ListMapping& list, const TableReader& main, const std::vector<int>& root_keys) {
  std::string lacks;
  for (const auto& [theirs, ours] : list.by) {
    their_key_.push_back(table_->key_column(theirs));
    our_key_.push_back(main.key_column(ours));
    if (their_key_.back() < 0) lacks = "it has no column `" + theirs + "`";
    else if (our_key_.back() < 0) lacks = "the file that it belongs to has no column `" + ours + "`";
    if (std::find(root_keys.begin(), root_keys.end(), our_key_.back()) == root_keys.end()) continue;
    their_root_.push_back(their_key_.back());
    our_root_.push_back(our_key_.back());
  }
  // Where nothing tells records apart, each row is one, and its own key is the record's.
  if (their_root_.empty()) their_root_ = their_key_, our_root_ = our_key_;
  if (list.under) {
    parent_ = table_->key_column(list.under->first);
    own_ = table_->key_column(list.under->second);
  }
  if (!lacks.empty())
    return report(code::kJoinFailed, {table_->shape().file, 1, 1, ""}, "it is not joined: " + lacks,
                  "the list is missing, which is not the same as empty");
  KeptRow row;
  while (table_->next(row)) keep(row);
  usable_ = !table_->failed() && !table_->hides_rows();
  if (table_->hides_rows())
    report(code::kJoinFailed, {table_->shape().file, 1, 1, ""},
           "it is not joined: it is not sure which of its lines are rows",
           "the list is missing, which is not the same as empty");
  if (!usable_ || !by_root_.empty()) return;
  report(
      code::kEmptyFile, {table_->shape().file, 1, 1, ""},
      "the file has a header and no rows" +
          std::string(list.complete ? ": each `" + list.path.back() + "` is empty, and nothing is unknown of it" : ""),
      "");
  findings_.back().severity = list.complete ? FindingSeverity::Note : FindingSeverity::Warning;
}

namespace {

/// `1001.0` as `1001`.
std::string_view without_decimals(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == text.size()) return text;
  return text.find_first_not_of('0', dot + 1) == std::string_view::npos ? text.substr(0, dot) : text;
}

/// A character that may be left out of a key without a word: signs, dashes and what has no width.
std::size_t length_of_sign(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
  if (byte < 0x80) return letter || (byte >= '0' && byte <= '9') ? 0 : 1;
  return text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81") || text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

char lookalike(char c) {
  if (c == 'o') return '0';
  return c == 'i' || c == 'l' ? '1' : c;
}

}  // namespace

/// What a key looks like where it is asked what a row may have been meant for: capitals, wide characters, signs, zeros
/// in front of numbers, decimals of zero and letters that look like digits do not count.
std::string JoinedFile::loose(std::string_view key) {
  std::string out;
  for (std::string_view rest = key; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\x1f'), rest.size());
    const std::string part = normal_header(without_decimals(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    bool in_number = false;
    for (std::string_view left = part; !left.empty();) {
      const bool comma = left.front() == ',';
      if (const std::size_t sign = length_of_sign(left)) {
        left.remove_prefix(std::min(sign, left.size()));
        in_number = in_number && comma;
        continue;
      }
      const char c = lookalike(left.front());
      left.remove_prefix(1);
      const bool zero_in_front = c == '0' && !in_number;
      if (!zero_in_front) out += c;
      in_number = c >= '0' && c <= '9' && (in_number || c != '0');
    }
    out += '\x1f';
  }
  return out;
}

bool JoinedFile::is_unreadable(const KeptRow& row) const {
  return std::any_of(their_key_.begin(), their_key_.end(), [&](int column) {
    const CellFault fault = row.place(static_cast<std::size_t>(column)).fault;
    return (fault != CellFault::None && fault != CellFault::Displaced) || is_rounded(row.stripped_text(column));
  });
}

void JoinedFile::keep(const KeptRow& row) {
  if (is_unreadable(row)) {
    const Place at = place(row, their_key_.front());
    by_root_[""].push_back({"", at, true});
    if (!keyless_) keyless_ = at;
    return;
  }
  std::string key = row_key(row, their_key_, &mapping_);
  std::vector<KeptRow>& same = rows_[key];
  const std::string root = row_key(row, their_root_, &mapping_);
  if (key.empty() || same.empty()) by_root_[root].push_back({key, place(row, their_key_.front())});
  if (!key.empty()) same.push_back(row);
  else if (root.empty() && !keyless_) keyless_ = place(row, their_key_.front());
}

void JoinedFile::meet(const KeptRow& row) {
  const auto found = by_root_.find(row_key(row, our_root_, &mapping_));
  if (found != by_root_.end()) met_.insert(found->first);
}

void JoinedFile::all_met() {
  for (const auto& [root, strays] : by_root_) {
    if (root.empty() || met_.contains(root)) continue;
    misspelt_[loose(root)].push_back(root);
    if (!strange_ || strays.front().place.line < strange_->line) strange_ = strays.front().place;
  }
  met_.clear();
}

Place JoinedFile::place(const KeptRow& row, int column) const {
  const Cell cell = column < 0 ? Cell() : row.place(static_cast<std::size_t>(column));
  return {table_->shape().file, cell.line == 0 ? row.line() : cell.line, std::max<std::uint32_t>(1, cell.column), ""};
}

void JoinedFile::begin_record() {
  done_.clear();
  root_key_.clear();
}

void JoinedFile::join(const MutableRecord& root, const RowBuilder::Elements& elements, const KeptRow& row) {
  Record* holder = root.get();
  if (!holder_path_.empty()) {
    const auto found = elements.find(holder_path_);
    if (found == elements.end() || !found->second) return;
    holder = found->second.get();
  }
  if (row.displaced() && !holder_path_.empty()) return;  // which element it is about is not known
  root_key_ = row_key(row, our_root_, &mapping_);
  const std::string key = row_key(row, our_key_, &mapping_);
  if (key.empty() || !done_.insert(holder).second) return;
  give(*holder, key);
}

void JoinedFile::give(Record& holder, const std::string& key) {
  FieldValue& field = holder.fields[static_cast<std::size_t>(field_)];
  const auto found = rows_.find(key);
  if (field.state != FieldState::Missing) {
    if (found != rows_.end())
      report(code::kListTwice, place(found->second.front(), their_key_.front()),
             "the record has this list already, from another file", "the rows here are not read");
    used_.insert(key);
    return;
  }
  if (found == rows_.end()) {
    if (!list_.complete) return;
    field.state = FieldState::Given;
    field.place = {table_->shape().file, 1, 1, ""};
    // Nor does a list count as empty while there are rows of which nobody knows whose they are.
    if (const auto& row = keyless_ ? keyless_ : strange_) open_list(holder, *row);
    return;
  }
  used_.insert(key);
  std::vector<Part> parts = parts_of(found->second);
  if (list_.under) {
    find_parents(parts);
    cut_loops(parts);
    cut_depth(parts);
  }
  attach(holder, parts);
  if (keyless_) open_list(holder, *keyless_);
}

void JoinedFile::end_record() {
  if (root_key_.empty()) return;
  std::vector<std::string> roots{root_key_};
  const auto alike = misspelt_.empty() ? misspelt_.end() : misspelt_.find(loose(root_key_));
  if (alike != misspelt_.end()) roots.insert(roots.end(), alike->second.begin(), alike->second.end());
  for (const std::string& root : roots) {
    const auto found = by_root_.find(root);
    if (found == by_root_.end()) continue;
    for (Stray& stray : found->second) {
      if (!is_unused(stray)) continue;
      for (Record* holder : done_) open_list(*holder, stray.place);
      if (!stray.told)
        report_stray(stray, "is of no element of this record, whose lists may hold more than they were given");
      stray.told = true;
    }
  }
}

/// The list, and those of its parts, may hold the row that stands there.
void JoinedFile::open_list(Record& holder, const Place& stray) {
  const bool part = holder.type == element_;
  const int index = part ? element_->find(list_.path.back()) : field_;
  if (index < 0) return;
  FieldValue& list = holder.fields[static_cast<std::size_t>(index)];
  if (list.state != FieldState::Given) return;
  if (list.complete) list.place = stray;
  list.complete = false;
  for (FieldValue& item : list.items) open_list(*std::const_pointer_cast<Record>(item.record), stray);
}

std::vector<JoinedFile::Part> JoinedFile::parts_of(const std::vector<KeptRow>& rows) {
  static const std::vector<ElementKey> kNoKeys;
  std::vector<Part> parts;
  for (const KeptRow& row : rows) {
    if (parts.size() == RowBuilder::kElementsMax) {
      report(code::kTooManyParts, place(row, -1),
             "the record has more than 100,000 rows here; those from here on are not read", "");
      parts.back().trouble = "not all of its rows are read";
      break;
    }
    RowBuilder builder(table_->shape(), kNoKeys, *element_, row);
    (void)builder.add(row);
    parts.push_back({&row, builder.record(), -1, {}});
  }
  return parts;
}

void JoinedFile::cut(Part& part, dsl::Code code, std::string why) {
  report(code, place(*part.row, parent_), why,
         "the row is kept as a direct element, and the list counts as unreadable");
  part.parent = -1;
  part.trouble = std::move(why);
}

void JoinedFile::find_parents(std::vector<Part>& parts) {
  std::map<std::string, std::pair<int, bool>> by_own;  // index, and whether others have the same key
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string own = normal_form(said(*parts[i].row, own_, &mapping_));
    if (own.empty()) continue;
    const auto [at, fresh] = by_own.emplace(own, std::pair{static_cast<int>(i), false});
    if (!fresh) at->second.second = true;
  }
  for (Part& part : parts) {
    const std::string_view above = said(*part.row, parent_, &mapping_);
    if (above.empty()) continue;
    const auto found = by_own.find(normal_form(above));
    if (found == by_own.end()) cut(part, code::kNoSuchParent, "there is no row " + excerpt(above) + " to be a part of");
    else if (found->second.second)
      cut(part, code::kOwnKeyAgain, "there is more than one row " + excerpt(above) + " to be a part of");
    else part.parent = found->second.first;
  }
}

/// Walks up from each part once; a walk that meets itself has found a loop, which is cut where it closes.
void JoinedFile::cut_loops(std::vector<Part>& parts) {
  std::vector<std::size_t> walk(parts.size(), 0);  // the walk that passed here; 0: none yet
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (int at = static_cast<int>(i); at >= 0 && walk[static_cast<std::size_t>(at)] == 0;) {
      walk[static_cast<std::size_t>(at)] = i + 1;
      Part& part = parts[static_cast<std::size_t>(at)];
      if (part.parent >= 0 && walk[static_cast<std::size_t>(part.parent)] == i + 1) {
        cut(part, code::kLoop, excerpt(part.row->stripped_text(parent_)) + " would be a part of itself");
        break;
      }
      at = part.parent;
    }
  }
}

void JoinedFile::cut_depth(std::vector<Part>& parts) {
  std::vector<std::size_t> depth(parts.size(), 0);  // 1 for a direct element; 0: not known yet
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<std::size_t> up;
    std::size_t at = i;
    while (depth[at] == 0 && parts[at].parent >= 0) {
      up.push_back(at);
      at = static_cast<std::size_t>(parts[at].parent);
    }
    if (depth[at] == 0) depth[at] = 1;
    std::size_t above = depth[at];
    for (; !up.empty(); up.pop_back()) {
      if (above == kDepthMax) {
        cut(parts[up.back()], code::kTooDeepParts, "parts are nested more than 32 deep");
        above = 0;
      }
      depth[up.back()] = ++above;
    }
  }
}

void JoinedFile::attach(Record& holder, std::vector<Part>& parts) {
  const int below = element_->find(list_.path.back());
  std::string trouble;
  std::string trouble_text;
  for (Part& part : parts) {
    Record& on = part.parent < 0 || below < 0 ? holder : *parts[static_cast<std::size_t>(part.parent)].element;
    if (!part.trouble.empty() && trouble.empty()) {
      trouble = part.trouble;
      trouble_text = "line " + std::to_string(part.row->line());
    }
    if (on.type == element_) part.element->whole = &on;
    else if (element_->parent == on.type) part.element->parent = &on;
    FieldValue& list = on.fields[static_cast<std::size_t>(&on == &holder ? field_ : below)];
    list.state = FieldState::Given;
    list.complete = list_.complete;
    if (list.place.line == 0) list.place = part.element->place;
    FieldValue item;
    item.state = FieldState::Given;
    item.place = part.element->place;
    item.record = std::move(part.element);
    list.items.push_back(std::move(item));
    part.element = std::const_pointer_cast<Record>(list.items.back().record);
  }
  if (trouble.empty()) return;
  FieldValue& list = holder.fields[static_cast<std::size_t>(field_)];
  list.state = FieldState::Invalid;
  list.text = trouble_text;
  list.why = trouble;
}

void JoinedFile::report_unused() {
  std::vector<const Stray*> unused;
  for (const auto& [root, strays] : by_root_) {
    for (const Stray& stray : strays) {
      if (!stray.told && is_unused(stray)) unused.push_back(&stray);
    }
  }
  std::sort(unused.begin(), unused.end(), [](const Stray* a, const Stray* b) { return a->place.line < b->place.line; });
  for (const Stray* stray : unused) report_stray(*stray, nullptr);
}

/// `2 rows with the key "SHP-9", "1" (lines 4, 7) belong to no record of the main file`
void JoinedFile::report_stray(const Stray& stray, const char* of_record) {
  static constexpr std::size_t kLinesNamed = 5;
  if (stray.key.empty()) {
    const std::string what =
        of_record != nullptr ? of_record
        : their_root_.empty() || keyless_
            ? "belongs to no record; every list that is joined from this file may hold more than it was given"
            : "belongs to no record";
    return report(
        code::kBlankKey, stray.place,
        (stray.unreadable ? "the key of the row cannot be read, and it " : "the row lacks a part of its key, and ") +
            what,
        "mend the key here");
  }
  std::string key;
  for (std::string_view rest = stray.key; !rest.empty(); rest.remove_prefix(rest.find('\x1f') + 1))
    key += (key.empty() ? "" : ", ") + excerpt(rest.substr(0, rest.find('\x1f')));
  const std::vector<KeptRow>& rows = rows_.at(stray.key);
  std::string lines;
  for (std::size_t i = 0; i < std::min(rows.size(), kLinesNamed); ++i)
    lines += (i == 0 ? "" : ", ") + std::to_string(rows[i].line());
  if (rows.size() > kLinesNamed) lines += ", …";
  const bool one = rows.size() == 1;
  const std::string of_the_empty =
      list_.complete && strange_
          ? std::string(", and while it is not known whose they are, no record without rows here has none")
          : "";
  report(code::kNoSuchRecord, stray.place,
         one ? "the row with the key " + key + " " +
                   (of_record != nullptr ? of_record : "belongs to no record of the main file" + of_the_empty)
             : std::to_string(rows.size()) + " rows with the key " + key + " (lines " + lines + "): " +
                   (of_record != nullptr ? std::string("each ") + of_record
                                         : "they belong to no record of the main file" + of_the_empty),
         of_record != nullptr ? "mend the key here or there"
                              : "mend the key here or there; if the record is in another file, leave its rows out");
}

void JoinedFile::report(dsl::Code code, Place place, std::string message, std::string help) {
  findings_.push_back({code, FindingSeverity::Error, std::move(place), {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
