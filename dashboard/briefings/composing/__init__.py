"""From figures to a document: exhibits, key lines, what has changed, and what a line may say."""
