package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vor.server.access.AuditEntry;
import vor.server.access.Role;

/** What people who have no business here try, against the real server with accounts. */
class AttackTest {
    private static final String DEVICE = "{\"addresses\":[\"192.0.2.10\"]}";

    @TempDir
    Path folder = Path.of("");

    private Guarded guarded;

    @BeforeEach
    void begin() {
        guarded = new Guarded(folder);
    }

    @AfterEach
    void end() {
        guarded.close();
    }

    private Raw raw() throws IOException {
        return new Raw(guarded.site.port());
    }

    private boolean has(String device) {
        return guarded.store.current().device(device).isPresent();
    }

    // ---- images

    @Test
    void anImageMayHaveEightMebibytesAndNoMoreAndOnlyOfAnOperator() {
        String operator = guarded.cookie(Role.OPERATOR);
        guarded.send("PUT", "/plans/hall", "{\"width\":1,\"height\":1}", "Cookie", operator);
        String place = "/api/v1/plans/hall/image";
        byte[] large = new byte[5 << 20];
        assertThat(guarded.site.send("PUT", place, large, "Cookie", operator, "Content-Type", "image/png").statusCode()).isEqualTo(422);
        byte[] larger = new byte[(8 << 20) + 1];
        assertThat(guarded.site.send("PUT", place, larger, "Cookie", operator, "Content-Type", "image/png").statusCode()).isEqualTo(413);
        assertThat(guarded.site.send("PUT", "/api/v1/plans/hall", large, "Cookie", operator).statusCode()).isEqualTo(413);
        String viewer = guarded.cookie(Role.VIEWER);
        assertThat(guarded.site.send("PUT", place, new byte[1], "Cookie", viewer, "Content-Type", "image/png").statusCode()).isEqualTo(403);
    }

    @Test
    void whoWritesAllBeforeReadingStillSeesWhyItWasRefused() throws IOException {
        String length = "\r\nContent-Type: application/json\r\n";
        String large = "x".repeat(5 << 20);
        for (String framed : List.of(
                length + "Content-Length: " + large.length() + "\r\n\r\n" + large,
                length + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n")) {
            try (Raw raw = new Raw(guarded.site.port())) {
                raw.send("PUT /api/v1/plans/hall HTTP/1.1\r\nHost: " + guarded.host() + "\r\nCookie: " + guarded.cookie(Role.OPERATOR) + framed);
                assertThat(raw.status()).isEqualTo(413);
            }
        }
    }

    // ---- requests forged by another site

    @Test
    void aForgedRequestWithTheCookieChangesNothing() {
        String cookie = guarded.cookie(Role.ADMIN);
        for (String[] forged : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", "http://127.0.0.1:1"},
            {"Origin", "https://" + guarded.host()},
            {"Origin", "http://" + guarded.host() + ".evil.example"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
        }) {
            HttpResponse<byte[]> answer = guarded.send("PUT", "/devices/forged", DEVICE, "Cookie", cookie, forged[0], forged[1]);
            assertThat(answer.statusCode()).as(String.join(" ", forged)).isEqualTo(403);
            assertThat(Site.problem(answer).get("type").asString()).isEqualTo("/problems/cross-site");
        }
        assertThat(has("forged")).isFalse();
        assertThat(guarded.audit().getFirst()).extracting(AuditEntry::action, AuditEntry::what, AuditEntry::result)
                .containsExactly("PUT", "/api/v1/devices/forged", "403");
    }

    @Test
    void aFormOfAnotherSiteIsNoRequestOfOurs() {
        String cookie = guarded.cookie(Role.ADMIN);
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")) {
            for (String[] target : new String[][] {{"POST", "/login"}, {"POST", "/tokens"}, {"PUT", "/devices/forged"}, {"POST", "/import"}}) {
                HttpResponse<byte[]> answer = guarded.site.send(
                        target[0], "/api/v1" + target[1], "{}".getBytes(StandardCharsets.UTF_8), "Cookie", cookie, "Content-Type", type);
                assertThat(answer.statusCode()).as(type + " " + target[1]).isEqualTo(415);
            }
        }
    }

