package patchidx.patch;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What `git patch-id --stable` prints for a patch: a sum over the changes of each file, without line numbers and white
/// space, so the same change has the same id wherever it applies (git-patch-id).
final class PatchId {
    private static final int SHA1_BYTES = 20;
    private static final int OBJECT_ID_DIGITS = 40;
    private static final int LONGEST_BLOB_ID = 64;
    /// "\ No newline at end of file", in any language, is longer than this.
    private static final int NO_NEWLINE_LENGTH = 11;

    /// Between files: neither names nor hunk lines are awaited.
    private static final int IN_HEADER = -1;

    private final Charset charset;
    private final MessageDigest digest = Digests.sha1();
    private final byte[] sum = new byte[SHA1_BYTES];
    private boolean hashedAny;
    private boolean binary;
    private int before = IN_HEADER;
    private int after = IN_HEADER;
    private String oldBlob = "";
    private String newBlob = "";

    private PatchId(Charset charset) {
        this.charset = charset;
    }

    /// The id of the first diff of a text; empty if there is none.
    ///
    /// @param charset what the mail's bytes were in; the id is made of bytes
    static Optional<String> of(PatchText text, Charset charset) {
        List<String> lines = text.lines();
        PatchId id = new PatchId(charset);
        for (int i = text.patchStart(); i < lines.size(); i++) {
            if (!id.take(lines.get(i))) {
                if (id.hashedAny) {
                    break;
                }
                id = new PatchId(charset);
            }
        }
        id.flush();
        return id.hashedAny ? Optional.of(HexFormat.of().formatHex(id.sum)) : Optional.empty();
    }

    /// Takes a line; false if the patch ends before it.
    private boolean take(String line) {
        if (line.startsWith("\\ ") && line.length() > NO_NEWLINE_LENGTH) {
            return true;
        }
        if (namesCommit(line)) {
            return false;
        }
        if (!hashedAny && !line.startsWith("diff ")) {
            return true;
        }
        if (before == IN_HEADER) {
            if (line.startsWith("GIT binary patch") || line.startsWith("Binary files")) {
                binary = true;
                before = 0;
                update(oldBlob);
                update(newBlob);
                flush();
                return true;
            }
            if (line.startsWith("index ")) {
                readBlobs(line.substring("index ".length()));
                return true;
            }
            if (line.startsWith("--- ")) {
                before = 1;
                after = 1;
            } else if (line.isEmpty() || !isAsciiLetter(line.charAt(0))) {
                return false;
            }
        }
        if (binary) {
            if (line.startsWith("diff ")) {
                binary = false;
                before = IN_HEADER;
            }
            return true;
        }
        if (before == 0 && after == 0) {
            if (line.startsWith("@@ -")) {
                readCounts(line);
                return true;
            }
            if (!line.startsWith("diff ")) {
                return false;
            }
            flush();
            before = IN_HEADER;
            after = IN_HEADER;
        }
        char sign = line.isEmpty() ? '\n' : line.charAt(0);
        before -= sign == '-' || sign == ' ' ? 1 : 0;
        after -= sign == '+' || sign == ' ' ? 1 : 0;
        update(line);
        return true;
    }

    /// A line that begins with an object id, as git log and git format-patch write it above the next patch.
    private static boolean namesCommit(String line) {
        int start = line.startsWith("commit ") ? "commit ".length() : line.startsWith("From ") ? "From ".length() : 0;
        if (line.length() < start + OBJECT_ID_DIGITS) {
            return false;
        }
        for (int i = start; i < start + OBJECT_ID_DIGITS; i++) {
            if (Character.digit(line.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void readBlobs(String ids) {
        int dots = ids.indexOf("..");
        if (dots < 0) {
            return;
        }
        int blank = ids.indexOf(' ', dots);
        oldBlob = atMost(ids.substring(0, dots));
        newBlob = atMost(ids.substring(dots + 2, blank < 0 ? ids.length() : blank));
    }

    private static String atMost(String blob) {
        return blob.length() <= LONGEST_BLOB_ID ? blob : blob.substring(0, LONGEST_BLOB_ID);
    }

    /// `@@ -a,b +c,d @@`: the b and d; 1 where they are left out. What follows something odd stays as it was.
    private void readCounts(String line) {
        int end = "@@ -".length() + digits(line, "@@ -".length());
        before = 1;
        int count = end - "@@ -".length();
        if (line.startsWith(",", end)) {
            count = digits(line, end + 1);
            before = number(line, end + 1, count);
            end += 1 + count;
        }
        if (count == 0 || !line.startsWith(" +", end)) {
            return;
        }
        int start = end + " +".length();
        int comma = start + digits(line, start);
        after = line.startsWith(",", comma) ? number(line, comma + 1, digits(line, comma + 1)) : 1;
    }

    private static int digits(String line, int start) {
        int end = start;
        while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
            end++;
        }
        return end - start;
    }

    /// The number of so many digits; 0 if there are none, or more than any file has lines.
    private static int number(String line, int start, int digits) {
        return digits == 0 || digits > 9 ? 0 : Integer.parseInt(line.substring(start, start + digits));
    }

    private void update(String line) {
        byte[] bytes = line.getBytes(charset);
        int kept = 0;
        for (byte b : bytes) {
            if (b == 0) {
                break; // git reads a line as a C string
            }
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                bytes[kept++] = b;
            }
        }
        hashedAny |= kept > 0;
        digest.update(bytes, 0, kept);
    }

    /// Adds the hash of a file to the sum, so the order of files does not matter.
    private void flush() {
        byte[] hash = digest.digest();
        int carry = 0;
        for (int i = 0; i < SHA1_BYTES; i++) {
            carry += Byte.toUnsignedInt(sum[i]) + Byte.toUnsignedInt(hash[i]);
            sum[i] = (byte) carry;
            carry >>= 8;
        }
    }
}
