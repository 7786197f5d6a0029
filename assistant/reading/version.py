"""The version of the rules, in a module that imports nothing, so that it can be asked without loading them."""

READER_VERSION = "4"  # raise it when the rules read something else out of a text: stored documents are then read again
