package vor.server.api;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A growing buffer that JSON is written into and that is used again; for one thread at a time. */
final class Bytes extends OutputStream {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What one huge document has left behind is not kept for ever. */
    private static final int KEPT = 8 << 20;

    private byte[] buffer = new byte[16 << 10];
    private int size;

    /** One document by itself. */
    static byte[] json(Consumer<JsonGenerator> document) {
        return new Bytes().write(document).take();
    }

    Bytes write(Consumer<JsonGenerator> document) {
        try (JsonGenerator out = MAPPER.createGenerator(this)) {
            document.accept(out);
        }
        return this;
    }

    Bytes write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
        return this;
    }

    @Override
    public void write(int b) {
        room(1);
        buffer[size++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
    }

    /** What was written, as a copy; the buffer is empty then. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(buffer, size);
        size = 0;
        if (buffer.length > KEPT) {
            buffer = new byte[16 << 10];
        }
        return taken;
    }

    private void room(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
