package vor.wire.snmp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts scoped PDUs under one key (RFC 3414, 8; RFC 3826). */
final class Sealing {
    private static final int DES_BLOCK = 8;

    private final boolean des;
    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] initial;

    Sealing(PrivacyProtocol protocol, byte[] key) {
        des = protocol == PrivacyProtocol.DES;
        this.key = des ? new SecretKeySpec(key, 0, DES_BLOCK, "DES") : new SecretKeySpec(key, "AES");
        initial = Arrays.copyOfRange(key, key.length - DES_BLOCK, key.length);
        try {
            cipher = Cipher.getInstance(des ? "DES/CBC/NoPadding" : "AES/CFB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + protocol, e);
        }
    }

    /** What makes this message's encryption unlike any other's; it travels with the message. */
    byte[] salt(int boots, long counter) {
        return ByteBuffer.allocate(8).putLong(des ? (long) boots << 32 | (counter & 0xffff_ffffL) : counter).array();
    }

    /** DES gets zeros behind the text, up to a whole block. */
    byte[] encrypt(byte[] bytes, int from, int length, int boots, int time, byte[] salt) {
        int padded = des ? Math.ceilDiv(length, DES_BLOCK) * DES_BLOCK : length;
        byte[] plain = Arrays.copyOf(Arrays.copyOfRange(bytes, from, from + length), padded);
        return run(Cipher.ENCRYPT_MODE, plain, vector(boots, time, salt));
    }

    /** Empty when the lengths cannot be right; with a wrong key the result is nonsense. */
    Optional<byte[]> decrypt(byte[] bytes, UsmMessage.Head head, byte[] salt) {
        if (salt.length != 8 || (des && bytes.length % DES_BLOCK != 0)) {
            return Optional.empty();
        }
        return Optional.of(run(Cipher.DECRYPT_MODE, bytes, vector(head.boots(), head.time(), salt)));
    }

    private byte[] vector(int boots, int time, byte[] salt) {
        if (!des) {
            return ByteBuffer.allocate(16).putInt(boots).putInt(time).put(salt).array();
        }
        byte[] vector = salt.clone();
        for (int i = 0; i < vector.length; i++) {
            vector[i] ^= initial[i];
        }
        return vector;
    }

    private byte[] run(int mode, byte[] bytes, byte[] vector) {
        try {
            cipher.init(mode, key, new IvParameterSpec(vector));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("lengths were checked before", e);
        }
    }
}
