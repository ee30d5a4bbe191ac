// `init`: a folder of one's own that runs at once, made from nothing or from the header of a CSV file.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "commands.hpp"
#include "hints.hpp"
#include "known_headers.hpp"
#include "report/text.hpp"
#include "rules.hpp"
#include "shibo/dsl/format.hpp"
#include "shibo/dsl/parse.hpp"
#include "shibo/dsl/words.hpp"
#include "shibo/sample.hpp"
#include "whole_file.hpp"

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

struct MadeFile {
  std::string path;  ///< within the folder
  std::string text;
};

/// Letters of Latin-1 with a sign on them as those that stand for them: `Währung` is Waehrung.
std::string without_accents(std::string_view text) {
  static constexpr std::string_view kPlain[64] = {
      "A", "A", "A", "A", "Ae", "A", "Ae", "C", "E", "E", "E", "E", "I",  "I", "I",  "I",
      "D", "N", "O", "O", "O",  "O", "Oe", "",  "O", "U", "U", "U", "Ue", "Y", "Th", "ss",
      "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
      "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool latin = text[i] == '\xC3' && i + 1 < text.size();
    if (latin) out += kPlain[static_cast<unsigned char>(text[++i]) & 63];
    else out += text[i];
  }
  return out;
}

/// Words of a header or a file's name as a name of the language: `Net Weight (kg)` is net_weight_kg. Empty where
/// nothing of it can stand in a name.
std::string as_name(std::string_view header) {
  const std::string text = without_accents(header);
  std::string name;
  char before = ' ';
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    if (!upper && !digit && !(c >= 'a' && c <= 'z')) {
      before = ' ';
      continue;
    }
    const bool begins = before == ' ' || (upper && before >= 'a' && before <= 'z');
    if (begins && !name.empty()) name += '_';
    name += upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  if (!name.empty() && name[0] >= '0' && name[0] <= '9') name = "n" + name;
  constexpr std::size_t kLongest = 48;
  name = name.substr(0, kLongest);
  return dsl::is_reserved(name) ? name + "_value" : name;
}

/// A rule to begin with, and a value on each of its two sides.
struct FirstRule {
  std::string name;
  std::string title;
  std::string requirement;
  std::string right;
  std::string wrong;
};

/// Of every type that a column can have. The right value is `first`, the column's own, where that meets the rule.
FirstRule rule_on(const std::string& field, const std::string& type, const std::string& first) {
  const bool negative = first.starts_with('-');
  const auto not_negative = [&](const std::string& one) {
    return FirstRule{field + "_not_negative", "It is not negative", field + " >= 0", negative ? one : first, "-" + one};
  };
  const auto since = [&](const std::string& begin, const std::string& before) {
    return FirstRule{field + "_of_our_time", "It is not before the year 2000", field + " >= " + begin,
                     first.substr(0, 10) > "2000-01-01" ? first : begin, before};
  };
  const auto other_than = [&](const std::string& wrong, const std::string& other) {
    return FirstRule{field + "_allowed", "It is not what is not allowed", field + " is not " + wrong,
                     first == wrong || first.empty() ? other : first, wrong};
  };
  if (type == "number") return not_negative("1");
  if (type == "money") return not_negative((negative ? first.substr(1, 4) : first.substr(0, 4)) + "1");
  if (type.starts_with("quantity in ")) return not_negative("1 " + type.substr(12));
  if (type == "hs")
    return {field + "_in_the_system", "It is a code of the Harmonized System", field + " in chapters 01 to 97",
            first < "98" ? first : "0101.21", "9801.00"};
  if (type == "date") return since("2000-01-01", "1999-12-31");
  if (type == "time") return since("2000-01-01T00:00:00Z", "1999-12-31T23:59:59Z");
  if (type == "condition")
    return {field + "_as_wanted", "It is as it should be", (first == "true" ? "" : "not ") + field, first,
            first == "true" ? "false" : "true"};
  if (type == "country") return other_than("AQ", "BV");
  if (type == "currency") return other_than("XAU", "XAG");
  return other_than("\"?\"", "\"x\"");
}

