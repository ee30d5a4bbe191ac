// The parts of JUnit's XML that `check` and `test` share.
#pragma once

#include <cstdio>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace shibo::cli {

struct JunitCase {
  enum class What { Passed, Failed, Error, Skipped };
};

struct JunitSuite {
  std::string name;
  std::string cases;  ///< as written, but for those that are set aside
  std::shared_ptr<std::FILE> aside;
  std::size_t aside_size = 0;
  bool may_set_aside = true;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

/// More than a megabyte of cases is set aside in a file that has no name.
void add_case(JunitSuite& suite, std::string_view group, std::string_view name, JunitCase::What what,
              std::string_view message, std::string_view details);
void write_suite(std::ostream& out, const JunitSuite& suite);

/// For the inside of an attribute or an element.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace shibo::cli
