package vor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A short round of fuzzing for every run of the tests: what really came, with some bytes changed, cut out or doubled, which is nearer to what passes the first checks than random
 * bytes are. What really came stands in files, where {@code make fuzz} begins with it, too. For one thread.
 */
public final class Mutations {
    private final String name;
    private final long seed;
    private final Random random;
    private final List<byte[]> originals;

    private Mutations(String name, long seed, List<byte[]> originals) {
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed);
        this.originals = originals;
    }

    /**
     * Of the files beside a fuzz test: in the folder {@code ClassInputs/method} of the resources. {@code -Dvor.seed=NUMBER} does again what another run did.
     *
     * @throws IllegalStateException when there are none
     */
    public static Mutations of(Class<?> test, String method) {
        String folder = test.getSimpleName() + "Inputs/" + method;
        URL found = test.getResource(folder);
        if (found == null) {
            throw new IllegalStateException("there is no folder " + folder + " in the resources beside " + test.getName());
        }
        long seed = Long.getLong("vor.seed", new Random().nextLong());
        return new Mutations(test.getSimpleName() + "." + method, seed, read(found));
    }

    private static List<byte[]> read(URL folder) {
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<byte[]> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has each of so many read; what one throws is thrown on, with the bytes and how to run them again. */
    @SuppressWarnings("IllegalCatch") // whatever a reader throws is a finding
    public void run(int rounds, Consumer<byte[]> reader) {
        System.out.println(name + ": seed " + seed);
        for (byte[] original : originals) {
            reader.accept(original.clone());
        }
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = changed(originals.get(random.nextInt(originals.size())));
            byte[] shown = bytes.clone();
            try {
                reader.accept(bytes);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        name + " failed with -Dvor.seed=" + seed + " on the bytes " + HexFormat.of().formatHex(shown)
                                + "; put them into a file below " + name.replace(".", "Inputs/") + " and they are run with every test",
                        e);
            }
        }
    }

    private byte[] changed(byte[] original) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = spliced(bytes, at);
                case 4 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }

    /** With what another one has from somewhere on. */
    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = originals.get(random.nextInt(originals.size()));
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        byte[] out = Arrays.copyOf(bytes, at + other.length - from);
        System.arraycopy(other, from, out, at, other.length - from);
        return out;
    }
}