/// What is made of the header of a file that the shipped records do not know: a record of its own.
class OwnRecord {
 public:
  OwnRecord(std::string package, std::string file, const Sample& sample)
      : package_(std::move(package)), file_(std::move(file)), format_(sample.format) {
    std::map<int, std::vector<std::string>> twins;
    for (const SampleColumn& column : sample.columns) {
      if (column.twin_of >= 0) twins[column.twin_of].push_back(column.header);
    }
    std::size_t number = 0;
    for (const SampleColumn& column : sample.columns) {
      ++number;
      if (column.serves) continue;  // what it says belongs to another column
      if (column.header.empty()) unread_.push_back("column " + std::to_string(number) + " has no header");
      if (column.header.empty() || column.twin_of >= 0) continue;
      fields_.push_back({name_for(column.header, number), &column, twins[static_cast<int>(number) - 1]});
    }
    find_key();
  }

  [[nodiscard]] bool empty() const { return fields_.empty(); }

  [[nodiscard]] std::string rules() const {
    const FirstRule rule = first_rule();
    std::string text = "package " + package_ + " \"Rules of our own\"\n\n# Made from the headers of " + file_ +
                       ". Types are what all its cells are; a line that ends in a question is for you to answer.\n\n" +
                       "record Row " + dsl::text_literal("One row of " + file_) + " {\n";
    for (const Field& field : fields_) {
      if (!field.column->doubt.empty())
        text += "# " + dsl::text_literal(field.column->header) + ": " + field.column->doubt + "?\n";
      text += field.name + ": " + field.column->type + (&field == key_ ? " required key" : "") + " " +
              dsl::text_literal(field.column->header) + "\n";
    }
    return text + "}\n\nrule " + rule.name + " " + dsl::text_literal(rule.title) +
           " for Row cites \"House rules, 1\" {\nrequire " + rule.requirement + "\nadvise \"Look at it again: {" +
           ruled().name + "}\"\n}\n";
  }

  [[nodiscard]] std::string mapping() const {
    std::string text =
        "package " + package_ + "\n\n# Which header becomes which field. Case, blanks and _ - . ( ) do not count.\n";
    for (const std::string& line : unread_) text += "# Not read: " + line + ".\n";
    text += "\nmapping columns " + dsl::text_literal("Headers of " + file_) + " for Row {\n";
    if (!format_.empty()) text += format_ + "\n";
    if (key_ != nullptr) text += "one by " + dsl::text_literal(key_->column->header) + "\n";
    for (const Field& field : fields_) {
      text += twins_text(field);
      text += "field " + field.name + " from " + dsl::text_literal(field.column->header);
      if (!field.column->format.empty()) text += " " + field.column->format;
      if (!field.column->translations.empty()) {
        text += " {\n";
        for (const std::string& line : field.column->translations) text += line + "\n";
        text += "}";
      }
      text += "\n";
    }
    return text + "}\n";
  }

  [[nodiscard]] std::string tests() const {
    const FirstRule rule = first_rule();
    std::string text = "package " + package_ + "\n\ntest " + dsl::text_literal("The first values of " + file_) +
                       " for Row {\ngiven {\n";
    for (const Field& field : fields_) {
      const std::string value = &field == &ruled() ? rule.right : field.column->literal;
      if (!value.empty()) text += field.name + ": " + value + "\n";
    }
    return text + "}\nexpect " + rule.name + " passes\nexpect " + rule.name + " fails with { " + ruled().name + ": " +
           rule.wrong + " }\nexpect " + rule.name + " is unknown with { " + ruled().name + ": missing }\n}\n";
  }

 private:
  struct Field {
    std::string name;
    const SampleColumn* column;
    std::vector<std::string> twins;  ///< headers of other columns that are one with its own
  };

  /// That several columns fill the field, and what to do about it where they say different things.
  static std::string twins_text(const Field& field) {
    if (field.twins.empty()) return {};
    std::string text = "# " + dsl::text_literal(field.column->header);
    for (std::size_t i = 0; i < field.twins.size(); ++i)
      text += (i + 1 == field.twins.size() ? " and " : ", ") + dsl::text_literal(field.twins[i]);
    text += " are one header here, and so one field";
    if (field.column->differs)
      text +=
          ". The columns differ, and then none of them is taken for true:\n# rename those in the file that mean something else";
    return text + ".\n";
  }

  std::string name_for(const std::string& header, std::size_t number) {
    std::string name = as_name(header);
    if (name.empty()) name = "column_" + std::to_string(number);
    while (!names_.insert(name).second) name += "_" + std::to_string(number);
    return name;
  }

