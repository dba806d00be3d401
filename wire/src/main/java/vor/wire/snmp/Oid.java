package vor.wire.snmp;

import java.util.Arrays;
import java.util.Optional;

/**
 * An object identifier: at most {@link #MOST} parts, each an unsigned 32 bit number. Immutable; ordered as agents order
 * their objects (RFC 3416, 4.2.2).
 */
public final class Oid implements Comparable<Oid> {
    /** RFC 2578, 3.5. */
    public static final int MOST = 128;

    static final Oid EMPTY = new Oid(new int[0], 0);

    private final int[] parts;
    private final int size;
    /* Reckoned when it is first asked for; 0 until then. */
    private int hash;

    private Oid(int[] parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    /** @param parts unsigned; copied */
    public static Oid of(int... parts) {
        return of(parts, parts.length);
    }

    /** Of the first {@code size} numbers; they are copied. */
    static Oid of(int[] parts, int size) {
        if (size > MOST) {
            throw new IllegalArgumentException("an OID has at most " + MOST + " parts, not " + size);
        }
        return new Oid(Arrays.copyOf(parts, size), size);
    }

    /** Of numbers that nobody else will touch. */
    static Oid own(int[] parts) {
        return new Oid(parts, parts.length);
    }

    /** Whether BER can say it: the first two parts share a number. */
    boolean writable() {
        return size == 0
                || ((parts[0] == 0 || parts[0] == 1) && (size == 1 || Integer.compareUnsigned(parts[1], 40) < 0))
                || (parts[0] == 2 && (size == 1 || Integer.compareUnsigned(parts[1], -1 - 80) <= 0));
    }

    /**
     * @param text such as {@code 1.3.6.1.2.1.1.1.0}; a leading dot is allowed
     * @throws IllegalArgumentException for anything else
     */
    public static Oid of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not an OID such as 1.3.6.1.2.1"));
    }

    /** Empty when it is not an OID. */
    public static Optional<Oid> parse(String text) {
        int[] parts = new int[MOST];
        int size = 0;
        long part = -1;
        int from = text.startsWith(".") ? 1 : 0;
        for (int i = from; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.' && part >= 0 && size < MOST) {
                parts[size++] = (int) part;
                part = -1;
            } else if (c >= '0' && c <= '9' && (part < 0 ? 0 : part) * 10 + (c - '0') <= 0xffff_ffffL) {
                part = (part < 0 ? 0 : part) * 10 + (c - '0');
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(of(parts, size));
    }

    public int size() {
        return size;
    }

    /** The i-th part, from 0; unsigned, so that large ones are negative here. */
    public int part(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException("part " + i + " of " + this);
        }
        return parts[i];
    }

    /** The parts from there on: the index of a row, when this is a cell and {@code from} the size of its column. */
    public Oid from(int from) {
        return new Oid(Arrays.copyOfRange(parts, Math.min(from, size), size), Math.max(0, size - from));
    }

    /** The first {@code length} parts. */
    public Oid first(int length) {
        return new Oid(Arrays.copyOf(parts, Math.min(length, size)), Math.min(length, size));
    }

    public Oid with(int... more) {
        int[] all = Arrays.copyOf(parts, size + more.length);
        System.arraycopy(more, 0, all, size, more.length);
        return of(all, all.length);
    }

    public Oid with(Oid more) {
        return with(more.parts);
    }

    /** Whether this lies in the subtree, which includes its root. */
    public boolean startsWith(Oid root) {
        return size >= root.size && Arrays.equals(parts, 0, root.size, root.parts, 0, root.size);
    }

    /** Whether the parts from there on are those of {@code tail}. */
    public boolean endsWith(Oid tail, int from) {
        return size - from == tail.size && Arrays.equals(parts, from, size, tail.parts, 0, tail.size);
    }

    @Override
    public int compareTo(Oid other) {
        int length = Math.min(size, other.size);
        for (int i = 0; i < length; i++) {
            if (parts[i] != other.parts[i]) {
                return Integer.compareUnsigned(parts[i], other.parts[i]);
            }
        }
        return Integer.compare(size, other.size);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Oid o && size == o.size && Arrays.equals(parts, o.parts);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(parts);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(size * 4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ".").append(Integer.toUnsignedString(parts[i]));
        }
        return text.toString();
    }
}
