"""Which places bear a name, and what is known of them: one file, mapped into memory."""
