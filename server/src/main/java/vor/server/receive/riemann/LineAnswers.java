package vor.server.receive.riemann;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import vor.server.receive.net.Lines;

/** The answers to the lines of one request, which go out while the body still comes in. For one thread. */
final class LineAnswers implements Lines.Taker {
    private final Answers answers;
    private final Outgoing out;
    private final boolean chunks;

    /** @param chunks whether the answer is in chunks; else it ends with the connection */
    LineAnswers(Answers answers, Outgoing out, boolean chunks) {
        this.answers = answers;
        this.out = out;
        this.chunks = chunks;
    }

    @Override
    public void line(byte[] bytes, int from, int length) {
        answers.line(bytes, from, length);
    }

    @Override
    public void tooLong(byte[] bytes, int from, int length) {
        answers.tooLong(bytes, from, length);
    }

    @Override
    public void pause() {
        answers.pause();
        byte[] told = answers.taken();
        if (told.length > 0) {
            try {
                write(told);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write(byte[] told) throws IOException {
        if (chunks) {
            out.write((Integer.toHexString(told.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(told);
        if (chunks) {
            out.write("\r\n");
        }
    }

    void end() throws IOException {
        if (chunks) {
            out.write("0\r\n\r\n");
        }
        out.flush();
    }
}
