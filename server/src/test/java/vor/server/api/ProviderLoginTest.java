package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.access.Access;
import vor.server.access.AuditEntry;
import vor.server.access.Effort;
import vor.server.access.Groups;
import vor.server.access.Role;
import vor.server.access.Ways;
import vor.server.access.oidc.Oidc;
import vor.server.access.oidc.SmallProvider;
import vor.testkit.ManualClock;

/** In by a provider, from the button to the session, against the real server; and what is tried on the way. */
class ProviderLoginTest {
    private static final Groups GROUPS = new Groups(Map.of(
            Role.ADMIN, Set.of("noc-lead"), Role.OPERATOR, Set.of("noc"), Role.VIEWER, Set.of("crew")));

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final SmallProvider provider = new SmallProvider(clock);
    private Guarded guarded;

    @BeforeEach
    void begin() {
        guarded = new Guarded(folder, clock, ways(true, ""));
    }

    @AfterEach
    void end() {
        guarded.close();
        provider.close();
    }

    private Ways ways(boolean local, String trouble) {
        Oidc oidc = new Oidc(provider.settings(), clock, HttpClient.newBuilder());
        return new Ways(local, Optional.of(new Ways.Provider("NOC login", oidc, GROUPS, trouble)));
    }

    private HttpResponse<byte[]> start(String... headers) {
        return guarded.send("POST", "/oidc/begin", "{}", headers);
    }

    private static URI go(HttpResponse<byte[]> begun) {
        return URI.create(Site.json(begun).get("go").asString());
    }

    private HttpResponse<byte[]> finish(Map<String, String> answer, String... headers) {
        return guarded.send("POST", "/oidc/finish", new JsonMapper().writeValueAsString(answer), headers);
    }

    /** As a browser does it; each is a new one. */
    private HttpResponse<byte[]> login() {
        HttpResponse<byte[]> begun = start();
        assertThat(begun.statusCode()).isEqualTo(200);
        return finish(provider.visit(go(begun)), "Cookie", Guarded.cookie(begun));
    }

    private String entered() {
        HttpResponse<byte[]> answer = login();
        assertThat(answer.statusCode()).isEqualTo(200);
        return session(answer);
    }

