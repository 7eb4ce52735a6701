package patchidx.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Unpacks tar archives of all kinds, also several one after another. Links, devices and sparse files are left alone:
/// they hold no bytes of their own, or more than the archive does.
final class TarUnpacker implements Layout.Unpacker {
    private static final int HEADER = 512;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;

    /// Every kind of tar has a checksum of the first header at the same place.
    static boolean recognises(byte[] head) {
        if (head.length < HEADER || head[0] == 0) {
            return false;
        }
        long sum = 0;
        long stated = 0;
        boolean hasDigits = false;
        for (int at = 0; at < HEADER; at++) {
            boolean inChecksum = at >= CHECKSUM && at < CHECKSUM_END;
            sum += inChecksum ? ' ' : head[at] & 0xff;
            if (inChecksum && head[at] >= '0' && head[at] <= '7') {
                stated = stated * 8 + head[at] - '0';
                hasDigits = true;
            }
        }
        return hasDigits && sum == stated;
    }

    @Override
    @SuppressWarnings("resource") // whoever opened the archive closes it
    public void unpack(InputStream archive, Layout.MemberSink members) throws IOException {
        InputStream in = new BufferedInputStream(archive);
        byte[] next;
        do {
            unpackOne(in, members);
            next = behindZeros(in);
        } while (recognises(next));
        if (next.length > 0) {
            throw UnreadableException.of(new IOException("something that is no tar stands behind its end"));
        }
    }

    /// The first block that is not filled with zeros, which is not taken yet; less than one where the archive ends.
    private static byte[] behindZeros(InputStream in) throws IOException {
        byte[] block;
        do {
            in.mark(HEADER);
            block = in.readNBytes(HEADER);
        } while (block.length > 0 && isZero(block));
        in.reset();
        return block;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("resource") // whoever opened the archive closes it
    private static void unpackOne(InputStream archive, Layout.MemberSink members) throws IOException {
        Tar tar = new Tar(archive);
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            if (entry.isDirectory()) {
                continue;
            }
            if (isSpecial(entry)) {
                members.leftOut(entry.getName(), "a link or device");
            } else if (entry.isSparse()) {
                members.unreadable(entry.getName(), "it is a sparse file");
            } else if (entry.isFile()) {
                members.member(entry.getName(), tar);
            }
        }
        if (!tar.hasEnd) {
            throw UnreadableException.of(new EOFException("no end"));
        }
    }

    /// Notes whether the end of the archive was met: a block of zeros, in front of which a cut one ends.
    private static final class Tar extends TarArchiveInputStream {
        private boolean hasEnd;

        Tar(InputStream archive) {
            super(archive, HEADER, HEADER, "UTF-8"); // blocks of one header: what stands behind the end is not skipped
        }

        /// @param block null where there is none any more
        @Override
        protected boolean isEOFRecord(byte @Nullable [] block) {
            boolean isEnd = super.isEOFRecord(block);
            hasEnd |= isEnd && block != null;
            return isEnd;
        }
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isLink()
                || entry.isSymbolicLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO();
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar) throws UnreadableException {
        try {
            return tar.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }
}
