"""No place is guessed: the last one is offered, what was forwarded is asked about, what is far away goes to others."""

EN = "en"
