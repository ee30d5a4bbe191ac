target_sources(shibo_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/code_types.cpp
  ${CMAKE_CURRENT_LIST_DIR}/country.cpp
  ${CMAKE_CURRENT_LIST_DIR}/currency.cpp
  ${CMAKE_CURRENT_LIST_DIR}/date.cpp
  ${CMAKE_CURRENT_LIST_DIR}/hs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/integer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/normal_form.cpp
  ${CMAKE_CURRENT_LIST_DIR}/number.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shape.cpp
  ${CMAKE_CURRENT_LIST_DIR}/unit.cpp)
