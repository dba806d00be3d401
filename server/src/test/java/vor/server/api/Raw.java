package vor.server.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vor.testkit.ManualClock;

/** A client that sends what no decent client would. */
final class Raw implements AutoCloseable {
    private final Socket socket = new Socket();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final InputStream in;

    Raw(int port) throws IOException {
        this(port, 64 << 10);
    }

    Raw(int port, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What the other side does not take any more is no fault here. */
    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // it has answered and closed already
        }
    }

    int status() throws IOException {
        String line = line();
        int status = Integer.parseInt(line.split(" ")[1]);
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return status;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body by its length. */
    String body() throws IOException {
        int length = Integer.parseInt(header("content-length").orElse("0"));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Reads to the end. */
    void drain() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            // ended the hard way
        }
    }

    /** Turns the clock again and again, as nobody can tell when the server has begun to wait, until the end is seen. */
    void awaitTurn(ManualClock clock, Duration by) throws IOException {
        socket.setSoTimeout(100);
        for (int i = 0; i < 200 && !isEnded(); i++) {
            clock.advance(by);
        }
    }

    boolean isEndedWithin(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        return isEnded();
    }

    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
