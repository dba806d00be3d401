package vor.wire.snmp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages under one key: HMAC over the whole message, cut short (RFC 3414, 6; RFC 7860). */
final class Signing {
    private final Mac mac;
    private final byte[] zeros;
    private final byte[] digest;

    Signing(AuthProtocol protocol, byte[] key) {
        try {
            mac = Mac.getInstance(protocol.mac);
            mac.init(new SecretKeySpec(key, protocol.mac));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + protocol.mac, e);
        }
        zeros = new byte[protocol.digestLength];
        digest = new byte[mac.getMacLength()];
    }

    int length() {
        return zeros.length;
    }

    /** Puts the digest where it belongs. */
    void sign(byte[] message, int length, int digestAt) {
        compute(message, length, digestAt);
        System.arraycopy(digest, 0, message, digestAt, zeros.length);
    }

    /** Takes as long for any digest of the right length. */
    boolean genuine(byte[] message, int length, int digestAt, int digestLength) {
        if (digestLength != zeros.length) {
            return false;
        }
        compute(message, length, digestAt);
        int difference = 0;
        for (int i = 0; i < zeros.length; i++) {
            difference |= digest[i] ^ message[digestAt + i];
        }
        return difference == 0;
    }

    private void compute(byte[] message, int length, int digestAt) {
        int rest = digestAt + zeros.length;
        mac.update(message, 0, digestAt);
        mac.update(zeros);
        mac.update(message, rest, length - rest);
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a digest longer than it says", e);
        }
    }
}
