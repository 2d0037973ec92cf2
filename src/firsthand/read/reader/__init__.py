"""The trained model: text -> sentences, trees, entities, attributions, certainty."""
