package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this benchmark that run as processes of their own, so that what they cost is not counted with whoever is measured. */
final class JavaProgram {
    private static final int END_SECONDS = 10;

    private JavaProgram() {}

    static List<String> command(Class<?> main, Object... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx128m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                main.getName()));
        for (Object word : words) {
            command.add(String.valueOf(word));
        }
        return command;
    }

    /** What it says about trouble goes where ours goes. */
    static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that it prints. */
    static String line(Process process) {
        try {
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IllegalStateException("a sender ended before it told how it went");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
