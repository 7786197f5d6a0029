"""The part of lxml that is used here."""
