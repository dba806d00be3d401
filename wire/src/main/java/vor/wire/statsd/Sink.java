package vor.wire.statsd;

import java.nio.charset.StandardCharsets;

/**
 * Is told what stands in a datagram, in its order, on the thread that reads. Numbers may be infinite but are never NaN.
 *
 * <p>Keys of the plainest lines come as bytes: whoever knows a key by its bytes need not make a text of it. The array is used again afterwards.
 */
public interface Sink {

    /** A datagram, or what came of a connection at once; its lines follow. */
    void packet();

    /** A line that is not empty, good or bad; its values follow. */
    void line();

    /** The key of a line whose values follow as text; not told of keys that come as bytes. */
    default void key(String key) {}

    /**
     * Also of every type that nobody knows.
     *
     * @param rate as the client sampled: the value stands for {@code 1 / rate} as many. 0 is possible
     */
    void counter(String key, double value, double rate);

    /**
     * @param millis negative only where white space hides the type from the check
     * @param rate as for counters
     */
    void timer(String key, double millis, double rate);

    /** A value without a sign. */
    void gauge(String key, double value);

    /** A value with a sign: a change, if the gauge has a value other than 0 to be changed; else that value. */
    void gaugeChange(String key, double by);

    /** A member of a set; never empty. */
    void set(String key, String member);

    /**
     * A value that does not count; the other values of its line do.
     *
     * @param line its beginning, at most {@link StatsdReader#MOST_OF_A_BAD_LINE} characters
     */
    void bad(String line, String why);

    /** A counter whose key is tidy ASCII. */
    default void counter(byte[] bytes, int from, int to, double value, double rate) {
        counter(plain(bytes, from, to), value, rate);
    }

    /** A timer whose key is tidy ASCII. */
    default void timer(byte[] bytes, int from, int to, double millis, double rate) {
        timer(plain(bytes, from, to), millis, rate);
    }

    /** A gauge without a sign whose key is tidy ASCII. */
    default void gauge(byte[] bytes, int from, int to, double value) {
        gauge(plain(bytes, from, to), value);
    }

    /** The text of a key that came as bytes. */
    static String plain(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
