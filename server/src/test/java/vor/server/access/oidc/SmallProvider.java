package vor.server.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Clock;

/** A provider on loopback with keys of its own. Honest until it is told otherwise. */
public final class SmallProvider implements AutoCloseable {
    public static final String CLIENT = "vor";
    public static final String SECRET = "s3cret/with:odd+chars";

    private static final RSAKey FIRST = rsa("first");
    private static final RSAKey SECOND = rsa("second");
    private static final ECKey CURVE = curve();
    private static final KeyPair EDWARDS = edwards();

    /** How it signs. */
    public enum Signing {
        RS256,
        PS256,
        ES256,
        EDDSA,
        NONE,
        HS256_BY_THE_PUBLIC_KEY,
        BY_A_KEY_THAT_IS_NOT_SHOWN,
        BY_ANOTHER_KEY_UNDER_THIS_NAME,
        WITH_ANOTHER_BODY
    }

    private record Grant(String challenge, String back, String nonce) {}

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile RSAKey key = FIRST;

    public volatile Signing signing = Signing.RS256;
    public volatile UnaryOperator<JWTClaimsSet.Builder> claims = c -> c;
    public volatile String subject = "248289761001";
    public volatile String name = "Jo Public";
    public volatile List<String> groups = List.of("noc");
    public volatile Optional<String> secret = Optional.empty();

    /** Only when it is asked for a person it tells name and groups. */
    public volatile boolean tellsLate;
    public volatile boolean bodySecret;
    public volatile boolean namesItself;
    public volatile Consumer<Map<String, Object>> document = d -> {};

    /** What comes in the place of an honest answer of a path; null lets it be honest. */
    public final Map<String, HttpHandler> instead = new ConcurrentHashMap<>();

    public final AtomicInteger keysAsked = new AtomicInteger();
    public final AtomicInteger elsewhere = new AtomicInteger();

    public SmallProvider(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        path("/realm/.well-known/openid-configuration", e -> json(e, 200, document()));
        path("/realm/keys", this::keys);
        path("/realm/token", this::token);
        path("/realm/person", this::person);
        path("/realm/elsewhere", e -> {
            elsewhere.incrementAndGet();
            token(e);
        });
        server.start();
    }

