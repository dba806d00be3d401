package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vor.model.DeviceId;
import vor.server.access.Role;
import vor.testkit.ManualClock;

/** Who is on what, over HTTP. */
@Timeout(60)
class ClaimRoutesTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<byte[]> put(String device, String... headers) {
        return site.send("PUT", "/api/v1/claims/" + device, new byte[0], headers);
    }

    private HttpResponse<byte[]> delete(String device, String... headers) {
        return site.send("DELETE", "/api/v1/claims/" + device, new byte[0], headers);
    }

    private JsonNode claims() {
        return Site.json(site.get("/api/v1/claims")).get("claims");
    }

    @Test
    void aDeviceThatDoesNotExistIsNobodys() {
        assertThat(Site.problem(put("e9-9")).get("detail").asString()).contains("e9-9");
        assertThat(put("e9-9").statusCode()).isEqualTo(404);
        assertThat(delete("e9-9").statusCode()).isEqualTo(404);
        assertThat(put("").statusCode()).isEqualTo(404);
    }

    @Test
    void aNameThatIsEmptyIsRefusedWithWhatIsExpected() {
        HttpResponse<byte[]> answer = put("e1-1", "Vor-Who", "%20");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Site.problem(answer).at("/problems/0/hint").asString()).contains("1 to 64");
        assertThat(put("e1-1", "Vor-Who", "%zz").statusCode()).isEqualTo(400);
        assertThat(claims().isEmpty()).isTrue();
    }

    @Test
    void takenByNameSeenByAllAndGivenBack() {
        HttpResponse<byte[]> taken = put("e1-1", "Vor-Who", "Bj%C3%B8rn");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(Site.json(taken).toString()).isEqualTo("{\"who\":\"Bjørn\",\"since\":" + clock.millis() + "}");
        assertThat(taken.headers().firstValue("ETag")).contains("\"c2." + clock.millis() + "\"");
        assertThat(claims().get("e1-1").get("who").asString()).isEqualTo("Bjørn");
        assertThat(delete("e1-1").statusCode()).isEqualTo(204);
        assertThat(claims().isEmpty()).isTrue();
        assertThat(delete("e1-1").statusCode()).isEqualTo(404);
    }

    @Test
    void aNameWithASlashIsOneDevice() {
        assertThat(put("hall%20%2F%20A").statusCode()).isEqualTo(200);
        assertThat(claims().get("hall / A").get("who").asString()).isEqualTo("somebody");
    }

    @Test
    void ifNoneMatchTakesOnlyWhatNobodyIsOn() {
        put("e1-1", "Vor-Who", "ann");
        HttpResponse<byte[]> answer = put("e1-1", "Vor-Who", "joe", "If-None-Match", "*");
        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(Site.problem(answer).at("/current/who").asString()).isEqualTo("ann");
        assertThat(put("core", "Vor-Who", "joe", "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(put("core", "If-None-Match", "\"x\"").statusCode()).isEqualTo(400);
    }

    @Test
    void ifMatchGivesBackOnlyTheClaimThatWasSeen() {
        String ann = put("e1-1", "Vor-Who", "ann").headers().firstValue("ETag").orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        put("e1-1", "Vor-Who", "joe");
        assertThat(delete("e1-1", "If-Match", ann).statusCode()).isEqualTo(412);
        assertThat(put("e1-1", "Vor-Who", "ann", "If-Match", ann).statusCode()).isEqualTo(412);
        assertThat(claims().get("e1-1").get("who").asString()).isEqualTo("joe");
        assertThat(delete("core", "If-Match", "*").statusCode()).isEqualTo(412);
    }

    @Test
    void tooManyAreRefused() {
        for (int n = 100; n < 1_100; n++) {
            site.claims.take(new DeviceId(n), "ann", held -> true);
        }
        assertThat(put("e1-1").statusCode()).isEqualTo(409);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        put("e1-1");
        String tag = site.get("/api/v1/claims").headers().firstValue("ETag").orElseThrow();
        assertThat(site.get("/api/v1/claims", "If-None-Match", tag).statusCode()).isEqualTo(304);
        delete("e1-1");
        assertThat(site.get("/api/v1/claims", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasAnAccountIsNamedByItWhateverTheHeaderSays(@TempDir Path folder) {
        try (Guarded guarded = new Guarded(folder)) {
            String cookie = guarded.cookie(Role.OPERATOR);
            JsonNode claim = Site.json(guarded.send("PUT", "/claims/e1-1", "", "Cookie", cookie, "Vor-Who", "ann"));
            assertThat(claim.get("who").asString()).isEqualTo("oli");
            assertThat(guarded.send("DELETE", "/claims/e1-1", "", "Cookie", guarded.cookie(Role.VIEWER)).statusCode()).isEqualTo(403);
            assertThat(guarded.audit()).anyMatch(e -> e.action().equals("PUT") && e.what().equals("/api/v1/claims/e1-1"));
        }
    }
}
