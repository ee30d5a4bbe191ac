#include "record/joined_file.hpp"

#include <algorithm>

#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

JoinedFile::JoinedFile(const ListMapping& list, const Mapping& mapping, const RecordType& root, const std::string& path, const TableReader& main, std::vector<Finding>& findings)
    : list_(list), findings_(findings) {
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
  OpenedSource opened = open_source(path);
  if (!opened.source) {
    Finding finding;
    finding.code = code::kJoinFailed;
    finding.place.file = std::make_shared<const std::string>(path);
    finding.message = "it is not joined: " + opened.error;
    findings_.push_back(std::move(finding));
    return;
  }
  table_ = std::make_unique<TableReader>(std::move(opened.source), path, CsvOptions{}, findings);
  std::vector<std::string> keys;
  for (const auto& join : list.by) keys.push_back(join.first);
  if (list.under) keys.insert(keys.end(), {list.under->first, list.under->second});
  if (table_->open({element_, {&mapping}, list.path, std::move(keys)})) read(list, main);
  else report(code::kJoinFailed, 1, "it is not joined: it has no header", "");
}

void JoinedFile::read(const ListMapping& list, const TableReader& main) {
  std::string lacks;
  for (const auto& [theirs, ours] : list.by) {
    their_key_.push_back(table_->key_column(theirs));
    our_key_.push_back(main.key_column(ours));
    if (their_key_.back() < 0) lacks = "it has no column `" + theirs + "`";
    else if (our_key_.back() < 0) lacks = "the file that it belongs to has no column `" + ours + "`";
  }
  if (list.under) {
    parent_ = table_->key_column(list.under->first);
    own_ = table_->key_column(list.under->second);
  }
  if (!lacks.empty()) return report(code::kJoinFailed, 1, "it is not joined: " + lacks, "the list is missing, which is not the same as empty");
  KeptRow row;
  while (table_->next(row)) rows_[row_key(row, their_key_)].push_back(row);
  usable_ = !table_->failed();
}

void JoinedFile::join(const MutableRecord& root, const RowBuilder::Elements& elements, const KeptRow& row) {
  Record* holder = root.get();
  if (!holder_path_.empty()) {
    const auto found = elements.find(holder_path_);
    if (found == elements.end() || !found->second) return;
    holder = found->second.get();
  }
  const std::string key = row_key(row, our_key_);
  if (key.empty() || !done_.insert(holder).second) return;
  give(*holder, key);
}

void JoinedFile::give(Record& holder, const std::string& key) {
  FieldValue& field = holder.fields[static_cast<std::size_t>(field_)];
  const auto found = rows_.find(key);
  if (field.state != FieldState::Missing) {
    if (found != rows_.end()) report(code::kListTwice, found->second.front().line(), "the record has this list already, from another file", "the rows here are not read");
    used_.insert(key);
    return;
  }
  if (found == rows_.end()) {
    if (!list_.complete) return;
    field.state = FieldState::Given;
    field.place = {table_->shape().file, 1, 1, ""};
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
}

std::vector<JoinedFile::Part> JoinedFile::parts_of(const std::vector<KeptRow>& rows) {
  static const std::vector<ElementKey> kNoKeys;
  std::vector<Part> parts;
  for (const KeptRow& row : rows) {
    if (parts.size() == RowBuilder::kElementsMax) {
      report(code::kTooManyParts, row.line(), "the record has more than 100,000 rows here; those from here on are not read", "");
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
  report(code, part.row->line(), why, "the row is kept as a direct element, and the list counts as unreadable");
  part.parent = -1;
  part.trouble = std::move(why);
}

void JoinedFile::find_parents(std::vector<Part>& parts) {
  std::map<std::string_view, std::pair<int, bool>> by_own;  // index, and whether others have the same key
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view own = parts[i].row->stripped_text(own_);
    if (own.empty()) continue;
    const auto [at, fresh] = by_own.emplace(own, std::pair{static_cast<int>(i), false});
    if (!fresh) at->second.second = true;
  }
  for (Part& part : parts) {
    const std::string_view above = part.row->stripped_text(parent_);
    if (above.empty()) continue;
    const auto found = by_own.find(above);
    if (found == by_own.end()) cut(part, code::kNoSuchParent, "there is no row " + excerpt(above) + " to be a part of");
    else if (found->second.second) cut(part, code::kOwnKeyAgain, "there is more than one row " + excerpt(above) + " to be a part of");
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
  for (const auto& [key, rows] : rows_) {
    if (used_.contains(key)) continue;
    if (key.empty()) {
      report(code::kBlankKey, rows.front().line(), std::to_string(rows.size()) + (rows.size() == 1 ? " row has" : " rows have") + " no key, and belong" + (rows.size() == 1 ? "s" : "") + " to no record", "");
    } else {
      report(code::kNoSuchRecord, rows.front().line(), std::to_string(rows.size()) + (rows.size() == 1 ? " row belongs" : " rows belong") + " to no record of the main file", "");
    }
  }
}

void JoinedFile::report(dsl::Code code, std::uint32_t line, std::string message, std::string help) {
  Finding finding;
  finding.code = code;
  finding.place = {table_->shape().file, line, 1, ""};
  finding.message = std::move(message);
  finding.help = std::move(help);
  findings_.push_back(std::move(finding));
}

}  // namespace shibo::engine
