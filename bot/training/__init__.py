"""Learning the categories of texts, offline; nothing of it runs in the bot."""
