target_sources(shibo_engine PRIVATE)