    private String session(HttpResponse<byte[]> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(c -> c.startsWith(guarded.cookieName() + "="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
    }

    private String who(String cookie) {
        return guarded.me("Cookie", cookie).path("name").asString("");
    }

    private static String text(Map<String, String> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    // ---- as it should be

    @Test
    void strangersAreToldThatThereIsAProviderAndNoMore() {
        assertThat(guarded.me().get("provider").toString()).isEqualTo("{\"name\":\"NOC login\",\"works\":true}");
        assertThat(guarded.me().toString()).doesNotContain(provider.issuer());
    }

    @Test
    void whoTheProviderKnowsComesInWithTheRoleOfTheGroup() {
        JsonNode me = guarded.me("Cookie", entered());
        assertThat(me.get("name").asString()).isEqualTo("jo-public");
        assertThat(me.get("role").asString()).isEqualTo("operator");
        assertThat(me.get("origin").asString()).isEqualTo("oidc");
        assertThat(guarded.audit().getFirst())
                .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::what, AuditEntry::result)
                .containsExactly("jo-public", "login.oidc", provider.subject, "done");
    }

    @Test
    void theBrowserComesBackToThePageAndNowhereElse() {
        Map<String, String> query = SmallProvider.query(go(start()).getRawQuery());
        assertThat(query).containsEntry("redirect_uri", "http://" + guarded.host() + "/");
        HttpResponse<byte[]> sent = guarded.send("POST", "/oidc/begin", "{\"back\":\"https://evil.example/\"}");
        assertThat(sent.statusCode()).isEqualTo(422);
        HttpResponse<byte[]> asked = guarded.send("POST", "/oidc/begin?redirect_uri=https://evil.example/", "{}");
        assertThat(text(SmallProvider.query(go(asked).getRawQuery()), "redirect_uri")).isEqualTo("http://" + guarded.host() + "/");
    }

    @Test
    void bothCookiesAreOutOfReachOfScriptsAndOtherSites() {
        HttpResponse<byte[]> begun = start();
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
                .matches(guarded.cookieName() + "-login=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=600");
        HttpResponse<byte[]> answer = finish(provider.visit(go(begun)), "Cookie", Guarded.cookie(begun));
        assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(c -> c.startsWith(guarded.cookieName() + "-login=;") && c.contains("Max-Age=0"))
                .anyMatch(c -> c.matches(guarded.cookieName() + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800"));
    }

    @Test
    void theRoleFollowsTheGroupsAtEveryLogin() {
        String before = entered();
        provider.groups = List.of("noc-lead", "crew");
        entered();
        assertThat(guarded.me("Cookie", before).get("role").asString()).isEqualTo("admin");
        provider.groups = List.of("crew");
        entered();
        assertThat(guarded.me("Cookie", before).get("role").asString()).isEqualTo("viewer");
        assertThat(guarded.audit()).anyMatch(e -> e.action().equals("account.role") && e.result().equals("viewer"));
    }

    @Test
    void whoHasNoGroupWithARoleStaysOutside() {
        provider.groups = List.of("public");
        HttpResponse<byte[]> answer = login();
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Site.problem(answer).get("detail").asString()).contains("none of your groups may come in");
        assertThat(guarded.access.accounts()).hasSize(3);
    }

    @Test
    void whoLosesEveryGroupIsPutOutWithSessionsAndTokensUntilOneIsThereAgain() {
        String session = entered();
        String token = "{\"name\":\"tool\",\"role\":\"viewer\",\"expires\":" + clock.now().plus(Duration.ofDays(300)).toEpochMilli() + "}";
        String bearer = "Bearer " + Site.json(guarded.send("POST", "/tokens", token, "Cookie", session)).get("key").asString();
        List<String> before = provider.groups;
        provider.groups = List.of("public");
        assertThat(login().statusCode()).isEqualTo(401);
        assertThat(guarded.me("Cookie", session).get("name").isNull()).isTrue();
        assertThat(guarded.me("Authorization", bearer).get("name").isNull()).isTrue();
        assertThat(guarded.audit()).anyMatch(e -> e.action().equals("account.out") && e.what().equals("jo-public"));
        provider.groups = before;
        assertThat(who(entered())).isEqualTo("jo-public");
        assertThat(guarded.me("Cookie", session).get("name").isNull()).isTrue();
        assertThat(guarded.me("Authorization", bearer).get("name").asString()).isEqualTo("jo-public");
    }

    // ---- whose account it is

    @Test
    void aNameAtTheProviderOpensNoLocalAccount() {
        provider.name = "ann";
        String cookie = entered();
        assertThat(who(cookie)).isEqualTo("ann@oidc");
        assertThat(guarded.me("Cookie", cookie).get("role").asString()).isEqualTo("operator");
        assertThat(guarded.access.account("ann").orElseThrow().isLocal()).isTrue();
        provider.name = "ＡＮＮ ";
        provider.subject = "another";
        assertThat(who(entered())).isEqualTo("ann-2@oidc");
    }

    @Test
    void whoIsRenamedAtTheProviderStaysTheSameWithSessionsAndTokens() {
        String before = entered();
        String token = "{\"name\":\"tool\",\"role\":\"viewer\",\"expires\":" + clock.now().plus(Duration.ofDays(1)).toEpochMilli() + "}";
        String key = Site.json(guarded.send("POST", "/tokens", token, "Cookie", before)).get("key").asString();
        provider.name = "joanna";
        String after = entered();
        assertThat(who(after)).isEqualTo("joanna");
        assertThat(who(before)).isEqualTo("joanna");
        assertThat(guarded.me("Authorization", "Bearer " + key).get("name").asString()).isEqualTo("joanna");
        assertThat(guarded.access.accounts()).hasSize(4);
        assertThat(guarded.audit()).anyMatch(e -> e.action().equals("account.rename") && e.what().equals("jo-public") && e.result().equals("joanna"));
    }

    @Test
    void whoTakesAnothersNameAtTheProviderIsStillSomebodyElse() {
        String first = entered();
        provider.subject = "another";
        provider.groups = List.of("crew");
        String second = entered();
        assertThat(who(first)).isEqualTo("jo-public");
        assertThat(who(second)).isEqualTo("jo-public@oidc");
        assertThat(guarded.me("Cookie", first).get("role").asString()).isEqualTo("operator");
    }

    @Test
    void whateverTheProviderCallsSomebodyIsAPlainName() {
        for (String[] name : new String[][] {
            {"", "user-"}, {"../../etc/passwd", "etc-passwd"}, {"<script>alert(1)</script>", "script-alert-1-script"},
            {"a\r\nSet-Cookie: x=y", "a-set-cookie-x-y"}, {"x".repeat(500), "x".repeat(32)}, {"Jürgen Ø", "jurgen"}, {"@@@", "user-"}
        }) {
            provider.name = name[0];
            provider.subject = "s" + name[0].hashCode();
            assertThat(who(entered())).startsWith(name[1]);
        }
    }

    @Test
    void anAccountOfTheProviderHasNoPasswordAndNobodyGivesItOne() {
        String cookie = entered();
        String admin = guarded.cookie(Role.ADMIN);
        assertThat(guarded.login("jo-public", "").statusCode()).isEqualTo(401);
        assertThat(guarded.login("jo-public", Guarded.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(guarded.send("PATCH", "/accounts/jo-public", "{\"password\":\"four cold grey herons\"}", "Cookie", admin).statusCode()).isEqualTo(409);
        assertThat(guarded.send("PATCH", "/accounts/jo-public", "{\"role\":\"admin\"}", "Cookie", admin).statusCode()).isEqualTo(409);
        assertThat(guarded.send("PUT", "/accounts/jo-public", "{\"role\":\"admin\",\"password\":\"four cold grey herons\"}", "Cookie", admin).statusCode())
                .isEqualTo(409);
        assertThat(guarded.send("PUT", "/me/password", "{\"old\":\"\",\"new\":\"four cold grey herons\"}", "Cookie", cookie).statusCode()).isEqualTo(409);
        assertThat(Site.json(guarded.site.get("/api/v1/accounts/jo-public", "Cookie", admin)).get("origin").asString()).isEqualTo("oidc");
        assertThat(guarded.send("DELETE", "/accounts/jo-public", "", "Cookie", admin).statusCode()).isEqualTo(204);
        assertThat(who(cookie)).isEmpty();
    }

    @Test
    void programsOfWhoLogsInNoMoreRestAfterAMonth() {
        String token = "{\"name\":\"tool\",\"role\":\"viewer\",\"expires\":" + clock.now().plus(Duration.ofDays(300)).toEpochMilli() + "}";
        String bearer = "Bearer " + Site.json(guarded.send("POST", "/tokens", token, "Cookie", entered())).get("key").asString();
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(guarded.me("Authorization", bearer).get("name").asString()).isEqualTo("jo-public");
        clock.advance(Duration.ofSeconds(1));
        assertThat(guarded.me("Authorization", bearer).get("name").isNull()).isTrue();
        entered();
        assertThat(guarded.me("Authorization", bearer).get("name").asString()).isEqualTo("jo-public");
    }

    // ---- what is tried

    @Test
    void noOtherSiteBeginsOrFinishesALogin() {
        for (String[] forged : new String[][] {{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "null"}}) {
            assertThat(start(forged).statusCode()).isEqualTo(403);
            assertThat(finish(Map.of("state", "x", "code", "y"), forged).statusCode()).isEqualTo(403);
        }
        assertThat(guarded.site.get("/api/v1/oidc/finish?state=x&code=y").statusCode()).isEqualTo(405);
    }

    @Test
    void nobodyIsLoggedInAsSomebodyElseByALinkOfAnAttacker() {
        HttpResponse<byte[]> attackers = start();
        Map<String, String> answer = provider.visit(go(attackers));
        HttpResponse<byte[]> victims = start();
        assertThat(finish(answer).statusCode()).isEqualTo(401);
        HttpResponse<byte[]> refused = finish(answer, "Cookie", Guarded.cookie(victims));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Site.problem(refused).get("detail").asString()).contains("was not begun in this browser");
    }

    @Test
    void anAnswerIsGoodOnce() {
        HttpResponse<byte[]> begun = start();
        Map<String, String> answer = provider.visit(go(begun));
        assertThat(finish(answer, "Cookie", Guarded.cookie(begun)).statusCode()).isEqualTo(200);
        assertThat(finish(answer, "Cookie", Guarded.cookie(begun)).statusCode()).isEqualTo(401);
    }

    @Test
    void whoKnewTheSessionBeforeDoesNotKnowTheOneAfter() {
        String before = guarded.cookie(Role.VIEWER);
        String planted = guarded.cookieName() + "=" + "A".repeat(43);
        for (String known : List.of(before, planted)) {
            HttpResponse<byte[]> begun = start("Cookie", known);
            HttpResponse<byte[]> answer = finish(provider.visit(go(begun)), "Cookie", known + "; " + Guarded.cookie(begun));
            assertThat(session(answer)).isNotEqualTo(known);
            assertThat(who(known)).isEmpty();
            assertThat(who(session(answer))).isEqualTo("jo-public");
        }
    }

    @Test
    void twoKeysOfALoginAreNone() {
        HttpResponse<byte[]> begun = start();
        String planted = Guarded.cookie(start());
        assertThat(finish(provider.visit(go(begun)), "Cookie", Guarded.cookie(begun) + "; " + planted).statusCode()).isEqualTo(401);
    }

    @Test
    void whatTheProviderSaysIsTextAndOnlyInTheBrowserThatAsked() {
        HttpResponse<byte[]> begun = start();
        String state = text(provider.visit(go(begun)), "state");
        Map<String, String> no = Map.of("state", state, "error", "access_denied", "description", "<b>no</b>\r\nSet-Cookie: x=y");
        assertThat(Site.problem(finish(no)).get("detail").asString()).doesNotContain("access_denied");
        HttpResponse<byte[]> answer = finish(no, "Cookie", Guarded.cookie(begun));
        assertThat(Site.problem(answer).get("detail").asString()).isEqualTo("the provider says: access_denied (<b>no</b>??Set-Cookie: x=y)");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("x="));
    }

    @Test
    void loginsThatAreNotFinishedAreLimitedForAnAddressAndSoonForgiven() {
        for (int i = 0; i < 20; i++) {
            assertThat(start().statusCode()).isEqualTo(200);
        }
        HttpResponse<byte[]> limited = start();
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("6");
        clock.advance(Duration.ofSeconds(12));
        assertThat(login().statusCode()).isEqualTo(200);
        assertThat(login().statusCode()).as("what ends well does not count").isEqualTo(200);
    }

    @Test
    void strangeBodiesAreNamed() {
        assertThat(Site.problem(guarded.send("POST", "/oidc/finish", "{}")).at("/problems/0/field").asString()).isEqualTo("state");
        assertThat(guarded.send("POST", "/oidc/finish", "{\"state\":1}").statusCode()).isEqualTo(422);
        assertThat(guarded.send("POST", "/oidc/finish", "{\"state\":\"" + "x".repeat(20_000) + "\"}").statusCode()).isEqualTo(413);
    }

    // ---- without the one or the other

    @Test
    void aProviderThatIsAwayIsSaidAndHurtsNobodyElse() {
        provider.close();
        HttpResponse<byte[]> answer = start();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(Site.problem(answer).get("type").asString()).isEqualTo("/problems/provider");
        assertThat(guarded.me().at("/provider/works").asBoolean()).isFalse();
        assertThat(guarded.login("ann", Guarded.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutLocalAccountsOnlyTheProviderLetsPeopleIn() {
        String session = guarded.cookie(Role.ADMIN).split("=", 2)[1];
        String key = guarded.bearer(Role.VIEWER).split(" ", 2)[1];
        String theirs = entered().split("=", 2)[1];
        guarded.close();
        try (Access only = Access.open(folder, clock, new Effort(64, 1), ways(false, ""))) {
            assertThat(only.bySession(session)).isEmpty();
            assertThat(only.byToken(key, "")).isEmpty();
            assertThat(only.bySession(theirs)).isPresent();
            assertThat(only.openSetup()).isEmpty();
        }
        guarded = new Guarded(folder.resolve("second"), clock, ways(false, ""));
        assertThat(guarded.login("ann", Guarded.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(guarded.me().get("local").asBoolean()).isFalse();
        assertThat(who(entered())).isEqualTo("jo-public");
    }

    @Test
    void aConfigurationWithoutTheProviderEndsTheSessionsThatItOpened() {
        String cookie = entered();
        String id = cookie.split("=", 2)[1];
        guarded.close();
        try (Access without = Access.open(folder, clock, new Effort(64, 1))) {
            assertThat(without.bySession(id)).isEmpty();
        }
        guarded = new Guarded(folder.resolve("second"), clock, ways(true, ""));
    }

    @Test
    void aProviderThatIsNotSetUpWholeIsSaidWithoutDetails() {
        guarded.close();
        guarded = new Guarded(folder.resolve("second"), clock, ways(true, "the environment has no variable X"));
        HttpResponse<byte[]> answer = start();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(Site.problem(answer).get("detail").asString()).doesNotContain("variable X");
        assertThat(guarded.me().at("/provider/works").asBoolean()).isFalse();
    }

    @Test
    void whereThereIsNoProviderThereIsNoSuchLogin() {
        guarded.close();
        guarded = new Guarded(folder.resolve("second"));
        assertThat(start().statusCode()).isEqualTo(404);
    }
}
