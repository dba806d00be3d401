package vor.server.receive.statsd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.model.Reading;

/** What takes flushes on. Called by one thread at a time, but where it says otherwise; nothing here waits for anybody. */
interface Backend extends AutoCloseable {
    /** @param processingMillis making the flush took */
    void flush(Flush flush, long processingMillis);

    /** Takes one packet as it came, on a reader's thread. The array is used again afterwards. */
    default void packet(byte[] bytes, int from, int length) {}

    /** Before and behind its name, what the management port says of it, in statsd's words; any thread. */
    default Map<String, Map<String, Long>> status() {
        return new LinkedHashMap<>();
    }

    /** Opens its files anew; any thread. */
    default void reopen() {}

    default List<Reading> readings() {
        return List.of();
    }

    /** Ends; what waits is sent, if that is done within two seconds. */
    @Override
    void close();
}
