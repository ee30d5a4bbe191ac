// What a word means: the names that an instance of a package can see, and types, periods and units as
// they are written.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// What a word means in an instance: its own names first, then those of the packages it uses. A need
/// is followed to what fills it. `record` narrows to what is for that record or for none; null
/// takes anything. Null when nothing is found.
[[nodiscard]] Symbol* find_symbol(InstanceState& in, const std::string& name, const RecordType* record = nullptr);

/// What the program keeps of a name's meaning.
[[nodiscard]] Meaning meaning_of(const Symbol& symbol);

/// The instrument that a word of data names, among those of the package and of what it uses; null where none is. To say
/// it in data asks nothing of its package.
[[nodiscard]] const InstrumentInfo* instrument_in_data(const InstanceState& in, const std::string& name);

/// What `trade.preference` means: the name, in the package that the words before it name; `where` is that package, null
/// when there is none.
struct FoundOnPath {
  InstanceState* where = nullptr;
  Symbol* symbol = nullptr;
};
[[nodiscard]] FoundOnPath find_on_path(InstanceState& in, const std::vector<dsl::Word>& path,
                                       const RecordType* record = nullptr);

/// Where all words of a path stand.
[[nodiscard]] Written place_of_path(const dsl::Source* source, const std::vector<dsl::Word>& path);

/// Notes the package that a path names before its last word, if it does and that was found.
void note_package_of_path(Context& context, const dsl::Source* source, const std::vector<dsl::Word>& path,
                          const InstanceState* package, const Named* within = nullptr);

/// All names that could have been meant, for a suggestion. None once Context::kNamesListedMax have been listed: then
/// what is unknown is reported without one.
[[nodiscard]] std::vector<std::string> visible_names(Context& context, const InstanceState& in);

/// Reports a name that nothing has, with the nearest of `candidates` or else with `cure`. Says nothing where the
/// name may have been declared by what could not be read: that was reported.
void report_unknown(Context& context, const InstanceState& in, dsl::Code code, const Written& where,
                    const std::string& name, std::string message, const std::vector<std::string>& candidates,
                    std::optional<std::string> cure = {});

/// Reports what is not found on a path: that its package is not seen, or has no `what` (`table`) of that name.
void report_not_found(Context& context, InstanceState& in, const dsl::Source* source,
                      const std::vector<dsl::Word>& path, const FoundOnPath& found, const std::string& what);

/// Reports the period of a value that has one. `what` is it: `a value of a choice`.
void refuse_period(Context& context, const dsl::Source* source, const dsl::ChoiceValue& value, const std::string& what);

/// A value as a choice declares it; one with a period is reported.
[[nodiscard]] ChoiceType::Value choice_value(Context& context, const dsl::Source* source,
                                             const dsl::ChoiceValue& value);

/// A type as written. Invalid after a diagnostic.
[[nodiscard]] Type resolve_type(Context& context, InstanceState& in, const dsl::Source* source,
                                const dsl::TypeExpr& type);

/// The record that a word names; null after a diagnostic, and for what could not be read.
[[nodiscard]] const RecordType* record_named(Context& context, InstanceState& in, const dsl::Source* source,
                                             const dsl::Word& word);

/// Notes what is cited: it must be an instrument's.
[[nodiscard]] Law read_law(Context& context, const dsl::Source* source, const dsl::Attributes& attributes);
/// The same of an instrument itself: where it is published is no instrument.
[[nodiscard]] Law read_publication(Context& context, const dsl::Source* source, const dsl::Attributes& attributes);

/// Whether the package, or the one that uses it, says how money is converted.
[[nodiscard]] bool converts_money(const InstanceState& in);

/// Reports a second declaration, with the place of the first.
void report_declared_before(Context& context, const Written& where, const std::string& message, const Written& first);

/// Reports a declaration in which nothing stands, at its name. Requires: `whole` is the declaration's place.
void report_empty(Context& context, const Written& whole, const dsl::Word& name, const std::string& message);

[[nodiscard]] bool is_unit(const Context& context, const std::string& name);

/// One of ISO 3166-1, or one that a package adds to them.
[[nodiscard]] bool is_country(const Context& context, const std::string& code);
[[nodiscard]] Type country_type(const Context& context);

/// What a word means that some package declares: nothing of a unit and of a country that all know, nor of what is none.
[[nodiscard]] std::optional<DeclaredUnit> declared_unit(const Context& context, const std::string& name);
[[nodiscard]] std::optional<DeclaredCountry> declared_country(const Context& context, const std::string& code);
[[nodiscard]] std::optional<ValueOfChoice> value_of_choice(const ChoiceType& choice, const std::string& name);

}  // namespace shibo::engine
