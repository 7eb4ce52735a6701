package patchidx.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// A folder of files with odd names and odd lines, and a second state of it: edited, renamed, copied, made executable,
/// emptied, deleted, turned into binary data. The same seed gives the same two states.
final class RandomTree {
    private static final List<String> LINES = List.of(
            "",
            "",
            "\tif (!ring)",
            "\t\treturn -ENODEV;",
            "}",
            "{",
            "static int kite_open(struct net_device *ndev)",
            "-- ",
            "-- a/kite.c",
            "- a",
            "++ b/kite.c",
            "+ b",
            "--- a/kite.c",
            "+++ b/kite.c",
            "@@ -1,3 +1,4 @@ void heron(void)",
            "diff --git a/owl.c b/owl.c",
            "index 1234567..89abcde 100644",
            "GIT binary patch",
            "\\ No newline at end of file",
            "  trailing blanks  ",
            "carriage\rreturn in the middle",
            "carriage return at the end\r",
            "int a\u2028separator\u0085and\u000cform feed(void)",
            "Grüße aus Zürich",
            "漢字",
            "From ada@example.org Tue Sep 24 06:41:37 2019",
            "---",
            "2.39.5",
            "Index: wren.c",
            "===================================================================");

    private static final List<String> NAMES = List.of(
            "kite.c",
            "Makefile",
            "a",
            "b",
            "with blank.c",
            " leading",
            "two  blanks",
            "trailing ",
            "tab\tin name",
            "quote\"in name",
            "back\\slash",
            "grüße.txt",
            "漢字.c",
            "new\nline",
            "x.orig",
            "b x b",
            "x b",
            "dev null",
            "a => b",
            "{a}",
            "on 2019-09-24 10:11:12",
            "-dash",
            "tilde~",
            "Thu Jan  1");

    private static final List<String> FOLDERS =
            List.of("", "", "", "drivers/net/", "a/", "b/", "i/", "w/", "c b/", "grün/");

    private final Random random;
    private final Path folder;
    private final boolean plainNames;
    private final Map<String, String> files = new LinkedHashMap<>();

    /// @param plainNames whether names have no control characters and quotes
    RandomTree(Random random, Path folder, boolean plainNames) {
        this.random = random;
        this.folder = folder;
        this.plainNames = plainNames;
    }

    /// Writes the first state.
    void create() throws IOException {
        for (int left = 2 + random.nextInt(6); left > 0; left--) {
            write(freshName(), random.nextInt(8) == 0 ? "" : text(random.nextInt(40)));
        }
    }

    /// Writes the second state over the first.
    void change() throws IOException {
        for (String name : List.copyOf(files.keySet())) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> write(name, edited(files.get(name)));
                case 4 -> delete(name);
                case 5 -> move(name, files.get(name));
                case 6 -> move(name, edited(files.get(name)));
                case 7 -> write(freshName(), edited(files.get(name)));
                case 8 -> setExecutable(name);
                case 9 -> {
                    write(name, edited(files.get(name)));
                    setExecutable(name);
                }
                case 10 -> write(name, binary());
                default -> {} // stays as it is
            }
        }
        if (random.nextBoolean()) {
            write(freshName(), random.nextInt(3) == 0 ? "" : text(10));
        }
        if (random.nextInt(4) == 0) {
            write(freshName(), binary());
        }
    }

    private void move(String name, String content) throws IOException {
        delete(name);
        write(freshName(), content);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, UTF_8);
        files.put(name, content);
    }

    private void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
        files.remove(name);
    }

    private void setExecutable(String name) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String freshName() {
        while (true) {
            String name = pick(FOLDERS) + pick(NAMES);
            boolean odd = name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\' || c > '~');
            boolean taken = Files.exists(folder.resolve(name))
                    || files.keySet().stream().anyMatch(name::startsWith);
            boolean belowFile = files.keySet().stream().anyMatch(file -> file.startsWith(name + "/"));
            if (!taken && !belowFile && !(plainNames && odd)) {
                return name;
            }
        }
    }

    private String text(int lines) {
        String text = String.join(
                "\n", IntStream.range(0, lines).mapToObj(any -> line()).toList());
        return random.nextInt(4) == 0 || text.isEmpty() ? text : text + "\n";
    }

    private String line() {
        return random.nextBoolean() ? pick(LINES) : "\tline " + random.nextInt(1000) + ";";
    }

    private String edited(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(lines.size() + 1);
            if (random.nextInt(3) == 0 && at < lines.size()) {
                lines.remove(at);
            } else if (random.nextBoolean() && at < lines.size()) {
                lines.set(at, line());
            } else {
                lines.add(at, line());
            }
        }
        return String.join("\n", lines);
    }

    private String binary() {
        StringBuilder data = new StringBuilder("\0");
        for (int left = random.nextInt(300); left > 0; left--) {
            data.append((char) random.nextInt(128));
        }
        return data.toString();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
