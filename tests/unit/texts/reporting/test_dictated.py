"""What a machine wrote down is named so wherever a note is shown."""
