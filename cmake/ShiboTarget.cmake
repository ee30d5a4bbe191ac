# With CMAKE_UNITY_BUILD, files are compiled together, up to 24 of a folder: what they include is read once, which
# takes a quarter of the time. So no two files of a folder may give one name to two things, even if each is the file's
# own. Call it after the last source is named.
function(shibo_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE path)
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(GET path PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "${folder}" group)
    math(EXPR members_${group} "0${members_${group}} + 1" OUTPUT_FORMAT DECIMAL)
    math(EXPR batch "(${members_${group}} - 1) / 24")
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group}_${batch})
  endforeach()
endfunction()

# What every target of ours has in common. Called per target, so that nothing is set for a whole
# directory, and nothing of it reaches those who use the installed package.
function(shibo_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wno-sign-conversion
                                           # What a program says of its sources says nothing of where they stood.
                                           -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
  if(CMAKE_UNITY_BUILD)
    target_compile_options(${target} PRIVATE -Wno-shadow)  # by names of another file, compiled before it
  endif()
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
  shibo_unity(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gtest GTest::gtest_main)
  gtest_discover_tests(${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT 300)
endfunction()
