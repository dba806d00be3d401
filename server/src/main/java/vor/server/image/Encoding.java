package vor.server.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes as what it was; a PNG that comes out too large, a photograph say, becomes a JPEG on white. */
final class Encoding {
    /** Of what comes out, in bytes. */
    private static final int ENOUGH = 8 << 20;

    private static final float[] QUALITIES = {0.85f, 0.6f, 0.35f};

    private Encoding() {}

    static Redrawn of(BufferedImage image, Essence.Kind kind) {
        if (kind == Essence.Kind.PNG) {
            byte[] png = encoded(image, Essence.Kind.PNG, 0.5f);
            if (png.length <= ENOUGH) {
                return redrawn(image, Essence.Kind.PNG, png);
            }
        }
        BufferedImage opaque = onWhite(image);
        byte[] jpeg = new byte[0];
        for (float quality : QUALITIES) {
            jpeg = encoded(opaque, Essence.Kind.JPEG, quality);
            if (jpeg.length <= ENOUGH) {
                break;
            }
        }
        return redrawn(image, Essence.Kind.JPEG, jpeg);
    }

    private static Redrawn redrawn(BufferedImage image, Essence.Kind kind, byte[] bytes) {
        return new Redrawn(kind.mediaType(), image.getWidth(), image.getHeight(), bytes);
    }

    private static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage paper = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = paper.createGraphics();
        pen.drawImage(image, 0, 0, Color.WHITE, null);
        pen.dispose();
        return paper;
    }

    /** @param quality from 0 to 1; of a PNG how hard it is packed */
    private static byte[] encoded(BufferedImage image, Essence.Kind kind, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(kind.name()).next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
