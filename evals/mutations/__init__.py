"""True sentences of real texts, changed in one particular, and honest rewordings of them."""
