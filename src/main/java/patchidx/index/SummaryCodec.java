package patchidx.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.patch.Kind;
import patchidx.series.MailSummary;
import patchidx.series.MailSummary.Given;
import patchidx.series.Mention;
import patchidx.series.Standing;

/// How summaries of mails, and where mails stand, lie in the index.
final class SummaryCodec {
    private static final long NO_NUMBER = Long.MIN_VALUE;

    private SummaryCodec() {}

    static BytesRef encode(MailSummary mail) {
        return written(out -> {
            out.writeUTF(mail.id());
            out.writeUTF(mail.kind().name());
            out.writeUTF(cut(mail.title()));
            texts(mail.tags(), out);
            out.writeBoolean(mail.rfc());
            out.writeBoolean(mail.resent());
            out.writeInt(mail.version());
            number(mail.number(), out);
            number(mail.total(), out);
            out.writeBoolean(mail.hasDiff());
            out.writeBoolean(mail.bringsPatch());
            out.writeUTF(cut(mail.sender()));
            text(mail.name(), out);
            time(mail.date(), out);
            texts(mail.ancestors(), out);
            text(mail.patchId(), out);
            text(mail.changeId(), out);
            number(mail.patchworkId(), out);
            texts(mail.files(), out);
            out.writeShort(mail.mentions().size());
            for (Mention mention : mail.mentions()) {
                out.writeUTF(cut(mention.target()));
                number(mention.version(), out);
                out.writeBoolean(mention.superseded());
            }
            texts(mail.changelog(), out);
            out.writeShort(mail.given().size());
            for (Given given : mail.given()) {
                out.writeUTF(cut(given.name()));
                out.writeUTF(cut(given.value()));
                out.writeUTF(cut(given.by()));
            }
        });
    }

    static MailSummary decode(BytesRef bytes) {
        return read(
                bytes,
                in -> new MailSummary(
                        in.readUTF(),
                        Kind.valueOf(in.readUTF()),
                        in.readUTF(),
                        texts(in),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readInt(),
                        toInteger(number(in)),
                        toInteger(number(in)),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readUTF(),
                        text(in),
                        time(in),
                        texts(in),
                        text(in),
                        text(in),
                        number(in),
                        texts(in),
                        mentions(in),
                        texts(in),
                        given(in)));
    }

    static BytesRef encode(Standing standing) {
        return written(out -> {
            out.writeUTF(standing.series());
            out.writeUTF(standing.work());
            out.writeInt(standing.versions());
            out.writeBoolean(standing.latest());
            out.writeInt(standing.missing());
            out.writeInt(standing.replies());
            out.writeInt(standing.reviews());
            time(standing.activity(), out);
        });
    }

    static Standing decodeStanding(BytesRef bytes) {
        return read(
                bytes,
                in -> new Standing(
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        in.readBoolean(),
                        in.readInt(),
                        in.readInt(),
                        in.readInt(),
                        time(in)));
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static BytesRef written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new BytesRef(bytes.toByteArray());
    }

    private static <T> T read(BytesRef bytes, Reading<T> reading) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a summary ends early", e);
        }
    }

    /// A text of this form may have 65,535 bytes.
    private static String cut(String text) {
        return text.length() <= 8000 ? text : text.substring(0, 8000);
    }

    private static void text(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeUTF(text == null ? "" : cut(text));
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }

    private static void texts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(cut(text));
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static void number(@Nullable Number number, DataOutputStream out) throws IOException {
        out.writeLong(number == null ? NO_NUMBER : number.longValue());
    }

    private static @Nullable Long number(DataInputStream in) throws IOException {
        long number = in.readLong();
        return number == NO_NUMBER ? null : number;
    }

    private static @Nullable Integer toInteger(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }

    private static void time(@Nullable Instant time, DataOutputStream out) throws IOException {
        number(time == null ? null : time.getEpochSecond(), out);
    }

    private static @Nullable Instant time(DataInputStream in) throws IOException {
        Long seconds = number(in);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    private static List<Mention> mentions(DataInputStream in) throws IOException {
        List<Mention> mentions = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            mentions.add(new Mention(in.readUTF(), toInteger(number(in)), in.readBoolean()));
        }
        return mentions;
    }

    private static List<Given> given(DataInputStream in) throws IOException {
        List<Given> given = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            given.add(new Given(in.readUTF(), in.readUTF(), in.readUTF()));
        }
        return given;
    }
}
