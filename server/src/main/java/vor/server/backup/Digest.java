package vor.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Copies bytes and sums them up. */
final class Digest {
    private static final int SLICE = 64 * 1024;

    private Digest() {}

    /**
     * @param most more is not read
     * @return what was copied; more bytes than {@code most} when there are more
     */
    static Manifest.Part copy(InputStream in, OutputStream out, long most) throws IOException {
        MessageDigest sum = sha256();
        long bytes = 0;
        byte[] slice = new byte[SLICE];
        DigestInputStream summed = new DigestInputStream(in, sum);
        for (int n; bytes <= most && (n = summed.read(slice)) > 0; ) {
            out.write(slice, 0, n);
            bytes += n;
        }
        return new Manifest.Part(bytes, HexFormat.of().formatHex(sum.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
