package vor.server.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands before each block of a segment: enough to pass over it, and to know whether it is whole.
 *
 * @param length of the compressed body, bytes
 * @param raw of the body before it was compressed, bytes
 * @param first time of the oldest batch in it, milliseconds since 1970
 * @param last of the newest
 * @param crc CRC-32C of the compressed body
 */
record Block(int length, int raw, long first, long last, int crc) {
    /** Bytes of a header. */
    static final int HEADER = 40;

    /** Each block begins with this, so that one can be found again behind damage: "VorJ". */
    static final int MAGIC = 0x566f724a;

    /** A body is closed when it has so many bytes; it may be longer by one event. */
    static final int FULL = 256 << 10;

    /** A body is closed when it has so many events. */
    static final int MOST_EVENTS = 16_384;

    /** Of a body before it was compressed; no event is taken that would lead beyond. */
    static final int MOST_RAW = 8 << 20;

    private static final int VERSION = 1;
    private static final int MOST_LENGTH = MOST_RAW + (MOST_RAW >> 8);

    ByteBuffer header() {
        ByteBuffer out = ByteBuffer.allocate(HEADER);
        out.putInt(MAGIC).putInt(VERSION).putInt(length).putInt(raw).putLong(first).putLong(last).putInt(crc);
        out.putInt(crc(out.array(), HEADER - Integer.BYTES));
        return out.flip();
    }

    /** Empty where there is none that is whole and of a size that can be. */
    static Optional<Block> read(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header, 0, HEADER);
        if (in.getInt() != MAGIC || in.getInt() != VERSION || in.getInt(HEADER - Integer.BYTES) != crc(header, HEADER - Integer.BYTES)) {
            return Optional.empty();
        }
        Block block = new Block(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getInt());
        boolean fits = block.length > 0 && block.length <= MOST_LENGTH && block.raw > 0 && block.raw <= MOST_RAW;
        return fits ? Optional.of(block) : Optional.empty();
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
