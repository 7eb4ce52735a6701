package patchidx.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.patch.Digests;
import patchidx.series.MailSummary;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;
import patchidx.source.RawMail.Heading;

/// A mail as the index keeps it: the bytes of each of its copies and where they were met. Everything else is read
/// from them again.
///
/// @param copies the one that stands for the mail first
/// @param standIn key of the mail that stands for all with this Message-ID in series, versions and reviews, be it this
/// one or another; null if no other mail has the Message-ID
record StoredMail(List<MailCopy> copies, @Nullable String standIn) {
    /// So much of an id is in the key of its mail.
    private static final int LONGEST_ID = 4000;

    static final String COPY = "_copy";
    private static final String STAND_IN = "_stand_in";

    StoredMail {
        copies = List.copyOf(copies);
    }

    static StoredMail from(Document document) {
        List<MailCopy> copies = new ArrayList<>();
        for (BytesRef bytes : document.getBinaryValues(COPY)) {
            copies.add(decode(bytes));
        }
        return new StoredMail(copies, document.get(STAND_IN));
    }

    void store(Document document) {
        for (MailCopy copy : copies) {
            document.add(new StoredField(COPY, encode(copy)));
        }
        if (standIn != null) {
            document.add(new StoredField(STAND_IN, standIn));
        }
    }

    /// What one has to know of it to tell which mails it belongs to.
    MailSummary summary() {
        return first().summary();
    }

    /// Whether mails with other content have the same Message-ID.
    boolean sharesId() {
        return standIn != null;
    }

    /// Whether another mail stands for this one.
    boolean isBeside() {
        return standIn != null && !standIn.equals(key());
    }

    MailCopy first() {
        return copies.getFirst();
    }

    /// A name for the mail that no other mail in the index has.
    String key() {
        return key(first());
    }

    /// The name of the mail that a copy stands for.
    static String key(MailCopy first) {
        CRC32C checksum = new CRC32C();
        checksum.update(first.raw().bytes());
        String id = first.id();
        // Lucene takes no terms of more than 32,766 bytes, and people who want to do harm send longer ids.
        String start = id.substring(0, Math.min(LONGEST_ID, id.length()));
        return start + "#" + Long.toHexString(checksum.getValue());
    }

    /// A number by which the mail is sorted among others of the same rank, in every index alike.
    long place() {
        byte[] digest = Digests.sha256().digest(key().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    /// The same for two mails only if both would be stored as the same bytes.
    String fingerprint() {
        MessageDigest digest = Digests.sha256();
        digest.update(String.valueOf(standIn).getBytes(StandardCharsets.UTF_8));
        for (MailCopy copy : copies) {
            byte[] bytes = encode(copy);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Entry entry() {
        NavigableSet<Location> sources = new TreeSet<>();
        copies.forEach(copy -> sources.addAll(copy.sources()));
        List<Problem> problems = new ArrayList<>(first().patch().problems());
        if (sharesId()) {
            String detail = "another mail has the Message-ID " + first().id();
            problems.add(new Problem(Problem.Kind.SAME_ID, first().sources().first(), detail));
        }
        return new Entry(first().patch(), List.copyOf(sources), problems, null, null);
    }

    private static byte[] encode(MailCopy copy) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(copy.raw().bytes().length + 200);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(copy.raw().hasHeaders());
            Heading heading = copy.raw().heading();
            out.writeBoolean(heading != null);
            if (heading != null) {
                writeText(out, heading.subject());
                writeText(out, heading.author());
                out.writeInt(heading.more().size());
                for (String line : heading.more()) {
                    writeText(out, line);
                }
            }
            out.writeInt(copy.sources().size());
            for (Location source : copy.sources()) {
                writeText(out, source.path());
                out.writeLong(source.offset());
                out.writeLong(source.length());
            }
            out.write(copy.raw().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static MailCopy decode(BytesRef stored) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(stored.bytes, stored.offset, stored.length))) {
            boolean hasHeaders = in.readBoolean();
            Heading heading = in.readBoolean() ? readHeading(in) : null;
            List<Location> sources = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                sources.add(new Location(readText(in), in.readLong(), in.readLong()));
            }
            byte[] bytes = in.readAllBytes();
            return new MailCopy(new RawMail(sources.getFirst(), bytes, hasHeaders, heading), sources);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored mail ends early", e);
        }
    }

    private static @Nullable Heading readHeading(DataInputStream in) throws IOException {
        String subject = readText(in);
        String author = readText(in);
        List<String> more = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            more.add(readText(in));
        }
        return new Heading(subject, author, more);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
