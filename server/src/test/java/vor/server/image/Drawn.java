package vor.server.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Image files for tests: good ones, and what somebody might make of them. */
final class Drawn {
    private Drawn() {}

    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | (x * 255 / width) << 16 | (y * 255 / height) << 8 | 0x40);
            }
        }
        return image;
    }

    static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("nobody writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] png(int width, int height) {
        return file(picture(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    static byte[] jpeg(int width, int height) {
        return file(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG of a few bytes that says it is so large. */
    static byte[] bomb(int width, int height) {
        byte[] png = png(1, 1);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    /** A JPEG that says it is so large. */
    static byte[] jpegBomb(int width, int height) {
        byte[] jpeg = jpeg(8, 8);
        for (int i = 2; ; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
    }

    /** Says only that it is one. */
    static byte[] progressiveBomb(int width, int height) {
        byte[] jpeg = jpegBomb(width, height);
        for (int i = 2; ; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                jpeg[i + 1] = (byte) 0xc2;
                return jpeg;
            }
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A chunk right behind the header of a PNG. */
    static byte[] withChunk(byte[] png, String name, byte[] data) {
        byte[] named = join(latin(name), data);
        CRC32 sum = new CRC32();
        sum.update(named);
        byte[] length = ByteBuffer.allocate(4).putInt(data.length).array();
        byte[] check = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
        return join(Arrays.copyOf(png, 33), length, named, check, Arrays.copyOfRange(png, 33, png.length));
    }

    /** With EXIF data behind the start of a JPEG: an orientation, and words that tell where it was taken. */
    static byte[] withExif(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(80);
        exif.put(latin("Exif\0\0MM")).putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        exif.putInt(0).put(latin("GPS 59.9139 10.7522 at home"));
        return withSegment(jpeg, 0xe1, exif.array());
    }

    static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        byte[] head = ByteBuffer.allocate(4).put((byte) 0xff).put((byte) marker).putShort((short) (data.length + 2)).array();
        return join(Arrays.copyOf(jpeg, 2), head, data, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
