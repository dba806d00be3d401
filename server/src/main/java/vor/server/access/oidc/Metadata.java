package vor.server.access.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What the provider says of itself.
 *
 * @param person where more is told of a person; empty when it has no such place
 * @param inHeader whether it takes our secret in a header
 * @param inBody whether it takes it in the body
 * @param namesItself whether it writes itself into every answer, so that one without is none of its own
 */
record Metadata(URI authorization, URI token, URI keys, Optional<URI> person, boolean inHeader, boolean inBody, boolean namesItself) {

    /** @throws OidcException when it is another provider's, lacks what is needed or is not encrypted */
    static Metadata read(JsonNode json, String issuer) throws OidcException {
        if (!json.path("issuer").asString("").equals(issuer)) {
            throw OidcException.provider("the provider's own document is of another issuer than the configuration names");
        }
        Set<String> proofs = words(json.path("token_endpoint_auth_methods_supported"));
        return new Metadata(
                endpoint(json, "authorization_endpoint"),
                endpoint(json, "token_endpoint"),
                endpoint(json, "jwks_uri"),
                json.hasNonNull("userinfo_endpoint") ? Optional.of(endpoint(json, "userinfo_endpoint")) : Optional.empty(),
                proofs.contains("client_secret_basic") || !proofs.contains("client_secret_post"),
                proofs.contains("client_secret_post"),
                json.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static Set<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(n -> n.asString("")).collect(Collectors.toSet());
    }

    private static URI endpoint(JsonNode json, String name) throws OidcException {
        try {
            URI uri = URI.create(json.path(name).asString(""));
            if (isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw OidcException.provider("the provider's own document has no " + name + " with https");
    }

    /** Encrypted, or not leaving this machine. */
    static boolean isSafe(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(uri.getScheme()) || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host.replaceAll("^\\[(.*)]$", "$1")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