    private void path(String path, HttpHandler honest) {
        server.createContext(path, exchange -> {
            try (exchange) {
                instead.getOrDefault(path, honest).handle(exchange);
            }
        });
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    public OidcSettings settings() {
        return new OidcSettings(issuer(), CLIENT, secret, List.of("openid", "profile"), "preferred_username", "groups");
    }

    /** From now on it shows and uses another key. */
    public void rotate() {
        key = SECOND;
    }

    /** As a browser that was sent to the provider, where somebody logged in well. */
    public Map<String, String> visit(URI go) {
        Map<String, String> query = query(go.getRawQuery());
        String code = Flows.fresh();
        codes.put(code, new Grant(of(query, "code_challenge"), of(query, "redirect_uri"), of(query, "nonce")));
        Map<String, String> answer = new LinkedHashMap<>(Map.of("code", code, "state", of(query, "state")));
        if (namesItself) {
            answer.put("iss", issuer());
        }
        return answer;
    }

    private static String of(Map<String, String> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    public static Map<String, String> query(String text) {
        Map<String, String> all = new HashMap<>();
        for (String one : text.split("&")) {
            String[] both = one.split("=", 2);
            all.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    private Map<String, Object> document() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/keys");
        all.put("userinfo_endpoint", issuer() + "/person");
        all.put("authorization_response_iss_parameter_supported", namesItself);
        if (bodySecret) {
            all.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        }
        document.accept(all);
        return all;
    }

    private void keys(HttpExchange exchange) throws IOException {
        keysAsked.incrementAndGet();
        EdECPublicKey edwards = (EdECPublicKey) EDWARDS.getPublic();
        byte[] y = edwards.getPoint().getY().toByteArray();
        byte[] x = new byte[32];
        for (int i = 0; i < Math.min(32, y.length); i++) {
            x[i] = y[y.length - 1 - i];
        }
        x[31] |= (byte) (edwards.getPoint().isXOdd() ? 0x80 : 0);
        JWK pair = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("edwards").build();
        json(exchange, 200, new JWKSet(List.of(key.toPublicJWK(), CURVE.toPublicJWK(), pair)).toJSONObject());
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        if (!isProved(exchange, form)) {
            json(exchange, 401, Map.of("error", "invalid_client"));
        } else if (grant == null
                || !grant.challenge().equals(Flows.digest(form.getOrDefault("code_verifier", "")))
                || !grant.back().equals(form.get("redirect_uri"))) {
            json(exchange, 400, Map.of("error", "invalid_grant", "error_description", "Code not valid"));
        } else {
            json(exchange, 200, Map.of("access_token", "let-me-see", "token_type", "Bearer", "id_token", idToken(grant.nonce())));
        }
    }

    private boolean isProved(HttpExchange exchange, Map<String, String> form) {
        if (secret.isEmpty()) {
            return CLIENT.equals(form.get("client_id"));
        }
        String basic = Base64.getEncoder()
                .encodeToString((Wire.encode(CLIENT) + ":" + Wire.encode(secret.get())).getBytes(StandardCharsets.UTF_8));
        return bodySecret
                ? secret.get().equals(form.get("client_secret"))
                : ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void person(HttpExchange exchange) throws IOException {
        boolean known = "Bearer let-me-see".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        json(exchange, known ? 200 : 401, known ? Map.of("sub", subject, "preferred_username", name, "groups", groups) : Map.of());
    }

    private String idToken(String nonce) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .audience(CLIENT)
                .issueTime(Date.from(clock.now()))
                .expirationTime(Date.from(clock.now().plusSeconds(300)))
                .claim("nonce", nonce);
        if (!tellsLate) {
            all.claim("preferred_username", name).claim("groups", groups);
        }
        return signed(claims.apply(all).build());
    }

    private String signed(JWTClaimsSet all) {
        try {
            return switch (signing) {
                case RS256 -> signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), all);
                case PS256 -> signed(JWSAlgorithm.PS256, key.getKeyID(), new RSASSASigner(key), all);
                case ES256 -> signed(JWSAlgorithm.ES256, CURVE.getKeyID(), new ECDSASigner(CURVE), all);
                case EDDSA -> byEdwards(all);
                case NONE -> new PlainJWT(all).serialize();
                case HS256_BY_THE_PUBLIC_KEY ->
                    signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(key.toRSAPublicKey().getEncoded()), all);
                case BY_A_KEY_THAT_IS_NOT_SHOWN -> signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(SECOND), all);
                case BY_ANOTHER_KEY_UNDER_THIS_NAME -> signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(SECOND), all);
                case WITH_ANOTHER_BODY -> {
                    String[] parts = signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), all).split("\\.");
                    String body = new JWTClaimsSet.Builder(all).subject("somebody else").build().toString();
                    yield parts[0] + "." + Base64URL.encode(body) + "." + parts[2];
                }
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSAlgorithm algorithm, String name, JWSSigner signer, JWTClaimsSet all) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(name).build(), all);
        token.sign(signer);
        return token.serialize();
    }

    private static String byEdwards(JWTClaimsSet all) throws GeneralSecurityException {
        String input = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("edwards").build().toBase64URL() + "." + Base64URL.encode(all.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(EDWARDS.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    public static void json(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
        send(exchange, status, new JsonMapper().writeValueAsBytes(json));
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** An answer of which a byte comes, and then nothing until the end. */
    public void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static byte[] large(int bytes) {
        byte[] text = new byte[bytes];
        Arrays.fill(text, (byte) ' ');
        return text;
    }

    private static RSAKey rsa(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey curve() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
