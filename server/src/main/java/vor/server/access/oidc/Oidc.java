package vor.server.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Clock;
import vor.model.Reading;

/**
 * One provider of OpenID Connect. Safe for any thread; {@link #begin} and {@link #finish} wait for the one thread
 * {@code access-oidc}, which alone asks the provider and holds what it says of itself. A provider that is away or lies costs
 * whoever logs in there some seconds and nobody else anything.
 */
public final class Oidc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration ASKED = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** Who waited so long has gone. */
    private static final Duration STALE = Duration.ofSeconds(20);
    private static final int WAITING = 32;
    private static final int LONGEST_WORDS = 200;

    private final OidcSettings settings;
    private final Clock clock;
    private final Wire wire;
    private final Flows flows;
    private final KeySet keys;
    private final Proof proof;
    private final AtomicLong failures = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("access-oidc").factory());
    private volatile String trouble = "";
    private volatile @Nullable Held held;
    private volatile @Nullable Long tried;

    private record Held(Metadata metadata, long at) {}

    /** @param http whose authorities are believed */
    public Oidc(OidcSettings settings, Clock clock, HttpClient.Builder http) {
        this(settings, clock, http, PATIENCE);
    }

    /** @param patience with each answer */
    public Oidc(OidcSettings settings, Clock clock, HttpClient.Builder http, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.wire = new Wire(http, patience);
        this.flows = new Flows(clock);
        this.keys = new KeySet(clock);
        this.proof = new Proof(settings.issuer(), settings.client());
    }

    /** Whether passwords and tokens may go there: encrypted, or not leaving this machine. */
    public static boolean isSafe(URI uri) {
        return Metadata.isSafe(uri);
    }

    public String issuer() {
        return settings.issuer();
    }

    /** Why the provider could not be asked last, in words for the log of us and not for strangers; empty when it could. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(t -> !t.isEmpty());
    }

    /**
     * To be called about once a second; returns at once. Learns each minute what the provider says of itself, and so whether it is there, before
     * somebody waits for it.
     */
    public void chore() {
        if (isOlder(tried, AGAIN) && isOld(held, ASKED) && thread.getQueue().isEmpty()) {
            tried = clock.nanos();
            submit(this::ask).exceptionally(e -> null);
        }
    }

    private boolean isOlder(@Nullable Long then, Duration age) {
        return then == null || clock.nanos() - then >= age.toNanos();
    }

    private boolean isOld(@Nullable Held one, Duration age) {
        return one == null || isOlder(one.at(), age);
    }

    /**
     * Begins a login.
     *
     * @param back where the provider sends the browser afterwards, as it is registered there
     */
    public Begun begin(String back) throws OidcException {
        Metadata metadata = result(submit(this::metadata));
        String key = Flows.fresh();
        Flows.Flow flow = flows.begin(key, back);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.client());
        query.put("redirect_uri", back);
        query.put("scope", String.join(" ", settings.scopes()));
        query.put("state", flow.state());
        query.put("nonce", flow.nonce());
        query.put("code_challenge", Flows.digest(flow.verifier()));
        query.put("code_challenge_method", "S256");
        String place = metadata.authorization().toString();
        return new Begun(key, URI.create(place + (place.contains("?") ? "&" : "?") + Wire.form(query)));
    }

    /**
     * Learns who came back. A login is finished once, well or not.
     *
     * @param key that the browser's cookie holds
     */
    public Person finish(String key, Reply reply) throws OidcException {
        Flows.Flow flow = flows.take(key, reply.state())
                .orElseThrow(() -> OidcException.refused("this login was not begun in this browser, or more than ten minutes ago; begin again"));
        if (reply.issuer().filter(i -> !i.equals(settings.issuer())).isPresent()) {
            throw OidcException.refused("another provider answered than the one that was asked; begin again");
        }
        if (reply.error().isPresent()) {
            throw OidcException.refused(said(reply.error().get(), reply.description().orElse("")));
        }
        String code = reply.code().orElseThrow(() -> OidcException.refused("the provider sent nobody; begin again"));
        return result(submit(() -> learn(flow, code, reply.issuer().isPresent())));
    }

    // ---- on the thread

    private interface Work<T> {
        T run() throws OidcException;
    }

    private Metadata metadata() throws OidcException {
        Held now = held;
        return now != null && !isOld(now, FRESH) ? now.metadata() : ask();
    }

    /** While it does not say, what it said before counts for a day. */
    private Metadata ask() throws OidcException {
        tried = clock.nanos();
        try {
            Metadata read = Metadata.read(document(), settings.issuer());
            held = new Held(read, clock.nanos());
            tell("");
            return read;
        } catch (OidcException e) {
            tell(e.words());
            Held before = held;
            if (before != null && !isOld(before, LONGEST)) {
                return before.metadata();
            }
            throw e;
        }
    }

    private JsonNode document() throws OidcException {
        Wire.Answer answer = wire.get(URI.create(settings.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration"));
        if (answer.status() != 200) {
            throw OidcException.provider("the provider answers " + answer.status() + " where its own document should be");
        }
        return answer.json();
    }

    private void tell(String now) {
        if (!now.isEmpty() && trouble.isEmpty()) {
            LOG.warn("nobody logs in at {} at the moment: {}", settings.issuer(), now);
        } else if (now.isEmpty() && !trouble.isEmpty()) {
            LOG.info("{} answers again", settings.issuer());
        }
        trouble = now;
    }

    private Person learn(Flows.Flow flow, String code, boolean named) throws OidcException {
        Metadata metadata = metadata();
        if (metadata.namesItself() && !named) {
            throw OidcException.refused("the answer does not say which provider it is of; begin again");
        }
        JsonNode tokens = exchange(metadata, flow, code);
        JWTClaimsSet claims = proof.of(
                tokens.path("id_token").asString(""), header -> keys.of(header, () -> keys(metadata)), flow.nonce(), clock.now());
        Claims told = new Claims(claims.getClaims());
        Claims all = told.has(settings.users()) && told.has(settings.groups())
                ? told
                : told.and(more(metadata, tokens.path("access_token").asString(""), claims.getSubject()));
        return new Person(settings.issuer(), claims.getSubject(), all.text(settings.users()), all.texts(settings.groups()));
    }

    private JsonNode exchange(Metadata metadata, Flows.Flow flow, String code) throws OidcException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", flow.back());
        form.put("code_verifier", flow.verifier());
        boolean basic = settings.secret().filter(secret -> isForHeader(metadata, secret)).isPresent();
        if (!basic) {
            form.put("client_id", settings.client());
            settings.secret().ifPresent(s -> form.put("client_secret", s));
        }
        Wire.Answer answer = basic ? wire.post(metadata.token(), form, "Authorization", basic()) : wire.post(metadata.token(), form);
        if (answer.status() != 200 || !answer.json().path("id_token").isString()) {
            throw answer.json().path("error").isString()
                    ? OidcException.refused(said(answer.json().path("error").asString(""), answer.json().path("error_description").asString("")))
                    : OidcException.provider("the provider answers " + answer.status() + " and no token");
        }
        return answer.json();
    }

    /** Providers disagree on how odd characters are written in the header; in the body there is but one way. */
    private static boolean isForHeader(Metadata metadata, String secret) {
        return metadata.inHeader() && (!metadata.inBody() || Wire.encode(secret).equals(secret));
    }

    private String basic() {
        String both = Wire.encode(settings.client()) + ":" + Wire.encode(settings.secret().orElse(""));
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    }

    private JsonNode keys(Metadata metadata) throws OidcException {
        Wire.Answer answer = wire.get(metadata.keys());
        if (answer.status() != 200) {
            throw OidcException.provider("the provider answers " + answer.status() + " where its keys should be");
        }
        return answer.json();
    }

    /** Many providers tell names and groups only when they are asked for them. */
    private Claims more(Metadata metadata, String access, String subject) throws OidcException {
        if (metadata.person().isEmpty() || !access.matches("[!-~]{1,16384}")) {
            return new Claims(Map.of());
        }
        Wire.Answer answer = wire.get(metadata.person().get(), "Authorization", "Bearer " + access);
        if (answer.status() != 200 || !answer.json().path("sub").asString("").equals(subject)) {
            return new Claims(Map.of());
        }
        return new Claims(new JsonMapper().convertValue(answer.json(), new TypeReference<Map<String, Object>>() {}));
    }

    /** Of a stranger's words, one short line. */
    private static String said(String error, String description) {
        String text = error + (description.isBlank() ? "" : " (" + description.strip() + ")");
        String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\"]", "?");
        return "the provider says: " + plain.substring(0, Math.min(LONGEST_WORDS, plain.length()));
    }

    // ---- from any thread

    private <T> CompletableFuture<T> submit(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        long asked = clock.nanos();
        try {
            thread.execute(() -> {
                try {
                    if (isOlder(asked, STALE)) {
                        throw OidcException.busy("the provider is slow and others wait before you; try again in a moment");
                    }
                    done.complete(work.run());
                } catch (OidcException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(OidcException.busy(WAITING + " logins wait for the provider already; try again in a moment"));
        }
        return done;
    }

    private <T> T result(CompletableFuture<T> done) throws OidcException {
        try {
            return done.join();
        } catch (CompletionException e) {
            failures.incrementAndGet();
            if (e.getCause() instanceof OidcException known) {
                throw known;
            }
            LOG.error("a login at {} failed", settings.issuer(), e.getCause());
            throw OidcException.provider("the provider's answer was not understood; the log says more");
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_oidc_up", "Whether the login provider could be asked last", () -> trouble.isEmpty() ? 1 : 0),
                Reading.gauge("vor_oidc_logins_open", "Logins at the provider that were begun and not finished", flows::size),
                Reading.counter("vor_oidc_logins_dropped_total", "Logins forgotten as too many were begun", flows::dropped),
                Reading.counter("vor_oidc_requests_total", "Requests sent to the login provider", wire::asked),
                Reading.counter("vor_oidc_failures_total", "Logins at the provider that failed", failures::get));
    }

    /** Who still waits is told at once that the provider cannot be asked. */
    @Override
    public void close() {
        thread.shutdown();
        wire.close();
    }
}
