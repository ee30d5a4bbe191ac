# Records: what was read, where it stands, and how files are fitted to the types that rules declare.
target_sources(shibo_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/columns.cpp
  ${CMAKE_CURRENT_LIST_DIR}/excerpt.cpp
  ${CMAKE_CURRENT_LIST_DIR}/identity.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_stream.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_amount.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_days.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_value.cpp
  ${CMAKE_CURRENT_LIST_DIR}/row.cpp
  ${CMAKE_CURRENT_LIST_DIR}/schema.cpp
  ${CMAKE_CURRENT_LIST_DIR}/table_stream.cpp)
