// `init`: a folder of one's own that runs at once, made from nothing or from the header of a CSV file.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "commands.hpp"
#include "hints.hpp"
#include "rules.hpp"
#include "shibo/dsl/format.hpp"
#include "shibo/dsl/parse.hpp"
#include "shibo/dsl/words.hpp"
#include "shibo/input.hpp"
#include "shibo/sample.hpp"

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

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out + '"';
}

/// A rule to begin with, and the values on its two sides.
struct FirstRule {
  std::string name;
  std::string title;
  std::string requirement;
  std::string field;
  std::string wrong;  ///< a value of the field that does not meet it
};

FirstRule rule_on(const std::string& field, const std::string& type) {
  if (type == "number") return {field + "_not_negative", "It is not negative", field + " >= 0", field, "-1"};
  if (type.starts_with("quantity in ")) {
    const std::string unit = type.substr(12);
    return {field + "_not_negative", "It is not negative", field + " >= 0 " + unit, field, "-1 " + unit};
  }
  if (type == "hs")
    return {field + "_in_the_system", "It is a code of the Harmonized System", field + " in chapters 01 to 97", field,
            "9801.00"};
  if (type == "date")
    return {field + "_of_our_time", "It is a day since the year 2000", field + " >= 2000-01-01", field, "1999-12-31"};
  return {field + "_said", "Something is said of it", field + " is not \"?\"", field, "\"?\""};
}

/// What is made of the header of a file that the shipped records do not know: a record of its own.
class OwnRecord {
 public:
  OwnRecord(std::string package, std::string file, const Sample& sample)
      : package_(std::move(package)), file_(std::move(file)), decimal_(sample.decimal) {
    std::set<std::string> headers;
    std::size_t number = 0;
    for (const SampleColumn& column : sample.columns) {
      ++number;
      if (column.serves) continue;  // what it says belongs to another column
      if (column.header.empty() || !headers.insert(column.header).second) {
        unread_.push_back(column.header.empty() ? "column " + std::to_string(number) + " has no header"
                                                : "the header " + in_quotes(column.header) + " stands twice");
        continue;
      }
      fields_.push_back({name_for(column.header, number), &column});
    }
    find_key();
  }

  [[nodiscard]] bool empty() const { return fields_.empty(); }

  [[nodiscard]] std::string rules() const {
    const FirstRule rule = first_rule();
    std::string text = "package " + package_ + " \"Rules of our own\"\n\n# Made from the headers of " + file_ +
                       ". Types are what all its cells are; a line that ends in a question is for you to answer.\n\n" +
                       "record Row " + in_quotes("One row of " + file_) + " {\n";
    for (const Field& field : fields_) {
      if (!field.column->doubt.empty())
        text += "# " + in_quotes(field.column->header) + ": " + field.column->doubt + "?\n";
      text += field.name + ": " + field.column->type + (&field == key_ ? " required key" : "") + " " +
              in_quotes(field.column->header) + "\n";
    }
    return text + "}\n\nrule " + rule.name + " " + in_quotes(rule.title) +
           " for Row cites \"House rules, 1\" {\nrequire " + rule.requirement + "\nadvise \"Look at it again: {" +
           rule.field + "}\"\n}\n";
  }

  [[nodiscard]] std::string mapping() const {
    std::string text =
        "package " + package_ + "\n\n# Which header becomes which field. Case, blanks and _ - . ( ) do not count.\n";
    for (const std::string& line : unread_) text += "# Not read: " + line + ".\n";
    text += "\nmapping columns " + in_quotes("Headers of " + file_) + " for Row {\n";
    if (decimal_ != '.') text += std::string("format csv { decimal: \"") + decimal_ + "\" }\n";
    if (key_ != nullptr) text += "one by " + in_quotes(key_->column->header) + "\n";
    for (const Field& field : fields_) {
      text += "field " + field.name + " from " + in_quotes(field.column->header);
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
    std::string text =
        "package " + package_ + "\n\ntest " + in_quotes("The first values of " + file_) + " for Row {\ngiven {\n";
    for (const Field& field : fields_) {
      if (!field.column->literal.empty()) text += field.name + ": " + field.column->literal + "\n";
    }
    return text + "}\nexpect " + rule.name + " passes\nexpect " + rule.name + " fails with { " + rule.field + ": " +
           rule.wrong + " }\nexpect " + rule.name + " is unknown with { " + rule.field + ": missing }\n}\n";
  }

 private:
  struct Field {
    std::string name;
    const SampleColumn* column;
  };

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
      if (field.column->type == "text" && field.column->distinct && tells) {
        key_ = &field;
        return;
      }
    }
  }

  /// On the field that shows most: an amount before a code, a code before a day, any of them before a text.
  [[nodiscard]] FirstRule first_rule() const {
    const auto rank = [](const Field& field) {
      const std::string& type = field.column->type;
      if (field.column->literal.empty() || field.column->literal.front() == '-') return 0;
      if (type.starts_with("quantity")) return 5;
      if (type == "number") return 4;
      if (type == "hs") return 3;
      if (type == "date") return 2;
      return type == "text" ? 1 : 0;
    };
    const auto best = std::max_element(fields_.begin(), fields_.end(),
                                       [&](const Field& a, const Field& b) { return rank(a) < rank(b); });
    return rule_on(best->name, rank(*best) == 0 ? "text" : best->column->type);
  }

  std::string package_;
  std::string file_;
  char decimal_;
  std::vector<Field> fields_;
  std::set<std::string> names_;
  std::vector<std::string> unread_;
  const Field* key_ = nullptr;
};

