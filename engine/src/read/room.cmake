# From rows and values to records: mappings, keys, joins, typed values, and the findings about them.
shibo_room(read
  KNOWS value record io
  SOURCES amount_help.cpp columns.cpp elsewhere.cpp joined_file.cpp json_builder.cpp json_keys.cpp json_likeness.cpp
    json_paths.cpp json_records.cpp json_rows.cpp json_stream.cpp json_unread.cpp kept_row.cpp mapping_choice.cpp
    read_amount.cpp read_days.cpp read_value.cpp row_builder.cpp scattered_keys.cpp stream.cpp table_reader.cpp
    table_stream.cpp totals_row.cpp value_findings.cpp whole_record.cpp)
