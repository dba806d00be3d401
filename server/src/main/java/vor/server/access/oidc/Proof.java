package vor.server.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an ID token is what it says: signed by the provider, for us, now, and for the login that was begun here. Pure. */
final class Proof {
    static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LARGEST = 64 << 10;
    private static final int LONGEST_SUBJECT = 255;

    /** Neither none nor anything that is signed by what the other side knows too. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private final String issuer;
    private final String client;

    Proof(String issuer, String client) {
        this.issuer = issuer;
        this.client = client;
    }

    /** By which keys a token may be signed. */
    interface Keys {
        List<JWK> of(JWSHeader header) throws OidcException;
    }

    /** What the token says. @throws OidcException when it is not proved */
    JWTClaimsSet of(String text, Keys keys, String nonce, Instant now) throws OidcException {
        SignedJWT token = parse(text);
        require(ALGORITHMS.contains(token.getHeader().getAlgorithm()), "is signed in a way that is not accepted");
        require(token.getHeader().getCriticalParams() == null, "wants something that is not known here");
        List<JWK> fit = keys.of(token.getHeader());
        require(!fit.isEmpty(), "is signed with a key that the provider does not show");
        require(fit.stream().anyMatch(key -> isSigned(token, key)), "has a wrong signature");
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            check(claims, nonce);
            checkTime(claims, now);
            return claims;
        } catch (ParseException e) {
            throw broken("cannot be read");
        }
    }

    private static SignedJWT parse(String text) throws OidcException {
        require(text.length() <= LARGEST, "is too large");
        try {
            return SignedJWT.parse(text);
        } catch (ParseException | IllegalArgumentException e) {
            throw broken("is not signed, or cannot be read");
        }
    }

    private void check(JWTClaimsSet claims, String nonce) throws OidcException, ParseException {
        require(issuer.equals(claims.getIssuer()), "is of another issuer");
        Optional<String> presenter = Optional.ofNullable(claims.getStringClaim("azp"));
        require(claims.getAudience().contains(client), "is for another audience");
        require(claims.getAudience().size() == 1 || presenter.isPresent(), "is for several and does not say for whom");
        require(presenter.isEmpty() || presenter.get().equals(client), "was made for another client");
        String said = claims.getStringClaim("nonce");
        require(said != null && Flows.isSame(said, nonce), "belongs to another login (nonce)");
        String subject = claims.getSubject();
        require(subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT, "does not say of whom it is");
    }

    private static void checkTime(JWTClaimsSet claims, Instant now) throws OidcException {
        Date ends = claims.getExpirationTime();
        Date made = claims.getIssueTime();
        Date begins = claims.getNotBeforeTime();
        require(ends != null && now.minus(LEEWAY).isBefore(ends.toInstant()), "is too old; do the clocks agree?");
        require(made != null && !made.toInstant().isAfter(now.plus(LEEWAY)), "is of the future; do the clocks agree?");
        require(begins == null || !begins.toInstant().isAfter(now.plus(LEEWAY)), "is not good yet; do the clocks agree?");
    }

    private static boolean isSigned(SignedJWT token, JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> token.verify(new RSASSAVerifier(rsa));
                case ECKey ec -> token.verify(new ECDSAVerifier(ec));
                case OctetKeyPair pair -> isSigned(token, pair);
                default -> false;
            };
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    /** The library would want another library for this; the JDK can. */
    private static boolean isSigned(SignedJWT token, OctetKeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key(pair.getX().decode()));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }

    /** RFC 8032: the least significant byte first, and in the last bit whether x is odd. */
    private static PublicKey key(byte[] bytes) throws GeneralSecurityException {
        if (bytes.length != 32) {
            throw new GeneralSecurityException("no key of Ed25519");
        }
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = bytes[31 - i];
        }
        boolean odd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
    }

    private static void require(boolean fine, String otherwise) throws OidcException {
        if (!fine) {
            throw broken(otherwise);
        }
    }

    private static OidcException broken(String what) {
        return OidcException.refused("the provider's word was not accepted: its token " + what);
    }
}
