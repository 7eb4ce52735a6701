package patchidx.patch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash functions that ids are made with.
public final class Digests {
    private Digests() {}

    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    /// As git names objects and patches.
    static MessageDigest sha1() {
        return of("SHA-1");
    }

    private static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
