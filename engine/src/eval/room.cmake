# The obvious evaluator: a walk over the program, a function for each construct.
shibo_room(eval
  KNOWS value record load program trace
  SOURCES above.cpp arithmetic.cpp ask.cpp days.cpp eval.cpp evaluation.cpp facts.cpp group_days.cpp kinds.cpp law.cpp limits.cpp lists.cpp logic.cpp
    measure.cpp places.cpp series.cpp sets.cpp table.cpp terms.cpp units.cpp word_of.cpp)
