# Which rules and decisions concern a record, what they say, and what that leans on; tests of packages.
shibo_room(judge
  KNOWS value record load program trace eval
  SOURCES agenda.cpp judge.cpp leaning.cpp test_run.cpp)
