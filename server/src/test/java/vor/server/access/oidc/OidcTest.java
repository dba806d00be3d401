package vor.server.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.access.oidc.SmallProvider.Signing;
import vor.testkit.ManualClock;

/** Logging in at a provider that is honest, wrong, slow, large or away. */
class OidcTest {
    private static final String BACK = "https://noc.example.org/";

    private final ManualClock clock = new ManualClock();
    private final SmallProvider provider = new SmallProvider(clock);
    private Oidc oidc;

    @BeforeEach
    void begin() {
        oidc = open(provider.settings(), Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        oidc.close();
        provider.close();
    }

    private Oidc open(OidcSettings settings, Duration patience) {
        return new Oidc(settings, clock, HttpClient.newBuilder(), patience);
    }

    private void reopen(OidcSettings settings, Duration patience) {
        oidc.close();
        oidc = open(settings, patience);
    }

    private static Reply reply(Map<String, String> answer) {
        return new Reply(
                answer.getOrDefault("state", ""), Optional.ofNullable(answer.get("code")), Optional.ofNullable(answer.get("iss")),
                Optional.ofNullable(answer.get("error")), Optional.ofNullable(answer.get("error_description")));
    }

    private Person login() throws OidcException {
        Begun begun = oidc.begin(BACK);
        return oidc.finish(begun.key(), reply(provider.visit(begun.go())));
    }

    private OidcException fault() {
        return catchThrowableOfType(OidcException.class, this::login);
    }

    private String refused() {
        OidcException fault = fault();
        assertThat(fault.fault()).isEqualTo(OidcException.Fault.REFUSED);
        return fault.words();
    }

    private String refusedWith(UnaryOperator<JWTClaimsSet.Builder> claims) {
        provider.claims = claims;
        return refused();
    }

    // ---- as it should be

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256", "EDDSA"})
    void whoProvesItIsThatPerson(Signing signing) throws OidcException {
        provider.signing = signing;
        assertThat(login()).isEqualTo(new Person(provider.issuer(), "248289761001", "Jo Public", Set.of("noc")));
    }

    @Test
    void theBrowserIsSentWithAChallengeAndNoSecret() throws OidcException {
        URI go = oidc.begin(BACK).go();
        Map<String, String> query = SmallProvider.query(go.getRawQuery());
        assertThat(go.toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(query).containsEntry("response_type", "code").containsEntry("client_id", "vor").containsEntry("redirect_uri", BACK)
                .containsEntry("scope", "openid profile").containsEntry("code_challenge_method", "S256");
        assertThat(List.of(query.get("state"), query.get("nonce"), query.get("code_challenge"))).doesNotHaveDuplicates().allMatch(t -> t.length() == 43);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecretProvesUsInTheHeaderOrInTheBody(boolean body) throws OidcException {
        provider.secret = Optional.of(SmallProvider.SECRET);
        provider.bodySecret = body;
        reopen(provider.settings(), Duration.ofSeconds(10));
        assertThat(login().subject()).isEqualTo("248289761001");
    }

    @Test
    void anOddSecretGoesIntoTheBodyWhereBothAreTaken() throws OidcException {
        provider.secret = Optional.of(SmallProvider.SECRET);
        provider.bodySecret = true;
        provider.document = d -> d.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        reopen(provider.settings(), Duration.ofSeconds(10));
        assertThat(login().subject()).isEqualTo("248289761001");
    }

    @Test
    void whatTheTokenDoesNotTellIsAskedFor() throws OidcException {
        provider.tellsLate = true;
        assertThat(login()).isEqualTo(new Person(provider.issuer(), "248289761001", "Jo Public", Set.of("noc")));
    }

    @Test
    void whatIsToldOfAnotherPersonIsNotTaken() throws OidcException {
        provider.tellsLate = true;
        provider.instead.put("/realm/person", e -> SmallProvider.json(e, 200, Map.of("sub", "other", "preferred_username", "ann", "groups", List.of("noc-lead"))));
        assertThat(login()).isEqualTo(new Person(provider.issuer(), "248289761001", "", Set.of()));
    }

    @Test
    void groupsMayLieDeep() throws OidcException {
        provider.claims = c -> c.claim("realm_access", Map.of("roles", List.of("a", "b"))).claim("groups", null);
        reopen(new OidcSettings(provider.issuer(), "vor", Optional.empty(), List.of("openid"), "preferred_username", "realm_access.roles"), Duration.ofSeconds(10));
        assertThat(login().groups()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void clocksMayDifferByAMinute() throws OidcException {
        provider.claims = c -> at(c, clock.now().minusSeconds(358));
        assertThat(login().subject()).isNotEmpty();
        provider.claims = c -> at(c, clock.now().plusSeconds(59));
        assertThat(login().subject()).isNotEmpty();
    }

    private static JWTClaimsSet.Builder at(JWTClaimsSet.Builder claims, Instant made) {
        return claims.issueTime(Date.from(made)).expirationTime(Date.from(made.plusSeconds(300)));
    }

    // ---- tokens that prove nothing

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256", "EDDSA"}, mode = EnumSource.Mode.EXCLUDE)
    void whatIsSignedWrongIsNothing(Signing signing) {
        provider.signing = signing;
        assertThat(refused()).startsWith("the provider's word was not accepted: its token ");
    }

    @Test
    void whatIsMeantForOthersIsRefused() {
        assertThat(refusedWith(c -> c.issuer("https://evil.example"))).endsWith("is of another issuer");
        assertThat(refusedWith(c -> c.issuer(null))).endsWith("is of another issuer");
        assertThat(refusedWith(c -> c.audience("other"))).endsWith("is for another audience");
        assertThat(refusedWith(c -> c.audience(List.of()))).endsWith("is for another audience");
        assertThat(refusedWith(c -> c.audience(List.of("vor", "other")))).endsWith("does not say for whom");
        assertThat(refusedWith(c -> c.audience(List.of("vor", "other")).claim("azp", "other"))).endsWith("made for another client");
        assertThat(refusedWith(c -> c.claim("azp", "other"))).endsWith("made for another client");
        assertThat(refusedWith(c -> c.claim("nonce", "another"))).endsWith("belongs to another login (nonce)");
        assertThat(refusedWith(c -> c.claim("nonce", null))).endsWith("belongs to another login (nonce)");
        assertThat(refusedWith(c -> c.subject(null))).endsWith("does not say of whom it is");
    }

    @Test
    void severalAudiencesAreFineWhenItSaysThatItIsForUs() throws OidcException {
        provider.claims = c -> c.audience(List.of("vor", "other")).claim("azp", "vor");
        assertThat(login().subject()).isNotEmpty();
    }

    @Test
    void whatIsOfAnotherTimeIsRefused() {
        assertThat(refusedWith(c -> at(c, clock.now().minusSeconds(360)))).contains("too old");
        assertThat(refusedWith(c -> at(c, clock.now().plusSeconds(62)))).contains("of the future");
        assertThat(refusedWith(c -> c.notBeforeTime(Date.from(clock.now().plusSeconds(62))))).contains("not good yet");
        assertThat(refusedWith(c -> c.expirationTime(null))).contains("too old");
        assertThat(refusedWith(c -> c.issueTime(null))).contains("of the future");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String text : List.of("", "x", "a.b.c", "..", "e30.e30.", "x".repeat(100_000))) {
            provider.instead.put("/realm/token", e -> SmallProvider.json(e, 200, Map.of("access_token", "a", "id_token", text)));
            assertThat(refused()).as(text.length() + " characters").startsWith("the provider's word was not accepted");
        }
    }

    // ---- keys

    @Test
    void aRotatedKeyIsFetchedAndTheOldOneIsNoneAnyMore() throws OidcException {
        login();
        assertThat(provider.keysAsked).hasValue(1);
        login();
        assertThat(provider.keysAsked).as("keys are kept").hasValue(1);
        provider.rotate();
        clock.advance(KeySet.APART);
        assertThat(login().subject()).isNotEmpty();
        assertThat(provider.keysAsked).hasValue(2);
    }

    @Test
    void tokensWithKeysThatAreNotShownDoNotHaveThemFetchedAgainAndAgain() throws OidcException {
        login();
        provider.signing = Signing.BY_A_KEY_THAT_IS_NOT_SHOWN;
        clock.advance(KeySet.APART);
        for (int i = 0; i < 10; i++) {
            assertThat(refused()).endsWith("with a key that the provider does not show");
        }
        assertThat(provider.keysAsked).hasValue(2);
    }

    @Test
    void whileKeysCannotBeFetchedThoseOfBeforeCountForADay() throws OidcException {
        login();
        provider.instead.put("/realm/keys", e -> SmallProvider.json(e, 500, Map.of()));
        clock.advance(Duration.ofHours(23));
        assertThat(login().subject()).isNotEmpty();
        clock.advance(Duration.ofHours(2));
        assertThat(fault().words()).contains("answers 500 where its keys should be");
    }

    @Test
    void onlySoManyKeysAreKeptAndWhatIsNoneIsPassedOver() {
        List<Map<String, String>> many = IntStream.range(0, 1000).mapToObj(i -> Map.of("kty", "oct", "k", "AAAA")).toList();
        provider.instead.put("/realm/keys", e -> SmallProvider.json(e, 200, Map.of("keys", many)));
        assertThat(fault().words()).isEqualTo("the provider shows no key that could be used");
    }

    // ---- logins that were not begun here, or are over

    @Test
    void aLoginIsFinishedOnce() throws OidcException {
        Begun begun = oidc.begin(BACK);
        Reply reply = reply(provider.visit(begun.go()));
        oidc.finish(begun.key(), reply);
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(begun.key(), reply)).words()).contains("was not begun in this browser");
    }

    @Test
    void aCodeOfAnotherLoginIsNotTaken() throws OidcException {
        Begun theirs = oidc.begin(BACK);
        Map<String, String> stolen = provider.visit(theirs.go());
        Begun mine = oidc.begin(BACK);
        Map<String, String> injected = Map.of("state", provider.visit(mine.go()).getOrDefault("state", ""), "code", stolen.getOrDefault("code", ""));
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(mine.key(), reply(injected))).words())
                .isEqualTo("the provider says: invalid_grant (Code not valid)");
    }

