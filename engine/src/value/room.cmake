# What facts are made of: exact numbers and amounts, days, codes, countries, truth.
shibo_room(value
  SOURCES code_types.cpp country.cpp currency.cpp date.cpp hs.cpp integer.cpp measure.cpp misspelt.cpp normal_form.cpp
    number.cpp shape.cpp unit.cpp)