    @Test
    void noOtherSiteLogsAnybodyIn() {
        assertThat(guarded.login("ann", Guarded.PASSWORD, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(guarded.login("ann", Guarded.PASSWORD, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    }

    @Test
    void ourOwnPageIsNoForgery() {
        String own = "http://" + guarded.host();
        assertThat(guarded.send("PUT", "/devices/mine", DEVICE, "Cookie", guarded.cookie(Role.OPERATOR), "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aTokenNeedsNoOriginAsNoBrowserSendsItUnasked() {
        assertThat(guarded.send("PUT", "/devices/tool", DEVICE, "Authorization", guarded.bearer(Role.OPERATOR), "Origin", "https://tool.example")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void anEmptyAuthorizationDoesNotTurnTheCheckOfTheOriginOff() {
        String cookie = guarded.cookie(Role.ADMIN);
        for (String authorization : List.of("Bearer x", "Basic YTpi", "Bearer", "x")) {
            assertThat(guarded.send("PUT", "/devices/forged", DEVICE, "Cookie", cookie, "Origin", "https://evil.example", "Authorization", authorization)
                            .statusCode())
                    .as(authorization)
                    .isEqualTo(401);
        }
        assertThat(has("forged")).isFalse();
    }

    // ---- sessions

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = guarded.login("vic", Guarded.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches(guarded.cookieName() + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800");
    }

    @Test
    void aSessionThatSomebodyPlantedIsNeverTaken() {
        String planted = guarded.cookieName() + "=" + "A".repeat(43);
        HttpResponse<byte[]> answer = guarded.login("ann", Guarded.PASSWORD, "Cookie", planted);
        assertThat(Guarded.cookie(answer)).isNotEqualTo(planted);
        assertThat(guarded.me("Cookie", planted).get("name").isNull()).isTrue();
    }

    @Test
    void whoKnewTheSessionBeforeALoginDoesNotKnowTheOneAfter() {
        String before = guarded.cookie(Role.VIEWER);
        String after = Guarded.cookie(guarded.login("ann", Guarded.PASSWORD, "Cookie", before));
        assertThat(after).isNotEqualTo(before);
        assertThat(guarded.me("Cookie", before).get("name").isNull()).isTrue();
        assertThat(guarded.me("Cookie", after).get("name").asString()).isEqualTo("ann");
    }

    @Test
    void twoCookiesOfTheNameAreNone() {
        String mine = guarded.cookie(Role.VIEWER);
        String planted = guarded.cookie(Role.ADMIN);
        assertThat(guarded.me("Cookie", planted + "; " + mine).get("name").isNull()).isTrue();
        assertThat(guarded.me("Cookie", "other=1; " + mine + "; x").get("name").asString()).isEqualTo("vic");
    }

    @Test
    void aKeyThatOpensNothingIsNotMadeUpForByACookie() {
        String cookie = guarded.cookie(Role.ADMIN);
        assertThat(guarded.me("Cookie", cookie, "Authorization", "Bearer vor_" + "x".repeat(43)).get("name").isNull()).isTrue();
    }

    @Test
    void logoutEndsTheSessionOnTheServer() {
        String cookie = guarded.cookie(Role.VIEWER);
        HttpResponse<byte[]> answer = guarded.send("POST", "/logout", "{}", "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(guarded.site.get("/api/v1/devices", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void theLiveStreamEndsWithItsSession() throws IOException {
        String cookie = guarded.cookie(Role.VIEWER);
        try (Raw raw = raw()) {
            raw.send("GET /api/v1/live HTTP/1.1\r\nHost: " + guarded.host() + "\r\nCookie: " + cookie + "\r\n\r\n");
            assertThat(raw.status()).isEqualTo(200);
            assertThat(raw.line()).isEqualTo("event: hello");
            guarded.send("POST", "/logout", "{}", "Cookie", cookie);
            raw.drain();
        }
        assertThat(guarded.site.live.readers()).isZero();
    }

    @Test
    void theLiveStreamEndsWithItsToken() throws IOException {
        String bearer = guarded.bearer(Role.VIEWER);
        try (Raw raw = raw()) {
            raw.send("GET /api/v1/live HTTP/1.1\r\nHost: " + guarded.host() + "\r\nAuthorization: " + bearer + "\r\n\r\n");
            assertThat(raw.status()).isEqualTo(200);
            guarded.clock.advance(Duration.ofDays(1));
            raw.drain();
        }
    }

    @Test
    void strangersGetNoStream() {
        assertThat(guarded.site.get("/api/v1/live").statusCode()).isEqualTo(401);
    }

    // ---- names

    @Test
    void aNameThatWasReboundToUsLeadsNowhere() throws IOException {
        String cookie = guarded.cookie(Role.ADMIN);
        for (String host : List.of("evil.example:" + guarded.site.port(), "evil.example", "127.0.0.1.evil.example:" + guarded.site.port())) {
            try (Raw raw = raw()) {
                raw.send("GET /api/v1/accounts HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie + "\r\n\r\n");
                assertThat(raw.status()).as(host).isEqualTo(421);
                assertThat(raw.body()).doesNotContain("ann");
            }
        }
    }

    @Test
    void nobodyBelievesForwardedHeadersOfWhoIsNoProxy() throws IOException {
        try (Raw raw = raw()) {
            raw.send("POST /api/v1/login HTTP/1.1\r\nHost: " + guarded.host() + "\r\nX-Forwarded-For: 203.0.113.1\r\nX-Forwarded-Proto: https\r\n"
                    + "X-Forwarded-Host: evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(raw.status()).isEqualTo(422);
        }
        guarded.login("ann", "wrong wrong wrong", "X-Forwarded-For", "203.0.113.1");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("127.0.0.1");
    }

    // ---- headers that are not what they seem

    @Test
    void whatIsSentBackInAHeaderHoldsNoLineEnd() throws IOException {
        String cookie = guarded.cookie(Role.OPERATOR);
        try (Raw raw = raw()) {
            raw.send("PUT /api/v1/devices/a%0d%0aSet-Cookie:%20x=y HTTP/1.1\r\nHost: " + guarded.host() + "\r\nCookie: " + cookie
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + DEVICE.length() + "\r\n\r\n" + DEVICE);
            assertThat(raw.status()).isIn(400, 422);
            assertThat(raw.header("Set-Cookie")).isEmpty();
        }
        try (Raw raw = raw()) {
            raw.send("GET /api/v1/me HTTP/1.1\r\nHost: " + guarded.host() + "\r\nCookie: " + guarded.cookieName() + "=a\rSet-Cookie: b\r\n\r\n");
            assertThat(raw.status()).isIn(200, 400);
            assertThat(raw.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aNameWithALineEndWritesNoSecondLineOfTheAudit() {
        guarded.login("eve\\r\\nlogin ann done", "wrong wrong wrong");
        assertThat(guarded.audit().getFirst().who()).isEqualTo("eve??login ann done");
    }

    @Test
    void aHeaderCannotLieAboutWhoMadeAChange() {
        guarded.send("PUT", "/devices/mine", DEVICE, "Cookie", guarded.cookie(Role.OPERATOR), "Vor-Who", "ann");
        JsonNode changes = Site.json(guarded.site.get("/api/v1/changes", "Cookie", guarded.cookie(Role.VIEWER)));
        assertThat(changes.at("/changes/0/who").asString()).isEqualTo("oli");
    }

    // ---- guessing

    @Test
    void guessingAPasswordIsSlowAndSaidInSeconds() {
        for (int i = 0; i < 5; i++) {
            assertThat(guarded.login("ann", "wrong wrong " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<byte[]> limited = guarded.login("ann", Guarded.PASSWORD);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("30");
        assertThat(Site.problem(limited).get("detail").asString()).contains("30 s");
        guarded.clock.advance(Duration.ofSeconds(30));
        assertThat(guarded.login("ann", Guarded.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownNameIsAnsweredAsAWrongPasswordIs() {
        HttpResponse<byte[]> wrong = guarded.login("ann", "wrong wrong wrong");
        HttpResponse<byte[]> unknown = guarded.login("abe", "wrong wrong wrong");
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void theOldPasswordIsNotGuessedEither() {
        String cookie = guarded.cookie(Role.VIEWER);
        for (int i = 0; i < 5; i++) {
            assertThat(password(cookie, "wrong wrong " + i).statusCode()).isEqualTo(401);
        }
        assertThat(password(cookie, Guarded.PASSWORD).statusCode()).isEqualTo(429);
    }

    private HttpResponse<byte[]> password(String cookie, String old) {
        return guarded.send("PUT", "/me/password", "{\"old\":\"" + old + "\",\"new\":\"five warm red foxes\"}", "Cookie", cookie);
    }

    @Test
    void aNewPasswordIsANewSessionAndTheEndOfTheOthers() {
        String here = guarded.cookie(Role.VIEWER);
        String there = guarded.cookie(Role.VIEWER);
        String next = Guarded.cookie(password(here, Guarded.PASSWORD));
        assertThat(guarded.me("Cookie", here).get("name").isNull()).isTrue();
        assertThat(guarded.me("Cookie", there).get("name").isNull()).isTrue();
        assertThat(guarded.me("Cookie", next).get("name").asString()).isEqualTo("vic");
    }

    // ---- more than one may

    @Test
    void aTokenMakesNoOtherToken() {
        String body = "{\"name\":\"x\",\"role\":\"viewer\",\"expires\":" + (guarded.clock.millis() + 100_000) + "}";
        assertThat(guarded.send("POST", "/tokens", body, "Authorization", guarded.bearer(Role.ADMIN)).statusCode()).isEqualTo(403);
        assertThat(guarded.send("POST", "/tokens", body, "Cookie", guarded.cookie(Role.VIEWER)).statusCode()).isEqualTo(201);
    }

    @Test
    void nobodyMakesATokenOfMoreThanTheirOwnRole() {
        String body = "{\"name\":\"x\",\"role\":\"admin\",\"expires\":" + (guarded.clock.millis() + 100_000) + "}";
        HttpResponse<byte[]> answer = guarded.send("POST", "/tokens", body, "Cookie", guarded.cookie(Role.OPERATOR));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Site.problem(answer).at("/problems/0/field").asString()).isEqualTo("role");
    }

    @Test
    void anOperatorIsNoAdminByAnyField() {
        String cookie = guarded.cookie(Role.OPERATOR);
        assertThat(guarded.send("PATCH", "/accounts/oli", "{\"role\":\"admin\"}", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(guarded.send("PUT", "/me/password", "{\"old\":\"" + Guarded.PASSWORD + "\",\"new\":\"five warm red foxes\",\"role\":\"admin\"}", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(422);
        assertThat(guarded.me("Cookie", cookie).get("role").asString()).isEqualTo("operator");
    }

    @Test
    void theOnlyAdminStays() {
        String cookie = guarded.cookie(Role.ADMIN);
        assertThat(guarded.send("DELETE", "/accounts/ann", "", "Cookie", cookie).statusCode()).isEqualTo(409);
        assertThat(guarded.send("PATCH", "/accounts/ann", "{\"role\":\"viewer\"}", "Cookie", cookie).statusCode()).isEqualTo(409);
    }

    @Test
    void strangersLearnNothingOfTheSite() {
        assertThat(new String(guarded.site.get("/healthz").body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"ok\"}");
        assertThat(guarded.site.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(guarded.site.get("/").statusCode()).isEqualTo(200);
        assertThat(guarded.me().toString()).isEqualTo("{\"accounts\":true,\"setup\":false,\"name\":null,\"role\":null,\"token\":false,"
                + "\"origin\":null,\"local\":true,\"provider\":null}");
        assertThat(new String(guarded.site.get("/metrics", "Authorization", guarded.bearer(Role.VIEWER)).body(), StandardCharsets.UTF_8))
                .contains("vor_http_requests_total");
    }

    @Test
    void noAnswerAndNoAuditHoldsAPasswordOrAHash() {
        String cookie = guarded.cookie(Role.ADMIN);
        for (String path : List.of("/accounts", "/accounts/ann", "/tokens", "/audit", "/me")) {
            assertThat(new String(guarded.site.get("/api/v1" + path, "Cookie", cookie).body(), StandardCharsets.UTF_8))
                    .as(path)
                    .doesNotContain("argon2", Guarded.PASSWORD, cookie.split("=", 2)[1]);
        }
    }

    // ---- patience

    @Test
    void aLoginThatDripsInIsEnded() throws IOException {
        try (Raw raw = raw()) {
            raw.send("POST /api/v1/login HTTP/1.1\r\nHost: " + guarded.host() + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            raw.awaitTurn(guarded.clock, Duration.ofSeconds(61));
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void aHugeOrDeepLoginIsRefused() {
        assertThat(guarded.send("POST", "/login", "{\"name\":\"" + "x".repeat(20_000) + "\"}").statusCode()).isEqualTo(413);
        assertThat(guarded.send("POST", "/login", "[".repeat(5000)).statusCode()).isEqualTo(400);
        assertThat(guarded.send("POST", "/login", "{\"name\":\"a\",\"name\":\"b\"}").statusCode()).isEqualTo(400);
        assertThat(guarded.login("ann", "x".repeat(10_000)).statusCode()).isEqualTo(401);
    }
}
