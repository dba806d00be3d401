package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.api.inventory.Rest.Answer;

/** Images below plans over HTTP. */
final class ImageRoutesTest {
    private static final String HALL = "{\"title\":\"Hall\",\"width\":120,\"height\":60}";
    private static final String PLACE = "/plans/hall/image";

    private Rest rest;

    @BeforeEach
    void begin(@TempDir Path dir) {
        rest = new Rest(dir);
        rest.put("/plans/hall", HALL);
    }

    @AfterEach
    void end() {
        rest.close();
    }

    private static byte[] png(int colour) {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, colour);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private Answer send(byte[] image, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "image/png";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return rest.send("PUT", PLACE, image, all);
    }

    private HttpResponse<byte[]> shown(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + rest.port() + "/api/v1" + PLACE));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void planWithoutAnImageHasNone() {
        assertThat(rest.get("/plans/hall").json().get("image").isNull()).isTrue();
        assertThat(rest.get(PLACE).status()).isEqualTo(404);
        assertThat(rest.delete(PLACE).status()).isEqualTo(404);
        assertThat(rest.get("/plans/nowhere/image").status()).isEqualTo(404);
        assertThat(rest.send("PUT", "/plans/nowhere/image", png(1), "Content-Type", "image/png").status()).isEqualTo(404);
    }

    @Test
    void imageIsPutShownRevalidatedReplacedUndoneAndRemoved() throws IOException, InterruptedException {
        Answer put = send(png(0xff0000));
        assertThat(put.status()).isEqualTo(200);
        String hash = put.json().get("image").asString();
        assertThat(hash).startsWith("sha256:");
        assertThat(put.etag()).isEqualTo(rest.get("/plans/hall").etag());
        HttpResponse<byte[]> first = shown();
        assertThat(first.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(first.headers().firstValue("ETag")).contains("\"" + hash.substring(7) + "\"");
        assertThat(ImageIO.read(new ByteArrayInputStream(first.body())).getRGB(3, 3)).isEqualTo(0xffff0000);
        assertThat(shown("If-None-Match", "\"" + hash.substring(7) + "\"").statusCode()).isEqualTo(304);

        Answer replaced = send(png(0x00ff00));
        assertThat(replaced.json().get("image").asString()).isNotEqualTo(hash);
        assertThat(rest.send("POST", "/edits/" + replaced.header("Vor-Edit") + "/undo", "").status()).isEqualTo(200);
        assertThat(shown().body()).isEqualTo(first.body());

        Answer removed = rest.delete(PLACE);
        assertThat(removed.json().get("image").isNull()).isTrue();
        assertThat(shown().statusCode()).isEqualTo(404);
        rest.send("POST", "/edits/" + removed.header("Vor-Edit") + "/undo", "");
        assertThat(shown().body()).isEqualTo(first.body());
    }

    @Test
    void onlyWhoSawTheNewestPlanMayChangeItsImageWhenSheSaysSo() {
        String old = rest.get("/plans/hall").etag();
        rest.patch("/plans/hall", "{\"title\":\"Big hall\"}");
        Answer refused = send(png(1), "If-Match", old);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().at("/current/title").asString()).isEqualTo("Big hall");
        assertThat(rest.get("/plans/hall").json().get("image").isNull()).isTrue();
        assertThat(send(png(1), "If-Match", rest.get("/plans/hall").etag()).status()).isEqualTo(200);
    }

    @Test
    void bombsAndOtherFilesAreRefusedWithWhatIsWrongAndTheLimit() {
        byte[] bomb = png(1);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 sum = new CRC32();
        sum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) sum.getValue());
        Answer refused = send(bomb);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problems()).containsExactly("image: is 60000 x 60000 pixels; at most 16384 a side are allowed");
        for (String text : new String[] {"<svg/>", "{}", "GIF89a"}) {
            assertThat(send(text.getBytes(StandardCharsets.UTF_8)).problems()).containsExactly("image: is neither a PNG nor a JPEG");
        }
        assertThat(rest.get("/plans/hall").json().get("image").isNull()).isTrue();
    }

    @Test
    void otherTypesAreRefusedUnread() {
        for (String type : new String[] {"image/svg+xml", "text/html", "image/gif", "application/octet-stream", "multipart/form-data; boundary=x"}) {
            assertThat(rest.send("PUT", PLACE, png(1), "Content-Type", type).status()).as(type).isEqualTo(415);
        }
        assertThat(rest.send("POST", PLACE, png(1), "Content-Type", "image/png").status()).isEqualTo(405);
    }

    @Test
    void bodyOfMoreThanEightMebibytesIsTooLarge() {
        Answer answer = send(new byte[Body.IMAGE_LIMIT + 1]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asString()).contains("8388608");
    }

    @Test
    void nameOfAPlanIsANameAndNoPath() {
        for (String name : new String[] {"..%2f..%2fetc%2fpasswd", "%2e%2e", "hall%00", "..", "hall%2f..%2fhall"}) {
            for (String method : new String[] {"GET", "PUT", "DELETE"}) {
                byte[] body = method.equals("PUT") ? png(1) : new byte[0];
                assertThat(rest.send(method, "/plans/" + name + "/image", body, "Content-Type", "image/png").status())
                        .as(method + " " + name)
                        .isIn(400, 404, 405);
            }
        }
    }

    @Test
    void planWhoseNameEndsLikeThePathOfAnImageIsAPlan() {
        assertThat(rest.put("/plans/x%2Fimage", HALL).status()).isEqualTo(201);
        assertThat(rest.get("/plans/x%2Fimage").json().get("name").asString()).isEqualTo("x/image");
        assertThat(rest.send("PUT", "/plans/x%2Fimage/image", png(5), "Content-Type", "image/png").status()).isEqualTo(200);
        assertThat(rest.get("/plans/x%2Fimage").json().get("image").isNull()).isFalse();
        assertThat(rest.delete("/plans/x%2Fimage").status()).isEqualTo(204);
    }

    @Test
    void importSaysWhichImageIsMissing() {
        Answer answer = rest.load("?dry=true", "vor: inventory/1\nplans: {hall: {image: \"sha256:00\"}}\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/notes/0").asString()).contains("the image of plan \"hall\"");
    }
}
