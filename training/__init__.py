"""How the reader's weights are made: prepare, train, evaluate, export. Never imported by the package."""
