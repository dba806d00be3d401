package vor.server.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes strip by strip, so that a large picture never stands in memory as a whole. */
final class Decoding {
    /** Decoded, of one strip. */
    private static final int STRIP_BYTES = 32 << 20;

    private final Essence essence;
    private final ImageReader reader;

    private Decoding(Essence essence, ImageReader reader) {
        this.essence = essence;
        this.reader = reader;
    }

    /** @throws ImageException when the decoder does not understand what the header promised */
    @SuppressWarnings("CatchingUnchecked") // decoders of damaged files throw whatever they run into
    static BufferedImage of(Essence essence) throws ImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(essence.kind().name()).next();
        try {
            return new Decoding(essence, reader).decode();
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
            throw new ImageException("cannot be decoded: " + why, "open it and save it anew");
        } finally {
            reader.dispose();
        }
    }

    private ImageInputStream stream() {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(essence.bytes()));
    }

    private BufferedImage decode() throws IOException, ImageException {
        Sheet sheet = null;
        int rows = Math.clamp(STRIP_BYTES / ((long) essence.width() * essence.pixelBytes()), 1, essence.height());
        for (int top = 0; top < essence.height(); top += rows) {
            BufferedImage strip = strip(top, Math.min(rows, essence.height() - top));
            if (sheet == null) {
                sheet = new Sheet(essence, Redrawing.LONGEST, strip.getColorModel().hasAlpha());
            }
            lay(strip, top, sheet);
        }
        if (sheet == null) {
            throw new IllegalStateException("a picture without rows");
        }
        return sheet.image();
    }

    private BufferedImage strip(int top, int rows) throws IOException, ImageException {
        try (ImageInputStream in = stream()) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != essence.width() || reader.getHeight(0) != essence.height()) {
                throw new ImageException("is damaged: it says two different sizes");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(new Rectangle(0, top, essence.width(), rows));
            return reader.read(0, param);
        }
    }

    private void lay(BufferedImage strip, int top, Sheet sheet) {
        boolean grey = strip.getRaster().getNumBands() <= 2 && !(strip.getColorModel() instanceof IndexColorModel);
        int[] row = new int[essence.width()];
        int[] samples = grey ? new int[essence.width() * strip.getRaster().getNumBands()] : new int[0];
        for (int y = 0; y < strip.getHeight(); y++) {
            if (grey) {
                grey(strip.getRaster(), y, samples, row);
            } else {
                strip.getRGB(0, y, row.length, 1, row, 0, row.length);
            }
            sheet.add(row, top + y);
        }
    }

    /** By the samples as they are: Java takes grey for linear and would make it lighter. */
    private static void grey(Raster raster, int y, int[] samples, int[] row) {
        int bands = raster.getNumBands();
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, samples);
        for (int x = 0; x < row.length; x++) {
            int value = samples[x * bands] >> shift;
            int alpha = bands == 2 ? samples[x * bands + 1] >> shift : 0xff;
            row[x] = alpha << 24 | value << 16 | value << 8 | value;
        }
    }
}
