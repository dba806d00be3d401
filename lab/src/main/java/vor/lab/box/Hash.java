package vor.lab.box;

/** Numbers that look random and are the same each time. */
final class Hash {
    private Hash() {}

    static long of(long seed, long salt) {
        long h = seed * 0x9e3779b97f4a7c15L + salt * 0xc2b2ae3d27d4eb4fL + 0x165667b19e3779f9L;
        h ^= h >>> 30;
        h *= 0xbf58476d1ce4e5b9L;
        h ^= h >>> 27;
        h *= 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }

    /** 0 to 1. */
    static double share(long seed, long salt) {
        return (of(seed, salt) >>> 11) / (double) (1L << 53);
    }

    /** From 0, below {@code limit}. */
    static int below(int limit, long seed, long salt) {
        return (int) Math.floorMod(of(seed, salt), (long) limit);
    }
}
