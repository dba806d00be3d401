package vor.wire.snmp;

/**
 * How messages are encrypted. Keys longer than the hash of the authentication are stretched in one of two ways, which
 * do not understand each other: draft-blumenthal-aes-usm-04 (net-snmp's AES-256), or draft-reeder-snmpv3-usm-3desede
 * (Cisco and others; net-snmp's AES-256-C).
 */
public enum PrivacyProtocol {
    /** RFC 3414, for agents that know nothing better. */
    DES("DES", 16, Stretch.NONE),
    /** RFC 3826. */
    AES128("AES-128", 16, Stretch.NONE),
    AES192_BLUMENTHAL("AES-192 (Blumenthal)", 24, Stretch.BLUMENTHAL),
    AES256_BLUMENTHAL("AES-256 (Blumenthal)", 32, Stretch.BLUMENTHAL),
    AES192_REEDER("AES-192 (Reeder, Cisco)", 24, Stretch.REEDER),
    AES256_REEDER("AES-256 (Reeder, Cisco)", 32, Stretch.REEDER);

    enum Stretch {
        NONE,
        BLUMENTHAL,
        REEDER
    }

    private final String name;
    /** Bytes; those of DES are key and initial vector. */
    final int keyLength;
    final Stretch stretch;

    PrivacyProtocol(String name, int keyLength, Stretch stretch) {
        this.name = name;
        this.keyLength = keyLength;
        this.stretch = stretch;
    }

    @Override
    public String toString() {
        return name;
    }
}
