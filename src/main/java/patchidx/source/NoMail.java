package patchidx.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What files look like that hold no mail, so that people see why: one line a case. They are tried in this order.
enum NoMail {
    MAILBOX(
            "a mailbox in a format that is not read; export it as mbox",
            text("!BDN")
                    .or(text("BABYL OPTIONS"))
                    .or(text("#! rnews"))
                    .or(text("*mbx*"))
                    .or(bytes(1, 1, 1, 1, '\n'))
                    .or(bytes(0xcf, 0xad, 0x12, 0xfe))),
    SCRIPT("a script", text("#!")),
    UTF_16(
            "text in UTF-16, which is not read; convert it to UTF-8",
            bytes(0xff, 0xfe).or(bytes(0xfe, 0xff))),
    PACKED(
            "packed in a way that is not read; unpack it",
            text("7z\u00bc\u00af")
                    .or(text("Rar!"))
                    .or(text("LZIP"))
                    .or(text("MSCF"))
                    .or(text("!<arch>\n"))
                    .or(text("07070"))
                    .or(bytes(0x1f, 0x9d))
                    .or(bytes(0x04, 0x22, 0x4d, 0x18))
                    .or(bytes(0x5d, 0, 0))),
    OFFICE("a message or document of Microsoft Office; save it as text", bytes(0xd0, 0xcf, 0x11, 0xe0)),
    BINARY("no text", NoMail::isBinary),
    DIFF(
            "a diff or commit without the headers of a mail",
            pattern("diff |--- |Index: |# HG changeset patch|commit [0-9a-f]{40}|(?s).*^diff --git a/")),
    MARKUP("HTML or XML", pattern("(?i)<(!doctype|html|\\?xml)")),
    JSON("JSON", pattern("\\{\\s*[\"}]|\\[\\s*[\\[{\"]")),
    NOTHING("nothing in it", head -> head.length == 0),
    BLANK("nothing but blank lines", NoMail::isBlank),
    OLD_MAC("lines that end with CR alone, which are not read", NoMail::hasNoLines),
    TEXT(
            "no headers at its start that say who sent or got it, no From line with headers, no dump heading",
            head -> true);

    private static final int CLOSE_LOOK = 4096;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x06\\x0e-\\x1a]");

    private final String label;
    private final Predicate<byte[]> test;

    NoMail(String label, Predicate<byte[]> test) {
        this.label = label;
        this.test = test;
    }

    /// What a file looks like that begins with these bytes, for a person to read.
    static String reason(byte[] head) {
        byte[] start = Arrays.copyOfRange(head, Bytes.start(head), head.length);
        return Stream.of(values())
                .filter(looks -> looks.test.test(start))
                .findFirst()
                .orElse(TEXT)
                .label;
    }

    /// Whether a file is packed in a way that is not read. Some leave text as it is, which looks like mail.
    static boolean isPacked(byte[] head) {
        return PACKED.test.test(head);
    }

    private static Predicate<byte[]> text(String start) {
        return head -> Bytes.startsWith(head, 0, head.length, start.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Predicate<byte[]> bytes(int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return head -> Bytes.startsWith(head, 0, head.length, bytes);
    }

    private static Predicate<byte[]> pattern(String start) {
        Pattern pattern = Pattern.compile(start, Pattern.MULTILINE);
        return head -> pattern.matcher(looked(head)).lookingAt();
    }

    private static String looked(byte[] head) {
        return new String(head, 0, Math.min(CLOSE_LOOK, head.length), StandardCharsets.ISO_8859_1);
    }

    private static boolean isBinary(byte[] head) {
        return CONTROL.matcher(looked(head)).find();
    }

    private static boolean hasNoLines(byte[] head) {
        String text = looked(head);
        return text.indexOf('\r') >= 0 && text.indexOf('\n') < 0;
    }

    private static boolean isBlank(byte[] head) {
        return Bytes.isBlank(head, 0, head.length);
    }
}
