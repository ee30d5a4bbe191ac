# What every target of ours has in common. Called per target, so that nothing is set for a whole
# directory, and nothing of it reaches those who use the installed package.
function(shibo_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wno-sign-conversion)
  if(SHIBO_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# A test program: shibo_test(NAME SOURCES … LIBRARIES …). Its working directory is the source root,
# so that tests find their case files by relative paths.
function(shibo_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  shibo_target(${name})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gtest GTest::gtest_main)
  gtest_discover_tests(${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT 300)
endfunction()
