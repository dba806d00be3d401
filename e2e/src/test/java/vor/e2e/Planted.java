package vor.e2e;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Secrets that were planted, in every form in which they might come out: as they are, hexadecimal, base64, and the keys made of passwords. */
final class Planted {
    private static final int MEGABYTE = 1_048_576;

    /** The form that would be found, as bytes of latin 1, and what it is. */
    private final Map<String, String> forms = new LinkedHashMap<>();

    void secret(String what, String text) {
        add(what, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A password of version 3: also the key that it becomes (RFC 3414, A.2), before and after it is localised. */
    void password(String what, String text, String hash, byte[] engine) {
        secret(what, text);
        try {
            MessageDigest digest = MessageDigest.getInstance(hash);
            byte[] password = text.getBytes(StandardCharsets.UTF_8);
            byte[] repeated = new byte[MEGABYTE];
            for (int i = 0; i < repeated.length; i++) {
                repeated[i] = password[i % password.length];
            }
            byte[] master = digest.digest(repeated);
            add(what + ", as key", master);
            digest.update(master);
            digest.update(engine);
            byte[] localised = digest.digest(master);
            add(what + ", as localised key", localised);
            add(what + ", as the first half of its localised key", Arrays.copyOf(localised, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + hash, e);
        }
    }

    private void add(String what, byte[] bytes) {
        forms.put(new String(bytes, StandardCharsets.ISO_8859_1), what);
        for (String between : List.of("", ":", " ")) {
            String hex = HexFormat.ofDelimiter(between).formatHex(bytes);
            forms.put(hex, what + ", hexadecimal");
            forms.put(hex.toUpperCase(Locale.ROOT), what + ", hexadecimal");
        }
        for (int before = 0; before < 3; before++) {
            forms.put(base64(bytes, before), what + ", base64");
        }
    }

    /** What stays the same of its base64 when so many bytes stand before it, and any behind it. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int whole = shifted.length / 3 * 3;
        return Base64.getEncoder().encodeToString(Arrays.copyOf(shifted, whole)).substring(before == 0 ? 0 : 4);
    }

    /** What of it is in there, with what stands around it; empty when nothing is. */
    List<String> in(String where, byte[] bytes) {
        List<String> found = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        forms.forEach((form, what) -> {
            int at = text.indexOf(form);
            if (at >= 0) {
                found.add(what + " in " + where + ": " + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + form.length() + 20)));
            }
        });
        return found;
    }
}
