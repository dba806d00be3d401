package vor.server.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of at most so many bytes; one byte more is a problem. */
final class LimitedInput extends FilterInputStream {
    private final long limit;
    private long seen;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** What is left of it, without limit. */
    InputStream rest() {
        return in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = readFramed(bytes, from, length);
        count(Math.max(n, 0));
        return n;
    }

    private int readFramed(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (IllegalArgumentException e) { // Helidon's word for a chunk whose size is no number
            throw Problem.malformed("the body is not chunked as HTTP wants it").exception();
        }
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) {
        seen += n;
        if (seen > limit) {
            throw Problem.tooLarge(limit).exception();
        }
    }
}
