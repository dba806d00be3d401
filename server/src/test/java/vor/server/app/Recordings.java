package vor.server.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vor.wire.snmp.Recording;

/** The recordings that lie beside the repository, and our own of Debian's snmpd. Lines are counted as text, as grep would. */
record Recordings(String name, List<String> lines) {
    private static final String FOLDER = "shared/recordings";

    static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(FOLDER))) {
                return Optional.of(at.resolve(FOLDER));
            }
        }
        return Optional.empty();
    }

    /** Skips the test, with a word, where there are none. */
    static Recordings of(String name) {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "skipped: there is no " + FOLDER + " above the repository, which this test reads");
        try {
            return new Recordings(name, Files.readAllLines(folder.orElseThrow().resolve(name + ".snmprec")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Recordings> all() {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "skipped: there is no " + FOLDER + " above the repository, which this test reads");
        try (Stream<Path> files = Files.list(folder.orElseThrow())) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(f -> f.endsWith(".snmprec"))
                    .sorted()
                    .map(f -> of(f.replace(".snmprec", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recordings debian() {
        try (InputStream in = Recordings.class.getResourceAsStream("/vor/snmp/debian-snmpd.snmprec")) {
            return new Recordings("debian-snmpd", new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recording read() {
        return Recording.read(String.join("\n", lines));
    }

    /** How many lines begin so. */
    long count(String prefix) {
        return lines.stream().filter(l -> l.startsWith(prefix)).count();
    }

    /** How many lines the pattern fits from their beginning. */
    long matching(String pattern) {
        Pattern p = Pattern.compile(pattern);
        return lines.stream().filter(l -> p.matcher(l).lookingAt()).count();
    }

    /** How many different texts the first group of the pattern finds. */
    long different(String pattern) {
        Pattern p = Pattern.compile(pattern);
        return lines.stream().map(p::matcher).filter(m -> m.lookingAt()).map(m -> m.group(1)).distinct().count();
    }

    @Override
    public String toString() {
        return name;
    }
}
