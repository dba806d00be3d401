package vor.server.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * The picture as it will be kept, filled row by row of the larger one: each pixel is the mean of those that fall into it,
 * so that thin lines of a drawing stay.
 */
final class Sheet {
    private final int fromWidth;
    private final int fromHeight;
    private final int acrossFile;
    private final int downFile;
    private final Turn turn;
    private final BufferedImage image;
    private final int[] pixels;
    private final long[] sums;
    private int row;
    private int rowsIn;

    /** @param longest no side becomes longer, in pixels */
    Sheet(Essence of, int longest, boolean transparent) {
        fromWidth = of.width();
        fromHeight = of.height();
        turn = of.turn();
        int side = Math.max(fromWidth, fromHeight);
        acrossFile = shrunk(fromWidth, side, longest);
        downFile = shrunk(fromHeight, side, longest);
        image = new BufferedImage(
                turn.swapped() ? downFile : acrossFile,
                turn.swapped() ? acrossFile : downFile,
                transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        sums = new long[acrossFile * 4];
    }

    private static int shrunk(int size, int side, int longest) {
        return side <= longest ? size : Math.max(1, (int) Math.round((double) size * longest / side));
    }

    BufferedImage image() {
        return image;
    }

    /** The next row of the file, from the top, one pixel in each number: alpha, red, green, blue. */
    void add(int[] argb, int y) {
        for (int x = 0; x < acrossFile; x++) {
            int end = (int) ((long) (x + 1) * fromWidth / acrossFile);
            for (int from = (int) ((long) x * fromWidth / acrossFile); from < end; from++) {
                gather(x * 4, argb[from]);
            }
        }
        rowsIn++;
        if (y + 1 == (int) ((long) (row + 1) * fromHeight / downFile)) {
            put();
        }
    }

    /** Colours count as much as they are seen. */
    private void gather(int at, int argb) {
        int alpha = argb >>> 24;
        sums[at] += alpha;
        sums[at + 1] += (long) (argb >> 16 & 0xff) * alpha;
        sums[at + 2] += (long) (argb >> 8 & 0xff) * alpha;
        sums[at + 3] += (long) (argb & 0xff) * alpha;
    }

    private void put() {
        for (int x = 0; x < acrossFile; x++) {
            long columns = (long) (x + 1) * fromWidth / acrossFile - (long) x * fromWidth / acrossFile;
            pixels[turn.place(x, row, image.getWidth(), image.getHeight())] = mean(x * 4, columns * rowsIn);
        }
        Arrays.fill(sums, 0);
        row++;
        rowsIn = 0;
    }

    private int mean(int at, long count) {
        long seen = sums[at];
        if (seen == 0) {
            return 0;
        }
        long half = seen / 2;
        long alpha = (seen + count / 2) / count;
        return (int) (alpha << 24 | (sums[at + 1] + half) / seen << 16 | (sums[at + 2] + half) / seen << 8 | (sums[at + 3] + half) / seen);
    }
}
