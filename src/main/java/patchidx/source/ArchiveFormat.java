package patchidx.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The formats that mail lies in: one line each. They are tried in this order, by content and never by name.
public enum ArchiveFormat {
    GZIP("gzip", "any of these compressed by gzip, also several such files in one", Compressions.GZIP),
    BZIP2("bzip2", "any of these compressed by bzip2", Compressions.BZIP2),
    XZ("xz", "any of these compressed by xz", Compressions.XZ),
    ZSTD("zstd", "any of these compressed by zstd", Compressions.ZSTD),
    ZIP("zip", "files of any of these in a zip", new Layout.Packed(ZipUnpacker::recognises, new ZipUnpacker())),
    TAR("tar", "files of any of these in a tar", new Layout.Packed(TarUnpacker::recognises, new TarUnpacker())),
    MBOX(
            "mbox",
            "mails one after another behind From lines: mboxrd, mboxo, mboxcl, mboxcl2, patchwork, Mailman, git"
                    + " format-patch",
            new Layout.Mails(MboxReader.ofWhole())),
    MAIL("mail", "one mail a file, beginning with its headers", new Layout.Mails(new SingleMailReader())),
    DUMP("dump", "a patch dump: #### subject, ##### From: author, fenced mail", new Layout.Mails(new DumpReader())),
    MBOX_REST(
            "mbox-rest",
            "an mbox that begins in the middle of a mail, or below other text; read from its first From line or header"
                    + " on",
            new Layout.Mails(MboxReader.ofRest())),
    MAILDIR(
            "maildir",
            "a folder with one mail a file in cur and new",
            new Layout.Folders(MaildirNames::isTmp, MaildirNames.TMP)),
    MH(
            "mh",
            "a folder with one mail a file, named by numbers",
            new Layout.Folders(MhNames::isRemoved, MhNames.REMOVED)),
    PUBLIC_INBOX(
            "public-inbox",
            "a git repository of public-inbox, version 1 or 2, or a folder of them",
            new Layout.Repository());

    /// How many bytes from the start of a file are enough to recognise its format.
    public static final int HEAD = 1 << 16;

    private final String label;
    private final String help;
    private final Layout layout;

    ArchiveFormat(String label, String help, Layout layout) {
        this.label = label;
        this.help = help;
        this.layout = layout;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    Layout layout() {
        return layout;
    }

    /// The formats of files in which mail lies bare, neither compressed nor packed.
    public static List<ArchiveFormat> ofMails() {
        return Stream.of(values())
                .filter(format -> format.layout instanceof Layout.Mails)
                .toList();
    }

    /// The format of a file that begins with these bytes; empty if it holds no mail.
    ///
    /// @param mails how mails lie in it, if they are not packed; null to tell that too from the content
    static Optional<ArchiveFormat> recognise(byte[] head, @Nullable ArchiveFormat mails) {
        return Stream.of(values())
                .filter(format -> mails == null || format == mails || !(format.layout instanceof Layout.Mails))
                .filter(format -> format == mails || format.layout.recognises(head))
                .filter(format -> !(format.layout instanceof Layout.Mails) || !NoMail.isPacked(head))
                .findFirst();
    }

    /// Why a file or folder is no mail, though it belongs to a format of folders; empty if it may be mail.
    static Optional<String> leavesOut(Path path) {
        for (ArchiveFormat format : values()) {
            if (format.layout instanceof Layout.Folders(var leavesOut, var reason) && leavesOut.test(path)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
