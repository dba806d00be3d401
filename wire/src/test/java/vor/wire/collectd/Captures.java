package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packets of a real collectd 5.12: some beside these tests, all of them in a folder that lies beside the repository. */
final class Captures {
    static final Users ALICE = users("alice", "secret");

    private static final String FOLDER = "shared/captures";

    private Captures() {}

    static Users users(String user, String password) {
        return Users.of(Map.of(user, password.toCharArray()));
    }

    static byte[] plainNotification() {
        return resource("plain-notification");
    }

    static byte[] plainValues() {
        return resource("plain-values");
    }

    static byte[] signed() {
        return resource("signed-notification");
    }

    static byte[] encrypted() {
        return resource("encrypted-notification");
    }

    /** Skips the test, with a word, where there is none. */
    static byte[] file(String name) {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "skipped: there is no " + FOLDER + " above the repository, which this test reads");
        try {
            return Files.readAllBytes(folder.orElseThrow().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Heard> read(byte[] packet) {
        return read(SecurityLevel.NONE, ALICE, packet);
    }

    static List<Heard> read(SecurityLevel level, Users users, byte[] packet) {
        return new CollectdReader(level, users).read(packet, 0, packet.length);
    }

    static Heard.Values valuesOf(Heard heard) {
        assertThat(heard).isInstanceOf(Heard.Values.class);
        return (Heard.Values) heard;
    }

    static String damage(Heard heard) {
        assertThat(heard).isInstanceOf(Heard.Damage.class);
        return ((Heard.Damage) heard).why();
    }

    private static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(FOLDER))) {
                return Optional.of(at.resolve(FOLDER));
            }
        }
        return Optional.empty();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Captures.class.getResourceAsStream("/vor/collectd/" + name + ".hex")) {
            assertThat(in).as(name).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
