"""What the verbs know: tables that a domain expert may edit, their loaders, the gazetteer, the map, the weights.

Tables are loaded once, checked when loaded, and refused with their fault named (BrokenData).
"""
