# Writes the commit of the sources into a file, each time anything is built: cmake -D SOURCE=… -D INTO=… -P Version.cmake
# The file is touched only when the commit is another one. A checkout with changes is told apart.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE
                ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "")
else()
  execute_process(COMMAND git -C ${SOURCE} status --porcelain --untracked-files=no OUTPUT_VARIABLE changes ERROR_QUIET)
  if(NOT changes STREQUAL "")
    string(APPEND commit ", changed")
  endif()
endif()
file(CONFIGURE OUTPUT ${INTO} @ONLY CONTENT "#include \"version.hpp\"

namespace shibo::cli {

std::string version_text() {
  const std::string commit = \"@commit@\";
  return \"shibo @VERSION@\" + (commit.empty() ? commit : \" (commit \" + commit + \")\");
}

}  // namespace shibo::cli
")
