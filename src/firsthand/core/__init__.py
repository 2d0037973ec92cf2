"""The nouns: frozen records that every verb knows. No files, no network, no clock."""
