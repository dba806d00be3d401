package vor.server.api;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a document is made small for those who can take it so (RFC 9110, 8.4), the best first. */
enum Coding {
    BR("br") {
        @Override
        byte[] pack(byte[] plain) {
            try {
                return Encoder.compress(plain, Brotli.LEVEL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    GZIP("gzip") {
        @Override
        byte[] pack(byte[] plain) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 6);
            try (OutputStream out = new Quick(bytes)) {
                out.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(Coding.class);

    /** As it is called in Accept-Encoding. */
    final String word;

    Coding(String word) {
        this.word = word;
    }

    /** Takes some milliseconds for a megabyte: for a platform thread. */
    abstract byte[] pack(byte[] plain);

    /** Those that this machine can make. */
    static Set<Coding> able() {
        return Brotli.IS_HERE ? EnumSet.allOf(Coding.class) : EnumSet.of(GZIP);
    }

    /** A native library, which is not there for every machine. */
    private static final class Brotli {
        /* Half of gzip's size, at its speed. */
        static final Encoder.Parameters LEVEL;
        static final boolean IS_HERE = Brotli4jLoader.isAvailable();

        static {
            if (IS_HERE) {
                LEVEL = new Encoder.Parameters().setQuality(4);
            } else {
                LEVEL = new Encoder.Parameters();
                LOG.info("no brotli on this machine ({}): gzip alone", String.valueOf(Brotli4jLoader.getUnavailabilityCause()));
            }
        }
    }

    /** A low level: the documents repeat themselves so much that the higher ones gain little and take four times as long. */
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream out) throws IOException {
            super(out, 16 << 10);
            def.setLevel(2);
        }
    }
}
