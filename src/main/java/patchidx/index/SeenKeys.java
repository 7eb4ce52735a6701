package patchidx.index;

/// A set of 64-bit hashes, for many threads. Two keys may share a hash, so it may take a new key for a seen one, and
/// never the other way round.
///
/// It holds what came since the writer settled last, and says when it should do so again: what it needs of memory does
/// not depend on the size of the archive.
final class SeenKeys {
    private static final int FIRST_SLOTS = 1 << 12;
    private static final int MOST_KEYS = 1 << 20;

    /// 0 is a free slot.
    private long[] slots = new long[FIRST_SLOTS];

    private int size;

    /// Whether it is time to settle. Until that is done, it takes more.
    synchronized boolean isFull() {
        return size >= MOST_KEYS;
    }

    /// Whether the key was not there before.
    synchronized boolean add(String key) {
        if (2 * size >= slots.length) {
            grow();
        }
        long hash = hash(key);
        int slot = find(slots, hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        return true;
    }

    synchronized boolean contains(String key) {
        long hash = hash(key);
        return slots[find(slots, hash)] == hash;
    }

    synchronized void clear() {
        slots = new long[FIRST_SLOTS];
        size = 0;
    }

    private void grow() {
        long[] wider = new long[2 * slots.length];
        for (long hash : slots) {
            if (hash != 0) {
                wider[find(wider, hash)] = hash;
            }
        }
        slots = wider;
    }

    /// Where the hash lies, or the free slot where it belongs.
    private static int find(long[] slots, long hash) {
        int slot = (int) (hash ^ (hash >>> 32)) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static long hash(String key) {
        long hash = MatchKeys.fnv(key);
        return hash == 0 ? 1 : hash;
    }
}
