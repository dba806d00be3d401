package vor.server.image;

import java.util.Locale;

/**
 * What is needed of a file to draw it, known without decoding a pixel.
 *
 * @param width in pixels as they lie in the file, 1 to {@value #LONGEST}
 * @param height as the width
 * @param pixelBytes how many bytes a decoded pixel takes at most
 * @param turn how the picture is to be turned
 * @param bytes the file without all that is no picture
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
record Essence(Kind kind, int width, int height, int pixelBytes, Turn turn, byte[] bytes) {
    /** Of a side, in pixels. */
    static final int LONGEST = 16_384;

    /** Of the whole, in pixels. */
    static final long MOST = 40_000_000;

    enum Kind {
        PNG,
        JPEG;

        String mediaType() {
            return "image/" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what kind of file it is and how large its picture, whatever it says of itself elsewhere.
     *
     * @throws ImageException when it is neither a PNG nor a JPEG, is cut off, or too large to be drawn
     */
    static Essence of(byte[] file) throws ImageException {
        Octets octets = new Octets(file);
        if (Png.begins(octets)) {
            return Png.essence(octets);
        }
        if (Jpeg.begins(octets)) {
            return Jpeg.essence(octets);
        }
        throw new ImageException("is neither a PNG nor a JPEG", "save it as one of these");
    }

    /** @throws ImageException naming what is too large, and the limit */
    static void checkSize(long width, long height) throws ImageException {
        if (width < 1 || height < 1) {
            throw new ImageException("has no size: its header says " + width + " x " + height + " pixels");
        }
        if (width > LONGEST || height > LONGEST) {
            throw new ImageException(
                    "is " + width + " x " + height + " pixels; at most " + LONGEST + " a side are allowed", "scale it down");
        }
        if (width * height > MOST) {
            throw new ImageException(
                    "has " + (width * height + 999_999) / 1_000_000 + " megapixels (" + width + " x " + height + "); at most "
                            + MOST / 1_000_000 + " are allowed",
                    "scale it down");
        }
    }
}
