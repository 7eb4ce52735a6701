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
    @SuppressWarnings("resource") // whoever opened the archive closes it
    public void unpack(InputStream archive, Layout.MemberSink members) throws IOException {
        ZipArchiveInputStream zip = new ZipArchiveInputStream(archive, "UTF-8", true, true);
        for (ZipArchiveEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (entry.isDirectory() || entry.isUnixSymlink()) {
                continue;
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                members.unreadable(entry.getName(), "it is encrypted");
            } else if (!zip.canReadEntryData(entry)) {
                members.unreadable(entry.getName(), "it is packed in an unknown way");
            } else {
                members.member(entry.getName(), zip);
            }
        }
    }

    private static ZipArchiveEntry next(ZipArchiveInputStream zip) throws UnreadableException {
        try {
            return zip.getNextEntry();
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }
}
