package vor.server.api;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.nio.charset.StandardCharsets;

/**
 * An answer without end, written straight to the socket: one array serves every reader, and nothing is copied or
 * buffered for one. The connection ends with it.
 */
final class RawSink implements Sink<byte[]> {
    static final GenericType<RawSink> TYPE = GenericType.create(RawSink.class);

    private final ConnectionContext connection;
    private final Runnable sent;

    RawSink(SinkProviderContext context) {
        connection = context.connectionContext();
        sent = context.closeRunnable();
        head(context.serverResponse().headers());
    }

    private void head(ServerResponseHeaders headers) {
        headers.set(HeaderNames.CONNECTION, "close");
        BufferData head = BufferData.growing(1024);
        head.write("HTTP/1.1 200 OK\r\nDate: ".getBytes(StandardCharsets.US_ASCII));
        head.write(DateTime.http1Bytes());
        for (Header h : headers) {
            h.writeHttp1Header(head);
        }
        head.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.dataWriter().writeNow(head);
    }

    /** Blocks for as long as the reader does not take it. */
    @Override
    public Sink<byte[]> emit(byte[] bytes) {
        connection.dataWriter().writeNow(BufferData.create(bytes));
        return this;
    }

    @Override
    public void close() {
        sent.run();
        connection.serverSocket().close();
    }
}
