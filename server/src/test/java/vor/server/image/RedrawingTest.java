package vor.server.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What is refused before a pixel is decoded, and what is left of what is drawn anew. */
final class RedrawingTest {
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";

    private final Redrawing redrawing = new Redrawing();

    private Redrawn redrawn(byte[] file, String type) throws ImageException {
        return redrawing.redraw(file, type).orElseThrow();
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] file, String type) {
        return assertThatThrownBy(() -> redrawing.redraw(file, type)).isInstanceOf(ImageException.class);
    }

    @Test
    void bombIsRefusedByItsHeader() {
        byte[] bomb = Drawn.bomb(60_000, 60_000);
        assertThat(bomb.length).isLessThan(200);
        refused(bomb, PNG).hasMessage("is 60000 x 60000 pixels; at most 16384 a side are allowed");
        refused(Drawn.bomb(16_385, 1), PNG).hasMessageContaining("at most 16384 a side");
        refused(Drawn.bomb(1, -1), PNG).hasMessageContaining("at most 16384 a side");
        refused(Drawn.bomb(8_000, 5_001), PNG).hasMessage("has 41 megapixels (8000 x 5001); at most 40 are allowed");
        refused(Drawn.bomb(0, 5), PNG).hasMessageContaining("has no size");
        refused(Drawn.jpegBomb(60_000, 60_000), JPEG).hasMessageContaining("at most 16384 a side");
        refused(Drawn.jpegBomb(16_000, 16_000), JPEG).hasMessageContaining("has 256 megapixels");
        refused(Drawn.jpegBomb(8, 0), JPEG).hasMessageContaining("has no size");
    }

    @Test
    void progressiveOneIsHeldWholeInMemoryAndHasALowerLimit() {
        refused(Drawn.progressiveBomb(4_001, 4_000), JPEG)
                .hasMessageContaining("is a progressive JPEG of 4001 x 4000 pixels; at most 16 megapixels are allowed of that kind");
        refused(Drawn.progressiveBomb(4_000, 4_000), JPEG).hasMessageContaining("cannot be decoded");
    }

    @Test
    void largestThatIsAllowedIsNotRefusedForItsSize() {
        refused(Drawn.bomb(8_000, 5_000), PNG).hasMessageContaining("cannot be decoded");
    }

    @Test
    void truncatedFilesAreToldAsCutOffWhereverTheyEnd() throws ImageException {
        for (String type : new String[] {PNG, JPEG}) {
            byte[] whole = type.equals(PNG) ? Drawn.png(40, 30) : Drawn.jpeg(40, 30);
            redrawn(whole, type);
            for (int length = 16; length < whole.length; length++) {
                refused(Arrays.copyOf(whole, length), type).hasMessageContaining("is cut off after " + length + " bytes");
            }
        }
    }

    @Test
    void whatIsNoImageIsRefused() {
        for (String text : new String[] {
            "", "x", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "<?xml version=\"1.0\"?><svg/>",
            "GIF89a/*\u0001\u0000\u0001\u0000*/=1;alert(1)", "<html><script>alert(1)</script>", "%PDF-1.7", "PK\u0003\u0004", "BM", "RIFF....WEBP"
        }) {
            refused(text.getBytes(StandardCharsets.ISO_8859_1), PNG).hasMessage("is neither a PNG nor a JPEG");
        }
    }

    @Test
    void whatWasSentAsSomethingElseIsRefused() {
        refused(Drawn.png(4, 4), JPEG).hasMessage("was sent as image/jpeg, but is a PNG");
        refused(Drawn.jpeg(4, 4), PNG).hasMessage("was sent as image/png, but is a JPEG");
    }

    @Test
    void nothingOfThatWhichIsNoPictureIsLeft() throws ImageException {
        byte[] script = Drawn.latin("<script>alert(1)</script>");
        byte[] png = Drawn.join(Drawn.withChunk(Drawn.png(40, 30), "tEXt", Drawn.join(Drawn.latin("Comment\0"), script)), script);
        byte[] jpeg = Drawn.join(Drawn.withSegment(Drawn.withExif(Drawn.jpeg(40, 30), 1), 0xfe, script), script);
        for (Redrawn out : new Redrawn[] {redrawn(png, PNG), redrawn(jpeg, JPEG)}) {
            String bytes = new String(out.bytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain("script", "GPS", "Exif", "tEXt");
            assertThat(out.width()).isEqualTo(40);
            assertThat(out.height()).isEqualTo(30);
        }
    }

    @Test
    void compressedTextIsNeverUnpacked() throws ImageException {
        byte[] lies = Drawn.withChunk(Drawn.png(4, 4), "zTXt", Drawn.latin("Comment\0\0no zlib at all"));
        assertThat(redrawn(lies, PNG).type()).isEqualTo(PNG);
    }

    @Test
    void photographThatWasHeldTurnedIsDrawnUpright() throws ImageException {
        BufferedImage lying = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = lying.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 32, 32);
        pen.dispose();
        byte[] file = Drawn.file(lying, "jpg");
        int[][] red = {{16, 16}, {48, 16}, {48, 16}, {16, 16}, {16, 16}, {16, 16}, {16, 48}, {16, 48}};
        for (int orientation = 1; orientation <= 8; orientation++) {
            Redrawn out = redrawn(Drawn.withExif(file, orientation), JPEG);
            boolean upright = orientation < 5;
            assertThat(out.width()).isEqualTo(upright ? 64 : 32);
            BufferedImage seen = Drawn.read(out.bytes());
            int[] place = red[orientation - 1];
            int wide = out.width() - 1 - place[0];
            int high = out.height() - 1 - place[1];
            assertThat(seen.getRGB(place[0], place[1]) >> 16 & 0xff).as("red in " + orientation).isGreaterThan(200);
            assertThat(seen.getRGB(upright ? wide : place[0], upright ? place[1] : high) >> 16 & 0xff).as("black in " + orientation).isLessThan(60);
        }
    }

    @Test
    void largeOneIsScaledDownAndThinLinesStay() throws ImageException {
        BufferedImage plan = new BufferedImage(9_000, 1_500, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = plan.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 9_000, 1_500);
        pen.setColor(Color.BLACK);
        pen.fillRect(4_501, 0, 1, 1_500);
        pen.dispose();
        Redrawn out = redrawn(Drawn.file(plan, "png"), PNG);
        assertThat(out.width()).isEqualTo(4096);
        assertThat(out.height()).isEqualTo(683);
        BufferedImage seen = Drawn.read(out.bytes());
        int line = seen.getRGB(2048, 300) & 0xff;
        assertThat(line).isBetween(80, 170);
        assertThat(seen.getRGB(100, 300) & 0xff).isEqualTo(255);
    }

    @Test
    void pictureOfSeveralStripsHasNoSeams() throws ImageException {
        BufferedImage image = new BufferedImage(8_000, 3_000, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 3_000; y++) {
            int grey = y * 255 / 3_000;
            Graphics2D pen = y == 0 ? image.createGraphics() : (Graphics2D) image.getGraphics();
            pen.setColor(new Color(grey, grey, grey));
            pen.fillRect(0, y, 8_000, 1);
            pen.dispose();
        }
        BufferedImage seen = Drawn.read(redrawn(Drawn.file(image, "png"), PNG).bytes());
        assertThat(seen.getHeight()).isEqualTo(1536);
        for (int y = 0; y < 1536; y += 7) {
            assertThat((double) (seen.getRGB(50, y) & 0xff)).isCloseTo(y * 255.0 / 1536, within(1.6));
        }
    }

    @Test
    void greyStaysAsDarkAsItIsAndGlassStaysGlass() throws ImageException {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(3, 3, 0, 100);
        assertThat(Drawn.read(redrawn(Drawn.file(grey, "png"), PNG).bytes()).getRGB(3, 3)).isEqualTo(0xff646464);
        BufferedImage deep = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(3, 3, 0, 100 << 8);
        assertThat(Drawn.read(redrawn(Drawn.file(deep, "png"), PNG).bytes()).getRGB(3, 3)).isEqualTo(0xff646464);
        BufferedImage glass = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(3, 3, 0x80ff0000);
        BufferedImage seen = Drawn.read(redrawn(Drawn.file(glass, "png"), PNG).bytes());
        assertThat(seen.getRGB(3, 3)).isEqualTo(0x80ff0000);
        assertThat(seen.getRGB(0, 0) >>> 24).isZero();
    }

    @Test
    void pngThatCannotBePackedBecomesAJpeg() throws ImageException {
        BufferedImage noise = new BufferedImage(2_000, 1_600, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < 1_600; y++) {
            for (int x = 0; x < 2_000; x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        Redrawn out = redrawn(Drawn.file(noise, "png"), PNG);
        assertThat(out.type()).isEqualTo(JPEG);
        assertThat(out.bytes().length).isLessThan(8 << 20);
    }

    @Test
    void jpegsForPrintOrOfEndlessScansAreRefused() {
        byte[] print = Drawn.jpeg(8, 8);
        for (int i = 2; i < print.length; i++) {
            if (print[i] == (byte) 0xff && print[i + 1] == (byte) 0xc0) {
                print[i + 9] = 4;
                break;
            }
        }
        refused(print, JPEG).hasMessageContaining("4 colour channels");
        byte[] jpeg = Drawn.jpeg(8, 8);
        int scan = 2;
        while (jpeg[scan] != (byte) 0xff || jpeg[scan + 1] != (byte) 0xda) {
            scan++;
        }
        byte[] head = Arrays.copyOf(jpeg, scan);
        byte[] once = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] endless = head;
        for (int i = 0; i < 41; i++) {
            endless = Drawn.join(endless, once);
        }
        refused(Drawn.join(endless, Drawn.latin("\u00ff\u00d9")), JPEG).hasMessageContaining("more than 40 scans");
    }

    @Test
    void oneAtATime() throws ImageException {
        Semaphore one = new Semaphore(0);
        Redrawing taken = new Redrawing(one);
        assertThat(taken.redraw(Drawn.png(4, 4), PNG)).isEmpty();
        one.release();
        assertThat(taken.redraw(Drawn.png(4, 4), PNG)).isPresent();
        assertThatThrownBy(() -> taken.redraw(new byte[0], PNG)).isInstanceOf(ImageException.class);
        assertThat(one.availablePermits()).isEqualTo(1);
    }

    @Test
    void damageIsAlwaysToldAsDamage() {
        long seed = System.nanoTime();
        System.out.println("RedrawingTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 600; round++) {
            boolean png = random.nextBoolean();
            byte[] file = png ? Drawn.png(20, 20) : Drawn.withExif(Drawn.jpeg(20, 20), 6);
            for (int i = 0; i <= random.nextInt(6); i++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                Redrawn out = redrawn(file, png ? PNG : JPEG);
                assertThat(out.bytes()).isNotEmpty();
            } catch (ImageException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