    @Test
    void theAnswerForOneBrowserIsNothingInAnother() throws OidcException {
        Begun attackers = oidc.begin(BACK);
        Map<String, String> answer = provider.visit(attackers.go());
        Begun victims = oidc.begin(BACK);
        for (String key : List.of(victims.key(), "", "x")) {
            assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(key, reply(answer))).words()).contains("was not begun in this browser");
        }
    }

    @Test
    void aLoginIsOverAfterTenMinutes() throws OidcException {
        Begun begun = oidc.begin(BACK);
        Reply reply = reply(provider.visit(begun.go()));
        clock.advance(Flows.VALID);
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(begun.key(), reply)).words()).contains("more than ten minutes ago");
    }

    @Test
    void loginsThatNobodyFinishesAreForgottenTheOldestFirst() throws OidcException {
        Begun first = oidc.begin(BACK);
        Reply reply = reply(provider.visit(first.go()));
        for (int i = 0; i < Flows.MOST; i++) {
            oidc.begin(BACK);
        }
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(first.key(), reply)).words()).contains("was not begun");
        assertThat(reading("vor_oidc_logins_open")).isEqualTo(Flows.MOST);
        assertThat(reading("vor_oidc_logins_dropped_total")).isEqualTo(1);
    }

    private double reading(String name) {
        return oidc.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    @Test
    void anotherProviderDoesNotAnswerForThisOne() throws OidcException {
        Begun begun = oidc.begin(BACK);
        Map<String, String> answer = provider.visit(begun.go());
        answer.put("iss", "https://evil.example");
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(begun.key(), reply(answer))).words()).startsWith("another provider answered");
    }

    @Test
    void aProviderThatNamesItselfAlwaysDoes() throws OidcException {
        provider.namesItself = true;
        assertThat(login().subject()).isNotEmpty();
        Begun begun = oidc.begin(BACK);
        Map<String, String> answer = provider.visit(begun.go());
        answer.remove("iss");
        assertThat(catchThrowableOfType(OidcException.class, () -> oidc.finish(begun.key(), reply(answer))).words()).contains("does not say which provider");
    }

    @Test
    void whatTheProviderSaysIsOneShortLine() throws OidcException {
        Begun begun = oidc.begin(BACK);
        Map<String, String> answer = Map.of(
                "state", provider.visit(begun.go()).getOrDefault("state", ""), "error", "access_denied", "error_description", "not\r\nyou <b>\u202e" + "x".repeat(500));
        String words = catchThrowableOfType(OidcException.class, () -> oidc.finish(begun.key(), reply(answer))).words();
        assertThat(words).startsWith("the provider says: access_denied (not??you <b>?xxx").hasSizeLessThan(230);
    }

    // ---- a provider that is none, large, slow or away

    @Test
    void theDocumentOfAnotherIssuerIsNotTaken() {
        provider.document = d -> d.put("issuer", "https://evil.example");
        assertThat(fault().words()).contains("of another issuer than the configuration names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/token", "ftp://127.0.0.1/", "file:///etc/passwd", "token", "https://a:b@c/", "http://127.0.0.1.evil.example/"})
    void nothingIsSentWhereItCouldBeRead(String place) {
        provider.document = d -> d.put("token_endpoint", place);
        assertThat(fault().words()).isEqualTo("the provider's own document has no token_endpoint with https");
    }

    @Test
    void aHugeDocumentIsNotReadToItsEnd() {
        provider.instead.put("/realm/.well-known/openid-configuration", e -> SmallProvider.send(e, 200, SmallProvider.large(Wire.LARGEST + 1)));
        assertThat(fault().fault()).isEqualTo(OidcException.Fault.PROVIDER);
        assertThat(oidc.trouble()).isPresent();
    }

    @Test
    void aDeepOrBrokenDocumentIsNone() {
        for (String text : List.of("", "{", "[]", "{\"a\":".repeat(10_000), "<html>")) {
            provider.instead.put("/realm/.well-known/openid-configuration", e -> SmallProvider.send(e, 200, text.getBytes(StandardCharsets.UTF_8)));
            assertThat(fault().fault()).isEqualTo(OidcException.Fault.PROVIDER);
        }
    }

    @Test
    void anAnswerThatDripsInIsNotWaitedFor() throws OidcException {
        login();
        reopen(provider.settings(), Duration.ofMillis(400));
        provider.instead.put("/realm/token", provider::stall);
        assertThat(fault().words()).contains("did not answer within 1 s");
    }

    @Test
    void aRedirectIsNotFollowed() {
        provider.instead.put("/realm/token", e -> {
            e.getResponseHeaders().set("Location", provider.issuer() + "/elsewhere");
            e.sendResponseHeaders(307, -1);
        });
        assertThat(fault().words()).endsWith("answers with a redirect, which is not followed");
        assertThat(provider.elsewhere).hasValue(0);
    }

    @Test
    void aProviderThatIsAwayIsSaidAndComesBack() throws OidcException {
        provider.instead.put("/realm/.well-known/openid-configuration", e -> SmallProvider.json(e, 503, Map.of()));
        assertThat(fault().words()).contains("answers 503");
        assertThat(oidc.trouble()).isPresent();
        provider.instead.clear();
        assertThat(login().subject()).isNotEmpty();
        assertThat(oidc.trouble()).isEmpty();
    }

    @Test
    void thatItIsAwayIsKnownBeforeSomebodyComes() throws OidcException {
        login();
        provider.instead.put("/realm/.well-known/openid-configuration", e -> SmallProvider.json(e, 503, Map.of()));
        clock.advance(Duration.ofSeconds(61));
        oidc.chore();
        oidc.begin(BACK); // waits behind it
        assertThat(oidc.trouble()).hasValueSatisfying(words -> assertThat(words).contains("answers 503"));
    }

    @Test
    void oneThatDoesNotListenIsAway() {
        provider.close();
        assertThat(fault().words()).contains("cannot be reached");
    }

    @Test
    void whatItSaidOfItselfCountsForADayWhileItIsAway() throws OidcException {
        login();
        provider.instead.put("/realm/.well-known/openid-configuration", e -> SmallProvider.json(e, 503, Map.of()));
        clock.advance(Duration.ofHours(23));
        assertThat(login().subject()).isNotEmpty();
        clock.advance(Duration.ofHours(2));
        assertThat(fault().fault()).isEqualTo(OidcException.Fault.PROVIDER);
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() throws OidcException {
        provider.secret = Optional.of(SmallProvider.SECRET);
        assertThat(provider.settings().toString()).doesNotContain(SmallProvider.SECRET);
        Begun begun = oidc.begin(BACK);
        assertThat(begun.toString()).doesNotContain(begun.key());
    }
}
