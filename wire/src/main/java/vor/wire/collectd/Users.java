package vor.wire.collectd;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/** Who may sign and encrypt. Nothing outside this package can read a password back. For any thread. */
public final class Users {
    /** In the place of those that nobody knows, so that refusing them takes as long. */
    private static final Keys NOBODY = new Keys(new byte[1], false);

    private final Map<String, Keys> keys;

    private Users(Map<String, Keys> keys) {
        this.keys = keys;
    }

    public static Users none() {
        return new Users(Map.of());
    }

    /** @param passwords by user; not empty; copied */
    public static Users of(Map<String, char[]> passwords) {
        Map<String, Keys> keys = new TreeMap<>();
        passwords.forEach((user, password) -> {
            if (password.length == 0) {
                throw new IllegalArgumentException("the password of " + user + " is empty");
            }
            keys.put(user, keys(password));
        });
        return new Users(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    Keys keysOf(String user) {
        return keys.getOrDefault(user, NOBODY);
    }

    private static Keys keys(char[] password) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        utf8.clear().put(new byte[utf8.capacity()]);
        Keys keys = new Keys(bytes, true);
        Arrays.fill(bytes, (byte) 0);
        return keys;
    }

    @Override
    public String toString() {
        return keys.keySet() + " with passwords";
    }

    static final class Keys {
        final SecretKeySpec signing;
        final SecretKeySpec encrypting;
        final boolean known;

        Keys(byte[] password, boolean known) {
            signing = new SecretKeySpec(password, Seal.SIGNATURE);
            encrypting = new SecretKeySpec(hash(password), "AES");
            this.known = known;
        }

        private static byte[] hash(byte[] password) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(password);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }
    }
}
