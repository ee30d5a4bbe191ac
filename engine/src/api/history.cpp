#include "shibo/history.hpp"

#include <stdexcept>

#include "api/state.hpp"
#include "ledger/ledger.hpp"
#include "record/finding_codes.hpp"

namespace shibo {

namespace {

/// So many records that stand twice are named one by one.
constexpr std::size_t kTwiceTold = 20;

std::optional<engine::Date> day_or_none(const std::optional<std::chrono::year_month_day>& day) {
  return day ? std::optional(day_of(*day, "a day of HistoryOptions")) : std::nullopt;
}

Finding finding_of(const engine::SaidTwice& twice) {
  Finding out;
  out.severity = FindingSeverity::Warning;
  out.code = engine::code::kHistoryTwice.text();
  out.place = place_of(twice.second);
  out.record_id = twice.name;
  const Place first = place_of(twice.first);
  out.message = "the history holds the record `" + twice.name + "` twice, and counts both: it stands in `" +
                first.file + "`, line " + std::to_string(first.line) + ", too";
  out.help = "leave one of them out";
  return out;
}

}  // namespace

std::size_t History::size() const { return state_->ledger.size(); }

bool History::unread() const { return state_->ledger.is_torn(); }

bool counts_history(const Rules& rules) { return !rules.state().program().counts.empty(); }

namespace {

OpenedHistory read(const Rules& rules, const std::vector<std::string>& files, const HistoryOptions& options,
                   const CheckOptions& judging, const std::function<void(const Finding&)>& finding) {
  const auto state = std::make_shared<History::State>(rules.shared(), run_of(rules, judging));
  engine::Ledger& ledger = state->ledger;
  if (options.whole) ledger.say_whole({day_or_none(options.whole_from), day_or_none(options.whole_to)});
  const auto tell = [&](Input& input) {
    for (const Finding& one : input.take_findings()) {
      if (finding) finding(one);
    }
  };
  for (const std::string& file : files) {
    OpenedInput opened = open_input(rules, file, options.input);
    if (!opened.input) return {std::nullopt, "cannot read `" + file + "`: " + opened.error};
    while (const std::optional<Record> record = opened.input->next()) {
      tell(*opened.input);
      ledger.add(record->state().root);
    }
    tell(*opened.input);
    if (opened.input->unread()) ledger.say_torn();
  }
  ledger.finish();
  for (const engine::SaidTwice& twice : ledger.said_twice(kTwiceTold)) {
    if (finding) finding(finding_of(twice));
  }
  return {History(state), {}};
}

}  // namespace

OpenedHistory read_history(const Rules& rules, const std::vector<std::string>& files, const HistoryOptions& options,
                           const CheckOptions& judging, const std::function<void(const Finding&)>& finding) {
  try {
    return read(rules, files, options, judging, finding);
  } catch (const std::runtime_error& failure) {  // a full disk
    return {std::nullopt, std::string("it cannot be kept: ") + failure.what()};
  }
}

}  // namespace shibo
