package vor.wire.statsd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Points as statsd pickles them for carbon: protocol 0, values as texts, each pickle behind its length. As many pickles as carbon's limit on one asks for. For one thread. */
public final class Pickles {
    /** What carbon takes of one. */
    private static final int MOST = 1 << 20;

    private final ByteArrayOutputStream done = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Adds a point. */
    public void add(String name, double value, long second) {
        byte[] point = ("(S'" + escaped(name) + "'\n(L" + second + "L\nS'" + Numbers.write(value) + "'\ntta").getBytes(StandardCharsets.UTF_8);
        if (body.size() + point.length + 3 > MOST) {
            end();
        }
        body.writeBytes(point);
    }

    /** A quote or a backslash, which only names that were not made tidy have, would end the text. */
    private static String escaped(String name) {
        return name.indexOf('\'') < 0 && name.indexOf('\\') < 0 ? name : name.replace('\'', '_').replace('\\', '_');
    }

    private void end() {
        done.writeBytes(ByteBuffer.allocate(4).putInt(body.size() + 3).array());
        done.writeBytes(new byte[] {'(', 'l'});
        done.writeBytes(body.toByteArray());
        done.write('.');
        body.reset();
    }

    /** All pickles; it is empty afterwards. */
    public byte[] take() {
        end();
        byte[] all = done.toByteArray();
        done.reset();
        return all;
    }
}
