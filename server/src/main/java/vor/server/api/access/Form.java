package vor.server.api.access;

import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.access.Role;
import vor.server.api.Problem;
import vor.server.api.Sent;

/** A small JSON object that somebody has sent: strict, every fault at once, and no value repeated, as it may be a secret. */
final class Form {
    private static final int LIMIT = 16 << 10;
    private static final Set<String> TYPES = Set.of("application/json", "application/merge-patch+json");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).maxNumberLength(20).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final List<Problem.Item> faults = new ArrayList<>();

    private Form(JsonNode object) {
        this.object = object;
    }

    /** @param fields that may be in it */
    static Form of(ServerRequest request, List<String> fields) {
        Form form = new Form(parse(Sent.bytes(request, TYPES, LIMIT)));
        for (String name : form.object.propertyNames()) {
            if (!fields.contains(name)) {
                form.fault("", "there is a field that is not known here", "known: " + String.join(", ", fields));
            }
        }
        return form;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // its message may repeat a secret
        }
        throw Problem.malformed("the body is no JSON object").exception();
    }

    String text(String field) {
        return optional(field).orElseGet(() -> {
            if (!object.hasNonNull(field)) {
                fault(field, "is missing", "");
            }
            return "";
        });
    }

    Optional<String> optional(String field) {
        if (!object.hasNonNull(field)) {
            return Optional.empty();
        }
        if (!object.get(field).isString()) {
            fault(field, "is no text", "");
            return Optional.empty();
        }
        return Optional.of(object.get(field).stringValue());
    }

    Role role(String field) {
        return optionalRole(field).orElseGet(() -> {
            if (!object.hasNonNull(field)) {
                fault(field, "is missing", "one of: viewer, operator, admin");
            }
            return Role.VIEWER;
        });
    }

    Optional<Role> optionalRole(String field) {
        Optional<String> word = optional(field);
        Optional<Role> role = word.flatMap(Role::of);
        if (word.isPresent() && role.isEmpty()) {
            fault(field, "is no role", "one of: viewer, operator, admin");
        }
        return role;
    }

    Instant time(String field) {
        if (object.path(field).canConvertToLong() && object.path(field).isIntegralNumber()) {
            return Instant.ofEpochMilli(object.get(field).longValue());
        }
        fault(field, object.hasNonNull(field) ? "is no time" : "is missing", "milliseconds since 1970 UTC");
        return Instant.EPOCH;
    }

    private void fault(String field, String message, String hint) {
        faults.add(new Problem.Item(field, message, hint, OptionalInt.empty(), OptionalInt.empty()));
    }

    /** @throws vor.server.api.ProblemException when anything was wrong */
    void done() {
        if (!faults.isEmpty()) {
            throw Problem.invalid("The request is not valid", faults).exception();
        }
    }
}
