"""Attaché: answers on foreign policy that stand on excerpts the reader can open."""

__version__ = "0.1.0"
