package vor.server.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vor.model.Clock;

/**
 * The provider's public keys: at most so many, fetched anew every hour and as soon as a token names one that is not among
 * them, though not more often than each five seconds. While they cannot be fetched, those of before count for a day. For one
 * thread.
 */
final class KeySet {
    static final Duration FRESH = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(1);
    static final Duration APART = Duration.ofSeconds(5);
    static final int MOST = 50;
    private static final int LEAST_BITS = 2048;

    private final Clock clock;
    private List<JWK> keys = List.of();
    private @Nullable Long fetched;
    private @Nullable Long tried;

    /** Asks the provider for its keys. */
    interface Source {
        JsonNode fetch() throws OidcException;
    }

    KeySet(Clock clock) {
        this.clock = clock;
    }

    /** Those by which a token with this header may be signed. */
    List<JWK> of(JWSHeader header, Source source) throws OidcException {
        if (isOlder(fetched, FRESH)) {
            renew(source);
        }
        List<JWK> fit = fit(header);
        if (fit.isEmpty() && isOlder(tried, APART)) {
            renew(source);
            fit = fit(header);
        }
        return fit;
    }

    private boolean isOlder(@Nullable Long then, Duration age) {
        return then == null || clock.nanos() - then >= age.toNanos();
    }

    private void renew(Source source) throws OidcException {
        try {
            tried = clock.nanos();
            keys = read(source.fetch());
            fetched = clock.nanos();
        } catch (OidcException e) {
            if (isOlder(fetched, LONGEST)) {
                keys = List.of();
                throw e;
            }
        }
    }

    /** What cannot be read, or is of a kind that is not used here, is passed over. */
    private static List<JWK> read(JsonNode json) throws OidcException {
        List<JWK> keys = new ArrayList<>();
        for (JsonNode one : json.path("keys")) {
            if (keys.size() == MOST) {
                break;
            }
            try {
                JWK key = JWK.parse(one.toString());
                if (!KeyUse.ENCRYPTION.equals(key.getKeyUse()) && isStrong(key)) {
                    keys.add(key.toPublicJWK());
                }
            } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
                // not for us
            }
        }
        if (keys.isEmpty()) {
            throw OidcException.provider("the provider shows no key that could be used");
        }
        return List.copyOf(keys);
    }

    private static boolean isStrong(JWK key) {
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= LEAST_BITS;
            case ECKey ec -> Curve.P_256.equals(ec.getCurve());
            case OctetKeyPair pair -> Curve.Ed25519.equals(pair.getCurve());
            default -> false;
        };
    }

    private List<JWK> fit(JWSHeader header) {
        return keys.stream().filter(k -> isOf(k, header.getAlgorithm())).filter(k -> isNamed(k, header)).toList();
    }

    private static boolean isNamed(JWK key, JWSHeader header) {
        return header.getKeyID() == null || key.getKeyID() == null || Objects.equals(key.getKeyID(), header.getKeyID());
    }

    private static boolean isOf(JWK key, JWSAlgorithm algorithm) {
        boolean meant = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        return meant && switch (key) {
            case RSAKey _ -> algorithm.equals(JWSAlgorithm.RS256) || algorithm.equals(JWSAlgorithm.PS256);
            case ECKey _ -> algorithm.equals(JWSAlgorithm.ES256);
            case OctetKeyPair _ -> algorithm.equals(JWSAlgorithm.EdDSA);
            default -> false;
        };
    }

}
