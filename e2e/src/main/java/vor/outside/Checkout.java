package vor.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The checkout whose product is used: the nearest folder upwards that holds the launcher. */
public final class Checkout {
    private static final Path ROOT = find();

    private Checkout() {}

    /** Absolute. */
    public static Path root() {
        return ROOT;
    }

    public static Path launcher() {
        return ROOT.resolve("vor");
    }

    /** Runs {@code ./vor} with these words to its end and gives what it printed. A non-zero exit is an exception that quotes it. */
    public static String vor(String... words) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(words));
        return run(ROOT, command);
    }

    /** Runs a command to its end, at most two minutes. */
    public static String run(Path folder, List<String> command) {
        return run(folder, command, Duration.ofMinutes(2));
    }

    /** Runs a command to its end and gives what it printed. A non-zero exit is an exception that quotes it. */
    public static String run(Path folder, List<String> command, Duration most) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within " + most);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + said.substring(Math.max(0, said.length() - 2000)));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }

    private static Path find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("vor")) && Files.isDirectory(folder.resolve("dist"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no checkout of Vor (a folder with the launcher \"vor\") at or above " + start);
    }
}
