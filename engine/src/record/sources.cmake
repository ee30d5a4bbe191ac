# Records: what was read, where it stands, and how files are fitted to the types that rules declare.
target_sources(shibo_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/amount_help.cpp
  ${CMAKE_CURRENT_LIST_DIR}/columns.cpp
  ${CMAKE_CURRENT_LIST_DIR}/excerpt.cpp
  ${CMAKE_CURRENT_LIST_DIR}/identity.cpp
  ${CMAKE_CURRENT_LIST_DIR}/joined_file.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_builder.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_keys.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_records.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_rows.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_stream.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_unread.cpp
  ${CMAKE_CURRENT_LIST_DIR}/kept_row.cpp
  ${CMAKE_CURRENT_LIST_DIR}/mapping_choice.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_amount.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_days.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_value.cpp
  ${CMAKE_CURRENT_LIST_DIR}/row.cpp
  ${CMAKE_CURRENT_LIST_DIR}/row_builder.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scattered_keys.cpp
  ${CMAKE_CURRENT_LIST_DIR}/schema.cpp
  ${CMAKE_CURRENT_LIST_DIR}/stream.cpp
  ${CMAKE_CURRENT_LIST_DIR}/table_reader.cpp
  ${CMAKE_CURRENT_LIST_DIR}/table_stream.cpp
  ${CMAKE_CURRENT_LIST_DIR}/totals_row.cpp
  ${CMAKE_CURRENT_LIST_DIR}/value_findings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/whole_record.cpp)
