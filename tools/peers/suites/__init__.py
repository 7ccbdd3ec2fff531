"""The suites of tools/bench: a module each, found by its name. A module has

    SUMMARY: one line
    cases() -> list of names
    run(name, context) -> list of Row

and may have

    describe(row) -> text: what a line about it says beside the times
    summary(rows) -> lines, from rows as dictionaries
    write_models(folder, text) -> paths of the models whose names contain the text

Context has program (the path of the runner), runner (a started Runner), rounds, and work (a folder for files)."""
