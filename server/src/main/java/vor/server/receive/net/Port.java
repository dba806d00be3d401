package vor.server.receive.net;

import java.io.IOException;

/** A socket that something listens on. */
public interface Port extends AutoCloseable {
    /** 1 to 65535. */
    int number();

    /** Protocol and number. */
    String words();

    /** Frees the number at once; who is served is sent away. */
    @Override
    void close() throws IOException;
}
