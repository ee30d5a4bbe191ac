# What an evaluation leaves behind: values, known and unknown, and the steps to them.
shibo_room(trace
  KNOWS value record load program
  SOURCES cause.cpp fact.cpp interval.cpp step.cpp value.cpp)
