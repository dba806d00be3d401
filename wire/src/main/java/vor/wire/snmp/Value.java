package vor.wire.snmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/** What a variable may hold (RFC 2578, 7.1), or why it holds nothing. */
public sealed interface Value {

    /** INTEGER: signed, 32 bits. */
    record Int(int value) implements Value {}

    /** OCTET STRING; never changed after it was made. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Octets(byte[] bytes) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    record ObjectId(Oid oid) implements Value {}

    /** IpAddress: the four bytes, first one highest. */
    record Ip(int address) implements Value {}

    /** Counter32, 0 to 2^32 - 1. */
    record Counter(long value) implements Value {}

    /** Gauge32 and Unsigned32, 0 to 2^32 - 1. */
    record Gauge(long value) implements Value {}

    /** TimeTicks: hundredths of a second, 0 to 2^32 - 1. */
    record Ticks(long hundredths) implements Value {}

    /** Counter64: unsigned, so that large ones are negative here. */
    record Counter64(long value) implements Value {}

    /** Opaque: whatever somebody wrapped into it; never changed after it was made. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Opaque(byte[] bytes) implements Value {
        /** The number in it, when it is a float or double as net-snmp wraps them. */
        public OptionalDouble number() {
            if (is(0x78, 4)) {
                return OptionalDouble.of(ByteBuffer.wrap(bytes).getFloat(3));
            }
            return is(0x79, 8) ? OptionalDouble.of(ByteBuffer.wrap(bytes).getDouble(3)) : OptionalDouble.empty();
        }

        private boolean is(int tag, int length) {
            return bytes.length == length + 3 && bytes[0] == (byte) 0x9f && bytes[1] == tag && bytes[2] == length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opaque o && Arrays.equals(bytes, o.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Stands for no value: in requests, and instead of one in answers. */
    enum None implements Value {
        NULL,
        NO_SUCH_OBJECT,
        NO_SUCH_INSTANCE,
        END_OF_MIB
    }
}