  /// The first column in which no two rows are the same, if its name says that it tells rows apart or it is the first.
  void find_key() {
    for (const Field& field : fields_) {
      const std::string& name = field.name;
      const bool tells = &field == &fields_.front() || name.ends_with("id") || name.ends_with("no") ||
                         name.ends_with("number") || name.ends_with("ref") || name.ends_with("reference");
      if (field.column->type == "text" && field.column->distinct && !field.column->differs && tells) {
        key_ = &field;
        return;
      }
    }
  }

  /// The one that shows most: an amount before a code, a code before a day, any of them before a text; a column without
  /// values last, since no test could show it one, and one that differs from another of its name, which no record has.
  [[nodiscard]] const Field& ruled() const {
    const auto rank = [](const Field& field) {
      const std::string& type = field.column->type;
      if (field.column->literal.empty() || field.column->differs) return 0;
      if (type.starts_with("quantity")) return 6;
      if (type == "number" || type == "money") return 5;
      if (type == "hs") return 4;
      if (type == "date" || type == "time") return 3;
      return 2;
    };
    return *std::max_element(fields_.begin(), fields_.end(),
                             [&](const Field& a, const Field& b) { return rank(a) < rank(b); });
  }

  [[nodiscard]] FirstRule first_rule() const {
    const SampleColumn& column = *ruled().column;
    const bool unsaid =
        column.literal.empty() && column.type == "money";  // no row has both the amount and its currency
    FirstRule rule = rule_on(ruled().name, column.type, unsaid ? "USD 1" : column.literal);
    while (names_.contains(rule.name)) rule.name += "_rule";
    return rule;
  }

  std::string package_;
  std::string file_;
  std::string format_;
  std::vector<Field> fields_;
  std::set<std::string> names_;
  std::vector<std::string> unread_;
  const Field* key_ = nullptr;
};

constexpr const char* kParcels = R"(parcel,sent on,to,weight kg
P-1,2025-01-02,JP,3.5
P-2,2025-01-02,DE,31
)";

std::vector<MadeFile> trade_files(const std::string& package, const std::string& mapping) {
  const std::string rules =
      "package " + package +
      " \"Rules of our own\"\n\nuse trade\n\n"
      "# A rule to begin with. Its record is that of the shipped packages: a line of a shipment.\n\n"
      "rule code_in_the_system \"The tariff code is of the Harmonized System\" for Good cites \"House rules, 1\" {\n"
      "require hs in chapters 01 to 97\nadvise \"Look at the code: {hs}\"\n}\n";
  const std::string tests = "package " + package +
                            "\n\nuse trade\n\ntest \"Codes of chapters 01 to 97\" for Good {\ngiven { hs: 9401.61 }\n"
                            "expect code_in_the_system passes\nexpect code_in_the_system fails with { hs: 9801.00 }\n"
                            "expect code_in_the_system is unknown with { hs: missing }\n}\n";
  return {{"rules/" + package + ".shibo", rules}, {"rules/mapping.shibo", mapping}, {"rules/tests.shibo", tests}};
}

std::string settings_text(bool trade) {
  return std::string(
             "# What `shibo check` and `shibo test` judge by, in this folder and in those below it.\nrules = [\"rules\"]\n") +
         (trade ? "# Shipped packages can be named beside it: rules = [\"rules\", \"rcep\"]\n" : "");
}

/// Lays the rules out as `fmt` would; false, with the mistakes on standard error, where what was made does not read
/// back: then this program is wrong, and nothing is written.
bool lay_out(std::vector<MadeFile>& files) {
  for (MadeFile& file : files) {
    if (!file.path.ends_with(".shibo")) continue;
    const dsl::Source source(file.path, file.text);
    const dsl::Parsed parsed = dsl::parse(source);
    if (parsed.diagnostics.has_errors()) {
      std::cerr
          << dsl::render(parsed.diagnostics)
          << "shibo: rules were made that cannot be read, so nothing was written; this is a mistake of `init`, please "
             "report it with these lines\n";
      return false;
    }
    file.text = dsl::format(parsed.tree);
  }
  return true;
}

