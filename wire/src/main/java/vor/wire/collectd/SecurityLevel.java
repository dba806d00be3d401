package vor.wire.collectd;

/** What a packet must at least be; also what a packet is. Each takes those behind it too. */
public enum SecurityLevel {
    NONE,
    SIGN,
    ENCRYPT;

    boolean takes(SecurityLevel packet) {
        return packet.compareTo(this) >= 0;
    }
}
