package vor.server.image;

import java.io.ByteArrayOutputStream;

/** A JPEG by its segments, to its end: what draws is kept; of what tells, only which way up it is to be held is read. */
final class Jpeg {
    /** A progressive picture comes in about ten; each makes the decoder go through all of it. */
    private static final int MOST_SCANS = 40;

    /** In pixels: to decode such a one, all of its coefficients are held in memory that no limit of ours is on, 2 bytes each. */
    static final long MOST_PROGRESSIVE = 16_000_000;

    private static final int PROGRESSIVE = 0xC2;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int JFIF_LENGTH = 16;

    private final Octets file;
    private final ByteArrayOutputStream out;
    private int width;
    private int height;
    private int components;
    private int scans;
    private Turn turn = Turn.NONE;

    private Jpeg(Octets file) {
        this.file = file;
        out = new ByteArrayOutputStream(file.length());
    }

    static boolean begins(Octets file) {
        return file.peek(0) == 0xFF && file.peek(1) == START && file.peek(2) == 0xFF;
    }

    static Essence essence(Octets file) throws ImageException {
        Jpeg jpeg = new Jpeg(file);
        jpeg.read();
        return new Essence(Essence.Kind.JPEG, jpeg.width, jpeg.height, jpeg.components, jpeg.turn, jpeg.out.toByteArray());
    }

    private void read() throws ImageException {
        out.write(file.all(), 0, 2);
        int at = 2;
        while (true) {
            at = marker(at);
            int marker = file.u8(at + 1);
            if (marker == END) {
                end(at);
                return;
            }
            int next = at + 2 + file.u16(at + 2);
            if (next > file.length()) {
                throw file.cutOff();
            }
            segment(marker, at, next);
            if (marker == SCAN) {
                int data = next;
                next = afterScan(data);
                out.write(file.all(), data, next - data);
            }
            at = next;
        }
    }

    private void end(int at) throws ImageException {
        if (scans == 0) {
            throw new ImageException("is damaged: a JPEG without a picture");
        }
        out.write(file.all(), at, 2);
    }

    /** Any number of 0xFF may stand before a marker. */
    private int marker(int at) throws ImageException {
        if (file.u8(at) != 0xFF) {
            throw new ImageException("is damaged at byte " + at + ": expected a JPEG marker");
        }
        int last = at;
        while (file.u8(last + 1) == 0xFF) {
            last++;
        }
        return last;
    }

    private void segment(int marker, int at, int next) throws ImageException {
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            frame(marker, at);
        } else if (marker == SCAN) {
            scan();
        } else if (marker == 0xE1 && file.says(at + 4, "Exif\0\0")) {
            turn = Turn.ofExif(file, at + 10, next);
        }
        if (draws(marker, at)) {
            out.write(file.all(), at, next - at);
        }
    }

    private void frame(int marker, int at) throws ImageException {
        if (components > 0) {
            throw new ImageException("is damaged: it says twice how large it is");
        }
        if (marker > 0xC2) {
            throw new ImageException("is a JPEG of a kind that hardly anybody writes", "save it as an ordinary JPEG or as a PNG");
        }
        height = file.u16(at + 5);
        width = file.u16(at + 7);
        components = file.u8(at + 9);
        Essence.checkSize(width, height);
        if (marker == PROGRESSIVE && (long) width * height > MOST_PROGRESSIVE) {
            throw new ImageException(
                    "is a progressive JPEG of " + width + " x " + height + " pixels; at most " + MOST_PROGRESSIVE / 1_000_000 + " megapixels are allowed of that kind",
                    "save it as an ordinary (baseline) JPEG, or scale it down");
        }
        if (components != 1 && components != 3) {
            throw new ImageException("has " + components + " colour channels, as for print; expected 1 or 3", "save it in RGB");
        }
    }

    private void scan() throws ImageException {
        if (components == 0) {
            throw new ImageException("is damaged: it does not say how large it is");
        }
        if (++scans > MOST_SCANS) {
            throw new ImageException("comes in more than " + MOST_SCANS + " scans", "save it as an ordinary JPEG");
        }
    }

    /** Tables, frames, scans; of applications only what says how colours are meant. */
    private boolean draws(int marker, int at) throws ImageException {
        boolean colours = marker == 0xE0 && file.says(at + 4, "JFIF\0") && file.u16(at + 2) == JFIF_LENGTH
                || marker == 0xEE && file.says(at + 4, "Adobe");
        return marker < 0xE0 || colours;
    }

    private int afterScan(int from) throws ImageException {
        for (int at = from; ; at++) {
            if (file.u8(at) == 0xFF) {
                int next = file.u8(at + 1);
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    return at;
                }
            }
        }
    }
}