/// All of them, or none.
ExitCode write_all(const fs::path& folder, const std::vector<MadeFile>& files) {
  std::error_code failure;
  if (fs::exists(folder, failure) && !fs::is_directory(folder, failure)) {
    std::cerr << "shibo: `" << folder.string() << "` is a file, and no folder; `--from " << shell_word(folder.string())
              << "` makes rules of its header\n";
    return ExitCode::RulesOrCall;
  }
  for (const MadeFile& file : files) {
    if (!fs::exists(folder / file.path, failure)) continue;
    std::cerr << "shibo: `" << (folder / file.path).lexically_normal().string()
              << "` is there already; nothing was written\n";
    return ExitCode::RulesOrCall;
  }
  std::vector<fs::path> written;
  for (const MadeFile& file : files) {
    const fs::path path = folder / file.path;
    fs::create_directories(path.parent_path(), failure);
    const std::string why = failure ? failure.message() : write_whole(path.string(), file.text);
    if (why.empty()) {
      written.push_back(path);
      continue;
    }
    std::cerr << "shibo: cannot write `" << path.string() << "`: " << why << '\n';
    for (const fs::path& one : written) fs::remove(one, failure);
    return ExitCode::OutputUnwritten;
  }
  return ExitCode::Passes;
}

/// Whether files of the folder are called so, or a shipped package is, whose name would make one package of the two.
bool is_taken(const std::string& name) {
  const Found shipped = shipped_rules();
  std::error_code failure;
  return name == "mapping" || name == "tests" || (shipped.folder && fs::is_directory(*shipped.folder / name, failure));
}

/// The package's name: as given, or that of the folder.
std::string package_name(const InitArguments& arguments) {
  std::error_code failure;
  const fs::path folder = fs::weakly_canonical(arguments.folder, failure);
  const std::string name = as_name(arguments.name.empty() ? folder.filename().string() : arguments.name);
  if (name.empty()) return "mine";
  return is_taken(name) ? "my_" + name : name;
}

}  // namespace

ExitCode run_init(const InitArguments& arguments) {
  const std::string package = package_name(arguments);
  if (!arguments.name.empty() && package != arguments.name) {
    std::cerr
        << "shibo: a package's name is of small letters, digits and `_`, and no word of the language nor the name of what is shipped; `"
        << package << "` would do\n";
    return ExitCode::RulesOrCall;
  }
  const std::string data =
      arguments.from.empty() ? "parcels.csv" : one_line(fs::path(arguments.from).filename().string());
  std::vector<MadeFile> files;
  std::string known;
  if (!arguments.from.empty()) known = mapping_of_known_headers(package, arguments.from);
  files.push_back({"shibo.toml", settings_text(!known.empty())});
  if (!known.empty()) {
    for (MadeFile& file : trade_files(package, known)) files.push_back(std::move(file));
  } else {
    if (arguments.from.empty()) files.push_back({data, kParcels});
    const Sample sample = arguments.from.empty() ? sample_text(kParcels) : sample_table(arguments.from);
    if (!sample.error.empty()) {
      std::cerr << "shibo: cannot read `" << arguments.from << "`: " << sample.error << '\n';
      return ExitCode::InputUnread;
    }
    const OwnRecord record(package, data, sample);
    if (record.empty()) {
      std::cerr << "shibo: `" << arguments.from << "` has no header to make fields of\n";
      return ExitCode::InputUnread;
    }
    files.push_back({"rules/" + package + ".shibo", record.rules()});
    files.push_back({"rules/mapping.shibo", record.mapping()});
    files.push_back({"rules/tests.shibo", record.tests()});
  }
  if (!lay_out(files)) return ExitCode::RulesOrCall;
  if (const ExitCode code = write_all(arguments.folder, files); code != ExitCode::Passes) return code;

  const bool here = arguments.folder == ".";
  std::error_code failure;
  const std::string shown = arguments.from.empty() ? data
                            : here                 ? arguments.from
                                                   : fs::proximate(arguments.from, arguments.folder, failure).string();
  std::cout << "made:\n";
  for (const MadeFile& file : files)
    std::cout << "  " << (fs::path(arguments.folder) / file.path).lexically_normal().string() << '\n';
  std::cout << "next:\n"
            << (here ? "" : "  cd " + shell_word(arguments.folder) + "\n") << "  shibo test\n  shibo check "
            << shell_word(shown) << '\n';
  return ExitCode::Passes;
}

}  // namespace shibo::cli
