# Files: bytes, rows and objects out of them, each with its place.
target_sources(shibo_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/byte_source.cpp
  ${CMAKE_CURRENT_LIST_DIR}/csv.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decoded_source.cpp
  ${CMAKE_CURRENT_LIST_DIR}/quoted_lines.cpp
  ${CMAKE_CURRENT_LIST_DIR}/file_kind.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sqlite_table.cpp
  ${CMAKE_CURRENT_LIST_DIR}/table_file.cpp)
