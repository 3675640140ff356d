"""What a language model may say of a forecast: briefing, proposals, verification, application."""
