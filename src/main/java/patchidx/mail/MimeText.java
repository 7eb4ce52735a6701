package patchidx.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Mail.Header;
import patchidx.source.Problem;

/// Takes a mail apart as MIME says (RFC 2045 to 2049): headers, and the text of the body and of attached patches.
final class MimeText {
    /// Lines, headers and bodies have no limit: diffs have lines of any length, and mails go to hundreds of people.
    private static final MimeConfig CONFIG = MimeConfig.copy(MimeConfig.PERMISSIVE)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    /// What stands behind this many characters of a header is left aside; nobody has written it. Lines of a body that
    /// are read like headers may be longer.
    static final int LONGEST_HEADER = 1 << 16;

    /// What stands behind this many bytes of a mail is kept, but not read. The longest patches that were sent to lists
    /// have a fraction of it; a log file attached may be of any size.
    private static final int LONGEST_READ = 8 << 20;

    /// Lines that are not cut there.
    private static final int LONGEST_LINE = 1 << 16;

    private static final Set<String> TRANSFER_ENCODINGS =
            Set.of("7bit", "8bit", "binary", "quoted-printable", "base64", "7-bit", "8-bit");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)(?:file)?name\\*?=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern PATCH_FILE = Pattern.compile("(?i).*\\.(?:patch|diff|txt|\\d{4}-.*)");

    private final List<Header> headers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();
    private final List<Note> problems = new ArrayList<>();
    private final Deque<Integer> openMultiparts = new ArrayDeque<>();
    private int alternatives;

    /// Whether texts are left as bytes: each letter stands for one.
    private final boolean asBytes;

    private MimeText(boolean asBytes) {
        this.asBytes = asBytes;
    }

    record Note(Problem.Kind kind, String detail) {}

    /// @param place where the part lies in the mail
    /// @param patchText the text as git reads it
    private record Part(String type, Place place, String text, String patchText, Charset charset) {}

    /// @param alternative number of the multipart/alternative that the part belongs to; 0 if there is none
    /// @param isNamed whether the part has the name of a file
    private record Place(int alternative, boolean isNamed) {
        static final Place BODY = new Place(0, false);
    }

    /// Reads a mail that begins with its headers.
    static MimeText read(byte[] mail) {
        MimeText text = new MimeText(false);
        text.readStream(text.start(mail));
        return text;
    }

    /// Reads a mail without turning its bytes into letters: each letter of a text stands for a byte, and carriage
    /// returns stay.
    static MimeText readBytes(byte[] mail) {
        MimeText text = new MimeText(true);
        text.readStream(mail);
        return text;
    }

    /// Reads the body of a mail whose headers were lost; it was decoded by whoever cut them off.
    static MimeText bodyOnly(byte[] body) {
        MimeText text = new MimeText(false);
        text.add("text/plain", Place.BODY, text.start(body), null, Flow.FIXED);
        return text;
    }

    private byte[] start(byte[] mail) {
        if (mail.length <= LONGEST_READ) {
            return mail;
        }
        byte[] read = Arrays.copyOf(mail, endOfLine(mail));
        problems.add(new Note(
                Problem.Kind.LONG_MAIL, "of " + mail.length + " bytes, the first " + read.length + " were read"));
        return read;
    }

    /// Where to end in a long mail: half a line would be another one in a copy with longer headers.
    private static int endOfLine(byte[] mail) {
        for (int end = LONGEST_READ; end > LONGEST_READ - LONGEST_LINE; end--) {
            if (mail[end - 1] == '\n') {
                return end;
            }
        }
        return LONGEST_READ;
    }

    List<Header> headers() {
        return headers;
    }

    List<String> attachments() {
        return attachments;
    }

    List<Note> problems() {
        return problems;
    }

    /// All text, part after part. HTML counts where the same does not stand beside it as plain text, and attached HTML
    /// only where there is nothing else.
    String text() {
        return joined(Part::text);
    }

    /// The same text with its lines joined as git joins them; differs only in `format=flowed` mails with quotes.
    String patchText() {
        boolean differs = parts.stream().anyMatch(part -> !part.text().equals(part.patchText()));
        return differs ? joined(Part::patchText) : text();
    }

    private String joined(Function<Part, String> content) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (!isHtml(part.type())) {
                append(text, content.apply(part));
            } else if (!part.place().isNamed() && !standsBesidePlainText(part)) {
                append(text, HtmlText.of(content.apply(part)));
            }
        }
        if (text.isEmpty()) {
            parts.forEach(part -> append(text, HtmlText.of(content.apply(part))));
        }
        return text.toString();
    }

    private boolean standsBesidePlainText(Part html) {
        int alternative = html.place().alternative();
        return alternative > 0
                && parts.stream().anyMatch(part -> part.place().alternative() == alternative && !isHtml(part.type()));
    }

    /// The charset of the first part that is not plain ASCII.
    Charset charset() {
        return parts.stream()
                .map(Part::charset)
                .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, String part) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append(part);
    }

    private void readStream(byte[] bytes) {
        byte[] mail = HeaderBlock.ended(bytes);
        MimeTokenStream stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null);
        List<Header> fields = new ArrayList<>();
        boolean outermost = true;
        try {
            stream.parse(new ByteArrayInputStream(mail));
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                switch (state) {
                    case T_START_HEADER -> fields.clear();
                    case T_FIELD -> fields.add(header(stream.getField()));
                    case T_END_HEADER -> {
                        if (outermost) {
                            headers.addAll(fields);
                            outermost = false;
                        }
                    }
                    case T_START_MULTIPART -> openMultiparts.push(multipart(stream.getBodyDescriptor()));
                    case T_END_MULTIPART -> openMultiparts.pop();
                    case T_BODY -> addBody(stream, fields);
                    default -> {} // says nothing that the others do not
                }
            }
        } catch (MimeException | IOException | RuntimeException | StackOverflowError e) {
            // Mime4j throws for structures it gives up on, and its decoders for input they did not expect.
            String reason = e instanceof StackOverflowError ? "parts in parts, too deep to read" : e.getMessage();
            problems.add(new Note(Problem.Kind.BAD_ENCODING, String.valueOf(reason)));
            if (parts.isEmpty()) {
                if (outermost) {
                    headers.addAll(fields);
                }
                add("text/plain", Place.BODY, behindHeaders(mail), null, Flow.FIXED);
            }
        }
    }

    /// The number of the multipart/alternative that the parts of a multipart belong to; 0 if there is none.
    private int multipart(BodyDescriptor multipart) {
        return multipart.getSubType().equalsIgnoreCase("alternative") ? ++alternatives : alternative();
    }

    private int alternative() {
        return openMultiparts.isEmpty() ? 0 : openMultiparts.getFirst();
    }

    private void addBody(MimeTokenStream stream, List<Header> fields) throws IOException {
        BodyDescriptor body = stream.getBodyDescriptor();
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        String name = fileName(fields);
        if (name != null) {
            attachments.add(name);
        }
        if (!isText(type, name)) {
            return;
        }
        String encoding = body.getTransferEncoding().toLowerCase(Locale.ROOT);
        if (!TRANSFER_ENCODINGS.contains(encoding)) {
            problems.add(new Note(Problem.Kind.BAD_ENCODING, "Content-Transfer-Encoding: " + encoding));
        }
        String contentType = fields.stream()
                .filter(field -> field.is("content-type"))
                .map(field -> field.value().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        try (InputStream decoded = stream.getDecodedInputStream()) {
            String charset = contentType.contains("charset") ? body.getCharset() : null;
            add(type, new Place(alternative(), name != null), decoded.readAllBytes(), charset, Flow.of(contentType));
        }
    }

    private void add(String type, Place place, byte[] bytes, @Nullable String charset, Flow flow) {
        if (asBytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            parts.add(new Part(type, place, text, flow.unfoldLikeGit(text), StandardCharsets.ISO_8859_1));
            return;
        }
        Charsets.Decoded decoded = Charsets.decode(bytes, charset);
        if (!decoded.exact()) {
            problems.add(new Note(Problem.Kind.BAD_CHARSET, "charset " + (charset == null ? "not named" : charset)));
        }
        String text = decoded.text().replace("\r\n", "\n");
        parts.add(new Part(type, place, flow.unfold(text), flow.unfoldLikeGit(text), decoded.charset()));
    }

    private static boolean isText(String type, @Nullable String fileName) {
        return type.startsWith("text/")
                || type.endsWith("/x-patch")
                || type.endsWith("/x-diff")
                || (fileName != null && PATCH_FILE.matcher(fileName).matches());
    }

    private static boolean isHtml(String type) {
        return type.equals("text/html");
    }

    private static @Nullable String fileName(List<Header> fields) {
        for (String header : List.of("content-disposition", "content-type")) {
            for (Header field : fields) {
                Matcher name = FILE_NAME.matcher(field.value());
                if (field.is(header) && name.find()) {
                    return HeaderText.decode(name.group(1) != null ? name.group(1) : name.group(2));
                }
            }
        }
        return null;
    }

    private static Header header(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return new Header(field.getName(), String.valueOf(field.getBody()));
        }
        String line = Charsets.decode(raw.toByteArray(), null).text();
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1);
        return new Header(
                field.getName(), value.length() <= LONGEST_HEADER ? value : value.substring(0, LONGEST_HEADER));
    }

    private static byte[] behindHeaders(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        Matcher end = Pattern.compile("\\r?\\n\\r?\\n").matcher(text);
        return end.find() ? text.substring(end.end()).getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
    }
}
