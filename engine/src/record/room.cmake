# Records as data: what they look like, what they hold, where it stood, and what was wrong with it.
shibo_room(record
  KNOWS value
  SOURCES excerpt.cpp identity.cpp schema.cpp)
