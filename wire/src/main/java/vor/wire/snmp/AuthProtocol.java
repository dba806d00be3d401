package vor.wire.snmp;

/** How messages are signed: RFC 3414 (the first two), RFC 7860. */
public enum AuthProtocol {
    MD5("MD5", "HmacMD5", 16, 12),
    SHA1("SHA-1", "HmacSHA1", 20, 12),
    SHA224("SHA-224", "HmacSHA224", 28, 16),
    SHA256("SHA-256", "HmacSHA256", 32, 24),
    SHA384("SHA-384", "HmacSHA384", 48, 32),
    SHA512("SHA-512", "HmacSHA512", 64, 48);

    /** The JDK's name of the hash, which is also what people call it. */
    final String hash;
    final String mac;
    /** Bytes of a key. */
    final int keyLength;
    /** Bytes of the digest in a message. */
    final int digestLength;

    AuthProtocol(String hash, String mac, int keyLength, int digestLength) {
        this.hash = hash;
        this.mac = mac;
        this.keyLength = keyLength;
        this.digestLength = digestLength;
    }

    @Override
    public String toString() {
        return hash;
    }
}
