package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/// Unpacks zip archives from front to back, so that a cut one gives what is left of it.
final class ZipUnpacker implements Layout.Unpacker {
    private static final byte[] FILE = {'P', 'K', 3, 4};

    static boolean recognises(byte[] head) {
        return Bytes.startsWith(head, 0, head.length, FILE);
    }

    @Override
    public void unpack(InputStream archive, Layout.MemberSink members) throws IOException {
        RewindStream in = new RewindStream(archive);
        boolean hasMore = true;
        while (hasMore) {
            hasMore = unpackOn(in, members);
        }
    }

    /// Unpacks files up to one that cannot be read.
    ///
    /// @return whether another one was found behind that
    @SuppressWarnings("resource") // whoever opened the archive closes it
    private static boolean unpackOn(RewindStream in, Layout.MemberSink members) throws IOException {
        long start = in.position();
        ZipArchiveInputStream zip = new ZipArchiveInputStream(in, "UTF-8", true, true);
        for (ZipArchiveEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (entry.isDirectory()) {
                continue;
            }
            if (entry.isUnixSymlink()) {
                members.leftOut(entry.getName(), "a link");
                continue;
            }
            boolean isEncrypted = entry.getGeneralPurposeBit().usesEncryption();
            if (isEncrypted || !zip.canReadEntryData(entry)) {
                members.unreadable(entry.getName(), isEncrypted ? "it is encrypted" : "it is packed in an unknown way");
                // Some programs state no size in front of an encrypted file, and then only its end tells how long it
                // is.
                return in.goTo(start + entry.getDataOffset() + Math.max(0, entry.getCompressedSize()))
                        && in.goToNext(FILE);
            }
            members.member(entry.getName(), zip);
        }
        return false;
    }

    private static ZipArchiveEntry next(ZipArchiveInputStream zip) throws UnreadableException {
        try {
            return zip.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }
}
