package vor.lab.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A batch of nf_tables messages, as linux/netfilter/nf_tables.h lays them out: pure bytes. A batch takes effect as a
 * whole or not at all.
 */
final class NftMessages {
    private static final short BATCH_BEGIN = 0x10;
    private static final short BATCH_END = 0x11;
    private static final short NFTABLES = 10;
    private static final short NEW_ELEMENTS = NFTABLES << 8 | 12;
    private static final short DELETE_ELEMENTS = NFTABLES << 8 | 14;
    private static final short REQUEST = 1;
    private static final short ACK = 4;
    private static final short CREATE = 0x400;
    private static final byte INET = 1;
    private static final short NESTED = (short) 0x8000;
    private static final int HEADER = 16;

    /** Elements in one message: an attribute's length has 16 bits. */
    static final int MOST_ELEMENTS = 1000;

    private final ByteBuffer out;
    private int sequence;
    private int last;

    NftMessages(ByteBuffer out) {
        this.out = out.order(ByteOrder.nativeOrder());
        int start = begin(BATCH_BEGIN, REQUEST, (byte) 0, NFTABLES);
        end(start);
    }

    /** Adds the addresses to the set; those that it has already are no fault. */
    void add(String table, String set, List<byte[]> addresses) {
        elements(NEW_ELEMENTS, (short) (REQUEST | CREATE), table, set, addresses);
    }

    /** Takes the addresses out of the set; every one of them must be in it. */
    void remove(String table, String set, List<byte[]> addresses) {
        elements(DELETE_ELEMENTS, REQUEST, table, set, addresses);
    }

    /** Empties the set. */
    void flush(String table, String set) {
        int start = begin(DELETE_ELEMENTS, REQUEST, INET, (short) 0);
        text(1, table);
        text(2, set);
        end(start);
    }

    /** Ends the batch and asks for an answer to its last message; the buffer is ready to be sent. */
    ByteBuffer finish() {
        out.putShort(last + 6, (short) (out.getShort(last + 6) | ACK));
        end(begin(BATCH_END, REQUEST, (byte) 0, NFTABLES));
        return out.flip();
    }

    private void elements(short type, short flags, String table, String set, List<byte[]> addresses) {
        for (int from = 0; from < addresses.size(); from += MOST_ELEMENTS) {
            int start = begin(type, flags, INET, (short) 0);
            text(1, table);
            text(2, set);
            int list = nest(3);
            addresses.subList(from, Math.min(from + MOST_ELEMENTS, addresses.size())).forEach(this::element);
            unnest(list);
            end(start);
        }
    }

    private void element(byte[] address) {
        int element = nest(1);
        int key = nest(1);
        attribute(1, address);
        unnest(key);
        unnest(element);
    }

    private int begin(short type, short flags, byte family, short resource) {
        int start = out.position();
        last = start;
        out.putInt(0).putShort(type).putShort(flags).putInt(++sequence).putInt(0);
        out.put(family).put((byte) 0).put((byte) (resource >> 8)).put((byte) resource);
        return start;
    }

    private void end(int start) {
        out.putInt(start, out.position() - start);
    }

    private void text(int type, String text) {
        attribute(type, (text + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private void attribute(int type, byte[] value) {
        out.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }

    private int nest(int type) {
        int start = out.position();
        out.putShort((short) 0).putShort((short) (NESTED | type));
        return start;
    }

    private void unnest(int start) {
        out.putShort(start, (short) (out.position() - start));
    }

    static int bytesFor(int elements) {
        return (elements / MOST_ELEMENTS + 8) * (HEADER + 128) + elements * 32;
    }
}
