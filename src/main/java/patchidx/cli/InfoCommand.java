package patchidx.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.query.Facet;
import patchidx.query.Query;
import patchidx.query.Search;
import patchidx.render.Columns;
import patchidx.render.Counted;
import patchidx.render.InfoJson;
import patchidx.render.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "info",
        description = "Say what the index holds: mails, files, sizes, versions, kinds and lists.",
        footer = {"", "Examples:", "  patchidx info", "  patchidx info --json | jq .mails"})
final class InfoCommand implements Callable<Integer> {
    /// How many lists are named.
    private static final int MOST_LISTS = 10;

    private final Console console;

    @Option(names = "--json", description = "Print one JSON document, with all lists.")
    private boolean json;

    @Mixin
    private final IndexOption index = new IndexOption();

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            PatchIndex.Facts facts = opened.facts();
            Path folder = opened.folder().toAbsolutePath().normalize();
            Search search = new Search(opened, console.clock());
            List<Search.Count> kinds = counts(search, "kind");
            List<Search.Count> lists = counts(search, "list");
            if (json) {
                InfoJson.print(console.sink(), folder, facts, kinds, lists);
                return ExitStatus.DONE.code();
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("index", folder.toString()));
            rows.add(List.of("mails", String.valueOf(facts.mails())));
            rows.add(List.of("", facts.bytesOfMail() + " bytes"));
            rows.add(List.of("files", String.valueOf(facts.files())));
            if (facts.unreadable() > 0) {
                rows.add(List.of("", facts.unreadable() + " not read to the end; 'patchidx problems' names them"));
            }
            rows.add(List.of("size", size(facts)));
            rows.add(List.of("parts", facts.parts() + ", " + Counted.of(facts.deleted(), "deleted document")));
            rows.add(List.of("table", facts.table()));
            rows.add(List.of("Lucene", facts.lucene()));
            rows.add(List.of("written", facts.committed()));
            add(rows, "kinds", kinds);
            add(rows, "lists", lists.subList(0, Math.min(MOST_LISTS, lists.size())));
            if (lists.size() > MOST_LISTS) {
                rows.add(List.of("", (lists.size() - MOST_LISTS) + " more: patchidx search '*' --by list"));
            }
            Columns.print(console.sink(), rows);
            return ExitStatus.DONE.code();
        }
    }

    private static String size(PatchIndex.Facts facts) {
        return facts.bytesOfMail() == 0
                ? facts.size() + " bytes"
                : String.format(
                        Locale.ROOT,
                        "%d bytes, %.2f of the mails",
                        facts.size(),
                        (double) facts.size() / facts.bytesOfMail());
    }

    private static List<Search.Count> counts(Search search, String field) throws IOException {
        return search.count(new Query.All(), List.of(Facet.parse(field).orElseThrow()))
                .rows();
    }

    private static void add(List<List<String>> rows, String name, List<Search.Count> counts) {
        String label = name;
        for (Search.Count count : counts) {
            rows.add(List.of(
                    label,
                    count.count() + " " + TerminalText.line(count.values().getFirst())));
            label = "";
        }
    }
}
