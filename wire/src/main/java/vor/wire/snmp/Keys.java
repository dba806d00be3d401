package vor.wire.snmp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** From passwords to the keys of one engine: RFC 3414, A.2, and the two drafts that stretch keys. */
final class Keys {
    private static final int MEGABYTE = 1 << 20;

    private Keys() {}

    static MessageDigest hash(AuthProtocol protocol) {
        try {
            return MessageDigest.getInstance(protocol.hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + protocol.hash, e);
        }
    }

    /** The hash of a megabyte of the password, over and over. */
    static byte[] master(AuthProtocol protocol, byte[] password) {
        MessageDigest hash = hash(protocol);
        byte[] many = new byte[Math.ceilDiv(4096, password.length) * password.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = password[i % password.length];
        }
        int left = MEGABYTE;
        for (; left > many.length; left -= many.length) {
            hash.update(many);
        }
        hash.update(many, 0, left);
        return hash.digest();
    }

    static byte[] localised(AuthProtocol protocol, byte[] master, byte[] engine) {
        MessageDigest hash = hash(protocol);
        hash.update(master);
        hash.update(engine);
        return hash.digest(master);
    }

    static byte[] privacy(AuthProtocol auth, PrivacyProtocol protocol, Secret password, byte[] engine) {
        byte[] key = localised(auth, password.master(auth), engine);
        while (key.length < protocol.keyLength) {
            key = join(key, more(auth, protocol, key, engine));
        }
        return Arrays.copyOf(key, protocol.keyLength);
    }

    private static byte[] more(AuthProtocol auth, PrivacyProtocol protocol, byte[] key, byte[] engine) {
        return switch (protocol.stretch) {
            case REEDER -> localised(auth, master(auth, Arrays.copyOfRange(key, key.length - auth.keyLength, key.length)), engine);
            case BLUMENTHAL, NONE -> hash(auth).digest(key);
        };
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
