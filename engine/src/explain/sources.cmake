target_sources(shibo_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/comparison.cpp
  ${CMAKE_CURRENT_LIST_DIR}/nearness.cpp
  ${CMAKE_CURRENT_LIST_DIR}/needs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/node.cpp
  ${CMAKE_CURRENT_LIST_DIR}/reasons.cpp
  ${CMAKE_CURRENT_LIST_DIR}/trace.cpp)
