package vor.server.image;

/**
 * How a camera was held, by the orientation in its EXIF data: the picture is drawn upright, as that data goes.
 *
 * @param swapped width and height change places
 * @param right the columns are counted from the right, in the picture as it is shown
 * @param bottom the rows are counted from the bottom, in the picture as it is shown
 */
record Turn(boolean swapped, boolean right, boolean bottom) {
    static final Turn NONE = new Turn(false, false, false);

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    static Turn of(int orientation) {
        return switch (orientation) {
            case 2 -> new Turn(false, true, false);
            case 3 -> new Turn(false, true, true);
            case 4 -> new Turn(false, false, true);
            case 5 -> new Turn(true, false, false);
            case 6 -> new Turn(true, true, false);
            case 7 -> new Turn(true, true, true);
            case 8 -> new Turn(true, false, true);
            default -> NONE;
        };
    }

    /** Of the first directory only; what cannot be read says nothing. */
    static Turn ofExif(Octets file, int start, int end) throws ImageException {
        boolean little = file.says(start, "II");
        if (end - start < 8 || !little && !file.says(start, "MM")) {
            return NONE;
        }
        long directory = start + u32(file, start + 4, little);
        if (directory + 2 > end) {
            return NONE;
        }
        int entries = u16(file, (int) directory, little);
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (at + ENTRY > end) {
                return NONE;
            }
            if (u16(file, (int) at, little) == ORIENTATION) {
                return of(u16(file, (int) at + 8, little));
            }
        }
        return NONE;
    }

    private static int u16(Octets file, int at, boolean little) throws ImageException {
        return little ? file.u8(at + 1) << 8 | file.u8(at) : file.u16(at);
    }

    private static long u32(Octets file, int at, boolean little) throws ImageException {
        return little ? (long) u16(file, at + 2, true) << 16 | u16(file, at, true) : file.u32(at);
    }

    /** Where the pixel of column x and row y of the file is to stand, in a picture that is shown so wide and high. */
    int place(int x, int y, int width, int height) {
        int column = swapped ? y : x;
        int row = swapped ? x : y;
        return (bottom ? height - 1 - row : row) * width + (right ? width - 1 - column : column);
    }
}
