package vor.server.receive.riemann;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import vor.server.receive.net.TimeLimits.Limit;
import vor.wire.websocket.Frame;
import vor.wire.websocket.FrameReader;
import vor.wire.websocket.Frames;

/** A WebSocket that was agreed on. One thread reads, another one may write events; no frame is written within another. */
final class SocketSession implements Outlet {
    /** Of a message of a client, in bytes. */
    static final int LONGEST = 64 << 10;
    /** A reader who has been told to show itself and does not for so long is gone. */
    static final Duration GONE = Duration.ofSeconds(60);

    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final int CHUNK = 4 << 10;
    private static final byte[] NOTHING = {};

    private static final int NORMAL = 1000;
    private static final int UNSUPPORTED = 1003;
    private static final int TRY_AGAIN = 1013;
    private static final int NO_CODE = 1005;

    private final Incoming in;
    private final Outgoing out;
    private final Limit reading;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean closed;

    SocketSession(Incoming in, Outgoing out, Limit reading) {
        this.in = in;
        this.out = out;
        this.reading = reading;
    }

    /**
     * Until the client goes, says goodbye or sends what is no frame.
     *
     * @param text answers a message; empty for no answer
     * @param lasting whether a silent client may stay for ever; else it is one that gets pings
     * @return what was wrong with what the client sent
     */
    Optional<Frame.Damage> read(Function<String, Optional<byte[]>> text, boolean lasting) throws IOException {
        FrameReader frames = new FrameReader(LONGEST);
        byte[] chunk = new byte[CHUNK];
        List<Frame> heard = new ArrayList<>();
        while (true) {
            flush();
            patience(frames.rests(), lasting);
            int read = in.read(chunk, 0, chunk.length);
            if (read < 0) {
                return Optional.empty();
            }
            frames.read(chunk, 0, read, heard::add);
            for (Frame frame : heard) {
                switch (frame) {
                    case Frame.Text(String words) -> answer(text.apply(words));
                    case Frame.Binary _ -> end(UNSUPPORTED, "events are texts");
                    case Frame.Ping(byte[] bytes) -> write(Frames.pong(bytes));
                    case Frame.Pong _ -> {}
                    case Frame.Close(int code, String _) -> {
                        end(code == NO_CODE ? NORMAL : code, "");
                        return Optional.empty();
                    }
                    case Frame.Damage damage -> {
                        end(damage.code(), damage.why());
                        return Optional.of(damage);
                    }
                }
            }
            heard.clear();
        }
    }

    private void answer(Optional<byte[]> json) throws IOException {
        if (json.isPresent()) {
            event(json.get());
        }
    }

    private void patience(boolean rests, boolean lasting) {
        writing.lock();
        try {
            if (closed) {
                return; // the other end has its time to say goodbye, too
            }
            if (!rests) {
                reading.begin(STALLED);
            } else if (lasting) {
                reading.end();
            } else {
                reading.begin(GONE);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void event(byte[] json) throws IOException {
        write(Frames.text(json));
    }

    @Override
    public void ping() throws IOException {
        write(Frames.ping(NOTHING));
    }

    @Override
    public void end(Parting parting, String why) throws IOException {
        end(
                switch (parting) {
                    case DONE -> NORMAL;
                    case TOO_SLOW -> TRY_AGAIN;
                },
                why);
    }

    /** Nothing follows a close. */
    private void write(byte[] frame) throws IOException {
        writing.lock();
        try {
            if (!closed) {
                out.write(frame);
            }
        } finally {
            writing.unlock();
        }
    }

    private void end(int code, String why) throws IOException {
        writing.lock();
        try {
            if (!closed) {
                out.write(Frames.close(code, why));
                closed = true;
                out.flush();
                reading.begin(LINGER);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
