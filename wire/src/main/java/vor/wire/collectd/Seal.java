package vor.wire.collectd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/** Checks signatures and decrypts: what comes out was made by a user that is known. Whoever is not, and whoever has another password, is told the same. */
final class Seal {
    static final String SIGNATURE = "HmacSHA256";

    private static final String REFUSED = "the user is unknown, the password is another, or bytes were changed";
    private static final int SIGNATURE_BYTES = 32;
    private static final int VECTOR_BYTES = 16;
    private static final int CHECK_BYTES = 20;

    private Seal() {}

    /** Signature, then the user's name; it covers the name and all that follows it in the packet. */
    static Optional<Parts> signed(Parts part, Users users) {
        int name = part.body() + SIGNATURE_BYTES;
        if (name >= part.bodyEnd()) {
            part.fail("a signature without user");
            return Optional.empty();
        }
        Users.Keys keys = users.keysOf(text(part.array(), name, part.bodyEnd()));
        byte[] told = Arrays.copyOfRange(part.array(), part.body(), name);
        if (!MessageDigest.isEqual(told, signature(keys, part.array(), name, part.end())) || !keys.known) {
            part.fail(REFUSED);
            return Optional.empty();
        }
        return Optional.of(part.rest());
    }

    /** Length of the user's name, the name, the initialisation vector; then, encrypted, the hash of the parts and the parts. */
    static Optional<Parts> encrypted(Parts part, Users users) {
        int name = part.body() + 2;
        int end = part.bodyEnd();
        int length = name > end ? 0 : ByteBuffer.wrap(part.array()).getShort(part.body()) & 0xffff;
        int vector = name + length;
        int secret = vector + VECTOR_BYTES;
        if (length == 0 || end - secret <= CHECK_BYTES) {
            part.fail("an encrypted part that has no room for user, vector, hash and content");
            return Optional.empty();
        }
        Users.Keys keys = users.keysOf(text(part.array(), name, vector));
        byte[] plain = decrypted(keys, part.array(), vector, secret, end);
        if (!MessageDigest.isEqual(Arrays.copyOf(plain, CHECK_BYTES), check(plain)) || !keys.known) {
            part.fail(REFUSED);
            return Optional.empty();
        }
        return Optional.of(part.opened(plain, CHECK_BYTES));
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static byte[] signature(Users.Keys keys, byte[] bytes, int from, int end) {
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(keys.signing);
            mac.update(bytes, from, end - from);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + SIGNATURE, e);
        }
    }

    private static byte[] decrypted(Users.Keys keys, byte[] bytes, int vector, int from, int end) {
        try {
            Cipher cipher = Cipher.getInstance("AES/OFB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, keys.encrypting, new IvParameterSpec(bytes, vector, VECTOR_BYTES));
            return cipher.doFinal(bytes, from, end - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("lengths were checked before", e);
        }
    }

    private static byte[] check(byte[] plain) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-1");
            hash.update(plain, CHECK_BYTES, plain.length - CHECK_BYTES);
            return hash.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
    }
}
