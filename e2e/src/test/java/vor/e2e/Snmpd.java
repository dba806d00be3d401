package vor.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Debian's snmpd on several addresses of loopback at once, all with one port. */
final class Snmpd implements AutoCloseable {
    static final Path BINARY = Path.of("/usr/sbin/snmpd");

    private final Process process;
    private final int port;
    private final String net;

    private Snmpd(Process process, int port, String net) {
        this.process = process;
        this.port = port;
        this.net = net;
    }

    /**
     * Returns when it listens.
     *
     * @param net first three numbers of its addresses, such as 127.0.71
     * @param addresses how many: the last number goes from 1
     * @param lines of its configuration
     */
    static Snmpd start(Path folder, String net, int addresses, List<String> lines) {
        try {
            int port = free(net);
            Path file = Files.write(folder.resolve("snmpd.conf"), lines);
            List<String> command = new ArrayList<>(List.of(
                    BINARY.toString(), "-f", "-Lo", "-C", "-c", file.toString(), "-p", folder.resolve("snmpd.pid").toString(), "-I", "-smux"));
            command.add(IntStream.rangeClosed(1, addresses).mapToObj(i -> "udp:" + net + "." + i + ":" + port).collect(Collectors.joining(",")));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("SNMP_PERSISTENT_DIR", folder.resolve("persistent").toString());
            Process process = builder.start();
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null && !line.startsWith("NET-SNMP version"); line = out.readLine()) {}
            Thread.ofVirtual().start(() -> drain(out));
            return new Snmpd(process, port, net);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /* One that cannot write any more would wait for ever. */
    private static void drain(Reader out) {
        try (out) {
            out.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // it was ended while it was read
        }
    }

    private static int free(String net) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(net + ".1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String address(int number) {
        return net + "." + number;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
