package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Readers of {@code /live} that ask and then take nothing. */
final class Stalled implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();

    Stalled(URI server, int count) {
        try {
            for (int i = 0; i < count; i++) {
                channels.add(Crowd.ask(server));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
