"""The suites of tools/bench: a module each, found by its name. A module has

    SUMMARY: one line
    cases() -> list of names
    run(name, context) -> list of Row

where context has runner (a started Runner), rounds, and work (a folder for files)."""
