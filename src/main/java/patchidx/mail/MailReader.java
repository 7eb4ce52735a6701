package patchidx.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Mail.Header;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Reads what a mail says. Total: any bytes give a [Mail], and what was odd is noted in it.
public final class MailReader {
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern ID_IN_BRACKETS = Pattern.compile("<([^<>]+)>");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final RawMail raw;
    private final MimeText mime;
    private final List<Problem> problems = new ArrayList<>();

    private MailReader(RawMail raw) {
        this.raw = raw;
        this.mime = mime(raw);
    }

    private static MimeText mime(RawMail raw) {
        return raw.hasHeaders() ? MimeText.read(raw.bytes()) : MimeText.bodyOnly(raw.bytes());
    }

    /// [Mail#patchText] alone, without reading the headers.
    public static String patchText(RawMail raw) {
        return mime(raw).patchText();
    }

    public static Mail read(RawMail raw) {
        return new MailReader(raw).read();
    }

    private Mail read() {
        mime.problems().forEach(problem -> note(problem.kind(), problem.detail()));
        Address from = from();
        Instant date = date();
        String subject = subject();
        return new Mail(
                raw.location(),
                raw.bytes().length,
                mime.headers(),
                first("message-id")
                        .map(MailReader::messageId)
                        .filter(id -> !id.isEmpty())
                        .orElse(null),
                subject,
                from,
                raw.heading() == null ? null : DumpHeading.inBodyFrom(raw.heading()),
                addresses("to"),
                addresses("cc"),
                date,
                received(),
                first("in-reply-to").flatMap(MailReader::answered).orElse(null),
                references(),
                lists(),
                patchworkId(),
                mime.text(),
                mime.patchText(),
                mime.charset(),
                mime.attachments(),
                problems);
    }

    private String subject() {
        Optional<String> own = first("subject").map(HeaderText::decode);
        if (own.isEmpty() && raw.heading() != null) {
            noteCutHeaders();
            return DumpHeading.subject(raw.heading());
        }
        return own.orElse("");
    }

    private Address from() {
        Optional<String> own = first("from");
        if (own.isEmpty() && raw.heading() != null) {
            return DumpHeading.author(raw.heading());
        }
        List<Address> senders = AddressParser.parse(
                HeaderText.oneLine(own.or(() -> first("sender")).orElse("")));
        for (Address sender : senders) {
            if (sender.email() != null) {
                return sender;
            }
        }
        note(
                Problem.Kind.BAD_ADDRESS,
                own.map(value -> "From: " + HeaderText.oneLine(value)).orElse("no From header"));
        return senders.isEmpty() ? new Address(null, null) : senders.getFirst();
    }

    private void noteCutHeaders() {
        if (raw.hasHeaders()) {
            note(Problem.Kind.CUT_HEADERS, "no Subject among the headers");
        }
    }

    private @Nullable Instant date() {
        Optional<String> header = first("date");
        Optional<Instant> date = header.flatMap(MailDate::parse);
        if (header.isPresent() && date.isEmpty()) {
            note(Problem.Kind.BAD_DATE, "Date: " + HeaderText.oneLine(header.get()));
        }
        return date.orElse(null);
    }

    /// The date behind the last semicolon of the uppermost Received header (RFC 5321, 4.4).
    private @Nullable Instant received() {
        return first("received")
                .flatMap(header -> MailDate.parse(header.substring(header.lastIndexOf(';') + 1)))
                .orElse(null);
    }

    private List<Address> addresses(String name) {
        List<Address> addresses = new ArrayList<>();
        for (Header header : mime.headers()) {
            if (header.is(name)) {
                addresses.addAll(AddressParser.parse(HeaderText.oneLine(header.value())));
            }
        }
        return addresses;
    }

    private static String messageId(String value) {
        Matcher id = ID_IN_BRACKETS.matcher(value);
        String text = id.find() ? id.group(1) : value;
        return withoutBlanks(text);
    }

    private static String withoutBlanks(String id) {
        return BLANK.matcher(id).replaceAll("");
    }

    /// The id of the mail answered. Old programs write words around it.
    private static Optional<String> answered(String value) {
        Matcher id = ID_IN_BRACKETS.matcher(value);
        while (id.find()) {
            if (id.group(1).indexOf('@') > 0) {
                return Optional.of(withoutBlanks(id.group(1)));
            }
        }
        String bare = value.strip();
        return bare.indexOf('@') > 0 && bare.indexOf(' ') < 0 ? Optional.of(bare) : Optional.empty();
    }

    private List<String> references() {
        SequencedSet<String> ids = new LinkedHashSet<>();
        for (Header header : mime.headers()) {
            if (header.is("references")) {
                Matcher id = ID_IN_BRACKETS.matcher(header.value());
                while (id.find()) {
                    ids.add(withoutBlanks(id.group(1)));
                }
            }
        }
        return List.copyOf(ids);
    }

    /// RFC 2919: the id stands in angle brackets behind an optional name. Where no List-Id is, the list's address is
    /// read as one.
    private List<String> lists() {
        SequencedSet<String> lists = new LinkedHashSet<>();
        for (Header header : mime.headers()) {
            if (header.is("list-id")) {
                Matcher id = ID_IN_BRACKETS.matcher(header.value());
                String list = id.find() ? id.group(1) : HeaderText.oneLine(header.value());
                lists.add(list.strip());
            }
        }
        if (lists.isEmpty()) {
            first("x-mailing-list")
                    .map(list -> HeaderText.oneLine(list).replace('@', '.'))
                    .ifPresent(lists::add);
        }
        lists.remove("");
        return List.copyOf(lists);
    }

    private @Nullable Long patchworkId() {
        return first("x-patchwork-id")
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .map(digits -> Long.valueOf(digits.group()))
                .orElse(null);
    }

    private Optional<String> first(String name) {
        for (Header header : mime.headers()) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    private void note(Problem.Kind kind, String detail) {
        problems.add(new Problem(kind, raw.location(), detail));
    }
}