constexpr const char* kParcels = R"(parcel,sent on,to,weight kg
P-1,2025-01-02,JP,3.5
P-2,2025-01-02,DE,31
)";

/// Which headers of the file the shipped records know, if they know enough of it to be records of trade.
std::vector<ColumnUse> known_columns(const std::string& file) {
  const Found shipped = shipped_rules();
  if (!shipped.folder) return {};
  LoadOptions options;
  options.rules = {(*shipped.folder / "trade").string()};
  const Loaded loaded = load_rules(options);
  if (!loaded.rules) return {};
  const OpenedInput opened = open_input(*loaded.rules, file);
  if (!opened.input) return {};
  std::vector<ColumnUse> uses = opened.input->columns();
  const auto is_read = [](const ColumnUse& use) { return !use.field.empty(); };
  const bool goods =
      std::any_of(uses.begin(), uses.end(), [](const ColumnUse& use) { return use.field == "lines.hs"; });
  constexpr std::ptrdiff_t kEnough = 4;
  return goods && std::count_if(uses.begin(), uses.end(), is_read) >= kEnough ? uses : std::vector<ColumnUse>{};
}

std::string trade_mapping(const std::string& package, const std::string& file, const std::vector<ColumnUse>& uses) {
  std::string known;
  std::string unknown;
  for (const ColumnUse& use : uses) {
    // `(of lines.fob_value)` is what a column of currencies or units is read as.
    const std::string field = use.field.starts_with("(") ? use.field.substr(1, use.field.size() - 2) : use.field;
    if (!use.field.empty()) known += "#   " + in_quotes(use.header) + " is " + field + "\n";
    else if (!use.header.empty()) unknown += "#   field lines.description from " + in_quotes(use.header) + "\n";
  }
  std::string text = "package " + package + "\n\nuse trade\n\n# Of the headers of " + file +
                     ", these are known already and need no line here:\n#\n" + known;
  if (unknown.empty()) return text;
  return text +
         "#\n# These are not read. `shibo fields` lists what they could be; put the field in the place of lines.description, and take\n"
         "# away the signs in front, together with those around them:\n#\n"
         "# mapping columns " +
         in_quotes("Headers of " + file) + " for Shipment {\n" + unknown + "# }\n";
}

std::vector<MadeFile> trade_files(const std::string& package, const std::string& file,
                                  const std::vector<ColumnUse>& uses) {
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
  return {{"rules/" + package + ".shibo", rules},
          {"rules/mapping.shibo", trade_mapping(package, file, uses)},
          {"rules/tests.shibo", tests}};
}

std::string settings_text(bool trade) {
  return std::string(
             "# What `shibo check` and `shibo test` judge by, in this folder and in those below it.\nrules = [\"rules\"]\n") +
         (trade ? "# Shipped packages can be named beside it: rules = [\"rules\", \"rcep\"]\n" : "");
}

/// Laid out as `fmt` would. What is made here reads back, or this program is wrong.
std::string laid_out(const MadeFile& file) {
  if (!file.path.ends_with(".shibo")) return file.text;
  const dsl::Source source(file.path, file.text);
  const dsl::Parsed parsed = dsl::parse(source);
  return parsed.diagnostics.has_errors() ? file.text : dsl::format(parsed.tree);
}

bool write_all(const fs::path& folder, const std::vector<MadeFile>& files) {
  std::error_code failure;
  if (fs::exists(folder, failure) && !fs::is_directory(folder, failure)) {
    std::cerr << "shibo: `" << folder.string() << "` is a file, and no folder; `--from " << shell_word(folder.string())
              << "` makes rules of its header\n";
    return false;
  }
  for (const MadeFile& file : files) {
    if (!fs::exists(folder / file.path, failure)) continue;
    std::cerr << "shibo: `" << (folder / file.path).lexically_normal().string()
              << "` is there already; nothing was written\n";
    return false;
  }
  for (const MadeFile& file : files) {
    const fs::path path = folder / file.path;
    fs::create_directories(path.parent_path(), failure);
    std::ofstream out(path, std::ios::binary);
    out << laid_out(file);
    out.close();
    if (out) continue;
    std::cerr << "shibo: cannot write `" << path.string() << "`: " << std::strerror(errno) << '\n';
    return false;
  }
  return true;
}

/// The package's name: as given, or that of the folder.
std::string package_name(const InitArguments& arguments) {
  std::error_code failure;
  const fs::path folder = fs::weakly_canonical(arguments.folder, failure);
  const std::string name = as_name(arguments.name.empty() ? folder.filename().string() : arguments.name);
  return name.empty() ? "mine" : name;
}

}  // namespace

ExitCode run_init(const InitArguments& arguments) {
  const std::string package = package_name(arguments);
  if (!arguments.name.empty() && package != arguments.name) {
    std::cerr << "shibo: a package's name is of small letters, digits and `_`, and no word of the language; `"
              << package << "` would do\n";
    return ExitCode::RulesOrCall;
  }
  const std::string data = arguments.from.empty() ? "parcels.csv" : fs::path(arguments.from).filename().string();
  std::vector<MadeFile> files;
  std::vector<ColumnUse> known;
  if (!arguments.from.empty()) known = known_columns(arguments.from);
  files.push_back({"shibo.toml", settings_text(!known.empty())});
  if (!known.empty()) {
    for (MadeFile& file : trade_files(package, data, known)) files.push_back(std::move(file));
  } else {
    const fs::path folder(arguments.folder);
    std::error_code failure;
    fs::create_directories(folder, failure);
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
  if (!write_all(arguments.folder, files)) return ExitCode::RulesOrCall;

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
