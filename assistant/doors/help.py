"""What `attache --help` says, in a module that imports nothing, so that it is there at once."""

COMMANDS = {
    "ask": "Answer a question with cited excerpts.",
    "chat": "Ask and follow up in a conversation.",
    "ingest": "Read files, folders or JSON lines into the store.",
    "forget": "Remove documents from the store, wholly.",
    "search": "Rank excerpts for a query.",
    "entity": "Who or what a name is: aliases, roles with dates, excerpts.",
    "timeline": "Dated events in order of time, planned apart from happened.",
    "quotes": "Who said what, word for word and reported.",
    "annotate": "Show what is read out of a text, without storing it.",
    "check": "Hold a written draft against the documents, or claims against references.",
    "verify": "Hold an exported answer against the store again, span by span.",
    "serve": "Serve the web chat and the HTTP API, OpenAI-compatible too.",
    "mcp": "Serve the tools and documents over standard input and output (MCP).",
    "keys": "Make, list and revoke the keys of `attache serve`.",
    "eval": "Put suites of questions to a model and hold its answers against the documents.",
    "copy": "Copy the documents of one store into another, and compare.",
    "backup": "Write the store, keys and conversations into one file.",
    "restore": "Make the store what a backup holds.",
    "upgrade": "Bring a store to the form of this version, while others use it.",
    "status": "What the store holds.",
    "doctor": "What works here and what to do about the rest.",
}

_WIDTH = max(map(len, COMMANDS)) + 3

TEXT = (
    "Usage: attache COMMAND [OPTIONS]\n"
    "\n"
    "Answers on foreign policy in sentences that each stand on an excerpt you can open.\n"
    "\n"
    "Commands:\n" + "".join(f"  {name:<{_WIDTH}}{summary}\n" for name, summary in COMMANDS.items()) + "\n"
    "Every command takes --store FOLDER; most take --json. `attache COMMAND --help` says more.\n"
    '  attache ask "When did Putin and Duterte meet in Sochi?"\n'
    "\n"
    "Exit status: 0 done · 1 done but found wanting · 2 wrong use · 3 a fault (store, model, disk)\n"
)
