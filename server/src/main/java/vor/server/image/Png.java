package vor.server.image;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/** A PNG by its chunks: what draws is kept, what tells (texts, times, colour profiles, further frames) is left out. */
final class Png {
    private static final String BEGIN = "\u0089PNG\r\n\u001a\n";
    private static final Set<String> DRAWN = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int HEADER = 13;

    /** Length, name and check sum. */
    private static final int AROUND = 12;

    private Png() {}

    static boolean begins(Octets file) {
        return file.says(0, BEGIN);
    }

    static Essence essence(Octets file) throws ImageException {
        int first = BEGIN.length();
        if (file.u32(first) != HEADER || !file.says(first + 4, "IHDR")) {
            throw new ImageException("is damaged: a PNG begins with its size");
        }
        long width = file.u32(first + 8);
        long height = file.u32(first + 12);
        Essence.checkSize(width, height);
        byte[] drawn = drawn(file);
        return new Essence(
                Essence.Kind.PNG, (int) width, (int) height, pixelBytes(file.u8(first + 16), file.u8(first + 17)), Turn.NONE, drawn);
    }

    private static int pixelBytes(int depth, int colour) throws ImageException {
        int channels = switch (colour) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw new ImageException("is damaged: there is no PNG of colour type " + colour);
        };
        return channels * (depth > 8 ? 2 : 1);
    }

    private static byte[] drawn(Octets file) throws ImageException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length());
        out.write(file.all(), 0, BEGIN.length());
        int at = BEGIN.length();
        while (true) {
            long length = file.u32(at);
            if (at + AROUND + length > file.length()) {
                throw file.cutOff();
            }
            int whole = (int) length + AROUND;
            String name = name(file, at + 4);
            if (DRAWN.contains(name)) {
                out.write(file.all(), at, whole);
            }
            if (name.equals("IEND")) {
                return out.toByteArray();
            }
            at += whole;
        }
    }

    private static String name(Octets file, int at) throws ImageException {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            name.append((char) file.u8(at + i));
        }
        return name.toString();
    }
}
