# Which rules and decisions concern a record, what they say, and what that leans on.
shibo_room(judge
  KNOWS value record load program trace eval
  SOURCES agenda.cpp judge.cpp leaning.cpp)
