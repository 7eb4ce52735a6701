package patchidx.cli;

import picocli.CommandLine.Option;

/// `--json` or `--jsonl`, for commands that print one kind of thing.
final class JsonChoice {
    @Option(names = "--json", description = "Print one JSON document.")
    boolean document;

    @Option(names = "--jsonl", description = "Print JSON Lines, one object a line.")
    boolean lines;
}
