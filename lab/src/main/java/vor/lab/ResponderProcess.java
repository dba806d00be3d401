package vor.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The responder seen from the command line: a process of its own inside the namespace, started with the network, told
 * of changes through a Unix socket, ended by its id.
 */
final class ResponderProcess {
    private static final int STOP_SECONDS = 5;

    private final Site site;
    private final FileGuard guard;

    ResponderProcess(Site site) {
        this.site = site;
        guard = new FileGuard(site.directory().resolve("responder.lock"));
    }

    /** The state has changed: acts on it before this returns. Started when it does not run. */
    void follow() {
        guard.holding(() -> {
            Optional<String> answer = ask("follow");
            if (answer.isEmpty()) {
                start();
                answer = ask("follow");
            }
            if (!answer.equals(Optional.of("ok"))) {
                throw new LabException("the responder did not follow: " + answer.orElse("no answer") + ". See " + site.log());
            }
            return true;
        });
    }

    /** @return its answer; empty when it does not run */
    Optional<String> ask(String word) {
        if (!Files.exists(site.socket())) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(site.socket()));
            channel.write(ByteBuffer.wrap((word + "\n").getBytes(StandardCharsets.UTF_8)));
            return Optional.of(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private void start() {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(site.insideLab());
        command.addAll(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp", classPath(), ResponderMain.class.getName()));
        command.addAll(site.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(site.log().toFile())
                    .start();
            waitUntilReady(process);
        } catch (IOException e) {
            throw new LabException("cannot start the responder: " + e.getMessage(), e);
        }
    }

    private void waitUntilReady(Process process) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (!ResponderMain.READY.equals(out.readLine())) {
                throw new LabException("the responder did not start: " + Files.readString(site.log()).strip());
            }
        }
    }

    private static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Ends it if it runs: asks first, then by its id. */
    void stop() {
        Optional<ProcessHandle> process = process();
        ask("stop");
        process.ifPresent(ResponderProcess::await);
        try {
            Files.deleteIfExists(site.socket());
            Files.deleteIfExists(site.pid());
        } catch (IOException e) {
            throw new LabException("cannot remove " + site.socket() + ": " + e.getMessage(), e);
        }
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillThere) {
            process.destroyForcibly();
        }
    }

    /** Only a process that is ours: the id may have gone to somebody else. */
    private Optional<ProcessHandle> process() {
        try {
            long id = Long.parseLong(Files.readString(site.pid()).strip());
            String line = Files.readString(Path.of("/proc/" + id + "/cmdline"));
            boolean ours = line.contains(ResponderMain.class.getName()) && line.contains(site.directory().toString());
            return ours ? ProcessHandle.of(id) : Optional.empty();
        } catch (IOException | NumberFormatException notThere) {
            return Optional.empty();
        }
    }
}
